import type { Html, Paragraph } from 'mdast';
import { textOf } from '../src/facts/node-text.ts';
import type { PageFacts } from '../src/facts/page-facts.ts';
import { defineRule, type Json } from '../src/rule.ts';
import type { SourceSpan } from '../src/text/span.ts';

/** A medal that a page gives to a name, or (without a name) to itself. */
type Claim = { readonly medal: string; readonly name: string | null; readonly span: SourceSpan | null };

/** Medals that stand in pages by the tier that they mean. */
const MEDALS: Readonly<Record<string, string>> = { '🥇': 'gold', '🥈': 'silver', '🥉': 'bronze' };
const SHOWN: Readonly<Record<string, string>> = { gold: '🥇', silver: '🥈', bronze: '🥉' };
const BANNER = /^\s*(?:🏆|🥇|🥈|🥉)\s*(gold|silver|bronze)\b/iu;
const LINE = /^[ \t]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(🥇|🥈|🥉)[ \t]+(\S.*)$/u;

/**
 * The method: pages whose front matter names a tier are the truth. A line that gives a medal to a name is compared with
 * the page of that title or file name; a title of an admonition that begins with a medal and a tier is compared with the
 * page's own. A name that means several pages, or none, is not judged.
 */
export default defineRule({
  summary: 'A medal agrees with the front matter of the page that it is given to.',
  why: 'Readers choose by these badges; two pages that contradict each other make both worthless.',
  since: '0.1.0',
  fix: null,
  severity: 'warn',
  options: {
    field: {
      type: 'string',
      default: 'excellence_tier',
      words: 'The key of the front matter that holds the tier: `gold`, `silver` or `bronze`.',
    },
    aliases: {
      type: 'object',
      default: {} as Readonly<Record<string, string>>,
      words: 'Names by which pages are called beside their title: the name, and the path of the page.',
      schema: { additionalProperties: { type: 'string' } },
    },
  },
  messages: {
    named: '{medal} for `{name}`, but the front matter of `{path}` says `{tier}`.',
    own: 'The title says `{shown}`, but the front matter of this page says `{tier}`.',
  },
  page({ text, span }) {
    const claims: Claim[] = [];
    const lines = (node: Paragraph | Html) => {
      const at = span(node);
      if (at === null || at.file !== undefined) return;
      const source = text.slice(at.start, at.end);
      if (!/[🥇🥈🥉]/u.test(source)) return;
      let offset = at.start;
      for (const line of source.split(/(?<=\n)/)) {
        const match = LINE.exec(line.trimEnd());
        if (match !== null) {
          const start = offset + line.indexOf(match[1]!);
          claims.push({ medal: match[1]!, name: match[2]!, span: { start, end: offset + line.trimEnd().length } });
        }
        offset += line.length;
      }
    };
    return {
      paragraph: lines,
      html: lines,
      containerDirective(node) {
        const label = node.children[0];
        if (label?.type !== 'paragraph' || label.data?.directiveLabel !== true) return;
        const tier = BANNER.exec(textOf(label))?.[1]?.toLowerCase();
        if (tier !== undefined) claims.push({ medal: tier, name: null, span: span(label) ?? span(node) });
      },
      end: () => (claims.length === 0 ? undefined : (claims as unknown as Json)),
    };
  },
  site({ pages, options, own, report }) {
    const tierOf = (page: PageFacts | undefined): string | null => {
      const value = page?.frontMatter?.[options.field];
      const tier = typeof value === 'string' ? value.trim().toLowerCase() : '';
      return tier in SHOWN ? tier : null;
    };
    const byName = new Map<string, PageFacts[]>();
    for (const page of pages.values()) {
      for (const key of namesOf(page)) byName.set(key, [...(byName.get(key) ?? []), page]);
    }
    for (const [alias, path] of Object.entries(options.aliases)) {
      const page = pages.get(path);
      if (page !== undefined) byName.set(nameKey(alias), [page]);
    }
    for (const path of pages.keys()) {
      const claims = (own(path) ?? []) as unknown as readonly Claim[];
      for (const { medal, name, span } of claims) {
        if (name === null) {
          const tier = tierOf(pages.get(path));
          if (tier === null || tier === medal) continue;
          report({ message: 'own', values: { shown: medal, tier }, page: path, span, data: { shown: medal, tier } });
          continue;
        }
        const plain = plainName(name);
        const meant = (byName.get(nameKey(plain)) ?? []).filter((page) => tierOf(page) !== null);
        const tiers = new Set(meant.map(tierOf));
        const [tier] = tiers;
        // Several pages of the name that agree are as good as one.
        if (tiers.size !== 1 || tier === null || tier === undefined || tier === MEDALS[medal]) continue;
        report({
          message: 'named',
          values: { medal, name: plain, path: meant[0]!.path, tier },
          page: path,
          span,
          data: { name: plain, shown: MEDALS[medal]!, tier, source: meant[0]!.path },
        });
      }
    }
  },
});

/** What stands behind a medal, as a name: without markup, remarks in brackets and what follows a dash or colon. */
function plainName(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/[*`]/g, '')
    .replace(/\s+\([^)]*\).*$/, '')
    .replace(/\s+[-–—]\s.*$|:\s.*$/, '')
    .trim();
}

/** The names of a page: its title, its first heading, its file's name; each also without the word "pattern". */
function namesOf(page: PageFacts): ReadonlySet<string> {
  const file = page.path.replace(/\.[^./]+$/, '').replace(/\/(?:index|README)$/, '');
  const names = [file.slice(file.lastIndexOf('/') + 1)];
  const title = page.frontMatter?.title;
  if (typeof title === 'string') names.push(title);
  const heading = page.headings.find(({ depth }) => depth === 1);
  if (heading !== undefined) names.push(heading.text);
  return new Set(names.map((name) => nameKey(plainName(name))).filter((key) => key !== ''));
}

function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/ patterns?$/, '');
}

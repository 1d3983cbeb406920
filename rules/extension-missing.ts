import type { Nodes, Parents } from 'mdast';
import { resolveDialect } from '../src/python-markdown/dialect.ts';
import { defineRule, type FixEdit, type Json } from '../src/rule.ts';
import type { Site } from '../src/site/site.ts';
import type { SourceSpan } from '../src/text/span.ts';
import { alertAsAdmonition, colonsAsAdmonition } from './shared/alert-admonition.ts';
import { emojiIn, emojiNames } from './shared/emoji-names.ts';
import { extensionFix, mermaidFix } from './shared/extension-fix.ts';
import { type ExtensionSyntax, extensionSyntaxes } from './shared/extension-syntaxes.ts';

/** A syntax on a page: where it stands first, and how often. Plain JSON, kept as the page's own fact. */
interface Use {
  readonly id: string;
  readonly written: string;
  readonly start: number;
  readonly end: number;
  count: number;
}

/**
 * The method: of the extensions that the site does not switch on, the syntax is looked for in what the reader of the site
 * sees as text, never in code. A page is read closely only when its source holds something of the kind.
 */
export default defineRule({
  summary: 'Each extension of Markdown whose syntax the pages use is switched on.',
  why: 'Without its extension the syntax shows as it is written: the reader sees exclamation marks in place of a box, braces behind a link, a diagram as code.',
  since: '0.1.0',
  fix: 'unsafe',
  severity: 'warn',
  options: {},
  messages: {
    off: '`{written}` shows as it is written: `{extension}`, which reads it, is not switched on.{more}',
    diagram: 'This diagram shows as code: `pymdownx.superfences` has no custom fence for `mermaid`.{more}',
    math: '`{written}` shows as it is written: `pymdownx.arithmatex` is not switched on, and no script of the site shows formulas.{more}',
    alert: 'This alert shows as a quote that begins with `{written}`: only GitHub reads it.{more}',
    colon: '`{written}` shows as it is written: no extension of MkDocs reads containers of colons.{more}',
  },
  page({ site, text, span, report }) {
    const wanted = missingSyntaxes(site).filter(({ source, also }) => source.test(text) && also?.test(text) !== false);
    if (wanted.length === 0) return {};
    const uses = new Map<string, Use>();
    /** Where alerts and containers of colons stand: pages themselves are to be changed there. */
    const alerts: SourceSpan[] = [];
    const containers: SourceSpan[] = [];
    const isWanted = new Set(wanted.map(({ id }) => id));
    const add = (id: string, written: string, place: SourceSpan | null) => {
      if (place === null || place.file !== undefined) return;
      const use = uses.get(id);
      if (use === undefined)
        uses.set(id, { id, written: written.trim(), start: place.start, end: place.end, count: 1 });
      else use.count++;
    };
    /** Where a match stands in the source of its node: entities and escapes may have made it longer. */
    const placeOf = (node: Nodes, written: string): SourceSpan | null => {
      const whole = span(node);
      if (whole === null || whole.file !== undefined) return whole;
      const shown = written.trim();
      const at = text.indexOf(shown, whole.start);
      return at < 0 || at + shown.length > whole.end ? whole : { start: at, end: at + shown.length };
    };
    let defined: ReadonlySet<string> | null = null;
    const notes = () =>
      (defined ??= new Set(Array.from(text.matchAll(/^ {0,3}(\[\^[^\]\s]+\]):[ \t]/gm), ([, label]) => label!)));
    const inText = wanted.filter(({ shown }) => shown.source !== '(?!)');
    const attributes = isWanted.has('attribute list');
    const emoji = isWanted.has('icon') ? emojiNames(site) : null;

    return {
      text(node, index, parent) {
        const { value } = node;
        for (const { id, shown, means } of inText) {
          for (const match of value.matchAll(shown)) {
            if (means !== undefined && !means(match[0])) continue;
            if (id === 'footnote' && !notes().has(match[0])) continue;
            if (id === 'icon' && emoji?.has(match[0].slice(1, -1)) !== true) continue;
            const place = placeOf(node, match[0]);
            add(id, match[0], place);
            if (id === 'colon container' && place !== null && place.file === undefined) containers.push(place);
          }
        }
        if (emoji !== null && value.includes(':')) {
          for (const name of emojiIn(value, parent, index, emoji)) add('icon', name, placeOf(node, name));
        }
        if (attributes && value.includes('{')) {
          const written = attributeList(value, index, parent);
          if (written !== null) add('attribute list', written, placeOf(node, written));
        }
      },
      listItem(node) {
        if (!isWanted.has('task list') || typeof node.checked === 'boolean') return;
        const box = /^\[[ xX]\](?= +\S)/.exec(firstText(node) ?? '');
        if (box !== null) add('task list', box[0], span(node));
      },
      link(node) {
        const label = node.data?.label;
        if (isWanted.has('footnote') && node.data?.syntax === 'reference' && label?.startsWith('^') === true) {
          add('footnote', `[${label}]`, span(node));
        }
      },
      code(node) {
        if (!isWanted.has('mermaid') || node.lang !== 'mermaid') return;
        const shown = node.data?.hProperties?.class;
        if (typeof shown !== 'string' || !shown.includes('mermaid')) add('mermaid', 'mermaid', span(node));
      },
      paragraph(node) {
        if (!isWanted.has('math')) return;
        const place = span(node);
        if (place === null || place.file !== undefined) return;
        const formula = formulaIn(text.slice(place.start, place.end));
        if (formula !== null) add('math', formula.split('\n')[0]!.slice(0, 40), place);
      },
      blockquote(node) {
        if (!isWanted.has('alert')) return;
        // Quotes that only a blank line parts are one quote here.
        for (const child of node.children) {
          const kind = /^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?=\s*(?:\n|$))/i.exec(firstText(child) ?? '');
          const place = kind === null ? null : span(child);
          if (kind === null || place === null || place.file !== undefined) continue;
          add('alert', kind[0], { start: place.start, end: place.start + kind[0].length });
          alerts.push(place);
        }
      },
      end() {
        const canBox = enabledExtensions(site).has('admonition');
        const rewrite = (id: 'alert' | 'colon container', edits: readonly FixEdit[]) => {
          const use = uses.get(id);
          if (use === undefined) return;
          uses.delete(id);
          const title = use.count === 1 ? 'Write it as an admonition.' : 'Write them as admonitions.';
          report({
            message: id === 'alert' ? 'alert' : 'colon',
            values: { written: use.written, more: more(use.count) },
            span: { start: use.start, end: use.end },
            data: { syntax: id, count: use.count },
            fixes: canBox && edits.length > 0 ? [{ title, class: 'unsafe', effect: 'structure', edits }] : [],
          });
        };
        rewrite(
          'alert',
          alerts.flatMap((place) => alertAsAdmonition(text, place.start) ?? []),
        );
        rewrite(
          'colon container',
          containers.flatMap((place) => colonsAsAdmonition(text, place.start) ?? []),
        );
        return uses.size === 0 ? undefined : ([...uses.values()] as unknown as Json);
      },
    };
  },
  site({ site, pages, own, report }) {
    const offered = new Set<string>();
    for (const page of [...pages.keys()].sort()) {
      for (const use of (own(page) ?? []) as unknown as readonly Use[]) {
        const { id, written, start, end, count } = use;
        const extension = extensionSyntaxes.find((syntax) => syntax.id === id)?.extensions[0];
        // One fix for the whole site, on the first finding that it mends.
        const fix = offered.has(id)
          ? null
          : id === 'mermaid'
            ? mermaidFix(site)
            : extension === undefined
              ? null
              : extensionFix(site, extension);
        offered.add(id);
        report({
          message: messageOf(id),
          values: {
            written: written.split('\n')[0]!.slice(0, 60).replaceAll('`', "'"),
            extension: extension ?? '',
            more: more(count),
          },
          page,
          span: { start, end },
          data: { syntax: id, count, ...(extension !== undefined && { extension }) },
          fixes: fix === null ? [] : [fix],
        });
      }
    }
  },
});

function messageOf(id: string): 'off' | 'diagram' | 'math' {
  return id === 'mermaid' ? 'diagram' : id === 'math' ? 'math' : 'off';
}

function more(count: number): string {
  return count === 1 ? '' : ` So it is in ${count} places of this page.`;
}

const missing = new WeakMap<Site, readonly ExtensionSyntax[]>();

/** The syntaxes that nothing on a site reads, as far as that can be known. */
function missingSyntaxes(site: Site): readonly ExtensionSyntax[] {
  let syntaxes = missing.get(site);
  if (syntaxes === undefined) {
    const enabled = enabledExtensions(site);
    // An extension, plugin or hook that is not known may read any of them.
    const isOpen =
      resolveDialect(site.dialect).unknown.length > 0 ||
      site.unknowable.text.some(({ markers }) => markers.length === 0);
    syntaxes = isOpen
      ? []
      : extensionSyntaxes.filter(
          ({ id, extensions }) => !extensions.some((name) => enabled.has(name)) && !isRead(site, id),
        );
    missing.set(site, syntaxes);
  }
  return syntaxes;
}

function enabledExtensions(site: Site): ReadonlySet<string> {
  return new Set(resolveDialect(site.dialect).known.map(({ extension }) => extension.name));
}

/** Whether something other than an extension reads a syntax: a plugin, a script. */
function isRead(site: Site, id: string): boolean {
  const plugins = site.plugins.map(({ name }) => name).join(' ');
  const scripts = site.extraJavascript.map(({ text }) => text).join(' ');
  const enabled = enabledExtensions(site);
  switch (id) {
    case 'mermaid': {
      if (site.theme.name !== 'material' || site.theme.customDir !== null) return true;
      const fences = JSON.stringify(site.dialect.options['pymdownx.superfences'] ?? {});
      return /mermaid|kroki|diagram/i.test(`${plugins} ${scripts}`) || /"name":"(?:mermaid|\*)"/.test(fences);
    }
    case 'math':
      return (
        enabled.has('pymdownx.arithmatex') ||
        site.theme.customDir !== null ||
        /math|katex|tex\b/i.test(`${plugins} ${scripts}`)
      );
    case 'alert':
      return /callout|alert|admonition|github/i.test(plugins);
    case 'colon container':
      return /mkdocstrings|callout|container|admonition/i.test(plugins);
    default:
      return false;
  }
}

/** The first text of a block, if it begins with one. */
function firstText(node: Nodes): string | null {
  let inner: Nodes | undefined = node;
  while (inner !== undefined && 'children' in inner) inner = inner.children[0];
  return inner?.type === 'text' ? inner.value : null;
}

/** What stands between the first two pairs of dollars, if it is TeX. */
function formulaIn(text: string): string | null {
  const start = text.indexOf('$$');
  const end = start < 0 ? -1 : text.indexOf('$$', start + 2);
  if (end < 0) return null;
  const formula = text.slice(start, end + 2);
  return /\\[a-zA-Z]{2,}/.test(formula) && !formula.includes('`') ? formula : null;
}

const MARKED = new Set(['link', 'image', 'strong', 'emphasis', 'inlineCode']);

/** An attribute list that shows as text where `attr_list` would take it: behind a marked text, below a block, in a heading. */
function attributeList(value: string, index: number | undefined, parent: Parents | undefined): string | null {
  if (parent === undefined || index === undefined) return null;
  const before = index > 0 ? parent.children[index - 1]! : null;
  if (before !== null && MARKED.has(before.type)) {
    const behind =
      /^\{(?::[ \t]*[.#\w]|[ \t]*[.#][A-Za-z]|[ \t]*(?:width|height|target|align|loading|style|class)=)[^{}\n]*\}/;
    const found = behind.exec(value);
    if (found !== null) return found[0];
  }
  if (parent.children.slice(index + 1).some((node) => node.data?.generated !== true)) return null;
  const atEnd =
    parent.type === 'heading'
      ? /(?<=\s)\{:?[ \t]*[.#][A-Za-z][\w .#:"'=-]*\}\s*$/
      : parent.type === 'paragraph'
        ? /(?:^|\n)\{:[ \t]*[.#A-Za-z][^{}\n]*\}[ \t]*$/
        : null;
  return atEnd?.exec(value)?.[0] ?? null;
}

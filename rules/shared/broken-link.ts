import type { LinkFact } from '../../src/facts/page-facts.ts';
import type { JudgedLink, SiteFacts } from '../../src/facts/site-facts.ts';
import type { Fix, Json } from '../../src/rule.ts';
import { addressOf } from '../../src/site/link-address.ts';
import { unknowableTarget } from '../../src/site/plugins.ts';
import { resolveLink } from '../../src/site/resolve-link.ts';
import type { Cause, Site, SiteFile, SitePage } from '../../src/site/site.ts';
import type { SourceSpan } from '../../src/text/span.ts';
import { decodePercent, splitUrl } from '../../src/text/url.ts';
import { malformation } from './malformed-address.ts';
import { type Repair, repairFixes, repairOf } from './repair-link.ts';

/** The messages that rules about targets share. */
export const TARGET_MESSAGES = {
  missing: '`{url}` leads to `{target}`, which does not exist.{hint}',
  missingAsWritten: '`{url}` does not exist.{hint}',
  raw: '`{url}` leads to `{target}`, which does not exist: MkDocs leaves addresses in raw HTML as they are.{hint}',
  beyond: '`{url}` leads to `{target}`, outside of the site, which lies under `{base}`.{hint}',
  excluded: '`{url}` leads to `{path}`, which is excluded from the built site.',
  draft: '`{url}` leads to `{path}`, a draft, which is not part of the built site.',
} as const;

export type TargetMessage = keyof typeof TARGET_MESSAGES;

/** A broken target in words. */
export interface BrokenTarget {
  readonly message: TargetMessage;
  readonly values: Readonly<Record<string, string>>;
  readonly span: SourceSpan | null;
  readonly data: Readonly<Record<string, Json>>;
  readonly fixes?: readonly Fix[];
}

/** Links whose target is not there: a finding for each, or the cause why it cannot be known. */
export function brokenTarget(facts: SiteFacts, page: SitePage, judged: JudgedLink): BrokenTarget | Cause | null {
  const { link, resolved, landing } = judged;
  if (landing.outcome !== 'missing' && landing.outcome !== 'beyond') return null;
  if (malformation(link.url) !== null) return null;
  const { site } = facts;
  const cause = unknowableCause(site, facts, page, judged);
  if (cause !== null) return cause;
  const known = resolved.kind === 'file' ? site.pages.get(resolved.path!) : undefined;
  const data = linkData(judged);
  const span = placeOf(link);
  const url = shown(link.url);
  if (known !== undefined && (known.inclusion === 'excluded' || known.inclusion === 'draft')) {
    return { message: known.inclusion, values: { url, path: known.path }, span, data };
  }
  const { path } = splitUrl(link.url);
  const repair = repairOf(facts, page, judged);
  const near = repair.files;
  const hint = hintOf(repair, page, link.resolved) + strandedNote(judged);
  const values = { url, target: shown(landing.path), base: site.base, hint };
  const same = landing.path === decodePercent(path);
  const meantAsSource = !link.resolved && near.length === 1 && isSource(near[0]!, page, path);
  const message =
    landing.outcome === 'beyond' ? 'beyond' : meantAsSource ? 'raw' : same ? 'missingAsWritten' : 'missing';
  const fixes = judged.rendered ? repairFixes(facts, page, judged, repair) : [];
  return { message, values, span, data: { ...data, near: near.map((file) => file.path) }, fixes };
}

/** Where a finding about a link stands: at the address, or at the reference where the address is written elsewhere. */
export function placeOf({ syntax, destination, span }: LinkFact): SourceSpan | null {
  return syntax === 'reference' ? span : (destination ?? span);
}

/** What is said besides of a link that is none yet: mending it would change the text that shows. */
export function strandedNote({ rendered }: JudgedLink): string {
  return rendered ? '' : ' The link shows as text: the HTML around it keeps Markdown from being read.';
}

/** What every finding about a link tells programs. */
export function linkData({ link, landing, rendered }: JudgedLink): Readonly<Record<string, Json>> {
  return {
    href: link.url,
    target: landing.target,
    element: link.element,
    attribute: link.attribute,
    syntax: link.syntax,
    rendered,
  };
}

/** Why it cannot be known whether a target exists; null when it can. */
export function unknowableCause(site: Site, facts: SiteFacts, page: SitePage, judged: JudgedLink): Cause | null {
  const { link, landing, resolved } = judged;
  for (const text of site.unknowable.text) {
    if (text.markers.some((marker) => link.url.includes(marker))) return text;
  }
  const extension = facts.anyText;
  // It may fill in addresses, and make headings.
  if (extension !== null && (landing.outcome === 'no_anchor' || /\{[{%]/.test(link.url))) return extension;
  const fragment = landing.outcome === 'no_anchor' ? landing.fragment : null;
  const paths = [landing.path, ...(resolved.path === null ? [] : [resolved.path])];
  for (const path of paths) {
    const cause = unknowableTarget(site, { path, fragment });
    if (cause !== null) return cause;
  }
  if (fragment !== null) return incompletePage(site, facts, landing.file?.path ?? page.path);
  return null;
}

/** Why a page may have ids that assay does not see. */
function incompletePage(site: Site, facts: SiteFacts, path: string): Cause | null {
  const target = facts.pages.get(path);
  if (target === undefined) return null;
  for (const text of site.unknowable.text) {
    if (text.markers.length === 0 || text.markers.some((marker) => target.markers.includes(marker))) return text;
  }
  // What is appended to every page (a span without a character) are definitions of abbreviations and links.
  const note = target.notes.find(
    ({ kind, span }) => (kind === 'include-missing' && span.end > span.start) || kind === 'include-url',
  );
  if (note === undefined) return null;
  return { source: 'include', reason: 'pages include files that could not be read' };
}

/** Whether an address names a source file from the page's own source, as MkDocs would read it in Markdown. */
function isSource(file: SiteFile, page: SitePage, path: string): boolean {
  return resolveLink(path, page, (found) => (found === file.path ? file.href : undefined)).kind === 'file';
}

function hintOf({ files: near }: Repair, page: SitePage, rewritten: boolean): string {
  if (near.length === 0) return '';
  if (near.length === 1) return ` Did you mean \`${addressOf(near[0]!, page, rewritten)}\`?`;
  if (near.length > 4) return ` ${near.length} files may be meant.`;
  return ` Files that may be meant: ${near.map((file) => `\`${file.path}\``).join(', ')}.`;
}

/** An address in a message: short enough for a line. */
export function shown(address: string): string {
  return address.length > 200 ? `${address.slice(0, 199)}…` : address;
}

/** Elements whose address is loaded with the page: a picture, a film, a sound, a script. */
const MEDIA = new Set(['img', 'source', 'video', 'audio', 'track', 'input', 'embed', 'object', 'script', 'link']);

export function isMedia(link: LinkFact): boolean {
  return MEDIA.has(link.element);
}

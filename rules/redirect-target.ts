import type { SiteFacts } from '../src/facts/site-facts.ts';
import { defineRule, type Fix } from '../src/rule.ts';
import { isBuilt, isPagePath } from '../src/site/pages.ts';
import { normalizePath } from '../src/site/paths.ts';
import { unknowableTarget } from '../src/site/plugins.ts';
import { type RedirectEntry, redirectEntries } from '../src/site/redirects.ts';
import type { Site, SourceRange } from '../src/site/site.ts';
import { decodePercent } from '../src/text/url.ts';
import { namedFiles, spelledNearly } from './shared/near-page.ts';

export default defineRule({
  summary: 'A redirect leads from an address that no page has to a page that is there.',
  why: 'A redirect to nothing is not written: who follows an old link gets an error page. One whose source is still a page takes that page off the site.',
  since: '0.1.0',
  fix: 'unsafe',
  options: {},
  messages: {
    missing: 'The redirect of `{from}` leads to `{to}`, which is no page of the site: it is not written.{hint}',
    excluded: 'The redirect of `{from}` leads to `{to}`, which is not part of the built site: it is not written.',
    overwrites: '`{from}` is still a page: the redirect to `{to}` is written over it, and nobody can read it.',
    collides: '`{from}` is still a page: it and the redirect to `{to}` have the same address.',
    anchor: 'The redirect of `{from}` leads to `{to}`, and `{path}` has no anchor `#{fragment}`.',
    chain: 'The redirect of `{from}` leads to `{to}`, which is redirected to `{next}` in its turn.',
    circle: 'The redirect of `{from}` leads back to itself: {chain}.',
    source:
      '`{from}` is no path of a Markdown file: the plugin warns, and writes the redirect to the file `{destination}`.{hint}',
  },
  site({ site, facts, report, unknowable }) {
    const entries = redirectEntries(site);
    const byFrom = new Map(entries.map((entry) => [entry.from, entry]));
    for (const entry of entries) {
      const { from, to, toRange, fromRange } = entry;
      const data = { from, to };
      if (!isPagePath(site.kind, from)) judgeSource(entry);
      const own = site.pages.get(from);
      if (own !== undefined && isBuilt(own) && isWritten(site, entry)) {
        const circle = circleFrom(entry, byFrom);
        if (circle !== null) {
          const chain = circle.map((path) => `\`${path}\``).join(' to ');
          report({ message: 'circle', values: { from, chain }, range: toRange, data });
          continue;
        }
        const message = site.kind === 'zensical' ? 'collides' : 'overwrites';
        report({ message, values: { from, to }, range: fromRange, data });
      }
      if (/^[a-z][a-z0-9+.-]*:\/\//i.test(to)) continue;
      judgeTarget(entry);
    }

    function judgeSource({ from, to, fromRange }: RedirectEntry) {
      const meant = sourceOf(site, from);
      const fix = meant === null || byFrom.has(meant) ? null : rewrite(site, fromRange, meant, 'safe');
      const hint = meant === null ? '' : ` \`${meant}\` stands for that address.`;
      const values = { from, destination: normalizePath(from), hint };
      report({ message: 'source', values, range: fromRange, data: { from, to }, fixes: fix === null ? [] : [fix] });
    }

    function judgeTarget({ from, to, toRange }: RedirectEntry) {
      const data = { from, to };
      const [path = '', ...rest] = to.split('#');
      const fragment = rest.join('#');
      const target = site.pages.get(path);
      if (target === undefined || !isBuilt(target)) {
        if (target !== undefined) {
          report({ message: 'excluded', values: { from, to }, range: toRange, data });
          return;
        }
        const cause = unknowableTarget(site, { path, fragment: null });
        if (cause !== null) {
          unknowable(cause);
          return;
        }
        const { hint, fixes } = mendTarget(site, byFrom, path, fragment, toRange);
        report({ message: 'missing', values: { from, to, hint }, range: toRange, data, fixes });
        return;
      }
      const next = byFrom.get(path);
      if (next !== undefined && next.from !== from && isWritten(site, next)) {
        const end = endOf(next, byFrom);
        const fix = end === null || fragment !== '' ? null : rewrite(site, toRange, end, 'safe');
        const fixes = fix === null ? [] : [fix];
        report({ message: 'chain', values: { from, to, next: next.to }, range: toRange, data, fixes });
        return;
      }
      const anchor = decodePercent(fragment);
      if (anchor === '' || !facts.pages.has(path) || facts.hasId(path, anchor)) return;
      const cause = anchorCause(site, facts, path, anchor);
      if (cause !== null) unknowable(cause);
      else report({ message: 'anchor', values: { from, to, path, fragment }, range: toRange, data });
    }
  },
});

/** Whether the plugin writes a redirect: not when its target is no page. */
function isWritten(site: Site, { to }: RedirectEntry): boolean {
  if (/^https?:\/\//i.test(to)) return true;
  const target = site.pages.get(to.split('#')[0]!);
  return target !== undefined && isBuilt(target);
}

/** The sources that a redirect passes until it is back where it began; null when it comes to an end. */
function circleFrom(entry: RedirectEntry, byFrom: ReadonlyMap<string, RedirectEntry>): readonly string[] | null {
  const passed = [entry.from];
  for (let next = byFrom.get(pathOf(entry.to)); next !== undefined; next = byFrom.get(pathOf(next.to))) {
    passed.push(next.from);
    if (next.from === entry.from) return passed;
    if (passed.length > byFrom.size) return null;
  }
  return null;
}

/** Where a chain of redirects ends; null when it does not. */
function endOf(entry: RedirectEntry, byFrom: ReadonlyMap<string, RedirectEntry>): string | null {
  let last = entry;
  for (let step = 0; step <= byFrom.size; step++) {
    const next = byFrom.get(pathOf(last.to));
    if (next === undefined) return last.to;
    last = next;
  }
  return null;
}

function pathOf(to: string): string {
  return to.split('#')[0]!;
}

/** The path of a page whose address is the one that stands in place of a path (`old/`); null when no page has it. */
function sourceOf(site: Site, written: string): string | null {
  const bare = decodePercent(written).replace(/^(?:\.?\/)+/, '');
  if (bare === '') return null;
  const isFile = /\.html$/.test(bare);
  const path = isFile ? bare.replace(/\.html$/, '.md') : `${bare.replace(/\/$/, '')}.md`;
  // The address of `old.html` is that of no page where pages are folders.
  if (isFile && site.useDirectoryUrls && !/(?:^|\/)index\.md$/.test(path)) return null;
  if (!isFile && (!site.useDirectoryUrls || /\.[^./]*$/.test(bare))) return null;
  return path;
}

/** What was probably meant by a target that is no page, and the fixes that write it. */
function mendTarget(
  site: Site,
  byFrom: ReadonlyMap<string, RedirectEntry>,
  path: string,
  fragment: string,
  range: SourceRange,
): { readonly hint: string; readonly fixes: readonly Fix[] } {
  const tail = fragment && `#${fragment}`;
  const moved = byFrom.get(path);
  const end = moved === undefined ? null : endOf(moved, byFrom);
  const isThere = end !== null && (/^https?:/i.test(end) || site.pages.has(pathOf(end)));
  const sure = isThere ? end : pagePathOf(site, path);
  const named = sure === null ? namedFiles(site, path) : [];
  const spelled = sure === null && named.length === 0 ? spelledNearly(site, path) : named;
  const near = spelled.filter((file) => site.pages.has(file.path));
  const [only] = near;
  const meant = sure ?? (near.length === 1 ? only!.path : null);
  if (meant === null) {
    const names = near.map((file) => `\`${file.path}\``).join(', ');
    return { hint: near.length === 0 || near.length > 4 ? '' : ` Pages of that name: ${names}.`, fixes: [] };
  }
  const text = meant.includes('#') ? meant : meant + tail;
  const fix = rewrite(site, range, text, sure === null ? 'unsafe' : 'safe');
  return { hint: ` Did you mean \`${text}\`?`, fixes: fix === null ? [] : [fix] };
}

/** The page that an address stands for (`guide/`, `/guide/`, `./guide.md`, `guide.html`): the only reading there is. */
function pagePathOf(site: Site, written: string): string | null {
  const bare = decodePercent(written).replace(/^(?:\.?\/)+/, '');
  const known = (path: string) => (site.pages.has(path) ? path : null);
  const byUrl = site.built.get(bare) ?? site.built.get(`${bare}/`) ?? site.built.get(`${bare}/index.html`);
  const found = known(bare) ?? (byUrl === undefined ? null : known(byUrl.path));
  return found ?? known(`${bare.replace(/\/$|\.html$/, '')}.md`);
}

/** Why it cannot be told whether a page has an anchor. */
function anchorCause(site: Site, facts: SiteFacts, path: string, fragment: string) {
  const { markers = [] } = facts.pages.get(path) ?? {};
  const text = site.unknowable.text.find(
    (part) => part.markers.length === 0 || part.markers.some((marker) => markers.includes(marker)),
  );
  return text ?? facts.anyText ?? unknowableTarget(site, { path, fragment });
}

/** Writes another path in place of a text of the configuration; null when its file is not held as text. */
function rewrite(site: Site, range: SourceRange, text: string, fixClass: Fix['class']): Fix | null {
  const source = site.configTexts.get(range.file);
  if (source === undefined) return null;
  const written = source.slice(range.start, range.end);
  const quote = /^(["']).*\1$/s.exec(written)?.[1] ?? '';
  if (quote === '' && /^[\s"'[{&*!|>%@`#-]|: | #|:$/.test(text)) return null;
  return {
    title: `Write \`${text}\``,
    class: fixClass,
    effect: 'config',
    edits: [{ file: range.file, start: range.start, end: range.end, text: quote + text + quote }],
  };
}

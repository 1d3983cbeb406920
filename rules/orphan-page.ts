import type { SiteFacts } from '../src/facts/site-facts.ts';
import { defineRule } from '../src/rule.ts';
import type { Cause, Site, SitePage } from '../src/site/site.ts';
import { includedFiles, needsNoEntry, pagesInNav } from './shared/nav-pages.ts';

export default defineRule({
  summary: 'Every page can be reached: from the navigation or from another page.',
  why: 'A page that nothing leads to is found only by the search, or by whoever knows its address.',
  since: '0.1.0',
  fix: null,
  severity: 'warn',
  options: {},
  messages: {
    orphan: 'Nothing leads to this page (`{url}`): no entry of the navigation, and no link of another page.',
  },
  site({ site, facts, pages, report, unknowable }) {
    const listed = pagesInNav(site);
    const included = includedFiles(site, facts);
    const candidates = [...pages.keys()]
      .map((path) => site.pages.get(path)!)
      .filter((page) => !listed.has(page.path) && !needsNoEntry(site, page) && !included.has(page.file));
    if (candidates.length === 0) return;
    const cause = site.unknowable.nav[0] ?? linksUnknown(site, facts);
    if (cause !== null) {
      unknowable(cause);
      return;
    }
    const linked = linkedPages(site, facts);
    const listsTags = site.plugins.some(({ shortName }) => shortName === 'tags');
    for (const page of candidates) {
      if (linked.has(page.path) || (listsTags && pages.get(page.path)!.frontMatter?.tags !== undefined)) continue;
      if (isNamedElsewhere(site, page)) continue;
      const url = `${site.base}${page.url}`;
      report({ message: 'orphan', values: { url }, page: page.path, span: null, data: { url } });
    }
  },
});

/** Pages that another page links to. */
function linkedPages(site: Site, facts: SiteFacts): ReadonlySet<string> {
  const linked = new Set<string>();
  for (const path of facts.pages.keys()) {
    for (const { landing } of facts.links(site.pages.get(path)!)) {
      if (landing.file !== null && landing.file.path !== path) linked.add(landing.file.path);
    }
  }
  return linked;
}

/** Why pages may hold links that their sources do not show; null when they cannot. */
function linksUnknown(site: Site, facts: SiteFacts): Cause | null {
  if (facts.anyText !== null) return facts.anyText;
  const hook = site.unknowable.files.find(({ source }) => source === 'hooks');
  if (hook !== undefined) return hook;
  const adding = site.unknowable.text.filter(({ addsLinks }) => addsLinks);
  for (const { markers } of facts.pages.values()) {
    const text = adding.find((part) => part.markers.some((marker) => markers.includes(marker)));
    if (text !== undefined) return text;
  }
  return adding.find(({ markers }) => markers.length === 0) ?? null;
}

/** Whether the configuration, a template, a script or another file of the site names a page. */
function isNamedElsewhere(site: Site, page: SitePage): boolean {
  const url = page.url.replace(/\/$/, '');
  const names = [page.path, ...(url.length > 2 ? [url] : [])];
  const isIn = (text: string) => names.some((name) => text.includes(name));
  for (const text of site.configTexts.values()) if (isIn(text)) return true;
  for (const text of site.texts().values()) if (isIn(text)) return true;
  return false;
}

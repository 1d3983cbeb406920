import type { SiteFacts } from '../src/facts/site-facts.ts';
import { defineRule } from '../src/rule.ts';
import type { Site } from '../src/site/site.ts';
import { splitUrl } from '../src/text/url.ts';
import { includedFiles, needsNoEntry, pagesInNav } from './shared/nav-pages.ts';
import { isNamedBesidePages, unseenLinks } from './shared/unseen-links.ts';

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
    const cause = site.unknowable.nav[0] ?? unseenLinks(site, facts);
    if (cause !== null) {
      unknowable(cause);
      return;
    }
    const linked = linkedPages(site, facts);
    const elsewhere = fullAddresses(facts);
    const listsTags = site.plugins.some(({ shortName }) => shortName === 'tags');
    for (const page of candidates) {
      if (linked.has(page.path) || (listsTags && pages.get(page.path)!.frontMatter?.tags !== undefined)) continue;
      const address = page.url.replace(/\/$/, '');
      // A short name stands in any text.
      if (isNamedBesidePages(site, [page.path, ...(address.length > 2 ? [address] : [])])) continue;
      if (elsewhere.some((path) => path.endsWith(`/${address}`))) continue;
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

/** Paths of full addresses: some are the site's own, under whichever host it is found. */
function fullAddresses(facts: SiteFacts): readonly string[] {
  const paths = new Set<string>();
  for (const { links } of facts.pages.values()) {
    for (const { url } of links) {
      if (/^https?:/i.test(url)) paths.add(splitUrl(url).path.replace(/(?:\/|\/index\.html)$/, ''));
    }
  }
  return [...paths];
}

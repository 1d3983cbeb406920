import { defineRule } from '../src/rule.ts';
import { includedFiles, needsNoEntry, pagesInNav } from './shared/nav-pages.ts';

export default defineRule({
  summary: 'Every page has an entry in the navigation, or is excused from it by `not_in_nav`.',
  why: 'A page without an entry is on the site and in its search, but the menu does not show it, and on the page itself the menu shows no place. Mostly it was forgotten when the page was added.',
  since: '0.1.0',
  fix: null,
  severity: 'warn',
  options: {},
  messages: {
    omitted:
      'This page is on the site at `{url}`, and no entry of the navigation leads to it. Add one, or excuse the page in `not_in_nav`.',
    included:
      'This page is on the site at `{url}`, though it seems to be written for other pages to include, and no entry of the navigation leads to it. `exclude_docs` keeps it off the site.',
  },
  site({ site, facts, pages, report, unknowable }) {
    if (site.nav === null || site.validation.nav.omittedFiles === 'ignore') return;
    const cause = site.unknowable.nav[0];
    if (cause !== undefined) {
      unknowable(cause);
      return;
    }
    const listed = pagesInNav(site);
    const included = includedFiles(site, facts);
    for (const path of pages.keys()) {
      const page = site.pages.get(path)!;
      if (listed.has(path) || needsNoEntry(site, page)) continue;
      const url = `${site.base}${page.url}`;
      const message = included.has(page.file) ? 'included' : 'omitted';
      report({ message, values: { url }, page: path, span: null, data: { url } });
    }
  },
});

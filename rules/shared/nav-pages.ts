import { followLink } from '../../src/facts/reach.ts';
import type { SiteFacts } from '../../src/facts/site-facts.ts';
import { includedPath } from '../../src/site/include-files.ts';
import { navTargets } from '../../src/site/nav.ts';
import { optionTexts } from '../../src/site/plugins.ts';
import type { Site, SitePage } from '../../src/site/site.ts';
import { splitUrl } from '../../src/text/url.ts';

/** Paths of the pages that the navigation leads to. Without a navigation MkDocs makes one of all pages. */
export function pagesInNav(site: Site): ReadonlySet<string> {
  if (site.nav === null) {
    const expected = [...site.pages.values()].filter(({ inclusion }) => inclusion === 'included');
    return new Set(expected.map(({ path }) => path));
  }
  const plain = (path: string) => site.plainPaths.get(path) ?? path;
  const listed = new Set<string>();
  for (const { path, target } of navTargets(site.nav)) {
    // An address in place of a path leads to a page as well.
    const found = path ?? followLink(site, '', withoutSite(site, target!), () => true).file?.path;
    if (found !== undefined) listed.add(plain(found));
  }
  // An entry stands for the page in all languages.
  return new Set([...site.pages.keys()].filter((path) => listed.has(plain(path))));
}

/** A full address of the site itself as a path from the server's root. */
function withoutSite(site: Site, target: string): string {
  const { scheme, host, path } = splitUrl(target);
  return scheme !== '' && site.siteUrl !== null && splitUrl(site.siteUrl).host === host ? path : target;
}

/** Pages that no navigation has to lead to, because of what they are. */
export function needsNoEntry(site: Site, page: SitePage): boolean {
  const { path, url } = page;
  if (page.inclusion !== 'included' || site.hiddenFromNav.has(path)) return true;
  // The logo and the title lead to the top page; the server shows the error page.
  if (url === '' || url === 'index.html' || /^404(?:\/(?:index\.html)?|\.html)?$/.test(url)) return true;
  // A redirect is written over it: another rule's matter.
  if (site.redirects.has(url)) return true;
  // Posts of a blog, pages that a plugin moves.
  if (site.unknowable.urls.some(({ prefix }) => path.startsWith(prefix))) return true;
  return site.plugins.some(
    ({ shortName, options }) => shortName === 'tags' && optionTexts(options.tags_file).includes(path),
  );
}

/** Absolute paths of the files that pages include. */
export function includedFiles(site: Site, facts: SiteFacts): ReadonlySet<string> {
  const files = new Set<string>();
  for (const { dependencies } of facts.pages.values()) {
    for (const name of dependencies) files.add(includedPath(site, name));
  }
  return files;
}

import type { Root } from 'mdast';
import { renderHtml } from '../render/index.ts';
import { type PageView, pageView } from '../render/page-view.ts';
import type { NavEntry, Site, SitePage } from '../site/site.ts';
import { siteLink } from '../site/site-link.ts';

/** A page as the built site would have it. Links and images stand as MkDocs has rewritten them. */
export interface RenderedPage extends PageView {
  /** Percent-encoded, from the root of the site; `./` for the top page. */
  readonly url: string;
  readonly title: string;
  readonly html: string;
}

/** What MkDocs would put into the body of a page. */
export function renderPage(
  site: Site,
  page: SitePage,
  reading: { readonly tree: Root; readonly frontMatter: { readonly data: Readonly<Record<string, unknown>> | null } },
): RenderedPage {
  const html = renderBody(site, page, reading.tree);
  return {
    url: page.href,
    title: pageTitle(site, page, reading.tree, reading.frontMatter.data),
    html,
    ...pageView(html),
  };
}

/** The HTML of a page's body, links and images rewritten as MkDocs does. */
export function renderBody(site: Site, page: SitePage, tree: Root): string {
  return renderHtml(tree, (address) => siteLink(site, page, address).href);
}

/**
 * S-SITE-06: the title of the navigation, of the front matter, of a first-level heading that is the first element of the
 * page; else `Home` for the top page and the file's name for others.
 */
export function pageTitle(
  site: Site,
  page: SitePage,
  tree: Root,
  frontMatter: Readonly<Record<string, unknown>> | null,
): string {
  const inNav = navTitles(site).get(page.path);
  if (inNav !== undefined && inNav !== null) return inNav;
  if (frontMatter?.title !== undefined && frontMatter.title !== null) return String(frontMatter.title);
  const first = tree.children[0];
  if (first?.type === 'heading' && first.depth === 1 && typeof first.data?.headingText === 'string') {
    return first.data.headingText;
  }
  if (['.', './', 'index.html'].includes(page.href)) return 'Home';
  const stem = page.path.slice(page.path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  const shown = stem === 'README' ? 'index' : stem;
  const words = shown.replaceAll('-', ' ').replaceAll('_', ' ');
  return words.toLowerCase() === words ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

const titles = new WeakMap<Site, ReadonlyMap<string, string | null>>();

/** The titles that the navigation gives to pages, by their paths; they are looked for once. */
function navTitles(site: Site): ReadonlyMap<string, string | null> {
  let known = titles.get(site);
  if (known === undefined) {
    known = titlesIn(site.nav ?? []);
    titles.set(site, known);
  }
  return known;
}

/** The title that the first entry for a page gives it; a page that has none in one section may have one in the next. */
function titlesIn(entries: readonly NavEntry[]): Map<string, string | null> {
  const found = new Map<string, string | null>();
  for (const { path, title, children } of entries) {
    if (path !== null && !found.has(path)) found.set(path, title);
    for (const [below, named] of titlesIn(children)) if (named !== null && !found.has(below)) found.set(below, named);
  }
  return found;
}

import { browserAddress } from '../site/resolve-link.ts';
import type { Site, SiteFile } from '../site/site.ts';

/** Where an address of a built page leads a browser. */
export interface Landing {
  /**
   * - `outside`: it leaves the server (a scheme, a host): not judged.
   * - `found`: a page or file of the site, with the anchor if one is asked for.
   * - `missing`: nothing is there.
   * - `beyond`: a path of the server outside the site's base.
   * - `no_anchor`: the page is there, the anchor is not.
   */
  readonly outcome: 'outside' | 'found' | 'missing' | 'beyond' | 'no_anchor';
  /** Decoded path from the site's root, `#` and anchor: `a/b/#c`; for `beyond` the server's path, `/x/`; '' for `outside`. */
  readonly target: string;
  /** The same without the anchor. */
  readonly path: string;
  readonly fragment: string;
  /** The file that is found there; null when none is, or when a plugin or MkDocs itself makes it. */
  readonly file: SiteFile | null;
}

/** Tells whether a page, by its path, has an id. */
export type HasId = (path: string, id: string) => boolean;

/** Files that MkDocs and its themes put beside the pages. */
const GENERATED = new Set(['404.html', 'sitemap.xml', 'sitemap.xml.gz', 'search.html', 'search/search_index.json']);

/** Follows an address as it stands on a built page. `pageUrl` is decoded, from the site's root. */
export function followLink(site: Site, pageUrl: string, href: string, hasId: HasId): Landing {
  const address = browserAddress(href, pageUrl, site.base);
  if (address === null) return { outcome: 'outside', target: '', path: '', fragment: '', file: null };
  const { fragment } = address;
  const tail = fragment && `#${fragment}`;
  if (!address.path.startsWith(site.base) && `${address.path}/` !== site.base) {
    return { outcome: 'beyond', target: address.path + tail, path: address.path, fragment, file: null };
  }
  const path = address.path.slice(site.base.length);
  const file = builtAt(site, path);
  const landing = { target: path + tail, path, fragment, file };
  if (file === undefined) {
    const made = GENERATED.has(path) || isRedirect(site, path);
    return { ...landing, outcome: made ? 'found' : 'missing', file: null };
  }
  const needsId = fragment !== '' && fragment.toLowerCase() !== 'top' && site.pages.has(file.path);
  return { ...landing, outcome: needsId && !hasId(file.path, fragment) ? 'no_anchor' : 'found', file };
}

/** What a server answers with: the file itself, or the index of a folder, with or without its slash. */
function builtAt(site: Site, path: string): SiteFile | undefined {
  const { built } = site;
  const direct = built.get(path);
  if (direct !== undefined) return direct;
  if (path === '' || path.endsWith('/')) return built.get(`${path}index.html`);
  return built.get(`${path}/`) ?? built.get(`${path}/index.html`);
}

function isRedirect(site: Site, path: string): boolean {
  const bare = path.replace(/(^|\/)index\.html$/, '$1');
  return site.redirects.has(path) || site.redirects.has(bare) || site.redirects.has(`${bare}/`);
}

/** Whether a file is part of the built site. */
export function isBuilt({ inclusion }: SiteFile): boolean {
  return inclusion === 'included' || inclusion === 'not_in_nav';
}

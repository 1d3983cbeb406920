import { splitUrl } from '../text/url.ts';

/** The page that an address stands on, as far as Zensical's rewriting asks. */
export interface ZensicalPage {
  /** Whether the page's own URL is a folder's URL (`index.md`, `README.md`). */
  readonly index: boolean;
}

/**
 * What Zensical makes of an address of the tree, whether its target exists or not (S-ZEN-04): `.md` becomes the directory
 * or `.html` form, and on a page that is no index every relative address goes one folder up. Null for an address that it
 * leaves alone: one with a scheme or a host, an absolute one, a fragment.
 */
export function zensicalAddress(address: string, page: ZensicalPage, useDirectoryUrls: boolean): string | null {
  const { scheme, host, path } = splitUrl(address);
  if (scheme !== '' || host !== '' || address.startsWith('/') || address.startsWith('#')) return null;
  const up = useDirectoryUrls && !page.index ? '../' : '';
  const built = up + builtPath(path, useDirectoryUrls);
  return (built === '' && path !== '' ? './' : built) + address.slice(path.length);
}

/** The path of a page's file as its URL has it; other paths as they are. */
function builtPath(path: string, useDirectoryUrls: boolean): string {
  if (!path.endsWith('.md')) return path;
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  const stem = path.slice(slash, -3);
  const index = stem === 'index' || stem === 'README';
  if (!useDirectoryUrls) return `${folder}${index ? 'index' : stem}.html`;
  return index ? folder : `${folder}${stem}/`;
}

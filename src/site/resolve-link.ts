import { decodePercent, splitUrl, urlTail } from '../text/url.ts';
import { extensionOf, folderOf, normalizePath } from './paths.ts';

/** What MkDocs makes of a link or image (S-URL-01 to S-URL-06). */
export interface ResolvedLink {
  /** What the page of the built site holds as `href` or `src`. */
  readonly href: string;
  /**
   * - `external`: has a scheme or a host, untouched.
   * - `absolute`: begins with a slash, untouched.
   * - `self`: has no path, untouched.
   * - `file`: a known page or file; the address was rewritten.
   * - `unrecognized`: not known, and its last segment has no extension; untouched.
   * - `not_found`: not known; untouched.
   */
  readonly kind: 'external' | 'absolute' | 'self' | 'file' | 'unrecognized' | 'not_found';
  /** Path of the target below the docs folder: found (`file`) or looked for (`unrecognized`, `not_found`); else null. */
  readonly path: string | null;
}

/** What the resolver must know of the page and its site. */
export interface LinkSource {
  /** Path of the page's source below the docs folder. */
  readonly path: string;
  /** Its address as MkDocs writes it, percent-encoded: `./`, `guide/a%20b/`, `guide/x.html`. */
  readonly href: string;
}

/** The `href` of a page or file (percent-encoded) by its path below the docs folder; undefined when there is no such file. */
export type HrefOfPath = (path: string) => string | undefined;

/**
 * MkDocs' resolver of the links and images of the tree: `_RelativePathTreeprocessor.path_to_url`.
 *
 * `relativeToDocs` is `validation.links.absolute_links: relative_to_docs`.
 */
export function resolveLink(url: string, page: LinkSource, hrefOf: HrefOfPath, relativeToDocs = false): ResolvedLink {
  const { scheme, host, path, query, fragment } = splitUrl(url);
  if (scheme || host) return { href: url, kind: 'external', path: null };
  const absolute = url.startsWith('/') || url.startsWith('\\');
  if (absolute && !relativeToDocs) return { href: url, kind: 'absolute', path: null };
  if (!absolute && !path) return { href: url, kind: 'self', path: null };
  const decoded = decodePercent(path);
  // With `relative_to_docs` the folder of the page takes no part: Python's join starts anew at a leading slash.
  const joined = decoded.startsWith('/') ? decoded : `${folderOf(page.path)}/${decoded}`;
  const target = normalizePath(joined.replace(/^\/+/, ''));
  const href = hrefOf(target);
  if (href === undefined) {
    const kind = !absolute && extensionOf(decoded) === '' ? 'unrecognized' : 'not_found';
    return { href: url, kind, path: target };
  }
  const rewritten = relativeHref(href, page.href) + urlTail({ query, fragment });
  return { href: rewritten, kind: 'file', path: target };
}

/**
 * `mkdocs.utils.get_relative_url`: the way from one address of the site to another. Both are taken as paths from the root
 * of the site; the last segment of `from` is dropped when it has a dot (a file).
 */
export function relativeHref(to: string, from: string): string {
  const slash = from.lastIndexOf('/');
  const folder = from.slice(slash + 1).includes('.') ? from.slice(0, Math.max(0, slash)) : from;
  const fromParts = segments(folder);
  const toParts = segments(to);
  let common = 0;
  while (common < fromParts.length && common < toParts.length && fromParts[common] === toParts[common]) common++;
  const parts = [...Array<string>(fromParts.length - common).fill('..'), ...toParts.slice(common)];
  const relative = parts.join('/') || '.';
  return to.endsWith('/') ? `${relative}/` : relative;
}

function segments(path: string): string[] {
  const normal = normalizePath(path.startsWith('/') ? path : `/${path}`).slice(1);
  return normal ? normal.split('/') : [];
}

/** Where a browser goes. */
export interface BrowserAddress {
  /** Decoded path from the server's root, with a leading slash; the site's base is part of it. */
  readonly path: string;
  /** Decoded, without a text directive (`:~:`); '' when there is none. */
  readonly fragment: string;
}

/**
 * Where a browser on a page goes for an address as it stands in the built page; null when it leaves the server or runs
 * something (a scheme or a host).
 *
 * `base` and `pageUrl` are decoded (`/docs/`, `guide/set-up/`); the page lies at `base + pageUrl`.
 */
export function browserAddress(href: string, pageUrl: string, base: string): BrowserAddress | null {
  const { scheme, host, path, fragment } = splitUrl(href.replaceAll('\\', '/'));
  if (scheme || host || /^[\u0000-\u0020]*[\\/]{2}/.test(href)) return null;
  const anchor = decodePercent(fragment).replace(/:~:.*$/s, '');
  if (!path) return { path: base + pageUrl, fragment: anchor };
  const page = base + pageUrl;
  const rooted = path.startsWith('/');
  const parts = rooted ? path.split('/') : [...page.split('/').slice(0, -1), ...path.split('/')];
  const out: string[] = [];
  parts.forEach((part, i) => {
    // A doubled slash in a relative address is one for nearly every server.
    if (part === '.' || (part === '' && !rooted && i > 0 && i < parts.length - 1)) return;
    if (part === '..') out.pop();
    else out.push(i >= parts.length - path.split('/').length ? decodePercent(part) : part);
  });
  const last = parts[parts.length - 1];
  if (last === '.' || last === '..') out.push('');
  const joined = out.join('/');
  return { path: joined.startsWith('/') ? joined : `/${joined}`, fragment: anchor };
}

import { folderOf, normalizePath } from '../../src/site/paths.ts';
import type { Site, SiteFile, SitePage } from '../../src/site/site.ts';
import { pageIndex } from './page-index.ts';

/** What an address that leads nowhere can be read as. */
export interface LinkReadings {
  /** Files that it names when it is resolved from the source, from the page's URL or from the root, in that order. */
  readonly exact: readonly SiteFile[];
  /** Files that its end names from a folder above the page: a `..` too many or too few. */
  readonly above: readonly SiteFile[];
  /** Whether the first of `exact` is the reading from the source's own folder. */
  readonly fromSource: boolean;
}

/**
 * Reads a broken address in all ways in which authors write addresses. `path` is the address without query and fragment,
 * decoded; `landing` is where the browser goes, from the site's root, '' when it leaves the site.
 */
export function linkReadings(site: Site, page: SitePage, path: string, landing: string): LinkReadings {
  const bare = path.replaceAll('\\', '/');
  const folder = folderOf(page.path);
  const tail = bare.replace(/^(?:\.{1,2}\/+)+|^\/+/, '');
  if (/^\.*$/.test(tail)) return { exact: [], above: [], fromSource: false };
  const isRooted = bare.startsWith('/');
  const source = isRooted ? '' : normalizePath(`${folder}/${bare}`.replace(/^\/+/, ''));
  const escapes = source.startsWith('..');
  const bases = [
    source,
    landing === '' ? '' : normalizePath(landing),
    isRooted || !bare.startsWith('..') || escapes ? normalizePath(tail) : '',
    isRooted && bare.startsWith(site.base) ? normalizePath(bare.slice(site.base.length)) : '',
  ];
  for (const match of [matchExactly, matchAnyCase]) {
    const fromSource = filesAt(site, source, match);
    const exact = distinct([...fromSource, ...bases.slice(1).flatMap((base) => filesAt(site, base, match))]);
    const above = distinct(foldersAbove(folder).flatMap((one) => filesAt(site, normalizePath(one + tail), match)));
    if (exact.length > 0 || above.length > 0) return { exact, above, fromSource: fromSource.length > 0 };
  }
  return { exact: [], above: [], fromSource: false };
}

/** The folders that a folder lies in, itself first, each with a slash at its end; the root is ''. */
function foldersAbove(folder: string): readonly string[] {
  const parts = folder === '' ? [] : folder.split('/');
  return [...parts, ''].map((_, i) =>
    parts
      .slice(0, parts.length - i)
      .map((part) => `${part}/`)
      .join(''),
  );
}

type Match = (files: readonly SiteFile[], form: string) => readonly SiteFile[];
const matchExactly: Match = (files, form) => files.filter(({ path }) => path === form);
const matchAnyCase: Match = (files) => files;

function filesAt(site: Site, base: string, match: Match): readonly SiteFile[] {
  if (base === '' || base === '.' || base.startsWith('..')) return [];
  const { byLowerPath, redirected } = pageIndex(site);
  const forms = formsOf(base);
  for (const form of forms) {
    const found = match(byLowerPath.get(form.toLowerCase()) ?? [], form);
    if (found.length > 0) return found;
  }
  for (const form of forms) {
    const page = redirected.get(form);
    if (page !== undefined) return [page];
  }
  return [];
}

/** Paths of sources that an address without the right form may stand for: `x`, `x/`, `x.html`, `x.md.md`, `x.md/`. */
function formsOf(base: string): readonly string[] {
  const stem = base.replace(/\/index\.html$/, '').replace(/(?:\.(?:md|markdown|html)\/?)+$/i, '');
  return [base, `${stem}.md`, `${stem}/index.md`, `${stem}/README.md`, `${base}.md`, `${stem}.markdown`];
}

function distinct(files: readonly SiteFile[]): readonly SiteFile[] {
  return [...new Set(files)];
}

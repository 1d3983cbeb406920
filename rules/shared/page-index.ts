import { isBuilt } from '../../src/facts/reach.ts';
import { folderOf } from '../../src/site/paths.ts';
import { redirectedPage } from '../../src/site/redirects.ts';
import type { Site, SiteFile } from '../../src/site/site.ts';
import { compareCodePoints } from '../../src/site/site-files.ts';

/** Pages and files of the built site by the names under which authors look for them. */
export interface PageIndex {
  readonly byLowerPath: ReadonlyMap<string, readonly SiteFile[]>;
  readonly byName: ReadonlyMap<string, readonly SiteFile[]>;
  readonly byFolder: ReadonlyMap<string, readonly NamedFile[]>;
  /** Pages by the paths of sources that are redirected to them. */
  readonly redirected: ReadonlyMap<string, SiteFile>;
}

/** A file with its name as `nameKey` gives it. */
export interface NamedFile {
  readonly name: string;
  readonly file: SiteFile;
}

const indexes = new WeakMap<Site['pages'], PageIndex>();

/** The index of a site: made once. */
export function pageIndex(site: Site): PageIndex {
  let index = indexes.get(site.pages);
  if (index === undefined) {
    const byLowerPath = new Map<string, SiteFile[]>();
    const byName = new Map<string, SiteFile[]>();
    const byFolder = new Map<string, NamedFile[]>();
    const add = <Value>(map: Map<string, Value[]>, key: string, value: Value) => {
      const values = map.get(key);
      if (values) values.push(value);
      else map.set(key, [value]);
    };
    // The order of the listing must not tell in which order files are named.
    const files = [...site.pages.values(), ...site.files.values()].filter(isBuilt);
    for (const file of files.sort((a, b) => compareCodePoints(a.path, b.path))) {
      add(byLowerPath, file.path.toLowerCase(), file);
      const name = nameKey(file.path);
      add(byName, name, file);
      add(byFolder, folderOf(file.path), { name, file });
    }
    const redirected = new Map<string, SiteFile>();
    for (const url of site.redirects.keys()) {
      const from = site.built.get(url);
      const to = redirectedPage(site, url);
      if (from !== undefined && to !== null) redirected.set(from.path, to.page);
    }
    index = { byLowerPath, byName, byFolder, redirected };
    indexes.set(site.pages, index);
  }
  return index;
}

/**
 * The name by which a page is known: its file's without extension, or its folder's when it is an index; `_` and `-` are
 * the same. '' when there is none (`index.md` of the top).
 */
export function nameKey(path: string): string {
  const stem = path
    .replace(/\/+$/, '')
    .replace(/\.(?:md|markdown|html)$/i, '')
    .replace(/\/(?:index|readme)$/i, '');
  const name = stem.slice(stem.lastIndexOf('/') + 1).toLowerCase();
  return /^(?:\.*|index|readme)$/.test(name) ? '' : name.replaceAll('_', '-');
}

import { isBuilt } from '../../src/facts/reach.ts';
import type { SiteFacts } from '../../src/facts/site-facts.ts';
import { folderOf, normalizePath } from '../../src/site/paths.ts';
import { relativeHref } from '../../src/site/resolve-link.ts';
import type { Site, SiteFile, SitePage } from '../../src/site/site.ts';
import { editDistance } from '../../src/text/nearest.ts';

/** Pages and files by the names under which authors look for them. */
interface NameIndex {
  readonly byLowerPath: ReadonlyMap<string, readonly SiteFile[]>;
  readonly byName: ReadonlyMap<string, readonly SiteFile[]>;
  readonly byFolder: ReadonlyMap<string, readonly NamedFile[]>;
}

/** A file with its name as `nameKey` gives it. */
interface NamedFile {
  readonly name: string;
  readonly file: SiteFile;
}

const indexes = new WeakMap<Site, NameIndex>();

/**
 * The files that an address which leads nowhere may have meant. `path` is the address without fragment and query, decoded;
 * `landing` is where the browser goes, from the site's root. First what another base or form of the same address gives,
 * then the same name elsewhere, then a name of nearly the same letters in the same folder.
 */
export function nearFiles(facts: SiteFacts, page: SitePage, path: string, landing: string): readonly SiteFile[] {
  const { site } = facts;
  const index = indexOf(site);
  const folder = folderOf(page.path);
  const bare = path.replaceAll('\\', '/');
  const bases = [
    normalizePath(`${folder}/${bare}`.replace(/^\/+/, '')),
    normalizePath(landing || '.'),
    normalizePath(bare.replace(/^\/+/, '')),
    bare.startsWith(site.base) ? normalizePath(bare.slice(site.base.length)) : '',
    // A leading `..` too many: the rest from the root.
    normalizePath(bare).replace(/^(?:\.\.\/)+/, ''),
  ].filter((base) => base !== '' && base !== '.' && !base.startsWith('..'));
  for (const base of bases) {
    for (const form of formsOf(base)) {
      const same = index.byLowerPath.get(form.toLowerCase());
      if (same !== undefined) return exactFirst(same, form);
    }
  }
  const name = nameKey(bare);
  const named = name === '' ? undefined : index.byName.get(name);
  if (named !== undefined) return named.length === 1 ? named : byTail(named, bare);
  return spelledNearly(index, bases[0] ?? '');
}

/** Paths of sources that an address without the right form may stand for. */
function formsOf(base: string): readonly string[] {
  const stem = base.replace(/(?:\/index)?\.html$/, '').replace(/\.(?:md|markdown)(?:\/.*)?$/, '');
  return [base, `${stem}.md`, `${stem}/index.md`, `${stem}/README.md`, `${base}.md`];
}

function exactFirst(files: readonly SiteFile[], form: string): readonly SiteFile[] {
  const exact = files.filter((file) => file.path === form);
  return exact.length > 0 ? exact : files;
}

/** Of several files of one name, those that share the folder's name too. */
function byTail(files: readonly SiteFile[], path: string): readonly SiteFile[] {
  const parts = path.replace(/\/+$/, '').split('/');
  const parent = parts.at(-2)?.toLowerCase();
  if (parent === undefined || parent === '..' || parent === '.') return files;
  const sharing = files.filter((file) => {
    const folders = folderOf(file.path).toLowerCase().split('/');
    return folders.at(-1) === parent || folders.at(-2) === parent;
  });
  return sharing.length > 0 ? sharing : files;
}

function spelledNearly(index: NameIndex, path: string): readonly SiteFile[] {
  const name = nameKey(path);
  if (name.length < 4) return [];
  let best: SiteFile[] = [];
  let least = Math.min(2, Math.floor(name.length / 4)) + 1;
  for (const { name: other, file } of index.byFolder.get(folderOf(path.replace(/\/+$/, ''))) ?? []) {
    if (Math.abs(other.length - name.length) > least) continue;
    const distance = editDistance(name, other);
    if (distance < least) {
      least = distance;
      best = [file];
    } else if (distance === least && best.length > 0) best.push(file);
  }
  return best;
}

/** The name by which a page is known: its file's without extension, or its folder's when it is an index. */
function nameKey(path: string): string {
  const stem = path
    .replace(/\/+$/, '')
    .replace(/\.(?:md|markdown|html)$/i, '')
    .replace(/\/(?:index|readme)$/i, '');
  const name = stem.slice(stem.lastIndexOf('/') + 1).toLowerCase();
  return /^(?:\.*|index|readme)$/.test(name) ? '' : name.replaceAll('_', '-');
}

function indexOf(site: Site): NameIndex {
  let index = indexes.get(site);
  if (index === undefined) {
    const byLowerPath = new Map<string, SiteFile[]>();
    const byName = new Map<string, SiteFile[]>();
    const byFolder = new Map<string, NamedFile[]>();
    const add = <Value>(map: Map<string, Value[]>, key: string, value: Value) => {
      const values = map.get(key);
      if (values) values.push(value);
      else map.set(key, [value]);
    };
    for (const file of [...site.pages.values(), ...site.files.values()]) {
      if (!isBuilt(file)) continue;
      add(byLowerPath, file.path.toLowerCase(), file);
      const name = nameKey(file.path);
      add(byName, name, file);
      add(byFolder, folderOf(file.path), { name, file });
    }
    index = { byLowerPath, byName, byFolder };
    indexes.set(site, index);
  }
  return index;
}

/** How an author writes the address of a file on a page: by source where MkDocs rewrites it, else as the browser needs it. */
export function addressOf(file: SiteFile, page: SitePage, rewritten: boolean): string {
  if (!rewritten) return relativeHref(file.href, page.href);
  const from = folderOf(page.path);
  // A folder's name may hold a dot; the slash says that it is no file.
  return encodeURI(relativeHref(file.path, from === '' ? '' : `${from}/`));
}

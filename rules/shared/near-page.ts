import { folderOf, nameOf } from '../../src/site/paths.ts';
import type { Site, SiteFile } from '../../src/site/site.ts';
import { editDistance } from '../../src/text/nearest.ts';
import { nameKey, pageIndex } from './page-index.ts';

/** Files of the name that a path has, wherever they lie; of several those that share the name of the folder too. */
export function namedFiles(site: Site, path: string): readonly SiteFile[] {
  const name = nameKey(path);
  const named = name === '' ? [] : (pageIndex(site).byName.get(name) ?? []);
  const sameKind = named.filter((file) => isPage(file.path) === isPage(path));
  return sameKind.length > 1 ? byTail(sameKind, path) : sameKind;
}

/** Whether a path names a folder that the site has and that is not the file's: then another file was probably meant. */
export function namesOtherFolder(site: Site, path: string, file: SiteFile): boolean {
  const parent = path.replace(/\/+$/, '').split('/').at(-2);
  if (parent === undefined || /^\.*$/.test(parent)) return false;
  const isIndex = /(?:^|\/)(?:index|README)\.[^/]*$/i.test(file.path);
  const folder = folderOf(isIndex ? folderOf(file.path) : file.path);
  if (nameOf(folder) === parent) return false;
  for (const known of pageIndex(site).byFolder.keys()) if (nameOf(known) === parent) return true;
  return false;
}

/** A path without an extension is a page's. */
function isPage(path: string): boolean {
  return /(?:\.(?:md|markdown|html)|\/|^|\/[^./]*)$/i.test(path) || !/\.[a-z0-9]{1,5}$/i.test(path);
}

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

/** Files of the folder that a path names whose names differ from it by a letter or two. */
export function spelledNearly(site: Site, path: string): readonly SiteFile[] {
  const name = nameKey(path);
  if (name.length < 4) return [];
  let best: SiteFile[] = [];
  let least = Math.min(2, Math.floor(name.length / 4)) + 1;
  for (const { name: other, file } of pageIndex(site).byFolder.get(folderOf(path.replace(/\/+$/, ''))) ?? []) {
    if (Math.abs(other.length - name.length) > least) continue;
    const distance = editDistance(name, other, least);
    if (distance < least) {
      least = distance;
      best = [file];
    } else if (distance === least && best.length > 0) best.push(file);
  }
  return best;
}

import { nameOf } from './paths.ts';
import { compareCodePoints, compareFileNames, FileError, type SiteFiles } from './site-files.ts';

/** The files as they would be after some were renamed: absolute paths, old to new. Nothing on disk changes. */
export function movedFiles(files: SiteFiles, renames: ReadonlyMap<string, string>): SiteFiles {
  const sources = new Map([...renames].map(([from, to]) => [to, from]));
  const sourceOf = (path: string): string | null => sources.get(path) ?? (renames.has(path) ? null : path);
  return {
    read(path) {
      const source = sourceOf(path);
      if (source === null) throw new FileError(path, 'missing');
      return files.read(source);
    },
    isFile(path) {
      const source = sourceOf(path);
      return source !== null && files.isFile(source);
    },
    isFolder: (path) => files.isFolder(path) || [...sources.keys()].some((to) => to.startsWith(`${path}/`)),
    folders: (path) => files.folders(path),
    list(folder) {
      const { paths, problems } = files.list(folder);
      const prefix = `${folder}/`;
      const kept = paths.filter((path) => !renames.has(prefix + path));
      const come = [...sources.keys()].flatMap((to) => (to.startsWith(prefix) ? [to.slice(prefix.length)] : []));
      return { paths: [...kept, ...come].sort(inWalkOrder), problems };
    },
  };
}

/** Per folder its files, then its folders, as `SiteFiles.list` gives them. */
function inWalkOrder(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let i = 0; ; i++) {
    const [one, other] = [left[i]!, right[i]!];
    const [oneIsFile, otherIsFile] = [i === left.length - 1, i === right.length - 1];
    if (oneIsFile && otherIsFile) return compareFileNames(nameOf(a), nameOf(b));
    if (oneIsFile !== otherIsFile) return oneIsFile ? -1 : 1;
    if (one !== other) return compareCodePoints(one, other);
  }
}

/** The new path of a path below a folder, when files were renamed in it. */
export function newPath(path: string, folder: string, renames: ReadonlyMap<string, string>): string {
  const moved = renames.get(`${folder}/${path}`);
  return moved === undefined || !moved.startsWith(`${folder}/`) ? path : moved.slice(folder.length + 1);
}

import fs from 'node:fs';
import path from 'node:path';
import {
  compareCodePoints,
  compareFileNames,
  FileError,
  type Listing,
  type ListingProblem,
  type SiteFiles,
} from '../site/site-files.ts';
import { decodeText } from './memory-files.ts';

/** The files on disk. */
export const nodeFiles: SiteFiles = {
  read(file) {
    let bytes: Uint8Array;
    // A pipe or a device may never come to an end.
    const known = stat(file);
    if (known !== null && !known.isFile() && !known.isDirectory()) {
      throw new FileError(file, 'unreadable', 'it is a pipe or a device');
    }
    try {
      bytes = fs.readFileSync(file);
    } catch (error) {
      throw fileError(file, error);
    }
    const text = decodeText(file, bytes);
    return text.startsWith('\ufeff') ? { text: text.slice(1), byteOrderMark: true } : { text, byteOrderMark: false };
  },
  isFile: (file) => stat(file)?.isFile() ?? false,
  isFolder: (file) => stat(file)?.isDirectory() ?? false,
  folders(folder) {
    try {
      const entries = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      return entries.map((entry) => entry.name).sort(compareCodePoints);
    } catch {
      return [];
    }
  },
  list(folder): Listing {
    const walk: Walk = { paths: [], problems: [], walked: new Set(), circles: new Set(), linked: 0 };
    if (stat(folder)?.isDirectory()) walkFolder(folder, null, '', { parents: [], links: 0 }, walk);
    return { paths: walk.paths, problems: walk.problems };
  },
};

interface Walk {
  readonly paths: string[];
  readonly problems: ListingProblem[];
  /** Folders, without links, that have been walked. */
  readonly walked: Set<string>;
  /** Links that lead in a circle, to be named once. */
  readonly circles: Set<string>;
  /** How many folders were reached through more than one link. */
  linked: number;
}

/** The way to a folder: the folders that it lies in, without links, and how many of the steps were links. */
interface Way {
  readonly parents: readonly string[];
  readonly links: number;
}

/** So many folders are listed that two links and more lead to: folders full of links to each other have no end. */
const MOST_LINKED = 2000;

/**
 * `os.walk(followlinks=True)`, but a link that leads back into a folder that it lies in is not followed, nor is one behind
 * two others to a folder that is known. `known` is the folder without links when the caller knows it: asking the system
 * costs as much as reading the folder.
 */
function walkFolder(folder: string, known: string | null, prefix: string, way: Way, walk: Walk): void {
  const problem = (message: string) => walk.problems.push({ path: prefix.slice(0, -1), message, isFolder: true });
  let entries: fs.Dirent[];
  let real: string;
  try {
    real = known ?? fs.realpathSync.native(folder);
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    problem(`The folder cannot be read (${codeOf(error)}).`);
    return;
  }
  if (way.parents.includes(real)) {
    const link = `${way.parents.at(-1)}/${path.basename(folder)}`;
    if (walk.circles.has(link)) return;
    walk.circles.add(link);
    problem('This symbolic link leads back to a folder that it lies in; it is not followed.');
    return;
  }
  if (way.links > 2 && walk.walked.has(real)) return;
  if (way.links > 1 && ++walk.linked > MOST_LINKED) {
    if (walk.linked === MOST_LINKED + 1) problem('Symbolic links lead to ever more folders; they are not followed.');
    return;
  }
  walk.walked.add(real);
  const files: string[] = [];
  const folders: string[] = [];
  const links = new Set<string>();
  for (const entry of entries) {
    if (entry.isSymbolicLink()) links.add(entry.name);
    // Like `os.walk`: a link to a folder is a folder, a link to nothing is a file.
    const isFolder = entry.isSymbolicLink()
      ? (stat(path.join(folder, entry.name))?.isDirectory() ?? false)
      : entry.isDirectory();
    (isFolder ? folders : files).push(entry.name);
  }
  for (const name of files.sort(compareFileNames)) {
    walk.paths.push(prefix + name);
    if (links.has(name) && stat(path.join(folder, name)) === null) {
      walk.problems.push({ path: prefix + name, message: 'This symbolic link leads to nothing.', isFolder: false });
    }
  }
  const parents = [...way.parents, real];
  for (const name of folders.sort(compareCodePoints)) {
    const isLink = links.has(name);
    const inside = isLink ? null : path.join(real, name);
    const step = { parents, links: way.links + (isLink ? 1 : 0) };
    walkFolder(path.join(folder, name), inside, `${prefix}${name}/`, step, walk);
  }
}

function stat(file: string): fs.Stats | null {
  try {
    return fs.statSync(file, { throwIfNoEntry: false }) ?? null;
  } catch {
    // A circle of links, or a folder on the way that may not be entered.
    return null;
  }
}

function fileError(file: string, error: unknown): FileError {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new FileError(file, 'missing');
  if (code === 'EISDIR') return new FileError(file, 'folder');
  return new FileError(file, 'unreadable', code);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause';
}

/** An absolute path with `/` as separator, as the site model uses it. */
export function posixPath(file: string): string {
  return path.resolve(file).split(path.sep).join('/');
}

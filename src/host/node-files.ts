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
    const walk: Walk = { paths: [], problems: [] };
    if (stat(folder)?.isDirectory()) walkFolder(folder, null, '', [], walk);
    return walk;
  },
};

interface Walk {
  readonly paths: string[];
  readonly problems: ListingProblem[];
}

/**
 * `os.walk(followlinks=True)`, but a link that leads back into a folder that it lies in is not followed. `known` is the
 * folder without links when the caller knows it: asking the system costs as much as reading the folder.
 */
function walkFolder(
  folder: string,
  known: string | null,
  prefix: string,
  parents: readonly string[],
  walk: Walk,
): void {
  let entries: fs.Dirent[];
  let real: string;
  try {
    real = known ?? fs.realpathSync.native(folder);
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    walk.problems.push({ path: prefix.slice(0, -1), message: `The folder cannot be read (${codeOf(error)}).` });
    return;
  }
  if (parents.includes(real)) {
    const message = 'This symbolic link leads back to a folder that it lies in; it is not followed.';
    walk.problems.push({ path: prefix.slice(0, -1), message });
    return;
  }
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
      walk.problems.push({ path: prefix + name, message: 'This symbolic link leads to nothing.' });
    }
  }
  for (const name of folders.sort(compareCodePoints)) {
    const inside = links.has(name) ? null : path.join(real, name);
    walkFolder(path.join(folder, name), inside, `${prefix}${name}/`, [...parents, real], walk);
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

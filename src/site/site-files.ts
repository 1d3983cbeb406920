/**
 * The files of a site as the site model needs them. The host implements it (`src/host/node-files.ts` on disk,
 * `src/host/memory-files.ts` for tests and editors). All paths are absolute with `/` as separator.
 */
export interface SiteFiles {
  /** The text of a file, decoded as UTF-8, without its byte order mark. Throws a `FileError`. */
  read(path: string): FileText;
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  /** Names of the folders in a folder, in order, symbolic links left out; nothing for one that cannot be read. */
  folders(path: string): readonly string[];
  /**
   * All files below a folder, symbolic links followed as `os.walk(followlinks=True)` does, in MkDocs' order: per folder
   * its files (`index` and `README` first, then by code point), then its folders. A link in a circle is not followed and
   * becomes a problem. A folder that does not exist gives nothing.
   */
  list(folder: string): Listing;
}

export interface FileText {
  readonly text: string;
  readonly byteOrderMark: boolean;
}

export interface Listing {
  /** Paths below the folder. */
  readonly paths: readonly string[];
  readonly problems: readonly ListingProblem[];
}

export interface ListingProblem {
  /** Path below the folder. */
  readonly path: string;
  readonly message: string;
  /** Whether it is a folder: nobody knows what lies in it. */
  readonly isFolder: boolean;
}

export type FileErrorReason = 'missing' | 'folder' | 'unreadable' | 'not-utf8';

/** A file that cannot be read, in words for the user. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly path: string;
  readonly reason: FileErrorReason;

  constructor(path: string, reason: FileErrorReason, detail?: string) {
    super(fileErrorText(reason, detail));
    this.path = path;
    this.reason = reason;
  }
}

function fileErrorText(reason: FileErrorReason, detail = ''): string {
  switch (reason) {
    case 'missing':
      return 'The file does not exist.';
    case 'folder':
      return 'This is a folder, not a file.';
    case 'not-utf8':
      return `The file is not valid UTF-8${detail ? ` (${detail})` : ''}.`;
    case 'unreadable':
      return `The file cannot be read${detail ? ` (${detail})` : ''}.`;
  }
}

/** The text of a file, null when it cannot be read. */
export function readText(files: SiteFiles, path: string): string | null {
  try {
    return files.read(path).text;
  } catch (error) {
    if (error instanceof FileError) return null;
    throw error;
  }
}

/** Order of the names of files in one folder: `_file_sort_key` of MkDocs. */
export function compareFileNames(a: string, b: string): number {
  const rank = (name: string): number => (/^(?:index|README)(?:\.[^.]*)?$/.test(name) ? 0 : 1);
  return rank(a) - rank(b) || compareCodePoints(a, b);
}

/** Python's order of strings: by code point, where JavaScript's own order is by UTF-16 code unit. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    // A surrogate stands for a code point above every other unit.
    const xHigh = x >= 0xd800 && x <= 0xdfff;
    const yHigh = y >= 0xd800 && y <= 0xdfff;
    return xHigh === yHigh ? x - y : xHigh ? 1 : -1;
  }
  return a.length - b.length;
}

import fs from 'node:fs';
import path from 'node:path';
import type { FileChange } from '../fix-result.ts';
import { isWithin } from '../site/paths.ts';
import { commonFolder } from './common-folder.ts';
import { posixPath } from './node-files.ts';

/** A file that is to be written, with all links followed. */
export interface PlannedWrite {
  /** As the change names it. */
  readonly file: string;
  /** Where it is written: never a symbolic link when it exists and is a source. */
  readonly target: string;
  /** Byte order mark included. */
  readonly content: string;
  /** What must be there at the moment of writing: the text that the content was made from, no file, or whatever. */
  readonly expects: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'nothing' | 'anything' };
}

/** A file that is not written, with the reason in a sentence. */
export interface Unwritten {
  readonly file: string;
  readonly reason: string;
  /**
   * - `held`: by decision, whatever the disk allows; the next run will decide the same.
   * - `failed`: it was not possible, or the file was changed meanwhile.
   */
  readonly kind: 'held' | 'failed';
}

export interface WritePlan {
  readonly writes: readonly PlannedWrite[];
  readonly unwritten: readonly Unwritten[];
}

/** What a plan has to know of the site. */
export interface WriteScope {
  /** The folder of the configuration: names in reasons are relative to it. */
  readonly base: string;
  /** A link may lead to a file in one of these, and nowhere else. */
  readonly folders: readonly string[];
  /** The files of all pages: two of them may be one file. */
  readonly pages: readonly string[];
}

/**
 * Where changes go when the sources themselves are written: the target of a link, not the link. A file that several pages
 * lead to is only written when all of them ask for the same text: what mends a link on one page may break it on the other.
 */
export function planWrites(changes: readonly FileChange[], { base, folders, pages }: WriteScope): WritePlan {
  const unwritten: Unwritten[] = [];
  const found = new Map<string, FileChange[]>();
  const realFolders = folders.map((folder) => realPath(folder)).filter((folder) => folder !== null);
  for (const change of changes) {
    const real = change.before === null ? realPathOfNew(change.file) : realPath(change.file);
    if (real === null) {
      unwritten.push({ file: change.file, reason: 'The file does not exist any more.', kind: 'failed' });
    } else if (!realFolders.some((folder) => isWithin(real, folder)) && isLinked(change.file, real, base)) {
      const reason = 'A symbolic link leads to it, out of the folders of the site.';
      unwritten.push({ file: change.file, reason, kind: 'held' });
    } else {
      const group = found.get(real);
      if (group) group.push(change);
      else found.set(real, [change]);
    }
  }
  const names = found.size > 0 ? namesOf(pages) : new Map<string, string[]>();
  const writes: PlannedWrite[] = [];
  for (const [target, group] of found) {
    const first = group[0]!;
    const differing =
      group.find(({ after }) => after !== first.after)?.file ??
      names.get(target)?.find((page) => !group.some(({ file }) => file === page));
    if (differing === undefined) writes.push(plannedWrite(first, target, sourceOf(first)));
    else {
      for (const { file } of group) {
        const other = file === differing ? first.file : differing;
        const reason = `\`${shown(other, base)}\` is the same file, by a symbolic link, and would need another text.`;
        unwritten.push({ file, reason, kind: 'held' });
      }
    }
  }
  return { writes, unwritten };
}

/**
 * Where changes go when copies are written: the same paths below another folder. What lies outside of the base (a docs
 * folder beside it) loses its leading `../`.
 */
export function planCopies(changes: readonly FileChange[], base: string, folder: string): WritePlan {
  const writes = new Map<string, PlannedWrite>();
  const unwritten: Unwritten[] = [];
  for (const change of changes) {
    const below = shown(change.file, base).replace(/^(?:\.\.\/)+/, '');
    const target = `${folder}/${below}`;
    if (writes.has(target)) {
      unwritten.push({ file: change.file, reason: `Another file was written to \`${below}\`.`, kind: 'failed' });
    } else writes.set(target, plannedWrite(change, target, { kind: 'anything' }));
  }
  return { writes: [...writes.values()], unwritten };
}

function plannedWrite(change: FileChange, target: string, expects: PlannedWrite['expects']): PlannedWrite {
  return { file: change.file, target, content: markOf(change) + change.after, expects };
}

function sourceOf(change: FileChange): PlannedWrite['expects'] {
  if (change.before === null) return { kind: 'nothing' };
  return { kind: 'text', text: markOf(change) + change.before };
}

function markOf({ byteOrderMark }: FileChange): string {
  return byteOrderMark ? '\ufeff' : '';
}

/** The path without links, `/` as separator; null when nothing is there. */
export function realPath(file: string): string | null {
  try {
    return posixPath(fs.realpathSync.native(file));
  } catch {
    return null;
  }
}

/** The path without links of something that need not exist yet: of the folder above it that does, and the rest. */
export function realPathOfNew(file: string): string {
  const real = realPath(file);
  if (real !== null) return real;
  const folder = path.posix.dirname(file);
  return folder === file ? file : path.posix.join(realPathOfNew(folder), path.posix.basename(file));
}

/**
 * Whether a link is on the way to a file: below the folder that it shares with the site, since links further up (`/tmp` on
 * some systems) are the same for both.
 */
function isLinked(file: string, real: string, base: string): boolean {
  const shared = commonFolder([file, base]);
  const above = realPath(shared);
  return above === null || path.posix.join(above, path.posix.relative(shared, file)) !== real;
}

/** Real paths of pages, each with the pages that lead to it. */
function namesOf(pages: readonly string[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const page of pages) {
    const real = realPath(page);
    if (real === null) continue;
    const known = names.get(real);
    if (known) known.push(page);
    else names.set(real, [page]);
  }
  return names;
}

function shown(file: string, base: string): string {
  return path.posix.relative(base, file) || path.posix.basename(file);
}

import { execFile } from 'node:child_process';
import path from 'node:path';
import type { History } from '../facts/site-facts.ts';
import { isWithin } from '../site/paths.ts';
import { realPath } from './write-plan.ts';

/** Git is asked for a hint only: it may take so long and no longer. */
const PATIENCE_MILLISECONDS = 5000;

/**
 * Which of the files have changes that are not committed, files that git does not know included. None when git is not
 * there, when the folder is in no repository, or when git takes too long.
 */
export async function uncommittedFiles(files: readonly string[], folders: readonly string[]): Promise<Set<string>> {
  const real = new Map<string, string>();
  for (const file of files) real.set(realPath(file) ?? file, file);
  const found = new Set<string>();
  const chosen = folders.filter((folder, i) => !folders.some((other, j) => j < i && isWithin(folder, other)));
  const answers = await Promise.all(chosen.map((folder) => changedBelow(folder)));
  for (const changed of answers.flat()) {
    const file = real.get(changed);
    if (file !== undefined) found.add(file);
  }
  return found;
}

/** Absolute paths, without links, of the files below a folder that `git status` names. */
async function changedBelow(folder: string): Promise<readonly string[]> {
  const [top, status] = await Promise.all([
    git(folder, ['rev-parse', '--show-toplevel']),
    git(folder, ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=all', '--', '.']),
  ]);
  if (top === null || status === null) return [];
  const root = realPath(top.replace(/\r?\n$/, ''));
  if (root === null) return [];
  // `XY path`, each ended by a NUL, paths from the top of the repository as they are.
  const entries = status.split('\0').filter((entry) => entry.length > 3);
  return entries.map((entry) => path.posix.join(root, entry.slice(3)));
}

/**
 * What files of a folder were once called: paths below it, old to the name of today, however often a file was renamed.
 * Nothing where git cannot tell.
 */
export async function renameHistory(folder: string): Promise<History> {
  const [log, shallow] = await Promise.all([
    git(folder, [
      'log',
      '--format=',
      '--name-status',
      '--find-renames',
      '--diff-filter=R',
      '--relative',
      '-z',
      '--',
      '.',
    ]),
    git(folder, ['rev-parse', '--is-shallow-repository']),
  ]);
  const renames = new Map<string, string>();
  // The newest first: `R100`, the old name, the new one, each ended by a NUL.
  const fields = (log ?? '').split('\0');
  for (let i = 0; i + 2 < fields.length; i += 3) {
    const [from, to] = [fields[i + 1]!, fields[i + 2]!];
    if (!renames.has(from)) renames.set(from, renames.get(to) ?? to);
  }
  return { renames, isShallow: shallow?.trim() === 'true' };
}

function git(folder: string, args: readonly string[]): Promise<string | null> {
  // A hook hands on which index git works with, in paths that hold in another folder only.
  const environment = Object.entries(process.env).filter(
    ([name]) => !/^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX)$/.test(name),
  );
  const options = {
    cwd: folder,
    encoding: 'utf8',
    timeout: PATIENCE_MILLISECONDS,
    maxBuffer: 2 ** 26,
    windowsHide: true,
    // Only a question: no lock on the index, no password, no program that the repository names.
    env: { ...Object.fromEntries(environment), GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
  } as const;
  return new Promise((resolve) => {
    execFile('git', ['-c', 'core.fsmonitor=false', ...args], options, (error, out) => {
      resolve(error === null ? out : null);
    });
  });
}

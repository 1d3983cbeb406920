import { posix } from 'node:path';
import type { Markdown } from '../../markdown.ts';

/** The folder of the docs, in a path that the include function is asked for. */
const DOCS = '$docs_dir';
const CONFIGURATION = '$config_dir';

/**
 * The folder or file that an entry of `base_path` stands for. A value of MkDocs' tag `!relative` arrives as an object: an
 * empty one is the folder of the page. Relative paths start at the folder of the configuration.
 */
export function basePath(entry: unknown, markdown: Markdown): string {
  if (typeof entry === 'string') return posix.normalize(entry);
  const relative = typeof entry === 'object' && entry !== null && 'relative' in entry ? String(entry.relative) : null;
  if (relative === null) return '.';
  if (relative === '') return posix.join(DOCS, posix.dirname(markdown.page.path ?? ''));
  if (relative === CONFIGURATION) return '.';
  if (relative.startsWith(`${CONFIGURATION}/`)) return posix.normalize(relative.slice(CONFIGURATION.length + 1));
  return posix.normalize(relative);
}

/** Whether a normalised path leads out of a normalised folder. */
export function isOutside(path: string, folder: string): boolean {
  const base = folder.replace(/\/+$/, '');
  if (base === '.' || base === '') return path.startsWith('/') ? base === '.' : path === '..' || path.startsWith('../');
  return path !== base && !path.startsWith(`${base}/`);
}

/** A file that was found: its path as the include function knows it, and its text. */
export interface FoundFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Mirrors `get_snippet_path`: the file in the first base path that holds it. `'outside'` when a base path forbids it and no
 * other holds it.
 */
export function findSnippet(
  path: string,
  bases: readonly string[],
  restricted: boolean,
  markdown: Markdown,
): FoundFile | 'missing' | 'outside' {
  let outside = false;
  for (const base of bases) {
    const candidate = path.startsWith('/') ? posix.normalize(path) : posix.join(base, path);
    if (restricted && isOutside(candidate, base)) outside = true;
    else {
      const text = markdown.page.include(candidate);
      if (text !== null) return { path: candidate, text };
    }
    // A base path may be a file: then it is the only one that may be had from its folder.
    if (posix.join(posix.dirname(base), path) === base) {
      const text = markdown.page.include(base);
      if (text !== null) return { path: base, text };
    }
  }
  return outside ? 'outside' : 'missing';
}

/**
 * The patterns of `exclude_docs`, `draft_docs` and `not_in_nav`, matched as MkDocs matches them: by `GitIgnoreSpec` of
 * Python's `pathspec`. It differs from Git, and so from the package `ignore`, in one way that sites rely on: a file in an
 * excluded folder can be included again (`old/` then `!old/keep.md`).
 */

interface Pattern {
  readonly expression: RegExp;
  readonly include: boolean;
}

export interface PathPatterns {
  matches(path: string): boolean;
}

/** What MkDocs always excludes: names with a leading dot anywhere, `templates/` at the top (S-SITE-04). */
export const defaultExclusions: readonly string[] = ['.*', '/templates/'];

/** Throws a `PatternError` for a pattern that pathspec refuses. */
export function pathPatterns(lines: readonly string[]): PathPatterns {
  const patterns = lines.map(translate).filter((pattern) => pattern !== null);
  return { matches: (path) => matchPatterns(patterns, path) };
}

export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** A pattern that matched the file itself counts for more than one that matched a folder above it. */
function matchPatterns(patterns: readonly Pattern[], path: string): boolean {
  let included = false;
  let best = 0;
  for (const { expression, include } of patterns) {
    const match = expression.exec(path);
    if (match === null) continue;
    const priority = match.groups?.folder === undefined ? 2 : 1;
    if (priority >= best) {
      included = include;
      best = priority;
    }
  }
  return included;
}

const folderMark = '(?<folder>/)';

function translate(line: string): Pattern | null {
  let text = line.endsWith('\\ ') ? line : line.trimEnd();
  if (text === '' || text.startsWith('#') || text === '/') return null;
  const include = !text.startsWith('!');
  if (!include) text = text.slice(1);
  const segments = text.split('/');
  const forFolder = segments.at(-1) === '';
  const source = translateSegments(segments, forFolder, line);
  return source === null ? null : { expression: new RegExp(source, 's'), include };
}

function translateSegments(written: readonly string[], forFolder: boolean, line: string): string | null {
  let segments = [...written];
  if (segments[0] === '') segments.shift();
  else if (segments.length === 1 || (segments.length === 2 && segments[1] === '')) {
    if (segments[0] !== '**') segments.unshift('**');
  }
  if (segments.length === 0) throw new PatternError(`\`${line}\` is no pattern.`);
  if (segments.at(-1) === '') segments[segments.length - 1] = '**';
  segments = segments.filter((segment, i) => i === 0 || segment !== '**' || segments[i - 1] !== '**');
  const shape = segments.join('/');
  if (shape === '**') return forFolder ? folderMark : '.';
  if (shape === '**/*') return '.';
  if (shape === '**/*/**') return forFolder ? folderMark : '/';

  const end = segments.length - 1;
  let source = '';
  let needsSlash = false;
  for (const [i, segment] of segments.entries()) {
    if (segment === '**') {
      if (i === 0) source += '^(?:.+/)?';
      else if (i < end) {
        source += '(?:/.+)?';
        needsSlash = true;
      } else source += forFolder ? folderMark : '/';
      continue;
    }
    if (i === 0) source += '^';
    if (needsSlash) source += '/';
    const glob = segment === '*' ? '[^/]+' : translateGlob(segment, line);
    // A range that is none makes Git drop the pattern.
    if (glob === null) return null;
    source += glob;
    if (i === end) source += `(?:${folderMark}|$)`;
    needsSlash = true;
  }
  return source;
}

function translateGlob(glob: string, line: string): string | null {
  let source = '';
  for (let i = 0; i < glob.length; i++) {
    const character = glob[i]!;
    if (character === '\\') {
      i++;
      if (i === glob.length) throw new PatternError(`\`${line}\` ends in a backslash that escapes nothing.`);
      source += escapeExpression(glob[i]!);
    } else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '[') {
      let j = i + 1;
      if (glob[j] === '!' || glob[j] === '^') j++;
      const first = j;
      if (glob[j] === ']') j++;
      while (j < glob.length && glob[j] !== ']') j++;
      if (j >= glob.length) return null;
      const members = glob.slice(first, j).replace(/[\\[\]]/g, '\\$&');
      const range = `[${first > i + 1 ? '^' : ''}${members}]`;
      if (!isExpression(range)) return null;
      source += range;
      i = j;
    } else source += escapeExpression(character);
  }
  return source;
}

function escapeExpression(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function isExpression(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}

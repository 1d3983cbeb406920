import { diffArrays, FILE_HEADERS_ONLY, formatPatch } from 'diff';
import { oneLine } from './one-line.ts';
import type { Colors } from './text.ts';

/** A file before and after; texts with their byte order marks. */
export interface FileDifference {
  /** Path from the folder in which the difference is to be applied, with `/` as separator. */
  readonly path: string;
  /** Null for a file that is new. */
  readonly before: string | null;
  readonly after: string;
}

/** Lines around a change. */
const CONTEXT = 3;

/** So many lines may be missing or new before the search for equal lines in between is given up: it grows by the square. */
const MOST_EDITS = 600;

/** A unified diff that `git apply` and `patch -p1` take as it is: line ends and missing last ones are those of the files. */
export function unifiedDiff(files: readonly FileDifference[]): string {
  return files.map(fileDiff).join('');
}

/** The diff for a terminal: coloured, and without the characters of a page that would steer it. */
export function shownDiff(diff: string, colors: Colors): string {
  // Lines of a header are told from those of a page by where they stand.
  let isHeader = true;
  let left = 0;
  const lines = diff.split('\n').map((line) => {
    const text = line.split('\t').map(oneLine).join('\t');
    const range = left === 0 ? /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line) : null;
    if (range !== null) {
      left = Number(range[1] ?? 1) + Number(range[2] ?? 1);
      isHeader = false;
      return colors.dim(text);
    }
    if (left === 0 && line.startsWith('--- ')) isHeader = true;
    if (isHeader) return colors.bold(text);
    const mark = line.charAt(0);
    if (mark !== '\\') left -= mark === ' ' ? 2 : 1;
    return mark === '-' ? colors.red(text) : mark === '+' ? colors.green(text) : text;
  });
  return lines.join('\n');
}

function fileDiff({ path, before, after }: FileDifference): string {
  const hunks = hunksOf(alignedLines(linesOf(before ?? ''), linesOf(after)));
  const oldFileName = before === null ? '/dev/null' : `a/${path}`;
  const patch = { oldFileName, newFileName: `b/${path}`, oldHeader: undefined, newHeader: undefined, hunks };
  // A name with a blank ends with a tab, as git writes it: `patch` takes it to end at the blank otherwise.
  return formatPatch(patch, FILE_HEADERS_ONLY).replace(/^--- .*\n\+\+\+ .*\n/, (header) =>
    header.replace(/^(.{4}.* .*)$/gm, '$1\t'),
  );
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

interface Line {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

/**
 * Both texts as one list of lines. Lines are set side by side by what they hold beside blanks: fixes indent whole lists,
 * and the search for equal lines takes long where hardly any are.
 */
function alignedLines(before: readonly string[], after: readonly string[]): readonly Line[] {
  const lines: Line[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = () => {
    for (const text of removed) lines.push({ mark: '-', text });
    for (const text of added) lines.push({ mark: '+', text });
    removed = [];
    added = [];
  };
  let i = 0;
  let j = 0;
  for (const part of partsOf(before, after)) {
    for (let n = 0; n < part.count; n++) {
      if (part.removed) removed.push(before[i++]!);
      else if (part.added) added.push(after[j++]!);
      else {
        const old = before[i++]!;
        const text = after[j++]!;
        if (old === text) {
          flush();
          lines.push({ mark: ' ', text });
        } else {
          removed.push(old);
          added.push(text);
        }
      }
    }
  }
  flush();
  return lines;
}

interface Part {
  readonly count: number;
  readonly added: boolean;
  readonly removed: boolean;
}

function partsOf(before: readonly string[], after: readonly string[]): readonly Part[] {
  const bare = (lines: readonly string[]) => lines.map((line) => line.trim());
  const found = diffArrays(bare(before), bare(after), { maxEditLength: MOST_EDITS });
  if (found !== undefined) return found;
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [
    { count: start, added: false, removed: false },
    { count: before.length - start - end, added: false, removed: true },
    { count: after.length - start - end, added: true, removed: false },
    { count: end, added: false, removed: false },
  ];
}

interface Hunk {
  readonly oldStart: number;
  readonly newStart: number;
  oldLines: number;
  newLines: number;
  readonly lines: string[];
}

function hunksOf(lines: readonly Line[]): Hunk[] {
  const hunks: Hunk[] = [];
  const changed = lines.flatMap(({ mark }, i) => (mark === ' ' ? [] : [i]));
  let oldLine = 1;
  let newLine = 1;
  let at = 0;
  for (let first = 0; first < changed.length; ) {
    let last = first;
    while (last + 1 < changed.length && changed[last + 1]! - changed[last]! <= 2 * CONTEXT + 1) last++;
    const start = Math.max(at, changed[first]! - CONTEXT);
    const end = Math.min(lines.length, changed[last]! + CONTEXT + 1);
    // What lies between two hunks is equal.
    oldLine += start - at;
    newLine += start - at;
    const hunk: Hunk = { oldStart: oldLine, newStart: newLine, oldLines: 0, newLines: 0, lines: [] };
    for (const { mark, text } of lines.slice(start, end)) {
      const isWhole = text.endsWith('\n');
      hunk.lines.push(mark + (isWhole ? text.slice(0, -1) : text));
      if (!isWhole) hunk.lines.push('\\ No newline at end of file');
      if (mark !== '+') hunk.oldLines++;
      if (mark !== '-') hunk.newLines++;
    }
    oldLine += hunk.oldLines;
    newLine += hunk.newLines;
    hunks.push(hunk);
    at = end;
    first = last + 1;
  }
  return hunks;
}

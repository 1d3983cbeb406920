import { type AcceptsFence, isEvidentText, type ReadFenceLine, resembles } from './fence-line.ts';

/**
 * Why MkDocs reads a fence otherwise than it is meant.
 * - `unclosed`: no line closes it. `length`, `character`: the line that should close it has other ones than the opening.
 * - `text`: the line that should close it carries text. `nested`: a fence inside it has the same length.
 * - `info`: what follows the opening is no language with options. `marker`: it stands on the line of a list marker.
 * - `column`: it does not begin in the first column, and `fenced_code` reads it.
 * - `indent`: a line of the code is indented less than the fence. `closing-indent`: the closing line is indented otherwise.
 * - `alone`: a fence without a partner.
 */
export type FenceCause =
  | 'unclosed'
  | 'length'
  | 'character'
  | 'text'
  | 'nested'
  | 'info'
  | 'marker'
  | 'column'
  | 'indent'
  | 'closing-indent'
  | 'alone';

/** What the author of a stretch of fences meant. */
export interface Intention {
  readonly cause: FenceCause;
  /** The opening line. */
  readonly opening: ReadFenceLine;
  /** The line that is meant to close it. */
  readonly closing: ReadFenceLine | null;
  /** For `unclosed` and `nested`: the fence that opens inside. */
  readonly inner: ReadFenceLine | null;
  /** For `indent`: number of the first line that is indented too little. */
  readonly line: number | null;
  /** Pairs of line numbers, of opening and closing lines. */
  readonly code: readonly (readonly [number, number])[];
  /** The same where it is not known at which line the code ends. */
  readonly open: readonly (readonly [number, number])[];
  /** The page ends before it is read as it is meant again. */
  readonly reachesEnd: boolean;
}

/** Languages of blocks that show Markdown, in which fences may stand. */
const MARKDOWN = /^\{?\.?(?:md|markdown|mdx|markua|myst|text|txt|plain)\b/i;

/** How many fence lines are looked at for the one that closes another. */
const FURTHEST = 500;

interface Closing {
  readonly index: number;
  readonly cause: FenceCause | null;
  readonly inner: ReadFenceLine | null;
  /** The line opens a block of its own: the one before it is not closed. */
  readonly opens: boolean;
}

/**
 * Reads the fences from `first` on as their author meant them, with tolerance, up to the line after which MkDocs reads the
 * page in the same way. `last` is the index of that line.
 */
export function intendedFences(
  lines: readonly ReadFenceLine[],
  first: number,
  sourceLines: readonly string[],
  accepts: AcceptsFence,
): { intention: Intention | null; last: number } {
  const code: [number, number][] = [];
  const open: [number, number][] = [];
  let fault: Pick<Intention, 'cause' | 'opening' | 'closing' | 'inner' | 'line'> | null = null;
  let at = first;
  while (at < lines.length) {
    const opening = lines[at]!;
    const closing = closingOf(lines, at, sourceLines);
    const end = closing === null ? null : lines[closing.index]!;
    if (fault === null) {
      const cause = closing === null || closing.opens ? 'unclosed' : closing.cause;
      const why = opening.role === 'stray' ? refusal(opening, end, cause, sourceLines, accepts) : { cause, line: null };
      if (why.cause !== null) {
        fault = {
          cause: why.cause,
          line: why.line,
          opening,
          closing: closing?.opens ? null : end,
          inner: closing?.opens ? end : (closing?.inner ?? null),
        };
      }
    }
    if (closing === null || end === null) {
      const last = lines.length - 1;
      const alone = opening.role === 'stray' && opening.info === '' && fault?.opening === opening;
      if (fault === null) return { intention: null, last: at };
      open.push([opening.number, sourceLines.length + 1]);
      const after = lines[at + 1];
      // Nothing follows that it could have flipped.
      if (alone || (opening.role === 'stray' && (after === undefined || after.role === 'open'))) {
        const only = { ...fault, cause: alone && fault.cause === 'unclosed' ? ('alone' as const) : fault.cause };
        return { intention: { ...only, code, open, reachesEnd: !alone && after === undefined }, last: at };
      }
      return { intention: { ...fault, code, open, reachesEnd: true }, last };
    }
    if (closing.opens) {
      const isOver = opening.role === 'stray' && end.role !== 'inside' && end.role !== 'close';
      if (isOver && fault !== null) return { intention: { ...fault, code, open, reachesEnd: false }, last: at };
      open.push([opening.number, end.number]);
      at = closing.index;
      continue;
    }
    code.push([opening.number, end.number]);
    at = closing.index;
    const outside = end.role === 'close' || end.role === 'stray';
    if (outside) return { intention: fault === null ? null : { ...fault, code, open, reachesEnd: false }, last: at };
    at++;
  }
  const last = lines.length - 1;
  return { intention: fault === null ? null : { ...fault, code, open, reachesEnd: true }, last };
}

/** The line that is meant to close a fence; null when none is. */
function closingOf(lines: readonly ReadFenceLine[], at: number, sourceLines: readonly string[]): Closing | null {
  const opening = lines[at]!;
  let nested: ReadFenceLine | null = null;
  let depth = 0;
  let weak: Closing | null = null;
  const end = Math.min(lines.length, at + FURTHEST);
  for (let i = at + 1; i < end; i++) {
    const line = lines[i]!;
    if (line.quotes !== opening.quotes && opening.quotes > 0) {
      if (line.quotes < opening.quotes) break;
      continue;
    }
    if (line.column > opening.column + 3 && !opening.afterMarker) continue;
    if (line.column + 4 < opening.column && line.info !== '') break;
    if (line.info === '') {
      if (line.fence === opening.fence) {
        if (depth === 0) return { index: i, cause: nested === null ? null : 'nested', inner: nested, opens: false };
        depth--;
      } else if (depth === 0 && Math.abs(line.column - opening.column) <= 3) {
        const cause = line.fence[0] === opening.fence[0] ? 'length' : 'character';
        weak ??= { index: i, cause, inner: null, opens: false };
      }
      continue;
    }
    const isSame = resembles({ ...opening, column: line.column }, line) && Math.abs(line.column - opening.column) <= 3;
    if (!isSame) continue;
    if (depth > 0) continue;
    if (weak !== null) return weak;
    if (isEvidentText(nextText(sourceLines, line.number)) && line.column === opening.column) {
      return { index: i, cause: 'text', inner: null, opens: false };
    }
    if (MARKDOWN.test(opening.info) && closesTwice(lines, i, opening)) {
      nested = nested ?? line;
      depth++;
      continue;
    }
    return { index: i, cause: 'unclosed', inner: line, opens: true };
  }
  return weak;
}

/** Whether two bare fences of this kind follow before another block opens: those of a nested fence and of the outer one. */
function closesTwice(lines: readonly ReadFenceLine[], at: number, opening: ReadFenceLine): boolean {
  let bare = 0;
  for (let i = at + 1; i < lines.length && bare < 2; i++) {
    const line = lines[i]!;
    if (line.fence !== opening.fence || Math.abs(line.column - opening.column) > 3) continue;
    if (line.info !== '') {
      if (bare === 0) return false;
      // A second block inside: it needs a closing line of its own.
      bare = 0;
    } else bare++;
  }
  return bare === 2;
}

/** The first line after one that is not blank. */
function nextText(sourceLines: readonly string[], number: number): string {
  for (let i = number; i < Math.min(sourceLines.length, number + 4); i++) {
    if (sourceLines[i]!.trim() !== '') return sourceLines[i]!;
  }
  return '';
}

/** Why a line that looks like an opening fence is none. */
function refusal(
  opening: ReadFenceLine,
  closing: ReadFenceLine | null,
  cause: FenceCause | null,
  sourceLines: readonly string[],
  accepts: AcceptsFence,
): { cause: FenceCause | null; line: number | null } {
  if (opening.afterMarker) return { cause: 'marker', line: null };
  if (!accepts(`${opening.fence}${opening.info}`, 0)) return { cause: 'info', line: null };
  const indented = opening.column > 0 || opening.quotes > 0;
  if (indented && !accepts(opening.fence, 2)) return { cause: 'column', line: null };
  if (closing === null || (cause !== null && cause !== 'nested')) return { cause, line: null };
  for (let number = opening.number + 1; number < closing.number; number++) {
    const line = sourceLines[number - 1]!;
    const prefix = /^[ \t>]*/.exec(line)![0];
    if (line.trim() !== '' && prefix.length < opening.start - opening.lineStart)
      return { cause: 'indent', line: number };
  }
  return { cause: closing.column === opening.column ? null : 'closing-indent', line: null };
}

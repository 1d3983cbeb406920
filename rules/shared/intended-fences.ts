import { type AcceptsFence, isEvidentText, type ReadFenceLine, resembles } from './fence-line.ts';

/**
 * Why MkDocs reads a fence otherwise than it is meant.
 * - `unclosed`: no line closes it. `length`, `character`: the line that should close it has other ones than the opening.
 * - `text`: the line that should close it carries text. `nested`: a fence inside it has the same length.
 * - `info`: what follows the opening is no language with options. `marker`: it stands on the line of a list marker.
 * - `column`: it does not begin in the first column, and `fenced_code` reads it.
 * - `indent`: a line of the code is indented less than the fence. `closing-indent`: the closing line is indented otherwise.
 * - `quote`: a line of the code is outside of the quote. `adjoins`: the line above is indented code.
 * - `passed-over`: superfences is still reading the fence before. `alone`: a fence without a partner.
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
  | 'quote'
  | 'adjoins'
  | 'passed-over'
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
  /** For `indent` and `quote`: number of the first line that is indented or quoted too little. For `passed-over`: that of the fence before. */
  readonly line: number | null;
  /** Pairs of line numbers, of opening and closing lines. */
  readonly code: readonly (readonly [number, number])[];
  /** The same where it is not known at which line the code ends. */
  readonly open: readonly (readonly [number, number])[];
  /** The page ends before it is read as it is meant again. */
  readonly reachesEnd: boolean;
}

/** Languages of blocks that show Markdown, in which fences may stand. */
const MARKDOWN = /^\{?\.?(?:md|markdown|mdx|markua|myst|text|txt|plain|html)\b/i;

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
    const isLost = fault === null && opening.info === '' && isEvidentText(nextText(sourceLines, opening.number));
    if (isLost && !opening.afterMarker) {
      fault = { cause: 'alone', opening, closing: null, inner: null, line: null };
      if (opening.role === 'stray') return { intention: { ...fault, code, open, reachesEnd: false }, last: at };
      at++;
      continue;
    }
    const closing = closingOf(lines, at, sourceLines);
    const end = closing === null ? null : lines[closing.index]!;
    if (fault === null) {
      const cause = closing === null || closing.opens ? 'unclosed' : closing.cause;
      const why =
        opening.role === 'stray'
          ? refusal(opening, end, cause, sourceLines, accepts, lines[at - 1])
          : { cause, line: null };
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
  /** A line that could be meant, if no better one comes. */
  let weak: Closing | null = null;
  const showsMarkdown = MARKDOWN.test(opening.info);
  const end = Math.min(lines.length, at + FURTHEST);
  for (let i = at + 1; i < end; i++) {
    const line = lines[i]!;
    if (line.quotes !== opening.quotes) {
      if (line.quotes < opening.quotes) break;
      continue;
    }
    if (line.column + 4 < opening.column && line.info !== '') break;
    if (line.info === '') {
      if (line.fence === opening.fence && line.column === opening.column) {
        if (depth > 0) depth--;
        else if (weak !== null && endsBlock(lines[weak.index]!, sourceLines)) return weak;
        else return { index: i, cause: nested === null ? null : 'nested', inner: nested, opens: false };
      } else if (depth === 0 && !showsMarkdown) weak = weakClosing(lines, i, opening, weak, sourceLines);
      continue;
    }
    const isSame = resembles({ ...opening, column: line.column }, line) && Math.abs(line.column - opening.column) <= 3;
    if (!isSame || depth > 0) continue;
    if (showsMarkdown) {
      if (line.column !== opening.column || !closesTwice(lines, i, opening, sourceLines)) continue;
      nested = nested ?? line;
      depth++;
      continue;
    }
    if (weak !== null) return weak;
    if (line.column === opening.column && isEvidentText(nextText(sourceLines, line.number))) {
      return { index: i, cause: 'text', inner: null, opens: false };
    }
    return { index: i, cause: 'unclosed', inner: line, opens: true };
  }
  return weak;
}

/** A bare fence of another length, character or indentation: two of them at one place open and close a block of their own. */
function weakClosing(
  lines: readonly ReadFenceLine[],
  i: number,
  opening: ReadFenceLine,
  weak: Closing | null,
  sourceLines: readonly string[],
): Closing | null {
  const line = lines[i]!;
  if (weak !== null) {
    const other = lines[weak.index]!;
    const isPair = other.column === line.column && other.fence === line.fence && !endsBlock(other, sourceLines);
    return isPair ? null : weak;
  }
  if (line.fence !== opening.fence) {
    if (Math.abs(line.column - opening.column) > 3) return null;
    const cause = line.fence[0] === opening.fence[0] ? 'length' : 'character';
    return { index: i, cause, inner: null, opens: false };
  }
  // A fence that is none is asked for its own reason.
  const cause = opening.role === 'stray' ? null : 'closing-indent';
  return { index: i, cause, inner: null, opens: false };
}

/** Whether a line ends a block: text or nothing follows it. */
function endsBlock({ number }: ReadFenceLine, sourceLines: readonly string[]): boolean {
  const next = sourceLines[number];
  return next === undefined || next.trim() === '' || isEvidentText(next);
}

/** Whether two bare fences of this kind follow before another block opens: those of a nested fence and of the outer one. */
function closesTwice(
  lines: readonly ReadFenceLine[],
  at: number,
  opening: ReadFenceLine,
  sourceLines: readonly string[],
): boolean {
  let bare = 0;
  for (let i = at + 1; i < Math.min(lines.length, at + FURTHEST); i++) {
    const line = lines[i]!;
    if (line.fence !== opening.fence || line.column !== opening.column) continue;
    if (line.info !== '') {
      if (bare === 0) return false;
      // A second block inside: it needs a closing line of its own.
      bare = 0;
    } else if (++bare === 2) return endsBlock(line, sourceLines);
  }
  return false;
}

/** The first line after one that is not blank. */
function nextText(sourceLines: readonly string[], number: number): string {
  for (let i = number; i < Math.min(sourceLines.length, number + 4); i++) {
    const text = sourceLines[i]!.replace(/^[ \t]*(?:>[ \t]?)+/, '');
    if (text.trim() !== '') return text;
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
  before: ReadFenceLine | undefined,
): { cause: FenceCause | null; line: number | null } {
  if (opening.afterMarker) return { cause: 'marker', line: null };
  if (!accepts(`${opening.fence}${opening.info}`, 0)) return { cause: 'info', line: null };
  const indented = opening.column > 0 || opening.quotes > 0;
  if (indented && !accepts(opening.fence, 2)) return { cause: 'column', line: null };
  if (closing === null || (cause !== null && cause !== 'nested')) return { cause, line: null };
  for (let number = opening.number + 1; number < closing.number; number++) {
    const line = sourceLines[number - 1]!;
    const prefix = /^[ \t>]*/.exec(line)![0];
    if (prefix.split('>').length - 1 < opening.quotes) return { cause: 'quote', line: number };
    if (line.trim() !== '' && prefix.length < opening.start - opening.lineStart)
      return { cause: 'indent', line: number };
  }
  if (closing.column !== opening.column) return { cause: 'closing-indent', line: null };
  const above = sourceLines[opening.number - 2] ?? '';
  if (above.trim() !== '' && /^(?: {4}|\t)/.test(above)) return { cause: 'adjoins', line: null };
  const isRead = before === undefined || before.role === 'close' || before.role === 'open';
  return isRead ? { cause: null, line: null } : { cause: 'passed-over', line: before.number };
}

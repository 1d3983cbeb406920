import type { Span } from './span.ts';

/** A stretch of a text and what stands there instead. An empty stretch inserts. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** Edits in the order of the text, replacements each once; the order of insertions at one place is kept. */
export function orderEdits<Edit extends TextEdit>(edits: readonly Edit[]): Edit[] {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  return ordered.filter((edit, i) => i === 0 || edit.start === edit.end || !sameEdit(ordered[i - 1]!, edit));
}

/**
 * Whether two sets of edits get in each other's way: they change the same characters, or both insert at one place (which
 * of the two should come first, nobody can say).
 */
export function overlap(a: readonly TextEdit[], b: readonly TextEdit[]): boolean {
  return a.some((one) => b.some((other) => touches(one, other)));
}

function touches(a: TextEdit, b: TextEdit): boolean {
  if (a.start === b.start) return true;
  return a.start < b.start ? a.end > b.start : b.end > a.start;
}

function sameEdit(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

/**
 * The text with the edits applied. Line ends of what is inserted (`\n`) become those of the text. Throws a `RangeError`
 * for edits that overlap or lie outside the text: that is a fault of the rule that made them.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of orderEdits(withLineEnds(edits, text))) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`edits overlap or lie outside the text at offset ${edit.start}`);
    }
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The line end that a text uses: that of its first line; `\n` for a text of one line. */
export function lineEndOf(text: string): '\n' | '\r\n' | '\r' {
  const first = /\r\n|\n|\r/.exec(text);
  return (first?.[0] ?? '\n') as '\n' | '\r\n' | '\r';
}

/**
 * Edits whose offsets count in a text before others were applied to it, with offsets in the text after. The two must not
 * overlap.
 */
export function shiftEdits(edits: readonly TextEdit[], applied: readonly TextEdit[]): TextEdit[] {
  if (applied.length === 0) return [...edits];
  const ordered = orderEdits(applied);
  let next = 0;
  let by = 0;
  return orderEdits(edits).map((edit) => {
    for (; next < ordered.length && ordered[next]!.start <= edit.start; next++) {
      const { start, end, text } = ordered[next]!;
      by += text.length - (end - start);
    }
    return { start: edit.start + by, end: edit.end + by, text: edit.text };
  });
}

/** Edits of a text with its own line ends in what they insert. */
export function withLineEnds(edits: readonly TextEdit[], text: string): readonly TextEdit[] {
  const lineEnd = lineEndOf(text);
  if (lineEnd === '\n') return edits;
  return edits.map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/g, lineEnd) }));
}

import type { MarkScan, SequenceItem, SequenceMatch } from './mark-sequence.ts';

/** Sources of Python's `\w` without brackets, for use in a class under the flag `u`. */
export const WORD = '\\p{L}\\p{N}_';
/** Not after a word character or the mark; after an underscore it is allowed. */
export const notAfterWord = (mark: string): string => `(?:(?<=_)|(?<![${WORD}${mark}]))`;
/** Not before a word character or the mark; before an underscore it is allowed. */
export const notBeforeWord = (mark: string): string => `(?:(?=_)|(?![${WORD}${mark}]))`;

/** The parts of an expression that reads a mark; sources of regular expressions under the flags `s` and `u`. */
export interface ExpressionParts {
  /** The mark, one character. */
  readonly mark: string;
  /** What must stand before. */
  readonly before?: string;
  /** How many marks open and close. */
  readonly open: number;
  readonly close: number;
  /** What must follow the opening marks. */
  readonly after: string;
  /** What is covered first. */
  readonly content: string;
  /** What ends the first range where there is a second one, and what that covers. */
  readonly between?: string;
  readonly second?: string;
  /** What must hold before and after the closing marks. */
  readonly closeAfter?: string;
  readonly closeBefore?: string;
}

/** Texts shorter than this are simply searched; in longer ones it is first made sure that a closing mark follows. */
const SHORT = 600;

/** An item of a mark sequence made of a regular expression (`PatSeqItem`). */
export function expressionItem(
  builder: SequenceItem['builder'],
  tags: SequenceItem['tags'],
  parts: ExpressionParts,
  fullRecursion = false,
): SequenceItem {
  const mark = escaped(parts.mark);
  const closer = `${parts.closeAfter ?? ''}${mark}{${parts.close}}${parts.closeBefore ?? ''}`;
  const covered = `(${parts.content})${parts.between === undefined ? '' : `${parts.between}(${parts.second})`}`;
  const expression = new RegExp(`${parts.before ?? ''}${mark}{${parts.open}}${parts.after}${covered}${closer}`, 'suy');
  const closing = new RegExp(closer, 'sug');
  const opening = parts.mark.repeat(parts.open);
  const ending = parts.mark.repeat(parts.close);
  const { open, close } = parts;
  return {
    builder,
    tags,
    fullRecursion,
    match(scan: MarkScan, at: number): SequenceMatch | null {
      const text = scan.text;
      if (!text.startsWith(opening, at) || scan.next(ending, at + open + 1) === -1) return null;
      if (text.length > SHORT && scan.last(closer, (whole) => lastMatch(closing, whole)) <= at + open) return null;
      expression.lastIndex = at;
      const match = expression.exec(text);
      if (match === null) return null;
      const end = at + match[0].length;
      const second = match[2];
      return {
        end,
        first: [at + open, at + open + match[1]!.length],
        second: second === undefined ? null : [end - close - second.length, end - close],
      };
    },
  };
}

/** Index of the last match of an expression whose matches may overlap, or -1. */
function lastMatch(expression: RegExp, text: string): number {
  let last = -1;
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
    last = match.index;
    expression.lastIndex = last + 1;
  }
  return last;
}

function escaped(mark: string): string {
  return mark === '*' || mark === '^' ? `\\${mark}` : mark;
}

/** A line of a page's source that begins with a fence, whatever MkDocs takes it for. */
export interface FenceLine {
  /** Number of the line, from 1. */
  readonly number: number;
  readonly lineStart: number;
  /** Without the characters that end the line. */
  readonly lineEnd: number;
  /** Where the backticks or tildes begin. */
  readonly start: number;
  /** Columns before them, tabs counted as far as the next multiple of four. */
  readonly column: number;
  /** Number of `>` before them. */
  readonly quotes: number;
  /** A list marker stands before them. */
  readonly afterMarker: boolean;
  readonly fence: string;
  /** What follows them, without spaces around it. */
  readonly info: string;
}

/** What MkDocs takes a fence line for: a fence that shows as text is `stray`. */
export type FenceRole = 'open' | 'close' | 'inside' | 'stray';

export interface ReadFenceLine extends FenceLine {
  readonly role: FenceRole;
}

/** Whether the site takes an opening line (`` ```py title="x" ``) for a fence, indented by as many columns. */
export type AcceptsFence = (opening: string, columns: number) => boolean;

const RUN = /`{3,}|~{3,}/g;
const PREFIX = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?$/;

/** All lines that begin with a fence. Inline code between three backticks on one line is none. */
export function fenceLines(text: string): FenceLine[] {
  const lines: FenceLine[] = [];
  let counted = 0;
  let number = 1;
  let done = 0;
  for (const match of text.matchAll(RUN)) {
    const start = match.index;
    if (start < done) continue;
    const lineStart = text.lastIndexOf('\n', start) + 1;
    const feed = text.indexOf('\n', start);
    done = feed === -1 ? text.length : feed + 1;
    let lineEnd = feed === -1 ? text.length : feed;
    if (text[lineEnd - 1] === '\r') lineEnd--;
    const prefix = text.slice(lineStart, start);
    if (prefix.length > 200 || !PREFIX.test(prefix)) continue;
    const fence = match[0];
    const info = text.slice(start + fence.length, lineEnd).trim();
    if (fence.startsWith('`') && info.includes('`')) continue;
    for (let at = text.indexOf('\n', counted); at !== -1 && at < start; at = text.indexOf('\n', counted)) {
      number++;
      counted = at + 1;
    }
    lines.push({
      number,
      lineStart,
      lineEnd,
      start,
      column: widthOf(prefix),
      quotes: prefix.split('>').length - 1,
      afterMarker: /[^ \t>]/.test(prefix),
      fence,
      info,
    });
  }
  return lines;
}

/** Columns of an indentation. */
export function widthOf(prefix: string): number {
  let width = 0;
  for (const character of prefix) width += character === '\t' ? 4 - (width % 4) : 1;
  return width;
}

const HEADING = /^#{2,6} +\S/;
const BLOCK =
  /^(?:\*\*[^*\s][^*]*\*\*|\|.*\|$|!?\[[^\]]+\]\([^)]*\)|(?:[-*+]|\d+\.) +(?:\*\*|\[)|> |!!! |\?\?\?\+? |=== "|-{3,}$)/;
/** A sentence: a capital, words without signs of code, a full stop or a colon. */
const SENTENCE = /^[A-Z][\p{L}'’]*,?(?: [\p{L}\p{N}`'’"(][^\s{};=<>]*){2,}[.:!?)`]$/u;

/** Words that begin with a capital, with a link or bold words among them. */
const MARKED = /^[A-Z][\p{L}'’]*,? .*(?:\]\([^)\s]|\*\*[^*\s][^*]*\*\*)/u;

/** Whether a line is evidently text and no code. A single `#` begins a comment in many languages. */
export function isEvidentText(line: string): boolean {
  const content = line.trimEnd();
  if (content.length > 2000) return false;
  const inner = content.replace(/^ {0,3}/, '');
  return HEADING.test(inner) || BLOCK.test(inner) || SENTENCE.test(inner) || MARKED.test(inner);
}

const HEADER = /^(?:[\w#.+-]+(?:[ \t]+\w+=(?:"[^"]*"|'[^']*'))*|\{[^{}]*\})$/;

/** Whether two fences are of one kind and in one place, and the second could open a block. */
export function resembles(open: FenceLine, other: FenceLine): boolean {
  return (
    other.fence === open.fence &&
    other.column === open.column &&
    other.quotes === open.quotes &&
    other.info.length < 300 &&
    HEADER.test(other.info)
  );
}

/** An attribute list in a text. All numbers are indices into it. */
export interface FoundList {
  /** Where the match begins: for a heading the spaces before it, for a block the line feed. */
  readonly start: number;
  /** The opening brace, and the index after the closing one. */
  readonly open: number;
  readonly close: number;
  /** Range between the braces, without a leading colon and spaces. */
  readonly from: number;
  readonly to: number;
}

/** A list at the end of a text, with a space before it (`HEADER_RE`): headings, terms, table cells. */
export function findAtEnd(text: string): FoundList | null {
  const close = lastBrace(text);
  if (close === -1) return null;
  const line = text.lastIndexOf('\n', close) + 1;
  for (let open = text.indexOf(' {', line) + 1; open > 0 && open < close; open = text.indexOf(' {', open) + 1) {
    const from = contentStart(text, open);
    if (from === -1 || from >= close) continue;
    let start = open;
    while (start > line && text[start - 1] === ' ') start--;
    return { start, open, close: close + 1, from, to: close };
  }
  return null;
}

/** A list that is the last line of a text of several lines (`BLOCK_RE`). */
export function findOnLastLine(text: string): FoundList | null {
  const close = lastBrace(text);
  if (close === -1) return null;
  const start = text.lastIndexOf('\n', close);
  if (start === -1) return null;
  let open = start + 1;
  while (text[open] === ' ') open++;
  if (text[open] !== '{') return null;
  const from = contentStart(text, open);
  return from === -1 || from >= close ? null : { start, open, close: close + 1, from, to: close };
}

/** A list that a text begins with (`INLINE_RE`): it reaches to the last brace of the line. */
export function findAtStart(text: string): FoundList | null {
  if (text[0] !== '{') return null;
  const feed = text.indexOf('\n');
  const close = text.lastIndexOf('}', feed === -1 ? text.length : feed);
  const from = contentStart(text, 0);
  return close === -1 || from === -1 || from >= close ? null : { start: 0, open: 0, close: close + 1, from, to: close };
}

/** Index of the closing brace that a text ends with, up to spaces and one line feed; -1 when it ends otherwise. */
function lastBrace(text: string): number {
  let i = text.length - 1;
  if (text[i] === '\n') i--;
  while (i >= 0 && text[i] === ' ') i--;
  return text[i] === '}' ? i : -1;
}

/** Where the content of a list begins after its opening brace, a colon and spaces; -1 when it has none. */
function contentStart(text: string, open: number): number {
  const first = open + 1;
  if (text[first] === ':') {
    const from = skipSpaces(text, first + 1);
    return isContent(text[from]) ? from : first;
  }
  const from = skipSpaces(text, first);
  return isContent(text[from]) ? from : -1;
}

function skipSpaces(text: string, from: number): number {
  let i = from;
  while (text[i] === ' ') i++;
  return i;
}

function isContent(character: string | undefined): boolean {
  return character !== undefined && character !== '}' && character !== '\n';
}

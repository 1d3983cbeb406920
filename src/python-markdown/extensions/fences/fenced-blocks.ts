import { MappedString } from '../../mapped-string.ts';

/** A fence as the expression of `fenced_code` finds it. Line numbers are indices into the lines. */
export interface FencedBlock {
  readonly fence: string;
  readonly header: FenceHeader;
  readonly firstLine: number;
  /** The line after the header (which a quoted value may stretch over several lines). */
  readonly codeLine: number;
  readonly closingLine: number;
}

/** What follows the opening backticks or tildes. */
export interface FenceHeader {
  /** Between the braces, with the index in the opening line at which it begins. */
  readonly attributes: { readonly text: string; readonly from: number } | null;
  readonly language: string | null;
  readonly highlightLines: string | null;
}

const OPENING = /^(`{3,}|~{3,}) */;
const CLOSING = /^(`{3,}|~{3,}) *$/;
const LANGUAGE = /\.?([\p{L}\p{N}_#.+-]*)/uy;
const HIGHLIGHT_LINES = 'hl_lines';

/**
 * Finds the closing line of a fence by its number: the reference looks for the next line that holds the very same fence
 * and spaces, which costs it the rest of the page for each fence that is never closed.
 */
export class FenceIndex {
  /** Closing lines of each fence, in order. */
  readonly #closings = new Map<string, number[]>();
  /** Lines that end in a quote: where a quoted value that stretches over lines may end. */
  readonly #quotes: Record<string, number[]> = { '"': [], "'": [] };

  constructor(lines: readonly MappedString[]) {
    for (let i = 0; i < lines.length; i++) {
      const text = lines[i]!.text;
      const fence = CLOSING.exec(text)?.[1];
      if (fence !== undefined) {
        const at = this.#closings.get(fence);
        if (at === undefined) this.#closings.set(fence, [i]);
        else at.push(i);
      }
      const last = text[withoutSpaces(text) - 1];
      if (last === '"' || last === "'") this.#quotes[last]!.push(i);
    }
  }

  /** The first closing line from `from` on, or -1. */
  closing(fence: string, from: number): number {
    return firstFrom(this.#closings.get(fence) ?? [], from);
  }

  /** The first line from `from` on that ends in the quote, or -1. */
  quoteEnd(quote: string, from: number): number {
    return firstFrom(this.#quotes[quote]!, from);
  }
}

function firstFrom(ascending: readonly number[], from: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return ascending[low] ?? -1;
}

/** Length of a line without the spaces at its end. */
function withoutSpaces(text: string): number {
  let end = text.length;
  while (end > 0 && text[end - 1] === ' ') end--;
  return end;
}

/** The fence that opens at a line, or null (`FENCED_BLOCK_RE` at one place). */
export function fencedBlockAt(lines: readonly MappedString[], line: number, index: FenceIndex): FencedBlock | null {
  const text = lines[line]!.text;
  const opening = OPENING.exec(text);
  if (opening === null) return null;
  const fence = opening[1]!;
  const from = opening[0].length;
  const found = (header: FenceHeader, codeLine: number): FencedBlock | null => {
    const closingLine = index.closing(fence, codeLine);
    return closingLine === -1 ? null : { fence, header, firstLine: line, codeLine, closingLine };
  };
  if (text[from] === '{' && text.length > from + 1 && text.endsWith('}')) {
    const attributes = { text: text.slice(from + 1, -1), from: from + 1 };
    return found({ attributes, language: null, highlightLines: null }, line + 1);
  }
  LANGUAGE.lastIndex = from;
  const match = LANGUAGE.exec(text)!;
  let language = match[1]!;
  let at = from + match[0].length;
  while (text[at] === ' ') at++;
  if (at === text.length)
    return found({ attributes: null, language: language || null, highlightLines: null }, line + 1);
  if (text.startsWith(`${HIGHLIGHT_LINES}=`, at)) at += HIGHLIGHT_LINES.length;
  else if (text[at] === '=' && language.endsWith(HIGHLIGHT_LINES))
    language = language.slice(0, -HIGHLIGHT_LINES.length);
  else return null;
  const quote = text[at + 1];
  if (quote !== '"' && quote !== "'") return null;
  const content = at + 2;
  // The value ends at the first quote with nothing but spaces after it, on whichever line.
  const last = withoutSpaces(text);
  if (last > content && text[last - 1] === quote) {
    const highlightLines = text.slice(content, last - 1);
    return found({ attributes: null, language: language || null, highlightLines }, line + 1);
  }
  const end = index.quoteEnd(quote, line + 1);
  return end === -1 ? null : found({ attributes: null, language: language || null, highlightLines: '' }, end + 1);
}

/** The lines from one up to another as one text; an empty text where the next line begins when there are none. */
export function joinedLines(lines: readonly MappedString[], from: number, to: number): MappedString {
  if (to <= from) return lines[to]!.slice(0, 0);
  return MappedString.joinLines(lines.slice(from, to));
}

import type { Span } from '../../src/text/span.ts';

/** A reference in the source of a text node. Offsets count in the page. */
export interface WrittenReference {
  readonly source: string;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly labelStart: number;
  readonly labelEnd: number;
}

/** So far back the bracket is looked for that begins a link's text. */
const LONGEST_TEXT = 300;
const SECOND = /(?<!\\)\][ \n]?\[([^[\]\n]{0,100})\]/g;
const FOOTNOTE = /(?<![\\[])\[\^(?!\w-\w)([\w.-]{1,60})\](?![:(*+?])/g;

/** What is written as `[text][label]` in a stretch of text that shows. */
export function linkReferences(page: string, { start: from, end: to }: Span): WrittenReference[] {
  const found: WrittenReference[] = [];
  const source = page.slice(from, to);
  if (!source.includes(']')) return found;
  for (const match of source.matchAll(SECOND)) {
    const close = from + match.index;
    const end = close + match[0].length;
    const open = openingOf(page, close);
    if (open === null) continue;
    const text = page.slice(open + 1, close);
    const written = match[1]!;
    const label = written === '' ? text : written;
    if (!isReference(page, open, end, text, label)) continue;
    const labelStart = written === '' ? open + 1 : end - 1 - written.length;
    found.push({
      source: shortened(page.slice(open, end)),
      label,
      start: open,
      end,
      labelStart,
      labelEnd: labelStart + label.length,
    });
  }
  return found;
}

/** What is written as `[^label]`. */
export function footnoteReferences(page: string, { start: from, end: to }: Span): WrittenReference[] {
  return [...page.slice(from, to).matchAll(FOOTNOTE)].map((match) => {
    const start = from + match.index;
    const end = start + match[0].length;
    return { source: match[0], label: match[1]!, start, end, labelStart: start + 2, labelEnd: end - 1 };
  });
}

/** The bracket that a closing one belongs to, in the same paragraph. */
function openingOf(page: string, close: number): number | null {
  let depth = 0;
  for (let at = close - 1; at >= Math.max(0, close - LONGEST_TEXT); at--) {
    const character = page[at];
    if (character === '\n' && /^[ \t>]*\r?\n/.test(page.slice(at + 1, at + 80))) return null;
    if (character === ']' && page[at - 1] !== '\\') depth++;
    else if (character === '[' && page[at - 1] !== '\\' && depth-- === 0) return at;
  }
  return null;
}

/** Whether brackets are meant as a reference: not an index, a row of keys, a checkbox or the syntax of a command. */
function isReference(page: string, open: number, end: number, text: string, label: string): boolean {
  const before = page[open - 1] ?? ' ';
  const isImage = before === '!';
  if (/[\p{L}\p{N}_)\]$"'.[\\]/u.test(before)) return false;
  if (/[[(]/.test(page[end] ?? '')) return false;
  if (!/[\p{L}\p{N}]/u.test(label) || /^[-<^!$@]|[{}<>|*\\=]|\.\.\./.test(label)) return false;
  // `[Ctrl][C]`
  if (/^\p{L}$/u.test(label)) return false;
  if (isImage) return true;
  // `[x][y]`, `[0-9][a-z]`, `[--verbose][file]`
  return /[\p{L}]{2}/u.test(text) && !/^[-<^!$\s]|^\p{L}-\p{L}|\.\.\./u.test(text);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

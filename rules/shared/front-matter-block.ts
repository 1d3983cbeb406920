import { cutFrontMatter } from '../../src/python-markdown/front-matter.ts';
import { applyEdits, type TextEdit } from '../../src/text/edits.ts';

/** A line of front matter, with its offsets in the page. */
export interface FrontMatterLine {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A block between `---` lines, whether MkDocs takes it for front matter or not. */
export interface FrontMatterBlock {
  readonly start: number;
  /** Where its last line ends. */
  readonly end: number;
  readonly lines: readonly FrontMatterLine[];
  /** Null when nothing closes it. */
  readonly closing: FrontMatterLine | null;
}

/** The block whose opening line begins at an offset; null when none does. */
export function blockAt(text: string, start: number): FrontMatterBlock | null {
  const opening = lineAt(text, start);
  if (!/^---[ \t]*$/.test(opening.text)) return null;
  const lines: FrontMatterLine[] = [];
  for (let at = nextLine(text, opening.end); at !== null; ) {
    const line = lineAt(text, at);
    if (/^(?:---|\.\.\.)[ \t]*$/.test(line.text)) return { start, end: line.end, lines, closing: line };
    lines.push(line);
    at = nextLine(text, line.end);
  }
  return { start, end: text.length, lines, closing: null };
}

function lineAt(text: string, start: number): FrontMatterLine {
  const feed = text.indexOf('\n', start);
  let end = feed === -1 ? text.length : feed;
  if (text[end - 1] === '\r' && end > start) end--;
  return { start, end, text: text.slice(start, end) };
}

function nextLine(text: string, end: number): number | null {
  const feed = text.indexOf('\n', end);
  return feed === -1 ? null : feed + 1;
}

/** A key at the start of a line. */
export const KEY = /^([\w][\w.-]*)[ \t]*:(?:[ \t]+(.*))?$/;
const ENTRY = /^(\s*(?:- +)?)([\w][\w .-]*?)[ \t]*:[ \t]+(.*\S)[ \t]*$/;
const ITEM = /^(\s*- +)(.*\S)[ \t]*$/;

/** A value that YAML does not take as it stands. */
export interface RefusedValue {
  readonly key: string | null;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly why: string;
}

/** Whether MkDocs takes lines as front matter, alone. */
function isAccepted(lines: string): boolean {
  return cutFrontMatter(`---\n${lines}\n---\n`).data !== null;
}

/** The values of single lines that YAML refuses. */
export function refusedValues(block: FrontMatterBlock): readonly RefusedValue[] {
  const refused: RefusedValue[] = [];
  for (const { text, start } of block.lines.slice(0, 300)) {
    const entry = ENTRY.exec(text);
    const item = entry === null ? ITEM.exec(text) : null;
    const value = entry?.[3] ?? item?.[2];
    if (value === undefined || isAccepted(`key: ${value}`)) continue;
    const before = entry === null ? item![1]! : entry[1]! + entry[2]!;
    const at = start + text.indexOf(value, before.length + (entry === null ? 0 : 1));
    refused.push({ key: entry?.[2] ?? null, value, start: at, end: at + value.length, why: whyRefused(value) });
  }
  return refused;
}

function whyRefused(value: string): string {
  const first = value[0]!;
  if (first === '"' || first === "'") {
    const close = value.indexOf(first, 1);
    return close === -1
      ? `the quote ${first} is not closed`
      : 'what stands behind the closing quote belongs to no value';
  }
  if (/[@`%*&!|>{}[\],?#]/.test(first))
    return `a value that begins with \`${first === '`' ? '` ` `' : first}\` needs quotes`;
  if (/:(?: |$)/.test(value)) return 'a value that holds a colon and a space needs quotes';
  return 'this value needs quotes';
}

/** A value in quotes that hold it to the letter; null when it is not evident what the value is. */
export function quoted(value: string): { text: string; data: string } | null {
  const first = value[0]!;
  let data = value;
  if (first === '"' || first === "'") {
    if (value.length < 2 || !value.slice(1).includes(first)) return null;
    // Quotes around a value that holds such quotes.
    if (value.endsWith(first)) data = value.slice(1, -1);
  } else if (/[[{|>]/.test(first)) {
    // A list or mapping that goes on in the next line is no text.
    const close = first === '[' ? ']' : first === '{' ? '}' : null;
    if (close === null || !value.includes(close)) return null;
    if (first === '[' && !/\](?:\(|[^,\]]*$)/.test(value)) return null;
  }
  // A template's marks are filled in by something else.
  if (data.includes('{{') || data.includes('{%') || / #/.test(data) || data.includes('\\')) return null;
  return { text: data.includes('"') ? `'${data.replaceAll("'", "''")}'` : `"${data}"`, data };
}

/** Edits that make the block front matter by quoting the values that YAML refuses; null when that is not enough. */
export function quotingEdits(text: string, refused: readonly RefusedValue[]): readonly TextEdit[] | null {
  const edits: TextEdit[] = [];
  const wanted: [string, string][] = [];
  for (const { key, value, start, end } of refused) {
    const quote = quoted(value);
    if (quote === null) return null;
    edits.push({ start, end, text: quote.text });
    if (key !== null) wanted.push([key, quote.data]);
  }
  if (edits.length === 0) return null;
  const { data } = cutFrontMatter(applyEdits(text, edits));
  if (data === null) return null;
  const values = JSON.stringify(data);
  return wanted.every(([, value]) => values.includes(JSON.stringify(value).slice(1, -1))) ? edits : null;
}

import { columns } from '../../src/text/columns.ts';
import { isHeadingLine, opensContainer } from './line-forms.ts';

/** A line of a page, seen from the column in which a container's marker stands. */
interface BodyLine {
  /** Offset of the line's first character, and of the end of its text (without its line end). */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Columns of its indentation beyond the marker's; null for a blank line. */
  readonly indent: number | null;
  /** Whether it lies in a fence that opens and closes in the body, its own lines of backticks included. */
  inFence: boolean;
}

/** The lines below a container's marker that its author evidently meant as its body. */
export interface ContainerBody {
  readonly lines: readonly BodyLine[];
  /** The least indentation of its lines, beyond the marker's; 0 when it stands right below the marker and is not indented. */
  readonly indent: number;
  /** Whether a blank line stands between the marker and the body. */
  readonly apart: boolean;
  /** Whether more text may belong to the body than what evidently does. */
  readonly open: boolean;
}

/** How far a container's body is indented. */
export const BODY_INDENT = 4;

/**
 * What stands below a container without a body, when it can only be meant as its body (S-EXT-ADM): lines right below the
 * marker up to a blank line, and lines that are indented, but by less than four columns, with what goes on so after blank
 * lines. Null when nothing does: a container may have no body.
 */
export function evidentBody(text: string, markerStart: number, markerEnd: number): ContainerBody | null {
  const lineStart = text.lastIndexOf('\n', markerStart - 1) + 1;
  const prefix = text.slice(lineStart, markerStart);
  // After a bullet or in a quote the lines below have other columns.
  if (/[^ \t]/.test(prefix)) return null;
  const base = columns(prefix);
  const reader = new LineReader(text, markerEnd, base);

  let first = reader.next();
  let apart = false;
  while (first !== null && first.indent === null) {
    apart = true;
    first = reader.next();
  }
  if (first === null || first.indent === null || first.indent < 0 || first.indent >= BODY_INDENT) return null;
  if (first.indent === 0 && (apart || !mayBegin(first.text))) return null;

  const lines: BodyLine[] = [];
  const tags = new TagBalance();
  let pending: BodyLine[] = [];
  let afterBlank = false;
  let open = false;
  for (let line: BodyLine | null = first; line !== null; line = reader.next()) {
    if (line.indent === null) {
      pending.push(line);
      afterBlank = true;
      continue;
    }
    if (line.indent < 0) break;
    if (line.indent === 0) {
      // An element that the body opens goes on to its end tag, blank lines or not.
      if (afterBlank && tags.isEven) break;
      if (line !== first && endsBody(line.text)) break;
      if (tags.closesMore(line.text)) break;
    }
    if (afterBlank && first.indent === 0 && line.indent >= BODY_INDENT) {
      // Code below the box, or its second paragraph: nobody can tell.
      open = true;
      break;
    }
    lines.push(...pending, line);
    pending = [];
    afterBlank = false;
    const fence = reader.fenceFrom(line);
    if (fence.length > 0) {
      line.inFence = true;
      lines.push(...fence);
    } else tags.read(line.text);
  }
  if (lines.length === 0) return null;
  const indents = lines.flatMap(({ indent, inFence }) => (indent === null || inFence ? [] : [indent]));
  const indented = indents.filter((indent) => indent > 0);
  const indent = first.indent === 0 ? 0 : Math.min(first.indent, ...indented.slice(0, 10_000));
  return { lines, indent, apart, open: open || !tags.isEven };
}

/** The edits that make the lines a body: relative indentation is kept, and so is every line of code. */
export function indentBody(
  { lines, indent }: ContainerBody,
  text: string,
  markerStart: number,
): { readonly start: number; readonly end: number; readonly text: string }[] {
  const lineStart = text.lastIndexOf('\n', markerStart - 1) + 1;
  const base = columns(text.slice(lineStart, markerStart));
  // What is nested by the columns of the container around it stays so only when all moves by four.
  const nested = lines.some((line) => line.indent !== null && !line.inFence && line.indent >= BODY_INDENT);
  const shift = nested ? BODY_INDENT : BODY_INDENT - indent;
  return lines.flatMap((line) => {
    if (line.indent === null && !(line.inFence && line.end > line.start)) return [];
    const blank = /^[ \t]*/.exec(line.text)![0];
    const wanted = Math.max(columns(blank) + shift, line.indent === null ? 0 : base + BODY_INDENT);
    if (!blank.includes('\t')) {
      return [{ start: line.start, end: line.start, text: ' '.repeat(wanted - blank.length) }];
    }
    return [{ start: line.start, end: line.start + blank.length, text: ' '.repeat(wanted) }];
  });
}

/** Whether a line that is not indented, right below a marker, can be the begin of a body. */
function mayBegin(text: string): boolean {
  const line = text.trim();
  if (endsBody(line)) return false;
  // Definitions, anchors and includes stand for themselves; raw HTML may go on where no line tells.
  return !/^(?:<|\[[^\]]*\]:|\*\[|\[\]\(|:::|\/\/\/|--8<--|-{1,}8<|\{[:%{#]|\$\$)/.test(line);
}

/** Whether a line begins something that does not belong to the text above it. */
function endsBody(text: string): boolean {
  const line = text.trim();
  return isHeadingLine(line) || opensContainer(line) || /^(?:(?:[-*_] ?){3,}|={3,}|<!--.*|\{[:%].*)$/.test(line);
}

/** Elements that may not be cut in two by the end of a body. */
const counted =
  /<(\/?)(div|section|article|aside|details|table|thead|tbody|tr|td|th|ul|ol|dl|figure|center|form|nav|picture|video|pre|style|script|svg|select|label|blockquote|button)\b[^<>]*?(\/?)>/gi;

/** Counts the tags of a text that open and close. */
class TagBalance {
  #open = 0;

  get isEven(): boolean {
    return this.#open === 0;
  }

  read(text: string): void {
    if (!text.includes('<')) return;
    for (const [, closing, , selfClosing] of text.matchAll(counted)) {
      if (closing !== '') this.#open--;
      else if (selfClosing === '') this.#open++;
    }
  }

  /** Whether a line closes an element that was not opened before it. */
  closesMore(text: string): boolean {
    if (!text.includes('</')) return false;
    let open = this.#open;
    for (const [, closing, , selfClosing] of text.matchAll(counted)) {
      if (closing === '') open += selfClosing === '' ? 1 : 0;
      else if (--open < 0) return true;
    }
    return false;
  }
}

/** Reads a text line by line. */
class LineReader {
  readonly #text: string;
  readonly #base: number;
  /** Up to where nothing closes a fence that is indented so far: it is not looked for again. */
  readonly #unclosed = new Map<string, { readonly indent: number; readonly end: number }>();
  #at: number;

  /** From the line after the one that holds `offset`. */
  constructor(text: string, offset: number, base: number) {
    this.#text = text;
    this.#base = base;
    const newline = text.indexOf('\n', offset);
    this.#at = newline < 0 ? text.length : newline + 1;
  }

  next(): BodyLine | null {
    const line = this.#read(this.#at);
    if (line !== null) this.#at = this.#after(line);
    return line;
  }

  /** The lines of a fence that begins on a line, to the one that closes it; nothing when none does. */
  fenceFrom(line: BodyLine): readonly BodyLine[] {
    const opening = /^[ \t]*(`{3,}|~{3,})(?!.*`)/.exec(line.text);
    if (opening === null || line.indent === null) return [];
    const fence = opening[1]!;
    const known = this.#unclosed.get(fence);
    if (known !== undefined && line.indent >= known.indent && line.start < known.end) return [];
    const lines: BodyLine[] = [];
    let at = this.#at;
    const isNone = (): readonly BodyLine[] => {
      this.#unclosed.set(fence, { indent: line.indent!, end: at });
      return [];
    };
    for (let next = this.#read(at); next !== null; next = this.#read(at)) {
      // Content to the left of its fence makes it none (`pymdownx.superfences`).
      if (next.indent !== null && next.indent < line.indent) return isNone();
      next.inFence = true;
      lines.push(next);
      at = this.#after(next);
      if (next.text.trim() === fence) {
        this.#at = at;
        return lines;
      }
    }
    return isNone();
  }

  #read(start: number): BodyLine | null {
    if (start >= this.#text.length) return null;
    const newline = this.#text.indexOf('\n', start);
    let end = newline < 0 ? this.#text.length : newline;
    if (this.#text[end - 1] === '\r') end--;
    const text = this.#text.slice(start, end);
    const blank = /^[ \t]*/.exec(text)![0];
    const indent = blank.length === text.length ? null : columns(blank) - this.#base;
    return { start, end, text, indent, inFence: false };
  }

  #after({ end }: BodyLine): number {
    const newline = this.#text.indexOf('\n', end);
    return newline < 0 ? this.#text.length : newline + 1;
  }
}

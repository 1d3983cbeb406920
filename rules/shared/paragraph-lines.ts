import type { Paragraph } from 'mdast';
import { spanOf } from '../../src/facts/node-span.ts';
import { columns } from '../../src/text/columns.ts';

/** A line of a paragraph's source. Offsets count in the page. */
export interface ParagraphLine {
  /** Offset of the line's first character, container marks and indentation included; of the paragraph for its first line. */
  readonly start: number;
  /** Offset of the line's text. */
  readonly textStart: number;
  /** The marks of the quotes around it with the blanks before them (`> `, without the blank after the last mark). */
  readonly quote: string;
  /** Columns between the quote's marks (less the one blank that belongs to them) or the start of the line, and the text. */
  readonly indent: number;
  /** The line's text, without blanks around it. */
  readonly text: string;
  /** Whether the text begins within code, emphasis, a link, raw HTML: it is no line that an author began there. */
  readonly covered: boolean;
  /** Whether code or other blocks stand between this line and the one before it. */
  readonly afterBlock: boolean;
}

/** Blocks that may stand within a paragraph: the reader takes them out of the text before it knows paragraphs. */
const INNER_BLOCKS: ReadonlySet<string> = new Set(['code', 'containerDirective', 'math', 'table']);

/**
 * The lines of a paragraph as they are written in the page, those within blocks that it holds left out; null when parts of
 * it come from other files. The first line may begin behind a marker (`- text`): its indentation is then unknown, and -1.
 */
export function paragraphLines(paragraph: Paragraph, text: string): ParagraphLine[] | null {
  const span = spanOf(paragraph);
  if (span === null || span.file !== undefined) return null;
  const covers: { start: number; end: number; block: boolean }[] = [];
  for (const child of paragraph.children) {
    if (child.data?.file !== undefined) return null;
    if (child.type === 'text' || child.type === 'break') continue;
    const place = spanOf(child);
    if (place === null) continue;
    covers.push({ start: place.start, end: place.end, block: INNER_BLOCKS.has(child.type) });
  }
  const lines: ParagraphLine[] = [];
  let cover = 0;
  let afterBlock = false;
  for (let start = span.start; start < span.end; ) {
    const end = lineEnd(text, start);
    const first = start === span.start;
    const line = first ? firstLine(text, start, end) : laterLine(text, start, Math.min(end, span.end));
    while (cover < covers.length && covers[cover]!.end <= line.textStart) cover++;
    const over = covers[cover];
    const covered = over !== undefined && over.start < line.textStart;
    if (over?.block && over.start <= line.textStart) afterBlock = true;
    else {
      lines.push({ ...line, covered, afterBlock });
      afterBlock = false;
    }
    start = nextLine(text, end);
  }
  return lines;
}

type Place = Omit<ParagraphLine, 'covered' | 'afterBlock'>;

function laterLine(text: string, start: number, end: number): Place {
  const [lead] = /^(?:[ \t]*>)*/.exec(text.slice(start, end))!;
  let from = start + lead.length;
  if (lead !== '' && text[from] === ' ') from++;
  const blanks = /^[ \t]*/.exec(text.slice(from, end))![0];
  return {
    start,
    textStart: from + blanks.length,
    quote: lead,
    indent: columns(blanks),
    text: text.slice(from + blanks.length, end).trim(),
  };
}

function firstLine(text: string, at: number, end: number): Place {
  const start = lineStart(text, at);
  const line = laterLine(text, start, end);
  if (line.textStart === at) return line;
  return { start: at, textStart: at, quote: '', indent: -1, text: text.slice(at, end).trim() };
}

/** Offset of the first character of the line that holds an offset. */
export function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && text.charCodeAt(start - 1) !== 10 && text.charCodeAt(start - 1) !== 13) start--;
  return start;
}

/** Offset of the end of the line that holds an offset, its line end not included. */
export function lineEnd(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return i;
  }
  return text.length;
}

/** Offset of the line after the line end at an offset. */
export function nextLine(text: string, end: number): number {
  return text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
}

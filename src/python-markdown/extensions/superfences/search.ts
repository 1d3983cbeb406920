import { LineEdits } from '../../line-edits.ts';
import { MappedString } from '../../mapped-string.ts';
import type { AcceptedHeader } from './accept.ts';
import { parseHeader, type SuperFenceHeader } from './header.ts';
import { expandTabs } from './tabs.ts';

/** An open fence. */
interface OpenFence {
  /** White space and quote markers before the fence. */
  readonly prefix: MappedString;
  /** Length of the prefix as written, and with tabs expanded. */
  readonly prefixLength: number;
  readonly column: number;
  readonly quoteLevel: number;
  readonly header: SuperFenceHeader;
  readonly accepted: AcceptedHeader;
  /** The opening line from its fence on. */
  readonly opening: MappedString;
  readonly code: MappedString[];
  emptyLines: number;
}

/** A fence that has been closed. */
export interface ClosedFence {
  readonly header: SuperFenceHeader;
  readonly accepted: AcceptedHeader;
  readonly opening: MappedString;
  /** The closing line from its fence on. */
  readonly closing: MappedString;
  /** The content, dedented. */
  readonly source: MappedString;
  /** The whole fence as text again, with its prefixes and tabs expanded; `column` is how far it is indented. */
  readonly original: () => MappedString;
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

/** What the search asks of its owner. */
export interface FenceOwner {
  readonly tabLength: number;
  /** Whether `pymdownx.quotes` is on: then quote levels must be the same on each line. */
  readonly strictQuotes: boolean;
  /** The tabs of the content stay (before white space is normalised). */
  readonly keepTabs: boolean;
  accept(header: SuperFenceHeader, line: MappedString): AcceptedHeader | null;
  /** Stores a fence and returns its placeholder. */
  close(fence: ClosedFence): string;
}

/**
 * Mirrors `search_nested`: one pass over the lines, one fence open at a time. A fence that turns out to be none is dropped,
 * and the search goes on after the line that showed it. Returns the text with placeholders in the place of fences.
 */
export function searchFences(text: MappedString, owner: FenceOwner): MappedString {
  const source = text.text;
  const edits = new LineEdits(text);
  const candidates = new FenceCandidates(source);
  let at = 0;
  for (;;) {
    const candidate = candidates.next(at);
    if (candidate === -1) break;
    const start = source.lastIndexOf('\n', candidate - 1) + 1;
    let end = lineEnd(source, start);
    at = end + 1;
    if (!isAllPrefix(source, start, candidate)) continue;
    const open = openingAt(lineBetween(text, start, end), owner);
    if (open === null) continue;
    let fence: ClosedFence | null = null;
    if (open.column === 0) {
      const line = closingLine(source, at, open.header.fence);
      // A fence that no line closes or refuses reaches to the end.
      if (line === -1) break;
      end = lineEnd(source, line);
      fence = closeFlush(text, open, start, at, line, end, owner);
    } else {
      while (fence === null && at <= source.length) {
        end = lineEnd(source, at);
        const verdict = judgeLine(open, lineBetween(text, at, end), owner);
        if (verdict === 'drop') break;
        if (verdict !== 'content') fence = verdict;
        at = end + 1;
      }
      if (fence === null && at > source.length) break;
    }
    at = end + 1;
    if (fence === null) continue;
    const placeholder = MappedString.standingFor(owner.close(fence), fence.start, fence.end);
    edits.replace(start, end, MappedString.concat([open.prefix, placeholder]));
  }
  return edits.result();
}

/** Where three backticks or tildes stand: no line without them opens a fence. */
class FenceCandidates {
  private readonly text: string;
  private backticks = -2;
  private tildes = -2;

  constructor(text: string) {
    this.text = text;
  }

  /** Index of the first ones from `from` on, or -1. */
  next(from: number): number {
    if (this.backticks !== -1 && this.backticks < from) this.backticks = this.text.indexOf('```', from);
    if (this.tildes !== -1 && this.tildes < from) this.tildes = this.text.indexOf('~~~', from);
    if (this.backticks === -1 || this.tildes === -1) return Math.max(this.backticks, this.tildes);
    return Math.min(this.backticks, this.tildes);
  }
}

function lineEnd(text: string, start: number): number {
  const lineFeed = text.indexOf('\n', start);
  return lineFeed === -1 ? text.length : lineFeed;
}

/** A line without the carriage returns at its end. */
function lineBetween(text: MappedString, start: number, end: number): MappedString {
  const line = text.slice(start, end);
  return line.text.endsWith('\r') ? line.trimEndOf('\r') : line;
}

function isAllPrefix(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isPrefix(text[i])) return false;
  return true;
}

/** Start of the first line from `from` on that closes a fence which stands in the first column; -1 when none does. */
function closingLine(text: string, from: number, fence: string): number {
  for (let at = from; at <= text.length; ) {
    if (text.startsWith(fence, at)) {
      let i = at + fence.length;
      while (text[i] === ' ' || text[i] === '\t') i++;
      while (text[i] === '\r') i++;
      if (i >= text.length || text[i] === '\n') return at;
    }
    const next = text.indexOf(`\n${fence}`, at);
    if (next === -1) return -1;
    at = next + 1;
  }
  return -1;
}

/** A fence in the first column, whose lines follow each other as they are: they are cut from the text as one. */
function closeFlush(
  text: MappedString,
  open: OpenFence,
  start: number,
  codeStart: number,
  closing: number,
  closingEnd: number,
  owner: FenceOwner,
): ClosedFence {
  const content = lineBetween(text, closing, closingEnd);
  const source = closing > codeStart ? text.slice(codeStart, closing - 1) : content.slice(0, 0);
  if (closing === codeStart || text.text.slice(start, closingEnd).includes('\r')) {
    if (closing > codeStart) {
      for (const line of source.lines()) open.code.push(line.text.endsWith('\r') ? line.trimEndOf('\r') : line);
    }
    return closeFence(open, content.slice(0, 0), content, owner);
  }
  const { header, accepted, opening } = open;
  const whole = text.slice(start, closingEnd);
  return {
    header,
    accepted,
    opening,
    closing: content,
    source,
    original: () => (owner.keepTabs || !whole.text.includes('\t') ? whole : expandedLines(whole, owner.tabLength)),
    column: 0,
    start: opening.start,
    end: content.endOffset(header.fence.length),
  };
}

function expandedLines(text: MappedString, tabLength: number): MappedString {
  return MappedString.joinLines(text.lines().map((line) => expandTabs(line, tabLength)));
}

/** What a line is to an open fence; content is added to it, the end closes it. */
function judgeLine(open: OpenFence, line: MappedString, owner: FenceOwner): 'drop' | 'content' | ClosedFence {
  const { tabLength } = owner;
  const cut = prefixEnd(line.text, open.column, tabLength);
  const prefix = cut === 0 ? NOTHING : expandTabs(line.slice(0, cut), tabLength);
  const verdict = judge(open, prefix.text, cut === 0 ? line.text : line.text.slice(cut), owner.strictQuotes);
  if (verdict === 'drop') return verdict;
  if (verdict === 'end') return closeFence(open, cut === 0 ? line.slice(0, 0) : prefix, line.slice(cut), owner);
  open.emptyLines = verdict === 'blank' ? open.emptyLines + 1 : 0;
  open.code.push(prefix.length === cut ? line : MappedString.concat([prefix, line.slice(cut)]));
  return 'content';
}

const BLANK = /^[ \t]*$/;
const NOTHING = MappedString.empty;

/** `parse_whitespace` and the opening of a fence. */
function openingAt(line: MappedString, owner: FenceOwner): OpenFence | null {
  const text = line.text;
  let length = 0;
  while (isPrefix(text[length])) length++;
  if (text[length] !== '`' && text[length] !== '~') return null;
  const header = parseHeader(text, length);
  const accepted = header === null ? null : owner.accept(header, line);
  if (header === null || accepted === null) return null;
  const prefix = expandTabs(line.slice(0, length), owner.tabLength);
  return {
    prefix,
    prefixLength: length,
    column: prefix.length,
    quoteLevel: count(prefix.text, '>'),
    header,
    accepted,
    opening: line.slice(length),
    code: [],
    emptyLines: 0,
  };
}

/** What a line is to an open fence (`eval_fence`, `eval_quoted`). */
function judge(
  open: OpenFence,
  prefix: string,
  content: string,
  strictQuotes: boolean,
): 'drop' | 'blank' | 'content' | 'end' {
  const quoteLevel = count(prefix, '>');
  if (open.quoteLevel === 0) {
    if (quoteLevel > 0) return 'drop';
    if (prefix.trim() === '' && content.trim() === '') return 'blank';
    if (prefix.length !== open.column && content !== '') return 'drop';
  } else {
    if (quoteLevel > open.quoteLevel) return 'drop';
    if (strictQuotes && quoteLevel !== open.quoteLevel) return 'drop';
    if (content === '') return 'blank';
    if (prefix.length < open.prefixLength) return 'drop';
    if (open.emptyLines > 0 && quoteLevel < open.quoteLevel) return 'drop';
  }
  const { fence } = open.header;
  return content.startsWith(fence) && BLANK.test(content.slice(fence.length)) ? 'end' : 'content';
}

function closeFence(open: OpenFence, prefix: MappedString, content: MappedString, owner: FenceOwner): ClosedFence {
  const { tabLength, keepTabs } = owner;
  const { column, code, opening, header } = open;
  const start = opening.start;
  const end = content.endOffset(header.fence.length);
  const dedented = code.map((line) => line.slice(column));
  const original = (): MappedString => {
    const body = keepTabs ? code : code.map((line) => expandTabs(line, tabLength));
    const first = MappedString.concat([open.prefix, expandTabs(opening, tabLength)]);
    const last = MappedString.concat([prefix, expandTabs(content, tabLength)]);
    // Without content, the reference puts an empty line back.
    return MappedString.joinLines([first, ...(body.length === 0 ? [last.slice(0, 0)] : body), last]);
  };
  return {
    header,
    accepted: open.accepted,
    opening,
    closing: content,
    source: dedented.length === 0 ? content.slice(0, 0) : MappedString.joinLines(dedented),
    original,
    column,
    start,
    end,
  };
}

/** Index after the prefix of a line inside a fence: as far as the fence itself is indented (`parse_fence_line`). */
function prefixEnd(text: string, column: number, tabLength: number): number {
  let length = 0;
  let width = 0;
  while (width < column && isPrefix(text[length])) {
    width += text[length] === '\t' ? tabLength - (width % tabLength) : 1;
    length++;
  }
  return length;
}

function isPrefix(character: string | undefined): boolean {
  return character === ' ' || character === '>' || character === '\t';
}

function count(text: string, character: string): number {
  let total = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) total++;
  return total;
}

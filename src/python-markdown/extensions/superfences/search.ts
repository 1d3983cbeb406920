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
  /** Index of the opening line in the result. */
  readonly at: number;
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
  readonly lineCount: number;
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
 * and the search goes on after the line that showed it.
 */
export function searchFences(lines: readonly MappedString[], owner: FenceOwner): MappedString[] {
  const { tabLength } = owner;
  const result: MappedString[] = [];
  let open: OpenFence | null = null;
  for (const written of lines) {
    const line = written.text.endsWith('\r') ? written.trimEndOf('\r') : written;
    result.push(written);
    if (open === null) {
      open = openingAt(line, result.length - 1, owner);
      continue;
    }
    const cut = prefixEnd(line.text, open.column, tabLength);
    const prefix = cut === 0 ? NOTHING : expandTabs(line.slice(0, cut), tabLength);
    const verdict = judge(open, prefix.text, cut === 0 ? line.text : line.text.slice(cut), owner.strictQuotes);
    if (verdict === 'drop') open = null;
    else if (verdict !== 'end') {
      open.emptyLines = verdict === 'blank' ? open.emptyLines + 1 : 0;
      open.code.push(prefix.length === cut ? line : MappedString.concat([prefix, line.slice(cut)]));
    } else {
      const fence = closeFence(open, cut === 0 ? line.slice(0, 0) : prefix, line.slice(cut), owner);
      result.length = open.at;
      const placeholder = MappedString.standingFor(owner.close(fence), fence.start, fence.end);
      result.push(MappedString.concat([open.prefix, placeholder]));
      open = null;
    }
  }
  return result;
}

const BLANK = /^[ \t]*$/;
const NOTHING = MappedString.empty;

/** `parse_whitespace` and the opening of a fence. */
function openingAt(line: MappedString, at: number, owner: FenceOwner): OpenFence | null {
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
    at,
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
    lineCount: code.length,
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

import { columns } from '../../src/text/columns.ts';
import { lineEnd, nextLine } from './paragraph-lines.ts';

/** An item as its author indented it. Columns count from the left edge of what the list stands in. */
export interface OutlineItem {
  /** Index of the line that it begins on. */
  readonly line: number;
  /** Index of the item that it is nested in, or -1. */
  readonly parent: number;
  readonly depth: number;
  /** Column of its marker. */
  readonly indent: number;
  /** Column of its text: what is indented as far belongs to it. */
  content: number;
  /** Its number, or null for a bullet. */
  readonly number: number | null;
}

/**
 * - `item`: begins an item.
 * - `block`: begins a paragraph, a fence or another block of an item, after a blank line.
 * - `text`: goes on what is before it.
 * - `code`: code by its indentation.
 * - `definition`: of a link or an abbreviation, or a comment: it shows nothing, and stays where it is.
 * - `inner`: within a fence or a container: moves with the line that begins it.
 */
export type OutlineLineKind = 'item' | 'block' | 'text' | 'code' | 'definition' | 'inner' | 'blank';

export interface OutlineLine {
  readonly kind: OutlineLineKind;
  /** Offset of the line in the page, and of its first character that is no blank. */
  readonly start: number;
  readonly textStart: number;
  readonly end: number;
  readonly indent: number;
  /** Index of the item that it belongs to; -1 for a blank line. */
  readonly item: number;
  /** Whether it begins an item right under a block of an item that takes it for its own, as there is no blank line. */
  readonly touches: boolean;
  /** Whether it begins with block-level HTML, which is read by its column. */
  readonly html: boolean;
}

/** A list as its indentation shows it, from its first item to what is no part of it any more. */
export interface ListOutline {
  readonly lines: readonly OutlineLine[];
  readonly items: readonly OutlineItem[];
  /** Whether something is indented by less than the text of its item, so that GitHub too takes it out of the item. */
  readonly lenient: boolean;
}

/** Where a list stands. */
export interface ListPlace {
  /** Offset of the line of its first item. */
  readonly start: number;
  /** How many quotes it is in. */
  readonly quotes: number;
  /** Column of the left edge. */
  readonly edge: number;
  /** Whether a bullet under a number begins another list (`sane_lists`). */
  readonly separatesKinds: boolean;
}

const MARKER = /^(?:[*+-]|(\d{1,9})\.)([ \t]+)(?=\S)/;
const FENCE = /^(`{3,}|~{3,})/;
const CONTAINER = /^(?:!!!|\?\?\?|===|\/\/\/|:::)/;
const QUOTES = /^(?:[ \t]{0,3}>[ ]?)*/;
/** A tag that is no element of running text. */
const BLOCK_HTML = /^<(?!(?:a|abbr|b|br|code|em|i|img|kbd|small|span|strong|sub|sup|u)\b|https?:)[a-z!/?]/i;
const THEMATIC_BREAK = /^(?:-[ \t]*){3,}$|^(?:\*[ \t]*){3,}$|^(?:_[ \t]*){3,}$/;
const EMPTY_ITEM = /^(?:[*+-]|\d{1,9}\.)$/;
const FOOTNOTE = /^\[\^[^\]]+\]:/;
const DEFINITION = /^\*?\[[^\]]+\]:/;
/** A first line of an item that is itself something else: a list, code. */
const ODD_ITEM = /^(?:(?:[*+-]|\d{1,9}\.)[ \t]+\S|\[[^\]]+\]:)/;

/**
 * Reads a list by its indentation, as CommonMark does and as its author saw it in an editor: each line belongs to the item
 * whose text it is indented to. Null when the list is written so that there is more than one way to read it.
 */
export function outlineList(text: string, place: ListPlace): ListOutline | null {
  const lines: OutlineLine[] = [];
  const items: OutlineItem[] = [];
  /** The items that the line before is in, the innermost last. */
  let open: number[] = [];
  let afterBlank = false;
  /** What lines of text go on: an item's own text, or a paragraph after a blank line. */
  let paragraph: 'own' | 'loose' | null = null;
  /** Whether the line before is in a block that began after a blank line. */
  let inLoose = false;
  /** How deep the first line after the last blank line is: items that are less deep may not follow it (S-LIST-03). */
  let blockDepth = 0;
  let fence: { mark: string; indent: number; item: number } | null = null;
  let container: { indent: number; item: number } | null = null;
  let lenient = false;
  for (let start = place.start; start < text.length; ) {
    const end = lineEnd(text, start);
    const line = readLine(text, start, end, place);
    start = nextLine(text, end);
    const { indent } = line;
    const add = (kind: OutlineLineKind, item: number, touches = false, html = false) =>
      lines.push({
        kind,
        start: line.start,
        textStart: line.textStart,
        end: line.end,
        indent: line.indent,
        item,
        touches,
        html,
      });
    if (line.textStart === line.end) {
      // Blanks on an empty line of code are part of the code.
      if (fence !== null && line.textStart > line.start) add('inner', fence.item);
      else add('blank', -1);
      if (fence === null) afterBlank = true;
      continue;
    }
    if (line.quotes !== place.quotes || indent < 0) {
      if (fence !== null) return null;
      break;
    }
    const content = text.slice(line.textStart, line.end).trimEnd();
    if (fence !== null) {
      if (indent < Math.min(fence.indent, items[fence.item]!.content)) return null;
      add('inner', fence.item);
      if (content.startsWith(fence.mark) && /^(`+|~+)$/.test(content)) {
        fence = null;
        paragraph = null;
      }
      continue;
    }
    if (container !== null) {
      if (indent > container.indent) {
        add('inner', container.item);
        afterBlank = false;
        continue;
      }
      container = null;
    }
    // A heading or a rule ends a list wherever it stands; so does what closes the element that the list is in.
    if (/^#/.test(content) && indent === 0 && items.length > 0) break;
    if (THEMATIC_BREAK.test(content) || (afterBlank && content.startsWith('</'))) break;
    let depth = 0;
    while (depth < open.length && items[open[depth]!]!.content <= indent) depth++;
    const marker = MARKER.exec(content);
    const number = marker?.[1] === undefined ? null : Number(marker[1]);
    // What is indented by two under a number was meant to stand in its item, though its text begins at three.
    const next = open[depth];
    if (next !== undefined && indent >= items[next]!.indent + 2 && items[next]!.number !== null) {
      const isNested = marker === null ? afterBlank : number === null;
      if (isNested) {
        if (marker === null) lenient = true;
        items[next]!.content = indent;
        depth++;
      }
    }
    const owner = depth === 0 ? -1 : open[depth - 1]!;
    const relative = owner === -1 ? indent : indent - items[owner]!.content;
    const goesOn = !afterBlank && paragraph !== null;
    const swallowed = goesOn && depth === open.length && paragraph === 'loose';
    if (marker !== null && !swallowed) {
      const rest = content.slice(marker[0].length);
      // Numbers do not interrupt a paragraph, nor does what is indented by four more: readers differ.
      if (relative > 3 || (goesOn && depth === open.length && number !== null && number !== 1 && depth > 0))
        return null;
      if (marker[2]!.length > 4 || ODD_ITEM.test(rest)) return null;
      if (afterBlank) blockDepth = depth;
      const before = next ?? -1;
      if (place.separatesKinds && before !== -1 && (items[before]!.number === null) !== (number === null)) {
        if (depth === 0) break;
        return null;
      }
      open = open.slice(0, depth);
      open.push(items.length);
      add('item', items.length, !afterBlank && (inLoose || depth < blockDepth));
      items.push({ line: lines.length - 1, parent: owner, depth, indent, content: indent + marker[0].length, number });
      paragraph = 'own';
      inLoose = false;
      afterBlank = false;
      const opening = FENCE.exec(rest);
      if (opening !== null) return null;
      continue;
    }
    if (!goesOn && afterBlank && owner === -1) break;
    if (EMPTY_ITEM.test(content) || (afterBlank && FOOTNOTE.test(content))) return null;
    if (content.startsWith('<!--') && !content.endsWith('-->')) return null;
    if ((DEFINITION.test(content) || content.startsWith('<!--')) && !goesOn) {
      add('definition', open[open.length - 1]!);
      paragraph = null;
      continue;
    }
    const html = BLOCK_HTML.test(content);
    const opening = FENCE.exec(content);
    const inItem = afterBlank && !goesOn ? owner : open[open.length - 1]!;
    if (opening !== null && relative < 4) {
      fence = { mark: opening[1]!, indent, item: inItem };
      add(afterBlank ? 'block' : 'text', inItem);
    } else if (!afterBlank) add('text', inItem, false, html);
    else if (relative >= 4) add('code', owner);
    else {
      add('block', owner, false, html);
      if (CONTAINER.test(content)) container = { indent, item: owner };
    }
    if (afterBlank) {
      open = open.slice(0, depth);
      inLoose = true;
      blockDepth = depth;
      paragraph = relative >= 4 || opening !== null ? null : 'loose';
    }
    afterBlank = false;
  }
  if (fence !== null) return null;
  while (lines.length > 0 && lines.at(-1)!.kind === 'blank') lines.pop();
  return { lines, items, lenient };
}

function readLine(text: string, start: number, end: number, { quotes, edge }: ListPlace) {
  const lead = quotes === 0 ? '' : QUOTES.exec(text.slice(start, end))![0];
  const from = start + lead.length;
  let textStart = from;
  while (textStart < end && (text[textStart] === ' ' || text[textStart] === '\t')) textStart++;
  return {
    start: from,
    textStart,
    end,
    indent: columns(text.slice(from, textStart)) - edge,
    quotes: lead.split('>').length - 1,
  };
}

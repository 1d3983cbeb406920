import { columns } from '../../src/text/columns.ts';
import type { TextEdit } from '../../src/text/edits.ts';
import type { Span } from '../../src/text/span.ts';
import { type ContentLine, indentBefore, linesOf } from './content-line.ts';
import { type AttributePlan, attributeText, willHoldBlocks, writesValue } from './markdown-attribute.ts';
import { isBlockLevel, type RawElement, withDescendants } from './raw-element.ts';
import { isDelimiterRow } from './stranded-markdown.ts';

/**
 * The edits that make the Markdown of an element be read: attributes, and where the content needs it its lines moved to the
 * margin, a line of its own for an element that `md_in_html` would overlook, and blank lines before lists and tables.
 */
export function readableContent(
  source: string,
  plan: AttributePlan,
  fences: readonly Span[],
  breaksLines: boolean,
): TextEdit[] {
  const edits: TextEdit[] = [];
  const withValue = writesValue(source);
  for (const [element, attribute] of plan) {
    if (attribute === 'written') continue;
    const at = attributeOffset(source, element);
    edits.push({ start: at, end: at, text: attributeText(attribute, withValue) });
  }
  const outermost = [...plan.keys()].filter((element) => element.parent === null || !plan.has(element.parent));
  for (const element of outermost) {
    if (element.parent === null) edits.push(...atTheMargin(source, element));
    edits.push(...elementsOnTheirOwnLine(source, element));
    if (breaksLines) edits.push(...drawingsOnOneLine(source, element, plan));
    edits.push(...lineEdits(source, linesOf(source, element, fences), element, plan));
  }
  return edits;
}

/** An element that is read begins at the margin: with a blank before it, it is found but not put into the page's tree. */
function atTheMargin(source: string, element: RawElement): TextEdit[] {
  const start = element.start - (indentBefore(source, element.start)?.length ?? 0);
  if (start === element.start) return [];
  return [{ start, end: element.start, text: '' }];
}

/** After the last attribute of the start tag. */
function attributeOffset(source: string, { tag }: RawElement): number {
  let at = tag.end - 1;
  while (/\s/.test(source[at - 1]!)) at--;
  return at;
}

/** Drawings in running text whose lines would be parted by `<br>`, which ends a drawing. */
function drawingsOnOneLine(source: string, root: RawElement, plan: AttributePlan): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { name, parent, start, end, closed } of withDescendants(root)) {
    if (name !== 'svg' || !closed || parent === null || !plan.has(parent)) continue;
    for (const { 0: blanks, index } of source.slice(start, end).matchAll(/\r?\n\s*/g)) {
      edits.push({ start: start + index, end: start + index + blanks.length, text: ' ' });
    }
  }
  return edits;
}

/** A line feed before each block-level element that stands behind text on its line: there it would be text itself. */
function elementsOnTheirOwnLine(source: string, root: RawElement): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const parent of withDescendants(root)) {
    if (parent.isOpaque) continue;
    // Right behind a tag an element is seen, as long as nothing of the parent's own, not even a blank, came before.
    let seenUpTo = parent.contentStart;
    for (const { name, start, end } of parent.children) {
      if (!isBlockLevel(name)) continue;
      if (start === seenUpTo) seenUpTo = end;
      else if (indentBefore(source, start) === null) edits.push({ start, end: start, text: '\n' });
    }
  }
  return edits;
}

const HEADING = /^#{1,6}[ \t]/;
const ITEM = /^(?:[-*+]|\d+\.)[ \t]+\S/;
const LABEL = /^(?:\*\*[^*\n]+\*\*|[^|\n]{1,200}):?[ \t]*$/;

/** Indentation and blank lines of all lines of an element that is to be read. */
function lineEdits(source: string, lines: readonly ContentLine[], root: RawElement, plan: AttributePlan): TextEdit[] {
  const rootIndent = root.parent === null ? 0 : columns(indentBefore(source, root.start) ?? '');
  const move = lines.some((line) => isOffTheMargin(line, plan));
  const indents = move ? newIndents(lines, root, rootIndent, plan) : lines.map((line) => line.indent);
  const blankBefore = blankLines(source, lines, indents, plan);
  return lines.flatMap((line, i) => {
    const to = line.kind === 'sheltered' && isRead(line.owner, plan) ? Math.max(4, line.indent) : indents[i]!;
    const changes = to !== line.indent && line.kind !== 'blank';
    if (!changes && !blankBefore.has(i)) return [];
    const indent = changes ? ' '.repeat(to) : line.text.slice(0, line.first - line.start);
    return [{ start: line.start, end: line.first, text: `${blankBefore.has(i) ? '\n' : ''}${indent}` }];
  });
}

/** Whether the element around a list of choices is read. */
function isRead({ name, parent }: RawElement, plan: AttributePlan): boolean {
  const around = name === 'select' ? parent : (parent?.parent ?? null);
  return around !== null && plan.has(around);
}

/** Whether the line would be code, no heading or no element where it stands. */
function isOffTheMargin({ kind, indent, owner, text }: ContentLine, plan: AttributePlan): boolean {
  if (kind === 'opening') return indent > 3;
  if (!willHoldBlocks(owner, plan) || kind !== 'text') return false;
  return indent > 3 || (indent > 0 && HEADING.test(text.trimStart()));
}

function newIndents(
  lines: readonly ContentLine[],
  root: RawElement,
  rootIndent: number,
  plan: AttributePlan,
): number[] {
  /** The smallest indentation of text in each element. */
  const bases = new Map<RawElement, number>();
  for (const wanted of ['text', 'fence']) {
    const known = new Set(bases.keys());
    for (const { kind, owner, indent } of lines) {
      // A fence at the margin says nothing of the text around it.
      if (kind === wanted && !known.has(owner)) bases.set(owner, Math.min(bases.get(owner) ?? indent, indent));
    }
  }
  /** By how many columns the line with an element's start tag has moved. */
  const shifts = new Map<RawElement, number>([[root, 0]]);
  let fenceShift: number | null = null;
  let inList = false;
  let afterBlank = true;
  /** What more the lines of a paragraph move that begins where code would. */
  let extra = 0;
  return lines.map((line) => {
    const { kind, owner, indent, element, text } = line;
    if (kind !== 'fence') fenceShift = null;
    if (kind === 'blank') {
      afterBlank = true;
      return indent;
    }
    if (kind === 'kept' || kind === 'sheltered') return indent;
    if (kind === 'opening') {
      const to = plan.has(owner) ? 0 : Math.min(Math.max(0, indent - (shifts.get(owner) ?? 0)), 3);
      shifts.set(element!, indent - to);
      inList = false;
      afterBlank = true;
      return to;
    }
    if (kind === 'closing') {
      inList = false;
      afterBlank = true;
      return element === root ? Math.min(indent, rootIndent) : Math.max(0, indent - (shifts.get(element!) ?? indent));
    }
    if (!plan.has(owner)) return Math.max(0, indent - (shifts.get(owner) ?? shiftAround(owner, shifts)));
    if (kind === 'fence' && fenceShift !== null) return Math.max(0, indent - fenceShift);
    let to = indent - (bases.get(owner) ?? 0);
    const isItem = ITEM.test(text.trimStart());
    if (afterBlank) {
      if (to < 2 && !isItem) inList = false;
      extra = to > 3 && !inList ? to : 0;
    }
    if (isItem) inList = true;
    to = Math.max(0, to - extra);
    if (HEADING.test(text.trimStart()) && !inList) to = 0;
    if (kind === 'fence') fenceShift = indent - to;
    afterBlank = false;
    return to;
  });
}

/** For an element whose start tag stands behind something on its line: what moved the line moved it. */
function shiftAround(element: RawElement, shifts: ReadonlyMap<RawElement, number>): number {
  for (let at = element.parent; at !== null; at = at.parent) {
    const shift = shifts.get(at);
    if (shift !== undefined) return shift;
  }
  return 0;
}

/** Whether the line before is the one of its element's start tag, with text behind the tag. */
function followsStartTag(source: string, { start, owner }: ContentLine): boolean {
  const { contentStart } = owner;
  const feed = source.indexOf('\n', contentStart);
  return feed + 1 === start && !/^\s*(?:<|$)/.test(source.slice(contentStart, feed));
}

/** Indices of the lines that need a blank line before them to be what they look like: lists, labels between lists, tables. */
function blankLines(
  source: string,
  lines: readonly ContentLine[],
  indents: readonly number[],
  plan: AttributePlan,
): Set<number> {
  const wanted = new Set<number>();
  let before: ContentLine | null = null;
  let inList = false;
  let inTable = false;
  lines.forEach((line, i) => {
    const isText = line.kind === 'text' && willHoldBlocks(line.owner, plan);
    if (!isText) {
      if (line.kind !== 'blank') inList = false;
      inTable = false;
      before = null;
      return;
    }
    const text = line.text.trim();
    const touches = before !== null || followsStartTag(source, line);
    const isItem = ITEM.test(text) && indents[i]! < 4;
    if (HEADING.test(text)) {
      inList = false;
      inTable = false;
      before = null;
      return;
    }
    const next = lines[i + 1];
    const startsTable = text.includes('|') && next?.kind === 'text' && isDelimiterRow(next.text);
    if (isItem) {
      const following = lines.slice(i + 1, i + 4).find((other) => other.kind === 'text');
      const isList =
        /[:*]\**$/.test(before === null ? '' : (before as ContentLine).text.trim()) ||
        (following !== undefined && ITEM.test(following.text.trim()));
      if (touches && !inList && isList) wanted.add(i);
      if (!touches || isList) inList = true;
    } else if (indents[i]! < 2 && inList) {
      // Text right after an item would be the item's; a label, or what comes after a blank line, is not.
      if (!touches) inList = false;
      else if (text.startsWith('**') && LABEL.test(text)) {
        wanted.add(i);
        inList = false;
      }
    }
    if (startsTable && touches && !inTable) wanted.add(i);
    if (inTable && !text.includes('|')) {
      wanted.add(i);
      inTable = false;
    }
    if (startsTable) inTable = true;
    before = line;
  });
  return wanted;
}

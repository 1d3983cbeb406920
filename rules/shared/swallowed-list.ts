import type { ParagraphLine } from './paragraph-lines.ts';

/** A list in the text of a paragraph. */
export interface SwallowedList {
  /** Index of the line of its first item. */
  readonly first: number;
  /** Indices of the lines that begin with a marker. */
  readonly items: readonly number[];
  /** Lines that are the label of the items after them (`Steps:`), and no text of the item before. */
  readonly labels: readonly { readonly first: number; readonly items: number }[];
  /** The number that the list begins with; null for bullets. */
  readonly number: number | null;
}

/** A marker of an item, and what makes it one of a list: its bullet, or its number. */
interface Marker {
  readonly bullet: string | null;
  readonly number: number;
}

const MARKER = /^(?:([*+-])|(\d{1,9})\.)[ \t]+\S/;
/** Text that other rules see to, or that is no prose: a fence, a container, a table, a template, a formula, a definition. */
const NO_PROSE = /^(?:`{3}|~{3}|!!!|\?\?\?|===|\/\/\/|:::|\||\{[%{#]|\$\$|\\\[|\\begin\b|:[ \t]|[*[]\^?[^\]]+\]:)/;
/** The row under the head of a table. */
const DELIMITER_ROW = /^:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+$/;
const LABEL = /[:：]$/;
const BOLD_LABEL = /^(?:\*\*[^*]+\*\*|__[^_]+__)[.!…]?$/;

/**
 * The list that the author of a paragraph evidently wrote in it. Not evident is one line alone that begins with a dash in
 * the middle of prose; two items are, and one under a line that ends with a colon, under a bold label or under code.
 */
export function swallowedList(lines: readonly ParagraphLine[]): SwallowedList | null {
  const markers = lines.map(markerOf);
  // The first line of a paragraph is an item only if code stands before it.
  const first = markers.findIndex((marker, i) => marker !== null && (i > 0 || lines[i]!.afterBlock) && isEvident(i));
  if (first === -1) return null;
  for (let i = 0; i < lines.length; i++)
    if (NO_PROSE.test(lines[i]!.text) || DELIMITER_ROW.test(lines[i]!.text)) return null;
  const { indent } = lines[first]!;
  const items: number[] = [];
  const labels: { first: number; items: number }[] = [];
  for (let i = first; i < lines.length; i++) {
    if (markers[i] !== null) items.push(i);
    else if (isLabel(lines[i]!) && lines[i]!.indent <= indent && markers[i + 1] != null) {
      let label = i;
      while (markers[label - 1] === null && isLabel(lines[label - 1]!)) label--;
      // Another line in between may as well go on the item.
      if (markers[label - 1] !== null || lines[label - 1]!.indent > indent) labels.push({ first: label, items: i + 1 });
    }
  }
  const { bullet, number } = markers[first]!;
  return { first, items, labels, number: bullet === null ? number : null };

  function isEvident(at: number): boolean {
    const line = lines[at]!;
    const { bullet, number } = markers[at]!;
    const before = at === 0 ? null : lines[at - 1]!;
    const led = line.afterBlock || (before !== null && isLabel(before));
    // An item of the list around the paragraph: nobody wraps a line to the left of the lines before it.
    if (line.indent < lines[0]!.indent) return true;
    const next = nextItem(at);
    if (bullet !== null) {
      if (led || bullet === '+') return led;
      return next?.bullet === bullet || ((lines[at + 1]?.indent ?? 0) > line.indent && markers[at + 1] != null);
    }
    if (next !== null && next.bullet === null && (next.number === number + 1 || next.number === number)) {
      return led || number <= 1;
    }
    return led && number <= 1;
  }

  /** The marker of the next item of the same list: on the next line that is not indented deeper. */
  function nextItem(at: number): Marker | null {
    for (let i = at + 1; i < lines.length; i++) {
      if (lines[i]!.indent > lines[at]!.indent) continue;
      return lines[i]!.indent === lines[at]!.indent ? markers[i]! : null;
    }
    return null;
  }
}

function markerOf({ text, covered }: ParagraphLine): Marker | null {
  const match = covered ? null : MARKER.exec(text);
  if (match === null) return null;
  return { bullet: match[1] ?? null, number: Number(match[2] ?? 0) };
}

/** Whether a line says what the lines after it are. */
function isLabel({ text }: ParagraphLine): boolean {
  let end = text.length;
  while (end > 0 && '*_ '.includes(text[end - 1]!)) end--;
  return LABEL.test(text.slice(Math.max(0, end - 1), end)) || BOLD_LABEL.test(text);
}

import type { Nodes, Root } from 'mdast';
import { type Tag, tagsOf } from '../../src/html/tags.ts';
import { BLOCK_LEVEL_ELEMENTS } from '../../src/python-markdown/markdown.ts';
import { TABLE_SECTIONS } from './raw-element.ts';

/** An element that is written as HTML, with how many such elements are around it. */
interface HtmlElement {
  readonly name: string;
  readonly depth: number;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface OutlineHeading {
  readonly id: string;
  /** Offset in the text that was read; null for what no text wrote. */
  readonly start: number | null;
  /** Whether it is written as HTML. */
  readonly isHtml: boolean;
}

/** What a page must keep when Markdown in its HTML begins to be read. */
export interface ReadingOutline {
  readonly elements: readonly HtmlElement[];
  readonly codes: readonly string[];
  readonly inlineCodes: readonly string[];
  readonly headings: readonly OutlineHeading[];
  /** Raw elements that begin in one paragraph and end in another, blocks within paragraphs, Markdown within code. */
  readonly crossings: number;
}

const BLOCK_LEVEL: ReadonlySet<string> = new Set(BLOCK_LEVEL_ELEMENTS);
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

const LITERAL = new Set(['svg', 'code', 'kbd', 'samp', 'tt', 'var']);
const MARKED = new Set(['break', 'strong', 'emphasis', 'link', 'image', 'delete', 'subscript', 'superscript', 'mark']);

/** Walks over a reading of a page, HTML as it is written and HTML that `md_in_html` has read alike. */
export function readingOutline(root: Root): ReadingOutline {
  const elements: HtmlElement[] = [];
  const codes: string[] = [];
  const inlineCodes: string[] = [];
  const headings: OutlineHeading[] = [];
  /** Names of open HTML elements. */
  const open: string[] = [];
  let crossings = 0;
  let paragraphs = 0;

  const enter = (name: string, attributes: readonly (readonly [string, string])[], isVoid: boolean) => {
    if (paragraphs > 0 && BLOCK_LEVEL.has(name) && name !== 'option') crossings++;
    if (!TABLE_SECTIONS.has(name)) {
      const kept = attributes.filter(([key]) => key !== 'markdown');
      elements.push({ name, depth: open.length, attributes: new Map(kept) });
      if (!isVoid) open.push(name);
    }
  };
  const addTag = (tag: Tag) => {
    // An automatic link.
    if (/[:@]/.test(tag.name)) return;
    if (tag.kind === 'end') {
      const at = open.lastIndexOf(tag.name);
      if (at !== -1) open.length = at;
      return;
    }
    const isVoid = tag.kind === 'empty' || VOID.has(tag.name);
    enter(
      tag.name,
      tag.attributes.map(({ name, value }) => [name, value ?? name] as const),
      isVoid,
    );
  };
  const walk = (node: Nodes) => {
    const { data } = node;
    if (node.type === 'html') tagsOf(node.value).forEach(addTag);
    else if (node.type === 'code') codes.push(node.value);
    else if (node.type === 'inlineCode') inlineCodes.push(node.value);
    // A line break in a drawing ends the drawing; marks in code were meant as they are.
    else if (MARKED.has(node.type) && open.some((name) => LITERAL.has(name))) crossings++;
    if (node.type === 'heading' && data?.id !== undefined) {
      headings.push({
        id: data.id,
        start: node.position?.start.offset ?? null,
        isHtml: data.syntax === 'md_in_html',
      });
    }
    if (!('children' in node)) return;
    const isHtml = data?.syntax === 'md_in_html';
    const depth = open.length;
    if (isHtml) enter(elementName(node), attributesOf(node), false);
    const isParagraph = node.type === 'paragraph' && data?.bare !== true && !isHtml;
    if (isParagraph) paragraphs++;
    const before = open.length;
    for (const child of node.children) walk(child);
    if (isParagraph) {
      paragraphs--;
      if (open.length !== before) crossings++;
    }
    if (isHtml) open.length = Math.min(open.length, depth);
  };
  walk(root);
  return { elements, codes, inlineCodes, headings, crossings };
}

function elementName(node: Nodes): string {
  if (typeof node.data?.hName === 'string') return node.data.hName;
  if (node.type === 'heading') return `h${node.depth}`;
  if (node.type === 'list') return node.ordered ? 'ol' : 'ul';
  const names: Readonly<Record<string, string>> = {
    paragraph: 'p',
    listItem: 'li',
    tableRow: 'tr',
    tableCell: 'td',
    definitionList: 'dl',
    definitionTerm: 'dt',
    definitionDescription: 'dd',
  };
  return names[node.type] ?? node.type;
}

function attributesOf(node: Nodes): (readonly [string, string])[] {
  const properties = { ...('attributes' in node ? node.attributes : undefined), ...node.data?.hProperties };
  return Object.entries(properties).map(([name, value]) => [name, String(value)]);
}

/** What of the first reading the second does not keep; null when it keeps all. Words are left to the proof of the fix. */
export function whatIsLost(before: ReadingOutline, after: ReadingOutline): string | null {
  if (before.codes.length !== after.codes.length) return 'code blocks';
  if (before.codes.some((code, i) => code !== after.codes[i])) return 'code';
  if (!covers(countsOf(after.inlineCodes), countsOf(before.inlineCodes))) return 'inline code';
  if (after.crossings > before.crossings) return 'elements across paragraphs';
  const lost = lostElement(before.elements, after.elements);
  return lost === null ? null : `element ${lost}`;
}

/**
 * Headings that the second reading has made and whose id other content of the page had. `sourceOffset` gives the place in the
 * text of the first reading for one in that of the second.
 */
export function takenIds(
  before: ReadingOutline,
  after: ReadingOutline,
  sourceOffset: (offset: number) => number,
): OutlineHeading[] {
  const known = new Set(before.headings.map(({ start }) => start));
  const ids = idsOf(before);
  return after.headings.filter(({ id, start }) => start !== null && !known.has(sourceOffset(start)) && ids.has(id));
}

/** Whether every heading of the first reading has its id in the second. */
export function keepsIds(
  before: ReadingOutline,
  after: ReadingOutline,
  sourceOffset: (offset: number) => number,
): boolean {
  const ids = new Map(after.headings.map(({ id, start }) => [start === null ? null : sourceOffset(start), id]));
  return before.headings.every(({ id, start }) => start === null || ids.get(start) === id);
}

/** All ids of a page. */
export function idsOf({ headings, elements }: ReadingOutline): Set<string> {
  const ids = new Set(headings.map(({ id }) => id));
  for (const { name, attributes } of elements) {
    const id = attributes.get('id') ?? (name === 'a' ? attributes.get('name') : undefined);
    if (id !== undefined) ids.add(id);
  }
  return ids;
}

function countsOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function covers(whole: ReadonlyMap<string, number>, part: ReadonlyMap<string, number>): boolean {
  return [...part].every(([value, count]) => (whole.get(value) ?? 0) >= count);
}

/**
 * The first HTML element that is missing, has moved to another depth or has lost an attribute. Running text may gain elements
 * (the box of a task).
 */
function lostElement(before: readonly HtmlElement[], after: readonly HtmlElement[]): string | null {
  let i = 0;
  for (const other of after) {
    const one = before[i];
    if (one !== undefined && one.name === other.name && one.depth === other.depth) {
      const isKept = [...one.attributes].every(([name, value]) => other.attributes.get(name) === value);
      if (isKept) {
        i++;
        continue;
      }
    }
    if (BLOCK_LEVEL.has(other.name)) return one?.name ?? other.name;
  }
  return before[i]?.name ?? null;
}

import { type Tag, tagAttribute, tagsOf } from '../../src/html/tags.ts';
import { BLOCK_LEVEL_ELEMENTS } from '../../src/python-markdown/markdown.ts';
import type { Span } from '../../src/text/span.ts';

/** What the text of an element is to `md_in_html`: read as blocks, read as running text, not read at all. */
export type ContentMode = 'block' | 'span' | 'off';

/** A block-level element as it is written in a page, or one whose content is never Markdown. Offsets in the page's source. */
export interface RawElement {
  readonly name: string;
  readonly tag: Tag;
  readonly parent: RawElement | null;
  readonly children: RawElement[];
  readonly start: number;
  /** Where its content begins. */
  readonly contentStart: number;
  /** Where its end tag begins; where its parent's content ends, if it has none. */
  contentEnd: number;
  end: number;
  closed: boolean;
  /** Whether its text is something else than prose: code, a drawing, a script, or told not to be read. */
  readonly isOpaque: boolean;
  /** Its own text: that of running-text elements in it included, a line feed for each element of `children`. */
  text: string;
  /** What `md_in_html` makes of its text as the page stands. */
  readonly mode: ContentMode;
}

const BLOCK_LEVEL: ReadonlySet<string> = new Set(BLOCK_LEVEL_ELEMENTS);
const SPAN_TAGS = new Set('address dd dt h1 h2 h3 h4 h5 h6 legend li p summary td th'.split(' '));
const RAW_TAGS = new Set('canvas math option pre script style textarea'.split(' '));
/** Elements whose text is no prose, be they blocks or not. */
const OPAQUE = new Set(
  'canvas code iframe kbd math object option pre samp script select style svg template textarea title tt var xmp'.split(
    ' ',
  ),
);
/** Classes of blocks that scripts read: diagrams, mathematics, code with colours. */
const OPAQUE_CLASS = /(?:^|\s)(?:mermaid|arithmatex|highlight|codehilite|plantuml|graphviz)(?:\s|$)/;
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** Parts of a table that the reader's tree has no node for. */
export const TABLE_SECTIONS: ReadonlySet<string> = new Set(['thead', 'tbody', 'tfoot']);

export function isBlockLevel(name: string): boolean {
  return BLOCK_LEVEL.has(name);
}

/** Whether `md_in_html` treats an element as a line of text rather than as a container of blocks. */
export function isSpanTag(name: string): boolean {
  return SPAN_TAGS.has(name);
}

/** Whether `md_in_html` can read the content of an element. */
export function isReadable(name: string): boolean {
  return BLOCK_LEVEL.has(name) && !RAW_TAGS.has(name) && name !== 'hr';
}

export interface RawRegion extends Span {
  /** Code, mathematics and the like in it, whose characters are no HTML. */
  readonly masked: readonly Span[];
  /** Starts of the elements that `md_in_html` has read; null where all is raw. */
  readonly recognized: ReadonlySet<number> | null;
}

/** The outermost elements of a region of a page, as a tree of block-level elements. Linear in the region's length. */
export function rawElements(source: string, region: RawRegion): RawElement[] {
  const html = maskedText(source, region);
  const roots: RawElement[] = [];
  const open: RawElement[] = [];
  const openNames = new Map<string, number>();
  let at = 0;

  const current = () => open[open.length - 1];
  const addText = (to: number) => {
    const element = current();
    if (to > at && element !== undefined && !element.isOpaque) element.text += withoutComments(html.slice(at, to));
  };
  const close = (contentEnd: number, end: number, closed: boolean) => {
    const element = open.pop()!;
    openNames.set(element.name, openNames.get(element.name)! - 1);
    element.contentEnd = contentEnd;
    element.end = end;
    element.closed = closed;
  };

  for (const tag of tagsOf(html)) {
    addText(tag.start);
    at = tag.end;
    const { name } = tag;
    const start = region.start + tag.start;
    const end = region.start + tag.end;
    if (tag.kind === 'end') {
      if ((openNames.get(name) ?? 0) === 0) continue;
      while (current()!.name !== name) close(start, start, false);
      close(start, end, true);
      continue;
    }
    const parent = current() ?? null;
    const isBlock = BLOCK_LEVEL.has(name) && !VOID.has(name);
    if (tag.kind === 'empty' || VOID.has(name) || !(isBlock || OPAQUE.has(name))) continue;
    // Text in an element that `md_in_html` did not take for a block is text of the element around it.
    if (isBlock && region.recognized !== null && !isRecognized(region.recognized, start, name)) continue;
    if (parent !== null) parent.text += '\n';
    const element: RawElement = {
      name,
      tag: shifted(tag, region.start),
      parent,
      children: [],
      start,
      contentStart: end,
      contentEnd: region.end,
      end: region.end,
      closed: false,
      isOpaque: (parent?.isOpaque ?? false) || isOpaque(tag),
      text: '',
      mode: modeOf(tag, region.recognized === null ? 'off' : (parent?.mode ?? null)),
    };
    (parent?.children ?? roots).push(element);
    open.push(element);
    openNames.set(name, (openNames.get(name) ?? 0) + 1);
    if (tag.content !== null) at = tag.content[1];
  }
  addText(html.length);
  while (open.length > 0) close(region.end, region.end, false);
  return roots;
}

/** An element and all in it, in the order of the page. */
export function* withDescendants(element: RawElement): Generator<RawElement> {
  const ahead = [element];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    yield next;
    for (let i = next.children.length - 1; i >= 0; i--) ahead.push(next.children[i]!);
  }
}

function isRecognized(recognized: ReadonlySet<number>, start: number, name: string): boolean {
  return TABLE_SECTIONS.has(name) || recognized.has(start);
}

/** `get_state` of `md_in_html`. `around` is the mode of the parent, null for none. */
export function modeOf(tag: Tag, around: ContentMode | null): ContentMode {
  const attribute = tagAttribute(tag, 'markdown');
  let wanted = attribute === undefined ? '0' : (attribute.value ?? '1');
  if (wanted === 'markdown') wanted = '1';
  if (around === 'off' || (around === 'span' && wanted !== '0')) wanted = around;
  if (!isReadable(tag.name)) return 'off';
  if (wanted === 'block' || (wanted === '1' && !isSpanTag(tag.name))) return 'block';
  return wanted === 'span' || wanted === '1' ? 'span' : 'off';
}

function isOpaque(tag: Tag): boolean {
  if (OPAQUE.has(tag.name) || tagAttribute(tag, 'markdown')?.value === '0') return true;
  return OPAQUE_CLASS.test(tagAttribute(tag, 'class')?.value ?? '');
}

/** The text of a region with what is masked in it blanked out, line ends kept. */
function maskedText(source: string, region: RawRegion): string {
  let html = '';
  let at = region.start;
  for (const { start, end } of region.masked) {
    if (start < at || end > region.end) continue;
    html += source.slice(at, start) + source.slice(start, end).replace(/[^\n]/g, ' ');
    at = end;
  }
  return html + source.slice(at, region.end);
}

function withoutComments(text: string): string {
  let at = text.indexOf('<!--');
  if (at === -1) return text;
  let result = '';
  let from = 0;
  for (; at !== -1; at = text.indexOf('<!--', from)) {
    const close = text.indexOf('-->', at + 4);
    result += text.slice(from, at);
    from = close === -1 ? text.length : close + 3;
  }
  return result + text.slice(from);
}

/** A tag with its offsets in the page rather than in the region. */
function shifted(tag: Tag, by: number): Tag {
  return {
    ...tag,
    start: tag.start + by,
    end: tag.end + by,
    content: tag.content === null ? null : [tag.content[0] + by, tag.content[1] + by],
    attributes: tag.attributes.map((attribute) => ({
      ...attribute,
      nameSpan: [attribute.nameSpan[0] + by, attribute.nameSpan[1] + by],
      valueSpan: attribute.valueSpan === null ? null : [attribute.valueSpan[0] + by, attribute.valueSpan[1] + by],
    })),
  };
}

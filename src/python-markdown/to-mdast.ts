import type { Data, Node, Root, RootContent, Text } from 'mdast';
import { LineIndex, OffsetPosition } from '../text/position.ts';
import type { SourceSpan } from '../text/span.ts';
import type { Element } from './element.ts';
import { childrenToHast, hastProperties, hastText } from './element-hast.ts';
import { isBlockLevelHtml, loneBlock, placeholderAt } from './element-html.ts';
import { decodeEntities } from './entities.ts';
import type { StashItem } from './html-stash.ts';
import { type InlineText, STX } from './inline-text.ts';
import type { Markdown } from './markdown.ts';
import { stripSpaces } from './python-text.ts';
import type { SourceFile, SourceFiles } from './source.ts';
import { stripPositions } from './stripped-html.ts';
import { type TabbedSet, tabbedSetOf } from './tabbed-set.ts';
import type { Span } from './tree.ts';

/** A node under construction: the fields of any mdast node. */
type AnyNode = Node & { [field: string]: unknown };
type Children = RootContent[];

/** Tags of running text and the node that stands for each; others become directives. */
const INLINE: Readonly<Record<string, string>> = {
  em: 'emphasis',
  strong: 'strong',
  del: 'delete',
  mark: 'mark',
  ins: 'insert',
  sup: 'superscript',
  sub: 'subscript',
  kbd: 'keyboard',
  abbr: 'abbreviation',
};

/** Nodes that end a run of text. */
const BLOCKS = new Set([
  'code',
  'containerDirective',
  'table',
  'list',
  'math',
  'blockquote',
  'heading',
  'thematicBreak',
]);

const HEADING = /^h[1-6]$/;

/** Constructs that put elements on a page which no source stands for. */
const GENERATED = new Set(['permalink', 'anchorlink', 'footnote-backlink', 'footnotes', 'toc']);

/** A placeholder in raw HTML, with the paragraph that it would stand in. */
const PLACEHOLDERS = /(<p>)?\u0002wzxhzdk:([0-9]+)\u0003(<\/p>)?/g;

/**
 * Lowers Python-Markdown's tree to mdast (the contract is `docs/tree.md`): elements become the nodes of their kind, stash
 * placeholders the raw HTML or the code block they stand for, origins become offsets in the file.
 */
export function toMdast(root: Element, markdown: Markdown): Root {
  const lowering = new Lowering(markdown);
  const children = lowering.flow(root);
  const page = markdown.files.all[0]!;
  return {
    type: 'root',
    children,
    position: new OffsetPosition(0, page.text.length, lowering.linesOf(page)),
  };
}

class Lowering {
  readonly #markdown: Markdown;
  readonly #lines = new Map<SourceFile, () => LineIndex>();
  readonly #page: SourceFile;
  readonly #pageLines: () => LineIndex;
  /** Whether every origin is an offset in the page. */
  /** Of this reading: the reader goes on to others, while a tree's offsets may still be asked for. */
  readonly #files: SourceFiles;
  readonly #onlyPage: boolean;

  constructor(markdown: Markdown) {
    this.#markdown = markdown;
    this.#files = markdown.files;
    this.#onlyPage = this.#files.all.length === 1;
    this.#page = this.#files.all[0]!;
    this.#pageLines = this.linesOf(this.#page);
  }

  /** The lines of a file, which are looked for when a position is asked for its line: one function for all its nodes. */
  linesOf(file: SourceFile): () => LineIndex {
    let lines = this.#lines.get(file);
    if (lines === undefined) {
      let index: LineIndex | null = null;
      lines = () => (index ??= new LineIndex(file.text));
      this.#lines.set(file, lines);
    }
    return lines;
  }

  /** Block content: blocks as they are, runs of text and inline elements between them as bare paragraphs. */
  flow(element: Element): Children {
    const out: Children = [];
    let run: Children = [];
    if (element.text !== null) this.#text(element.text, run);
    for (const child of element.children) {
      if (this.#isBlock(child)) {
        if (run.length > 0) {
          this.#bareParagraphs(run, out);
          run = [];
        }
        this.#blocks(child, out);
      } else run.push(this.#inline(child));
      if (child.tail !== null && !isLostTail(child)) this.#text(child.tail, run);
    }
    if (run.length > 0) this.#bareParagraphs(run, out);
    return out;
  }

  /** A run of text and inline elements as paragraphs without tags, between the blocks that it may hold. */
  #bareParagraphs(run: Children, out: Children): void {
    let text: Children = [];
    for (const node of run) {
      if (BLOCKS.has(node.type) || (node.type === 'html' && node.data?.inline !== true)) {
        this.#bareParagraph(text, out);
        text = [];
        out.push(node);
      } else text.push(node);
    }
    this.#bareParagraph(text, out);
  }

  #bareParagraph(text: Children, out: Children): void {
    for (const node of text) {
      if (node.type === 'text' && node.value.trim() === '') continue;
      out.push(this.#around({ type: 'paragraph', children: text, data: { bare: true } }, text));
      return;
    }
  }

  /** Content of a paragraph, a heading, an emphasis. */
  phrasing(element: Element): Children {
    const out: Children = [];
    if (element.text !== null) this.#text(element.text, out);
    for (const child of element.children) {
      if (this.#isBlock(child)) this.#blocks(child, out);
      else out.push(this.#inline(child));
      if (child.tail !== null && !isLostTail(child)) this.#text(child.tail, out);
    }
    return out;
  }

  #isBlock(element: Element): boolean {
    return this.#markdown.isBlockLevel(element.tag);
  }

  /** A block, or what the placeholder stands for that is all of a paragraph. */
  #blocks(element: Element, out: Children): void {
    const item = element.tag === 'p' ? loneBlock(element, this.#markdown) : null;
    if (item !== null) this.#stashed(item, false, out);
    else out.push(this.#block(element));
  }

  #block(element: Element): RootContent {
    const { tag } = element;
    const syntax = element.notes?.syntax;
    if (tag === 'p') return this.#node(element, { type: 'paragraph', children: this.phrasing(element) });
    if (tag.length === 2 && HEADING.test(tag)) return this.#heading(element);
    if (syntax === 'footnotes' || (tag === 'div' && element.get('class') === 'footnote'))
      return this.#footnotes(element);
    if (isCodeBlock(element)) return this.#code(element);
    if (tag === 'ul' || tag === 'ol') return this.#list(element);
    if (tag === 'li') return this.#listItem(element);
    if (tag === 'blockquote') return this.#node(element, { type: 'blockquote', children: this.flow(element) });
    if (tag === 'hr') return this.#node(element, { type: 'thematicBreak' });
    if (tag === 'table' && isPlainTable(element)) return this.#table(element);
    if (tag === 'dl') return this.#named(element, 'definitionList', 'dl');
    if (tag === 'dt') {
      return this.#node(element, { type: 'definitionTerm', children: this.phrasing(element), data: { hName: 'dt' } });
    }
    if (tag === 'dd') return this.#named(element, 'definitionDescription', 'dd');
    if (element.text?.atomic && (element.get('class') ?? '').split(' ').includes('arithmatex')) {
      return this.#node(element, {
        type: 'math',
        value: element.text.plain(),
        data: { hName: tag, hChildren: childrenToHast(element, this.#markdown) },
      });
    }
    const set = tabbedSetOf(element);
    return set === null ? this.#container(element) : this.#tabs(element, set);
  }

  /** A set of tabs: each tab holds its label and its body, whatever form the rendered set has. */
  #tabs(element: Element, set: TabbedSet): RootContent {
    const children = set.tabs.map(({ input, label, body }) => {
      const title = this.#node(label, {
        type: 'paragraph',
        children: this.phrasing(label),
        data: { hName: 'label', directiveLabel: true },
      });
      return this.#node(body, {
        type: 'containerDirective',
        name: 'tab',
        attributes: decodedAttributes(body),
        children: [title, ...this.flow(body)],
        data: { hName: 'div', input: hastProperties(input.attributes) },
      });
    });
    return this.#node(element, {
      type: 'containerDirective',
      name: 'tabs',
      attributes: decodedAttributes(element),
      children,
      data: { hName: 'div', alternate: set.alternate, tabbedSet: true },
    });
  }

  #heading(element: Element): RootContent {
    const data: Data = {};
    const id = element.get('id');
    if (id !== undefined) data.id = decodeEntities(id);
    const text = element.notes?.headingText;
    if (typeof text === 'string') data.headingText = text;
    return this.#node(element, {
      type: 'heading',
      depth: Number(element.tag[1]),
      children: this.phrasing(element),
      data,
    });
  }

  #named(element: Element, type: string, hName: string): RootContent {
    return this.#node(element, { type, children: this.flow(element), data: { hName } });
  }

  #list(element: Element): RootContent {
    const start = element.get('start');
    const children = this.flow(element);
    return this.#node(element, {
      type: 'list',
      ordered: element.tag === 'ol',
      start: element.tag === 'ol' ? Number(start ?? 1) : null,
      spread: children.some((child) => child.type === 'listItem' && child.spread === true),
      children,
    });
  }

  #listItem(element: Element): RootContent {
    const children = this.flow(element);
    const checked = element.notes?.checked;
    return this.#node(element, {
      type: 'listItem',
      spread: children.some((child) => child.type === 'paragraph' && child.data?.bare !== true),
      checked: typeof checked === 'boolean' ? checked : null,
      children,
    });
  }

  #table(element: Element): RootContent {
    const rows: Children = [];
    const align: (string | null)[] = [];
    for (const section of element.children) {
      for (const row of section.children) {
        const cells = row.children.map((cell, column) => {
          if (section.tag === 'thead') align[column] = alignmentOf(cell);
          return this.#node(cell, { type: 'tableCell', children: this.phrasing(cell), data: { hName: cell.tag } });
        });
        rows.push(this.#node(row, { type: 'tableRow', children: cells, data: { section: section.tag } }));
      }
    }
    return this.#node(element, { type: 'table', align, children: rows });
  }

  #code(element: Element): RootContent {
    const notes = element.notes ?? {};
    const code = codeOf(element);
    const node: AnyNode = {
      type: 'code',
      lang: notes.language ?? null,
      meta: notes.meta ?? null,
      value: (code ?? element).textContent().replace(/\n$/, ''),
      data: { hName: element.tag, hChildren: childrenToHast(element, this.#markdown) },
    };
    return this.#node(element, node);
  }

  #footnotes(element: Element): RootContent {
    const list = element.children.find((child) => child.tag === 'ol');
    const children = (list?.children ?? []).map((item) => {
      const label =
        typeof item.notes?.label === 'string' ? item.notes.label : (item.get('id') ?? '').replace(/^fn:/, '');
      return this.#node(item, {
        type: 'footnoteDefinition',
        identifier: label.toLowerCase(),
        label,
        children: this.flow(item),
        data: { hName: 'li' },
      });
    });
    return this.#node(element, {
      type: 'footnotes',
      children,
      data: { hName: 'div', separator: element.children[0]?.tag === 'hr' },
    });
  }

  /**
   * Admonitions, details, tabs, blocks and elements with the attribute `markdown`: container directives, whatever syntax
   * wrote them. The name is the type of an admonition, else the tag.
   */
  #container(element: Element): RootContent {
    const notes = element.notes ?? {};
    const classes = (element.get('class') ?? '').split(/\s+/).filter((name) => name !== '');
    let name = element.tag;
    if (element.tag === 'summary') {
      const label = {
        type: 'paragraph',
        children: this.phrasing(element),
        data: { hName: 'summary', directiveLabel: true },
      };
      return this.#node(element, label);
    }
    if (element.tag === 'label' || element.tag === 'legend' || element.tag === 'figcaption') {
      return this.#node(element, {
        type: 'containerDirective',
        name,
        attributes: {},
        children: this.flow(element),
        data: { hName: element.tag },
      });
    }
    if (typeof notes.name === 'string') name = notes.name;
    else if (classes[0] === 'admonition') name = classes[1] ?? 'admonition';
    else if (element.tag === 'details' && notes.syntax !== 'md_in_html') name = classes[0] ?? 'details';
    const children = this.flow(element);
    const first = children[0];
    if (
      first?.type === 'paragraph' &&
      String(first.data?.hProperties?.class ?? '')
        .split(' ')
        .includes('admonition-title')
    ) {
      first.data = { ...first.data, directiveLabel: true };
    }
    const attributes = decodedAttributes(element);
    return this.#node(element, {
      type: 'containerDirective',
      name,
      attributes,
      children,
      data: { hName: element.tag },
    });
  }

  #inline(element: Element): RootContent {
    const { tag } = element;
    const notes = element.notes;
    if (tag === 'a') {
      return this.#node(
        element,
        {
          type: 'link',
          url: decodeEntities(element.get('href') ?? ''),
          title: element.get('title') === undefined ? null : decodeEntities(element.get('title')!),
          children: this.phrasing(element),
          data: element.get('href') === undefined ? { hName: 'a', noAddress: true } : addressData(element.get('href')!),
        },
        ['href', 'title'],
      );
    }
    if (notes?.syntax === 'footnote' && tag === 'sup') {
      const label = String(notes.label ?? '');
      return this.#node(element, {
        type: 'footnoteReference',
        identifier: label.toLowerCase(),
        label,
        data: { hName: 'sup', hChildren: childrenToHast(element, this.#markdown) },
      });
    }
    if (notes?.syntax === 'emoji' || notes?.syntax === 'icon') {
      const name = String(notes.name ?? element.get('title') ?? element.get('alt') ?? '').replace(/^:|:$/g, '');
      return this.#node(element, {
        type: 'icon',
        name,
        data: { hName: tag, hChildren: childrenToHast(element, this.#markdown) },
      });
    }
    if (tag === 'img') {
      const title = element.get('title');
      return this.#node(
        element,
        {
          type: 'image',
          url: decodeEntities(element.get('src') ?? ''),
          alt: decodeEntities(element.get('alt') ?? ''),
          title: title === undefined ? null : decodeEntities(title),
          data: {
            ...(element.get('alt') === undefined ? { noAlternative: true } : undefined),
            ...addressData(element.get('src') ?? ''),
          },
        },
        ['src', 'alt', 'title'],
      );
    }
    if (tag === 'br') return this.#node(element, { type: 'break' });
    if (tag === 'code' && element.children.length === 0) {
      return this.#inlineCode(element);
    }
    const classes = (element.get('class') ?? '').split(' ');
    if (classes.includes('arithmatex')) {
      return this.#node(element, {
        type: 'inlineMath',
        value: element.textContent(),
        data: { hName: tag, hChildren: childrenToHast(element, this.#markdown) },
      });
    }
    const type = INLINE[tag];
    if (type !== undefined) {
      return this.#node(element, { type, children: this.phrasing(element), data: { hName: tag } });
    }
    const attributes = decodedAttributes(element);
    return this.#node(element, {
      type: 'textDirective',
      name: tag,
      attributes,
      children: this.phrasing(element),
      data: { hName: tag },
    });
  }

  /** Code in running text; a fence that its backticks reach over is shown in it as the block that it is (`raw_html`). */
  #inlineCode(element: Element): RootContent {
    const { text } = element;
    if (!text?.text.includes(STX)) return this.#node(element, { type: 'inlineCode', value: text?.plain() ?? '' });
    const hChildren = childrenToHast(element, this.#markdown);
    return this.#node(element, { type: 'inlineCode', value: hastText(hChildren), data: { hChildren } });
  }

  /**
   * What a placeholder stands for. Raw HTML that holds placeholders of its own (a fence inside a raw element) becomes a row of
   * nodes: the HTML before, the code block, the HTML after.
   */
  #stashed(item: StashItem, inline: boolean, out: Children): void {
    if (item.kind !== 'html') {
      out.push(this.#isBlock(item.element) || !inline ? this.#block(item.element) : this.#inline(item.element));
      return;
    }
    const { html } = item;
    const place = rawPlace(item);
    const first = out.length;
    let from = 0;
    for (const match of html.matchAll(PLACEHOLDERS)) {
      const inner = this.#markdown.stash.get(Number(match[2]));
      if (inner === undefined) continue;
      // The paragraph around a block-level item gives way to it.
      const wrapped = match[1] !== undefined && match[3] !== undefined && isBlockItem(inner, this.#markdown);
      const start = match.index + (wrapped ? 0 : (match[1]?.length ?? 0));
      this.#raw(html.slice(from, start), place, from, item, inline, out);
      this.#stashed(inner, inline, out);
      from = match.index + match[0].length - (wrapped ? 0 : (match[3]?.length ?? 0));
    }
    this.#raw(html.slice(from), place, from, item, inline, out);
    for (const node of out.slice(first + 1)) node.data = { ...node.data, adjoins: true };
  }

  /** A piece of raw HTML, from index `at` of a stash item on; `place` tells where its characters were written. */
  #raw(
    value: string,
    place: RawPlace,
    at: number,
    item: { readonly syntax: string },
    inline: boolean,
    out: Children,
  ): void {
    if (value === '') return;
    const data: Data = { syntax: item.syntax, offsetAt: (index) => this.#offset(place.start(at + index)) };
    if (inline) data.inline = true;
    out.push(this.#place({ type: 'html', value, data }, place.start(at), place.end(at + value.length)));
  }

  /** Text and marks as nodes; neighbouring pieces of text become one. */
  #text(text: InlineText, out: Children): void {
    const raw = text.text;
    let from = 0;
    let at = raw.indexOf(STX);
    if (at === -1) {
      this.#plain(text, 0, raw.length, out);
      return;
    }
    while (at !== -1) {
      const mark = text.mark(at);
      if (mark !== undefined) {
        this.#plain(text, from, at, out);
        if (mark.kind === 'element') out.push(this.#inline(mark.element));
        else if (mark.kind === 'text') this.#append(mark.value, text.origin(mark.start), text.originEnd(mark.end), out);
        else if (isReference(mark.value))
          this.#append(decodeEntities(mark.value), text.origin(mark.start), text.originEnd(mark.end), out);
        else {
          const value = mark.value;
          const start = text.origin(mark.start);
          const data: Data = { inline: true, offsetAt: (index) => this.#offset(start + index) };
          out.push(this.#place({ type: 'html', value, data }, start, text.originEnd(mark.end)));
        }
        from = mark.end;
      } else {
        const placeholder = placeholderAt(raw, at, this.#markdown.stash);
        if (placeholder === null) {
          at = raw.indexOf(STX, at + 1);
          continue;
        }
        this.#plain(text, from, at, out);
        this.#stashed(placeholder.item, true, out);
        from = placeholder.end;
      }
      at = raw.indexOf(STX, from);
    }
    this.#plain(text, from, raw.length, out);
  }

  #plain(text: InlineText, from: number, to: number, out: Children): void {
    if (from >= to) return;
    const value = from === 0 && to === text.length ? text.text : text.text.slice(from, to);
    this.#append(decodeEntities(value), text.origin(from), text.originEnd(to), out);
  }

  /** Adds text, to the text before it if both lie in one file. */
  #append(value: string, start: number, end: number, out: Children): void {
    const made: AnyNode = { type: 'text', value };
    // Text that stands at no character of the source (the title that an admonition gets by itself).
    if (start === end) made.data = { generated: true };
    const node = (start === end ? made : this.#place(made, start, end)) as Text;
    const last = out[out.length - 1];
    if (last?.type !== 'text' || last.data?.file !== node.data?.file || last.data?.generated !== node.data?.generated) {
      out.push(node);
      return;
    }
    last.value += value;
    const before = last.position as OffsetPosition | undefined;
    const after = node.position as OffsetPosition | undefined;
    if (before !== undefined && after !== undefined) last.position = before.until(after.endOffset);
  }

  /** Adds attributes, notes and position to a node made of an element. */
  #node(element: Element, node: AnyNode, taken: readonly string[] = []): RootContent {
    const data: Data = (node.data as Data | undefined) ?? {};
    for (const name in element.attributes) {
      if (taken.includes(name)) continue;
      data.hProperties ??= {};
      data.hProperties[name] = decodeEntities(element.attributes[name]!);
    }
    const notes = element.notes;
    if (notes !== null) {
      for (const key in notes) {
        const value = notes[key];
        if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') data[key] ??= value;
        else if (Array.isArray(value) && value.length === 2 && typeof value[0] === 'number') {
          if (key === 'definition') data.definition = this.#sourceSpan(value as [number, number]);
          else data[key === 'title' ? 'titleSpan' : key] = this.#span(value as [number, number]);
        }
      }
    }
    node.data = data;
    return this.#around(node, (node.children as Children | undefined) ?? [], element.start, element.end);
  }

  /** Positions a node at its own span, stretched over its children. */
  #around(node: AnyNode, children: Children, start = -1, end = -1): RootContent {
    let placed: RootContent;
    const syntax = (node.data as Data | undefined)?.syntax;
    if (start !== -1 && (syntax === undefined || !GENERATED.has(syntax)))
      placed = this.#place(node, start, Math.max(start, end));
    else {
      placed = node as unknown as RootContent;
      const first = children.find((child) => child.position !== undefined);
      if (first === undefined || (node.data as Data).bare !== true) {
        node.data = { ...(node.data as Data | undefined), generated: true };
        return placed;
      }
      placed.position = first.position!;
      if (first.data?.file !== undefined) placed.data = { ...placed.data, file: first.data.file };
    }
    const position = placed.position as OffsetPosition;
    let furthest = position.endOffset;
    if (this.#onlyPage) {
      for (const child of children) {
        const below = child.position as OffsetPosition | undefined;
        if (below !== undefined && below.endOffset > furthest) furthest = below.endOffset;
      }
    } else {
      for (const child of children) {
        const below = child.position as OffsetPosition | undefined;
        if (below === undefined || child.data?.file !== placed.data?.file) continue;
        furthest = Math.max(furthest, below.endOffset);
      }
    }
    if (furthest > position.endOffset) placed.position = position.until(furthest);
    return placed;
  }

  #place(node: AnyNode, start: number, end: number): RootContent {
    if (start < 0) return node as unknown as RootContent;
    if (this.#onlyPage) {
      node.position = new OffsetPosition(start, end, this.#pageLines);
      return node as unknown as RootContent;
    }
    const place = this.#files.locate(start);
    // What ends in another file (a paragraph that ends in an included one) reaches as far as its children in this one.
    const inFile = end - place.file.base <= place.file.text.length;
    const endOffset = inFile ? Math.max(end - place.file.base, place.offset) : place.offset;
    node.position = new OffsetPosition(place.offset, endOffset, this.linesOf(place.file));
    if (place.file.path !== null) node.data = { ...(node.data as Data | undefined), file: place.file.path };
    return node as unknown as RootContent;
  }

  #offset(origin: number): number {
    return this.#onlyPage ? origin : this.#files.locate(origin).offset;
  }

  /** A span that may lie in another file than the node it belongs to. */
  #sourceSpan(span: readonly [number, number]): SourceSpan {
    const { path } = this.#files.locate(span[0]).file;
    return path === null ? this.#span(span) : { ...this.#span(span), file: path };
  }

  #span([start, end]: readonly [number, number]): Span {
    const offset = this.#offset(start);
    return { start: offset, end: offset + (end - start) };
  }
}

/** Origins of the characters of a stash item's HTML: of the one at an index, and just after the one before it. */
interface RawPlace {
  start(index: number): number;
  end(index: number): number;
}

function rawPlace({ html, mapped }: Extract<StashItem, { kind: 'html' }>): RawPlace {
  if (html === mapped.text) return { start: (index) => mapped.offset(index), end: (index) => mapped.endOffset(index) };
  // `pymdownx.striphtml` has taken something out.
  const positions = stripPositions(mapped.text, html);
  return {
    start: (index) => mapped.offset(positions[index]!),
    end: (index) => mapped.endOffset(index === 0 ? 0 : positions[index - 1]! + 1),
  };
}

function decodedAttributes(element: Element): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const key of Object.keys(element.attributes)) attributes[key] = decodeEntities(element.attributes[key]!);
  return attributes;
}

/** MkDocs looks an address up before its character references are resolved: kept where the two differ. */
function addressData(address: string): Data {
  return address.includes('&') && decodeEntities(address) !== address ? { undecodedAddress: address } : {};
}

function isReference(value: string): boolean {
  return value.charCodeAt(0) === 38 && value.endsWith(';');
}

function alignmentOf(cell: Element): string | null {
  const style = cell.get('style') ?? '';
  return /text-align:\s*(left|right|center)/.exec(style)?.[1] ?? cell.get('align') ?? null;
}

function isPlainTable(table: Element): boolean {
  const row = (element: Element) =>
    element.tag === 'tr' &&
    blank(element.text) &&
    element.children.every((cell) => /^t[hd]$/.test(cell.tag) && blank(cell.tail));
  return (
    table.notes?.syntax !== 'md_in_html' &&
    blank(table.text) &&
    table.children.length > 0 &&
    table.children.every(
      (section) =>
        (section.tag === 'thead' || section.tag === 'tbody') &&
        blank(section.text) &&
        blank(section.tail) &&
        section.children.every((child) => row(child) && blank(child.tail)),
    )
  );
}

/** Nothing but white space after a line break, of any kind, gives way to a line feed (`PrettifyTreeprocessor`). */
function isLostTail({ tag, tail }: Element): boolean {
  return tag === 'br' && tail !== null && stripSpaces(tail.text) === '';
}

function blank(text: InlineText | null): boolean {
  return text === null || text.text.trim() === '';
}

/** A code block in any of the forms of `highlight`, `codehilite` and fences with a format of their own. */
function isCodeBlock(element: Element): boolean {
  const syntax = element.notes?.syntax;
  if (syntax === 'fence' || syntax === 'indented') return true;
  return (
    element.tag === 'pre' &&
    syntax !== 'md_in_html' &&
    element.children.length === 1 &&
    element.children[0]!.tag === 'code'
  );
}

function codeOf(element: Element): Element | null {
  if (element.tag === 'code') return element;
  for (const child of element.children) {
    const found = codeOf(child);
    if (found !== null) return found;
  }
  return null;
}

function isBlockItem(item: StashItem, markdown: Markdown): boolean {
  return item.kind === 'html' ? isBlockLevelHtml(item.html, markdown) : markdown.isBlockLevel(item.element.tag);
}

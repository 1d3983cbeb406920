import type { Nodes, Root } from 'mdast';
import { type LineIndex, OffsetPosition } from '../text/position.ts';
import type { Span } from '../text/span.ts';

/** What a block shows as, in both readings. `extension`: a construct that only MkDocs knows. */
export type BlockKind =
  | 'paragraph'
  | 'heading'
  | 'code'
  | 'table'
  | 'html'
  | 'rule'
  | 'quote'
  | 'bullets'
  | 'numbers'
  | 'item'
  | 'footnote'
  | 'matter'
  | 'extension';

/** A block of one reading, by the lines that it stands on (from 1, both included). */
export interface Block {
  readonly kind: BlockKind;
  /** Which construct, for `extension`: `admonition`, `tabbed`. */
  readonly name: string;
  /** The level of a heading, the number of a list item as it shows; else 0. */
  readonly value: number;
  /** Of a list item: whether its box is ticked; null without a box. */
  readonly checked: boolean | null;
  /** An HTML comment: it shows nowhere. */
  readonly comment: boolean;
  /** A quote that GitHub shows as an alert. */
  readonly alert: boolean;
  readonly start: number;
  readonly end: number;
  readonly span: Span;
  readonly parent: Block | null;
  readonly children: Block[];
}

export type MarkKind = 'link' | 'image' | 'code' | 'bold' | 'italic' | 'struck' | 'footnote' | 'extension';

/** Something in running text. */
export interface Mark {
  readonly kind: MarkKind;
  readonly span: Span;
  /** A bare address or a shorthand: no brackets wrote it. */
  readonly bare: boolean;
}

/** One reading of a page, line by line. */
export interface Outline {
  /** In order of their lines. */
  readonly blocks: readonly Block[];
  readonly marks: readonly Mark[];
  /** The innermost block on each line; index 0 is not used. */
  readonly owners: readonly (Block | null)[];
}

const KINDS: Readonly<Partial<Record<Nodes['type'], BlockKind>>> = {
  paragraph: 'paragraph',
  heading: 'heading',
  code: 'code',
  table: 'table',
  html: 'html',
  thematicBreak: 'rule',
  blockquote: 'quote',
  list: 'bullets',
  listItem: 'item',
  footnoteDefinition: 'footnote',
  yaml: 'matter',
  containerDirective: 'extension',
  definitionList: 'extension',
  math: 'extension',
};

const MARKS: Readonly<Partial<Record<Nodes['type'], MarkKind>>> = {
  link: 'link',
  linkReference: 'link',
  image: 'image',
  imageReference: 'image',
  inlineCode: 'code',
  strong: 'bold',
  emphasis: 'italic',
  delete: 'struck',
  footnoteReference: 'footnote',
  mark: 'extension',
  insert: 'extension',
  superscript: 'extension',
  subscript: 'extension',
  keyboard: 'extension',
  inlineMath: 'extension',
  icon: 'extension',
  textDirective: 'extension',
};

const COMMENTS = /^(?:\s|<!--(?:[^-]|-(?!->))*-->)*$/;
const ALERT = /^\[!(?:note|tip|important|warning|caution)\]\s*(?:\n|$)/i;

function kindOf(node: Nodes): BlockKind | undefined {
  if ((node.type as string) === 'toml') return 'matter';
  const kind = KINDS[node.type];
  // An element with the attribute `markdown` becomes the node of its tag.
  return kind !== undefined && node.data?.syntax === 'md_in_html' ? 'extension' : kind;
}

/** The outline of a tree of either reader. Nodes of included files are left out: they are not on this page's lines. */
export function outline(tree: Root, text: string, lines: LineIndex): Outline {
  const making = new Making(text, lines);
  const blocks = making.blocks(tree, null);
  // Footnotes render at the end of a page, wherever they are written.
  blocks.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  making.marks.sort((a, b) => a.span.start - b.span.start);
  const owners: (Block | null)[] = new Array(lines.lineCount + 1).fill(null);
  settleOwners(blocks, null, 1, lines.lineCount, owners);
  return { blocks, marks: making.marks, owners };
}

class Making {
  readonly marks: Mark[] = [];
  readonly #text: string;
  readonly #lines: LineIndex;

  constructor(text: string, lines: LineIndex) {
    this.#text = text;
    this.#lines = lines;
  }

  blocks(node: Nodes, parent: Block | null): Block[] {
    const out: Block[] = [];
    if (!('children' in node)) return out;
    let number = node.type === 'list' ? (node.start ?? 1) : 0;
    for (const child of node.children) this.#block(child, parent, child.type === 'listItem' ? number++ : 0, out);
    return out;
  }

  #block(node: Nodes, parent: Block | null, number: number, out: Block[]): void {
    if (node.data?.file !== undefined) return;
    const kind = kindOf(node);
    const span = kind === undefined ? null : this.#span(node);
    if (kind === undefined || span === null) {
      // `footnotes`, and what was put around blocks of the page by the reader.
      if (node.type !== 'definition') out.push(...this.blocks(node, parent));
      return;
    }
    const block: Block = {
      kind: node.type === 'list' && node.ordered ? 'numbers' : kind,
      name: kind === 'extension' ? String(node.data?.syntax ?? node.type) : '',
      value: node.type === 'heading' ? node.depth : number,
      checked: node.type === 'listItem' ? (node.checked ?? null) : null,
      comment: node.type === 'html' && COMMENTS.test(node.value),
      alert: node.type === 'blockquote' && parent === null && isAlert(node),
      start: this.#lines.point(span.start).line,
      end: this.#lines.point(Math.max(span.start, span.end - 1)).line,
      span,
      parent,
      children: [],
    };
    out.push(block);
    if (kind === 'paragraph' || kind === 'heading' || kind === 'table') this.#phrasing(node, block);
    else block.children.push(...this.blocks(node, block));
  }

  /** Running text. A fence may stand in it, where the page's reader found one there. */
  #phrasing(node: Nodes, block: Block): void {
    if (!('children' in node)) return;
    let anchors = 0;
    for (const child of node.children) {
      if (child.data?.file !== undefined) continue;
      if (child.type === 'html') {
        if (/^<a[\s>]/i.test(child.value)) anchors++;
        if (/<\/a\s*>$/i.test(child.value)) anchors--;
      }
      if (child.type === 'code' || child.type === 'list' || child.type === 'containerDirective') {
        this.#block(child, block, 0, block.children);
        continue;
      }
      const kind = MARKS[child.type];
      const span = kind === undefined ? null : this.#span(child);
      if (kind !== undefined && span !== null) {
        const bare = kind === 'link' && !'[<'.includes(this.#text[span.start]!);
        // An address in a raw link is a link already.
        if (!bare || anchors <= 0) this.marks.push({ kind, span, bare });
      }
      this.#phrasing(child, block);
    }
  }

  /** What a node covers, white space at its ends left out. */
  #span(node: Nodes): Span | null {
    const { position } = node;
    if (position === undefined) return null;
    const lazy = position instanceof OffsetPosition;
    let start = lazy ? position.startOffset : position.start.offset!;
    let end = lazy ? position.endOffset : position.end.offset!;
    while (start < end && isBlank(this.#text.charCodeAt(start))) start++;
    while (end > start && isBlank(this.#text.charCodeAt(end - 1))) end--;
    return end > start ? { start, end } : null;
  }
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isAlert(node: Nodes): boolean {
  const first = 'children' in node ? node.children[0] : undefined;
  const text = first?.type === 'paragraph' ? first.children[0] : undefined;
  return text?.type === 'text' && ALERT.test(text.value);
}

/** Says for each line which block is the innermost on it. Of two that share a line, the first has it. */
function settleOwners(
  blocks: readonly Block[],
  parent: Block | null,
  from: number,
  to: number,
  owners: (Block | null)[],
): void {
  let line = from;
  for (const block of blocks) {
    const end = Math.min(block.end, to);
    if (end < line) continue;
    const start = Math.max(block.start, line);
    while (line < start) owners[line++] = parent;
    settleOwners(block.children, block, start, end, owners);
    line = end + 1;
  }
  while (line <= to) owners[line++] = parent;
}

/**
 * The nodes that the reader adds to mdast, and what it writes into `data`. The contract for those who walk the tree is
 * `docs/tree.md`.
 */
import type { ElementContent, Element as HastElement } from 'hast';
import type { Data, Node as MdastNode, Parent, PhrasingContent, Root } from 'mdast';
import type {} from 'mdast-util-directive';
import type { SourceSpan } from '../text/span.ts';

/** Offsets into the file a node was written in, from 0, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What the reader knows of a node beside its fields. All of it is optional. */
export interface ReaderData {
  /** Which construct wrote the node. */
  syntax?: string;
  /** Path of the included file that the position lies in; absent for the page itself. */
  file?: string;
  /** True for nodes that no source stands for (permalinks, back links, the table of contents). */
  generated?: boolean;
  /** The opening marker: `#`, `- `, `!!! note`, the opening fence, the opening tag. */
  marker?: Span;
  /** A link's or image's address, as written. */
  destination?: Span;
  /** The address as written, backslash escapes not resolved. */
  destinationText?: string;
  titleSpan?: Span;
  /** A reference's label. */
  label?: string;
  labelSpan?: Span;
  referenceType?: 'full' | 'collapsed' | 'shortcut';
  /** For the root: labels of link definitions, as they are looked up (lower case). Absent when there are none. */
  definitions?: readonly string[];
  /** A reference's address where it is defined; the definition may stand in another file than the reference. */
  definition?: SourceSpan;
  attributeList?: Span;
  /** What lies between the fences or the backticks. */
  content?: Span;
  /** The heading's id, and its text as MkDocs shows it in a table of contents. */
  id?: string;
  headingText?: string;
  /** A paragraph that renders without its `<p>` (a tight list item's text, a table cell). */
  bare?: boolean;
  /** What stands before it comes out of the same piece of raw HTML: no line feed is put between them. */
  adjoins?: boolean;
  /** For `html`: whether it stands in running text. */
  inline?: boolean;
  /** For `html`: the offset in the file of the character at an index of `value`. */
  offsetAt?: (index: number) => number;
  /** For the first paragraph of a container: it is its title. */
  directiveLabel?: boolean;
  hName?: string;
  hProperties?: HastElement['properties'];
  hChildren?: ElementContent[];
  [key: string]: unknown;
}

declare module 'mdast' {
  interface Data extends ReaderData {}
  interface PhrasingContentMap {
    mark: InlineContainer<'mark'>;
    insert: InlineContainer<'insert'>;
    superscript: InlineContainer<'superscript'>;
    subscript: InlineContainer<'subscript'>;
    keyboard: InlineContainer<'keyboard'>;
    abbreviation: InlineContainer<'abbreviation'>;
    inlineMath: Literal_<'inlineMath'>;
    icon: Icon;
  }
  interface RootContentMap {
    mark: InlineContainer<'mark'>;
    insert: InlineContainer<'insert'>;
    superscript: InlineContainer<'superscript'>;
    subscript: InlineContainer<'subscript'>;
    keyboard: InlineContainer<'keyboard'>;
    abbreviation: InlineContainer<'abbreviation'>;
    inlineMath: Literal_<'inlineMath'>;
    icon: Icon;
    math: Literal_<'math'>;
    definitionList: BlockContainer<'definitionList'>;
    definitionTerm: BlockContainer<'definitionTerm'>;
    definitionDescription: BlockContainer<'definitionDescription'>;
    footnotes: BlockContainer<'footnotes'>;
  }
  interface BlockContentMap {
    math: Literal_<'math'>;
    definitionList: BlockContainer<'definitionList'>;
    footnotes: BlockContainer<'footnotes'>;
  }
}

export interface InlineContainer<T extends string> extends Parent {
  type: T;
  children: PhrasingContent[];
  data?: Data;
}

export interface BlockContainer<T extends string> extends Parent {
  type: T;
  data?: Data;
}

export interface Literal_<T extends string> extends MdastNode {
  type: T;
  value: string;
  data?: Data;
}

/** `:material-check:`, `:smile:`. */
export interface Icon extends MdastNode {
  type: 'icon';
  /** Without the colons. */
  name: string;
  data?: Data;
}

export type MkdocsRoot = Root;

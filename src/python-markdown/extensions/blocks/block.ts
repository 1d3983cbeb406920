import type { Element } from '../../element.ts';
import type { MappedString } from '../../mapped-string.ts';
import type { Markdown } from '../../markdown.ts';

/** How the content of a block is read: as blocks, as the text of an inline element, or not at all. */
export type ContentMode = 'auto' | 'block' | 'inline' | 'raw';

/** Reads an option's value as YAML gave it; throws when it is none. */
export type ReadOption = (value: unknown) => unknown;

/** HTML attributes that a block sets on its element. */
export type BlockAttributes = Readonly<Record<string, string | readonly string[]>>;

/** The head of a block: what follows its name, and its options, read. */
export interface BlockHeader {
  /** null without a `|`; may be empty. */
  readonly argument: MappedString | null;
  readonly options: Readonly<Record<string, unknown>>;
  readonly attributes: BlockAttributes;
  readonly markdown: Markdown;
  /** Kept for all blocks of this kind on a page. */
  readonly tracker: Map<string, number>;
  /** Origins of the first line. */
  readonly start: number;
  readonly end: number;
}

/** A block that has begun. */
export interface OpenBlock {
  readonly mode: ContentMode;
  /** Attributes to set in place of those of the header. */
  readonly attributes?: BlockAttributes;
  /** Makes the element and puts it into the parent (`on_create`). */
  create(parent: Element): Element;
  /** The element that takes the content (`on_add`); the block's own by default. */
  target?(element: Element): Element;
  /** The block's end was met (`on_end`). */
  finish?(element: Element): void;
}

/** A kind of block, by the name after its slashes. */
export interface BlockKind {
  readonly name: string;
  /** Whether an argument must (true) or must not (false) be there, or may (null). */
  readonly argument: boolean | null;
  readonly options: Readonly<Record<string, { readonly fallback: unknown; readonly read: ReadOption }>>;
  /** Begins a block (`on_init`, `on_validate`); null when the head is not a valid one: then it is text. */
  open(header: BlockHeader): OpenBlock | null;
}

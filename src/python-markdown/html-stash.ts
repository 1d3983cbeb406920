import type { Element } from './element.ts';
import { ETX, STX } from './inline-text.ts';
import type { MappedString } from './mapped-string.ts';

/**
 * What Python-Markdown keeps out of the text while it parses (`util.HtmlStash`).
 *
 * - `html`: raw HTML, as it goes out.
 * - `markdown`: an element with the attribute `markdown`, whose content is parsed once its place in the tree is known.
 * - `finished`: an element that nothing changes any more (a code block): the reference stores its HTML as a string.
 */
export type StashItem =
  | {
      readonly kind: 'html';
      readonly html: string;
      /** The same text with where it was written; `html` may have been changed since (attributes stripped). */
      readonly mapped: MappedString;
      readonly start: number;
      readonly end: number;
      readonly syntax: string;
    }
  | { readonly kind: 'markdown'; readonly element: Element }
  | { readonly kind: 'finished'; readonly element: Element };

/** The placeholder of an item, as the block parser sees it. */
export const PLACEHOLDER_PREFIX = `${STX}wzxhzdk:`;
export const PLACEHOLDER = /\u0002wzxhzdk:([0-9]+)\u0003/g;

export class HtmlStash {
  #items: StashItem[] = [];

  /** Stores an item and returns its placeholder. */
  store(item: StashItem): string {
    this.#items.push(item);
    return placeholderOf(this.#items.length - 1);
  }

  get(index: number): StashItem | undefined {
    return this.#items[index];
  }

  replace(index: number, item: StashItem): void {
    this.#items[index] = item;
  }

  get size(): number {
    return this.#items.length;
  }

  get items(): readonly StashItem[] {
    return this.#items;
  }

  reset(): void {
    this.#items = [];
  }
}

export function placeholderOf(index: number): string {
  return `${PLACEHOLDER_PREFIX}${index}${ETX}`;
}

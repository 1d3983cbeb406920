import type { MappedString } from '../mapped-string.ts';

/** Blocks shorter than this are searched each time: remembering costs more. */
const LONG = 1024;

/** What is known of a text up to an end: no line that begins after `from` matches before the one at `found`. */
interface Searched {
  readonly from: number;
  /** Index in the whole text, or infinity when no line matches. */
  readonly found: number;
}

export interface LineSearchOptions {
  /** Flags of the expression, beside those that the search needs. */
  readonly flags?: string;
  /** A text that every match holds: a quick way to see that there is none. */
  readonly needle?: string;
  /** Decides about a line that the expression matches. May look at what follows the line's start only. */
  readonly accept?: (text: string, index: number) => boolean;
}

/**
 * Finds the first line of a block at which an expression matches.
 *
 * Processors take a block apart line by line, and each puts the rest back to be searched again by all the others. A rest
 * is a slice of the same text, so where the next match lies is known from the search before: that keeps a long block
 * linear, where the reference is quadratic.
 */
export class LineSearch {
  readonly #everywhere: RegExp;
  readonly #here: RegExp;
  readonly #options: LineSearchOptions;
  readonly #known = new WeakMap<object, Map<number, Searched>>();

  /** `line` is the source of an expression for what stands at the start of a line; it may run over several lines. */
  constructor(line: string, options: LineSearchOptions = {}) {
    this.#everywhere = new RegExp(`(?:^|\\n)(?=${line})`, `g${options.flags ?? ''}`);
    this.#here = new RegExp(line, `y${options.flags ?? ''}`);
    this.#options = options;
  }

  /** Index of the line's first character, or -1. */
  find(block: MappedString): number {
    return block.length < LONG ? this.#search(block.text) : this.#recall(block);
  }

  /** The match at the first line that matches. Its indices are those in the block. */
  exec(block: MappedString): RegExpExecArray | null {
    const index = this.find(block);
    if (index === -1) return null;
    this.#here.lastIndex = index;
    return this.#here.exec(block.text);
  }

  #matchesAt(text: string, index: number): boolean {
    this.#here.lastIndex = index;
    return this.#here.test(text) && (this.#options.accept?.(text, index) ?? true);
  }

  #search(text: string): number {
    const { needle, accept } = this.#options;
    if (needle !== undefined && !text.includes(needle)) return -1;
    const expression = this.#everywhere;
    expression.lastIndex = 0;
    while (expression.test(text)) {
      // The line's start: after the line feed, or at the very start, where nothing is matched.
      const index = expression.lastIndex;
      if (accept === undefined || accept(text, index)) return index;
      if (index === 0) expression.lastIndex = 1;
      if (index === 0 && text[0] === '\n' && this.#matchesAt(text, 1)) return 1;
    }
    return -1;
  }

  #recall(block: MappedString): number {
    const { whole, from, to } = block.window;
    let byEnd = this.#known.get(whole);
    if (byEnd === undefined) this.#known.set(whole, (byEnd = new Map()));
    const known = byEnd.get(to);
    if (known !== undefined && known.from <= from && known.found >= from) {
      if (this.#matchesAt(block.text, 0)) return 0;
      return known.found === Number.POSITIVE_INFINITY ? -1 : known.found - from;
    }
    const found = this.#search(block.text);
    byEnd.set(to, { from, found: found === -1 ? Number.POSITIVE_INFINITY : from + found });
    return found;
  }
}

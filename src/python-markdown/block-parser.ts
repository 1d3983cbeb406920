import { Element } from './element.ts';
import { MappedString } from './mapped-string.ts';
import type { Markdown } from './markdown.ts';
import { Registry } from './registry.ts';

/** The blocks that are left, first one first. A stack turned over: taking and putting back at the front costs nothing. */
export class BlockQueue {
  readonly #reversed: MappedString[];

  constructor(blocks: readonly MappedString[]) {
    this.#reversed = [...blocks].reverse();
  }

  get length(): number {
    return this.#reversed.length;
  }

  /** The block at an index from the front, without taking it. */
  peek(index = 0): MappedString | undefined {
    return this.#reversed[this.#reversed.length - 1 - index];
  }

  /** Takes the first block (`blocks.pop(0)`). */
  take(): MappedString {
    const block = this.#reversed.pop();
    if (block === undefined) throw new Error('no block is left to take');
    return block;
  }

  /** Puts blocks back to the front, the first argument first (`blocks.insert(0, ...)`). */
  put(...blocks: MappedString[]): void {
    for (let i = blocks.length - 1; i >= 0; i--) this.#reversed.push(blocks[i]!);
  }

  /** Replaces the block at an index from the front. */
  replace(index: number, block: MappedString): void {
    this.#reversed[this.#reversed.length - 1 - index] = block;
  }
}

/**
 * One kind of block. `test` says whether it might be one; `run` takes it off the queue, adds to the parent, and returns
 * `false` when it is none after all (then the queue is as it was).
 */
export interface BlockProcessor {
  test(parent: Element, block: MappedString): boolean;
  // biome-ignore lint/suspicious/noConfusingVoidType: as in Python-Markdown, no value means success
  run(parent: Element, blocks: BlockQueue): boolean | void;
}

/** Nesting of the place that is being parsed (`blockparser.State`). */
export class ParserState {
  readonly #states: string[] = [];

  set(state: string): void {
    this.#states.push(state);
  }

  reset(): void {
    this.#states.pop();
  }

  /** Whether the innermost level is of that name. */
  is(state: string): boolean {
    return this.#states[this.#states.length - 1] === state;
  }
}

/** Containers nested deeper than this are read as text: the reference raises `RecursionError` in their place. */
const DEEPEST = 250;

/** Mirrors Python-Markdown's `BlockParser`: blocks between blank lines, each offered to the processors in order. */
export class BlockParser {
  readonly processors = new Registry<BlockProcessor>();
  readonly state = new ParserState();
  readonly markdown: Markdown;
  #depth = 0;

  constructor(markdown: Markdown) {
    this.markdown = markdown;
  }

  parseDocument(text: MappedString): Element {
    const root = new Element('div', text.start, text.end);
    this.parseChunk(root, text);
    return root;
  }

  /** Splits at blank lines and parses (`parseChunk`). */
  parseChunk(parent: Element, text: MappedString): void {
    this.parseBlocks(parent, text.split('\n\n'));
  }

  parseBlocks(parent: Element, blocks: readonly MappedString[]): void {
    if (this.#depth >= DEEPEST) return;
    this.#depth++;
    const queue = new BlockQueue(blocks);
    const processors = this.processors.all;
    while (queue.length > 0) {
      let taken = false;
      for (let i = 0; i < processors.length && !taken; i++) {
        const processor = processors[i]!;
        // A processor that refuses may still have put another block in this one's place.
        taken = processor.test(parent, queue.peek()!) && processor.run(parent, queue) !== false;
      }
      // The paragraph processor takes every block: without it nothing would ever end.
      if (!taken) throw new Error('no block processor takes this block');
    }
    this.#depth--;
  }

  get tabLength(): number {
    return this.markdown.tabLength;
  }
}

/**
 * Takes `length` columns off the front of each line, up to the first line that has fewer (blank lines count as having
 * them). Returns the dedented lines and the rest (`BlockProcessor.detab`).
 */
export function detab(text: MappedString, length: number): { body: MappedString; rest: MappedString } {
  const indent = ' '.repeat(length);
  const body: MappedString[] = [];
  for (let from = 0; from <= text.length; ) {
    const lineFeed = text.text.indexOf('\n', from);
    const line = text.slice(from, lineFeed === -1 ? text.length : lineFeed);
    if (line.text.startsWith(indent)) body.push(line.slice(length));
    else if (line.text.trim() === '') body.push(line.slice(line.length));
    else return { body: joined(body), rest: text.slice(from) };
    from += line.length + 1;
  }
  return { body: joined(body), rest: MappedString.empty };
}

/** Takes `length` columns off every line that has them (`BlockProcessor.looseDetab`, with `length` = tab length x level). */
export function looseDetab(text: MappedString, length: number): MappedString {
  const indent = ' '.repeat(length);
  return joined(text.lines().map((line) => (line.text.startsWith(indent) ? line.slice(length) : line)));
}

function joined(lines: MappedString[]): MappedString {
  return lines.length === 0 ? MappedString.empty : MappedString.joinLines(lines);
}

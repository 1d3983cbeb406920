import { Element } from './element.ts';
import { MappedString } from './mapped-string.ts';
import type { Markdown } from './markdown.ts';
import { Registry } from './registry.ts';

/** The blocks that are left, first one first. A stack turned over: taking and putting back at the front costs nothing. */
export class BlockQueue {
  private readonly reversed: MappedString[];

  constructor(blocks: readonly MappedString[]) {
    this.reversed = [...blocks].reverse();
  }

  get length(): number {
    return this.reversed.length;
  }

  /** The block at an index from the front, without taking it. */
  peek(index = 0): MappedString | undefined {
    return this.reversed[this.reversed.length - 1 - index];
  }

  /** Takes the first block (`blocks.pop(0)`). */
  take(): MappedString {
    const block = this.reversed.pop();
    if (block === undefined) throw new Error('no block is left to take');
    return block;
  }

  /** Puts blocks back to the front, the first argument first (`blocks.insert(0, ...)`). */
  put(...blocks: MappedString[]): void {
    for (let i = blocks.length - 1; i >= 0; i--) this.reversed.push(blocks[i]!);
  }

  /** Replaces the block at an index from the front. */
  replace(index: number, block: MappedString): void {
    this.reversed[this.reversed.length - 1 - index] = block;
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
  private readonly states: string[] = [];

  set(state: string): void {
    this.states.push(state);
  }

  reset(): void {
    this.states.pop();
  }

  /** Whether the innermost level is of that name. */
  is(state: string): boolean {
    return this.states[this.states.length - 1] === state;
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
  const written = text.text;
  const body: MappedString[] = [];
  for (let from = 0; from <= written.length; ) {
    const lineFeed = written.indexOf('\n', from);
    const end = lineFeed === -1 ? written.length : lineFeed;
    if (end - from >= length && written.startsWith(indent, from)) body.push(text.slice(from + length, end));
    else if (written.slice(from, end).trim() === '') body.push(text.slice(from, end).slice(end - from));
    else return { body: joined(body), rest: text.slice(from) };
    from = end + 1;
  }
  return { body: joined(body), rest: MappedString.empty };
}

/** Takes `length` columns off every line that has them (`BlockProcessor.looseDetab`, with `length` = tab length x level). */
export function looseDetab(text: MappedString, length: number): MappedString {
  const indent = ' '.repeat(length);
  const written = text.text;
  if (length === 0 || !written.includes(indent)) return text;
  const lines: MappedString[] = [];
  for (let from = 0; from <= written.length; ) {
    const lineFeed = written.indexOf('\n', from);
    const end = lineFeed === -1 ? written.length : lineFeed;
    const isIndented = end - from >= length && written.startsWith(indent, from);
    lines.push(text.slice(isIndented ? from + length : from, end));
    from = end + 1;
  }
  return joined(lines);
}

function joined(lines: MappedString[]): MappedString {
  return lines.length === 0 ? MappedString.empty : MappedString.joinLines(lines);
}

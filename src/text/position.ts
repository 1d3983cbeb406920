import type { Point, Position } from 'unist';

/** Line starts of a text, for turning offsets into lines and columns. */
export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #length: number;
  /** Index of the line found last: neighbours are asked for in a row. */
  #last = 0;

  constructor(text: string) {
    this.#length = text.length;
    if (!text.includes('\r')) {
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
      return;
    }
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10) this.#starts.push(i + 1);
      else if (code === 13 && text.charCodeAt(i + 1) !== 10) this.#starts.push(i + 1);
    }
  }

  /** Number of lines; a text that ends in a line end has an empty last one. */
  get lineCount(): number {
    return this.#starts.length;
  }

  /** Line and column from 1 (UTF-16), and the offset from 0. Offsets beyond the text stand at its end. */
  point(offset: number): Point {
    const at = Math.max(0, Math.min(offset, this.#length));
    const starts = this.#starts;
    let low = starts[this.#last]! <= at ? this.#last : 0;
    let high = starts.length - 1;
    if (low + 1 < starts.length && starts[low + 1]! > at) high = low;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    this.#last = low;
    return { line: low + 1, column: at - starts[low]! + 1, offset: at };
  }

  /** Offset of the first character of a line (from 1). */
  lineStart(line: number): number {
    return this.#starts[Math.max(0, Math.min(line - 1, this.#starts.length - 1))]!;
  }
}

/**
 * A unist position that works out lines and columns when they are asked for. Most nodes are never asked; offsets are what
 * facts and fixes use.
 */
export class OffsetPosition implements Position {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly #lines: () => LineIndex;

  constructor(startOffset: number, endOffset: number, lines: () => LineIndex) {
    this.startOffset = startOffset;
    this.endOffset = endOffset;
    this.#lines = lines;
  }

  get start(): Point {
    return this.#lines().point(this.startOffset);
  }

  get end(): Point {
    return this.#lines().point(this.endOffset);
  }

  /** The same start, another end. */
  until(endOffset: number): OffsetPosition {
    return new OffsetPosition(this.startOffset, endOffset, this.#lines);
  }

  toJSON(): Position {
    return { start: this.start, end: this.end };
  }
}

import { MappedString } from './mapped-string.ts';

/** Puts other text in the place of lines. What is left as it is, is cut from the text in as few pieces as there are edits. */
export class LineEdits {
  private readonly text: MappedString;
  private readonly parts: MappedString[] = [];
  /** Start of the first line that is not dealt with yet; beyond the text's end when all are. */
  private from = 0;

  constructor(text: MappedString) {
    this.text = text;
  }

  /** Replaces the lines from index `start` to index `end` (without the last one's line feed) by others. In order. */
  replace(start: number, end: number, by: MappedString): void {
    const { text, parts } = this;
    if (start > this.from) {
      const before = text.slice(this.from, start - 1);
      parts.push(before, MappedString.plain('\n', before.end));
    }
    parts.push(by);
    // A line feed stands for what follows the line before it, as in `MappedString.joinLines`.
    if (end < text.length) parts.push(MappedString.plain('\n', by.end));
    this.from = end + 1;
  }

  result(): MappedString {
    const { text, parts } = this;
    if (parts.length === 0) return text;
    if (this.from <= text.length) parts.push(text.slice(this.from));
    return MappedString.concat(parts);
  }
}

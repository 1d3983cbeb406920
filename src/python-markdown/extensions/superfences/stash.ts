import type { BlockProcessor } from '../../block-parser.ts';
import { PLACEHOLDER_PREFIX } from '../../html-stash.ts';
import { LineEdits } from '../../line-edits.ts';
import { MappedString } from '../../mapped-string.ts';

/** What the text of a fence was, in case it was taken out too early (`CodeStash`), by its number in the stash. */
export class FenceSources {
  private readonly sources = new Map<number, { readonly source: () => MappedString; readonly indent: number }>();

  store(index: number, source: () => MappedString, indent: number): void {
    this.sources.set(index, { source, indent });
  }

  clear(): void {
    this.sources.clear();
  }

  /** The text with lines that hold nothing but the placeholder of a fence turned back into the fence. */
  restore(text: MappedString): MappedString {
    const { sources } = this;
    const written = text.text;
    if (sources.size === 0) return text;
    const edits = new LineEdits(text);
    for (let at = written.indexOf(PLACEHOLDER_PREFIX); at !== -1; ) {
      const start = written.lastIndexOf('\n', at - 1) + 1;
      const lineFeed = written.indexOf('\n', at);
      const end = lineFeed === -1 ? written.length : lineFeed;
      const match = PLACEHOLDER_LINE.exec(written.slice(start, end));
      const index = match === null ? -1 : Number(match[2]);
      const fence = sources.get(index);
      if (match !== null && fence !== undefined) {
        sources.delete(index);
        // A negative number counts from the end of each line, in Python's slices as in ours.
        const from = fence.indent - match[1]!.length;
        const source = fence.source();
        const lines = from === 0 ? source : MappedString.joinLines(source.lines().map((line) => line.slice(from)));
        edits.replace(start, end, lines);
      }
      at = written.indexOf(PLACEHOLDER_PREFIX, end);
    }
    return edits.result();
  }
}

const PLACEHOLDER_LINE = /^([> ]*)\u0002wzxhzdk:([0-9]+)\u0003$/;

/**
 * Mirrors `SuperFencesCodeBlockProcessor`: indented code, in which fences are code too.
 *
 * @param code - the processor that reads indented code
 */
export function indentedCode(code: BlockProcessor, sources: FenceSources, disabled: boolean): BlockProcessor {
  return {
    test: (parent, block) => !disabled && code.test(parent, block),
    run(parent, blocks) {
      const block = blocks.peek()!;
      if (block.text.includes('\u0002')) {
        blocks.replace(0, sources.restore(block));
      }
      return code.run(parent, blocks);
    },
  };
}

import type { BlockProcessor } from '../../block-parser.ts';
import { MappedString } from '../../mapped-string.ts';

/** What the text of a fence was, in case it was taken out too early (`CodeStash`), by its number in the stash. */
export class FenceSources {
  readonly #sources = new Map<number, { readonly source: () => MappedString; readonly indent: number }>();

  store(index: number, source: () => MappedString, indent: number): void {
    this.#sources.set(index, { source, indent });
  }

  clear(): void {
    this.#sources.clear();
  }

  /** The lines with those that hold nothing but the placeholder of a fence turned back into the fence. */
  restore(lines: readonly MappedString[]): MappedString[] {
    const restored: MappedString[] = [];
    for (const line of lines) {
      const match = PLACEHOLDER_LINE.exec(line.text);
      const index = match === null ? -1 : Number(match[2]);
      const fence = this.#sources.get(index);
      if (match === null || fence === undefined) {
        restored.push(line);
        continue;
      }
      this.#sources.delete(index);
      // A negative number counts from the end of each line, in Python's slices as in ours.
      const from = fence.indent - match[1]!.length;
      for (const original of fence.source().lines()) restored.push(original.slice(from));
    }
    return restored;
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
        blocks.replace(0, MappedString.joinLines(sources.restore(block.lines())));
      }
      return code.run(parent, blocks);
    },
  };
}

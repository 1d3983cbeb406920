import type { BlockProcessor } from '../block-parser.ts';
import { appendCode, codeOf } from './code.ts';

/** Mirrors `EmptyBlockProcessor`: blank lines, which are part of a code block that they follow. */
export function emptyProcessor(): BlockProcessor {
  return {
    test: (_parent, block) => block.length === 0 || block.text.startsWith('\n'),
    run(parent, blocks) {
      const block = blocks.take();
      if (block.length > 1) blocks.put(block.slice(1));
      const code = codeOf(parent.lastChild);
      if (code !== null) appendCode(code, block.length === 0 ? '\n\n' : block.slice(0, 1));
    },
  };
}

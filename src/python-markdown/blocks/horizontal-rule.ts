import type { BlockParser, BlockProcessor } from '../block-parser.ts';
import { Element } from '../element.ts';

const RULE = /(?:^|(?<=\n)) {0,3}(?:-(?: {0,2}-){2,}|_(?: {0,2}_){2,}|\*(?: {0,2}\*){2,}) *(?=\n|$)/;

/** Mirrors `HRProcessor`: three or more `-`, `_` or `*` alone on any line of a block. */
export function horizontalRuleProcessor(parser: BlockParser): BlockProcessor {
  return {
    test: (_parent, block) => RULE.test(block.text),
    run(parent, blocks) {
      const match = RULE.exec(blocks.peek()!.text);
      if (match === null) return false;
      const block = blocks.take();
      const before = block.slice(0, match.index).trimEndOf('\n');
      if (before.length > 0) parser.parseBlocks(parent, [before]);
      const rule = block.slice(match.index, match.index + match[0].length).trim();
      parent.append(new Element('hr', rule.start, rule.end));
      const after = block.slice(match.index + match[0].length).trimStartOf('\n');
      if (after.length > 0) blocks.put(after);
      return true;
    },
  };
}

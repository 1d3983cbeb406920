import type { BlockParser, BlockProcessor } from '../block-parser.ts';
import { Element } from '../element.ts';
import { LineSearch } from './line-search.ts';

const RULE = ' {0,3}(?:-(?: {0,2}-){2,}|_(?: {0,2}_){2,}|\\*(?: {0,2}\\*){2,}) *(?=\\n|$)';

/** Mirrors `HRProcessor`: three or more `-`, `_` or `*` alone on any line of a block. */
export function horizontalRuleProcessor(parser: BlockParser): BlockProcessor {
  const rules = new LineSearch(RULE);
  return {
    test: (_parent, block) => rules.find(block) !== -1,
    run(parent, blocks) {
      const match = rules.exec(blocks.peek()!);
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

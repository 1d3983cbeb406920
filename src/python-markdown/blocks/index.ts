import type { Markdown } from '../markdown.ts';
import { codeProcessor } from './code.ts';
import { emptyProcessor } from './empty.ts';
import { hashHeaderProcessor } from './hash-header.ts';
import { horizontalRuleProcessor } from './horizontal-rule.ts';
import { listIndentProcessor } from './indent.ts';
import { orderedListProcessor, unorderedListProcessor } from './list.ts';
import { paragraphProcessor } from './paragraph.ts';
import { quoteProcessor } from './quote.ts';
import { referenceProcessor } from './reference.ts';
import { setextHeaderProcessor } from './setext-header.ts';

/** The block processors that Python-Markdown always has, under its names and priorities (`build_block_parser`). */
export function registerBlocks(markdown: Markdown): void {
  const { parser } = markdown;
  parser.processors.register(emptyProcessor(), 'empty', 100);
  parser.processors.register(listIndentProcessor(parser), 'indent', 90);
  parser.processors.register(codeProcessor(parser), 'code', 80);
  parser.processors.register(hashHeaderProcessor(parser), 'hashheader', 70);
  parser.processors.register(setextHeaderProcessor(), 'setextheader', 60);
  parser.processors.register(horizontalRuleProcessor(parser), 'hr', 50);
  parser.processors.register(orderedListProcessor(parser), 'olist', 40);
  parser.processors.register(unorderedListProcessor(parser), 'ulist', 30);
  parser.processors.register(quoteProcessor(parser), 'quote', 20);
  parser.processors.register(referenceProcessor(markdown), 'reference', 15);
  parser.processors.register(paragraphProcessor(parser), 'paragraph', 10);
}

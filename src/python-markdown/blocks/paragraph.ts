import type { BlockParser, BlockProcessor } from '../block-parser.ts';
import { Element } from '../element.ts';
import { InlineText } from '../inline-text.ts';
import { MappedString } from '../mapped-string.ts';

/** Mirrors `ParagraphProcessor`: what no other processor wants. In a tight list it is the item's own text. */
export function paragraphProcessor(parser: BlockParser): BlockProcessor {
  return {
    test: () => true,
    run(parent, blocks) {
      const block = blocks.take();
      if (block.text.trim() === '') return;
      if (!parser.state.is('list')) {
        const text = block.trimStart();
        parent.append(new Element('p', text.start, text.trimEnd().end)).text = InlineText.of(text);
        return;
      }
      const sibling = parent.lastChild;
      if (sibling !== undefined) {
        const { tail } = sibling;
        sibling.tail = InlineText.of(
          tail === null || tail.length === 0
            ? MappedString.concat(['\n', block])
            : tail.source().append('\n').append(block),
        );
      } else if (parent.text !== null && parent.text.length > 0) {
        parent.text = InlineText.of(parent.text.source().append('\n').append(block));
      } else {
        parent.text = InlineText.of(block.trimStart());
      }
    },
  };
}

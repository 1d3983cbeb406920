import type { BlockParser, BlockProcessor } from '../block-parser.ts';
import { Element } from '../element.ts';
import { MappedString } from '../mapped-string.ts';
import { LineSearch } from './line-search.ts';

const QUOTE = ' {0,3}>';
const PREFIX = /^ {0,3}> ?/;

/** Mirrors `BlockQuoteProcessor`: from the first line with `>` to the end of the block. */
export function quoteProcessor(parser: BlockParser): BlockProcessor {
  const quotes = new LineSearch(QUOTE, { needle: '>' });
  return {
    test: (_parent, block) => quotes.find(block) !== -1,
    run(parent, blocks) {
      const block = blocks.take();
      const at = quotes.find(block);
      if (at > 0) parser.parseBlocks(parent, [block.slice(0, at - 1)]);
      const lines = block.slice(at).lines().map(withoutPrefix);
      const sibling = parent.lastChild;
      let quote: Element;
      if (sibling !== undefined && sibling.tag === 'blockquote') {
        quote = sibling;
      } else {
        const marker = block.text.indexOf('>', at);
        const start = block.offset(marker);
        quote = parent.append(new Element('blockquote', start, block.endOffset(marker + 1)));
        quote.note({ marker: [start, block.endOffset(marker + 1)] });
      }
      quote.extend(block.end);
      parser.state.set('blockquote');
      parser.parseChunk(quote, MappedString.joinLines(lines));
      parser.state.reset();
    },
  };
}

/** A line without its `> `; lazy lines have none (`clean`). */
function withoutPrefix(line: MappedString): MappedString {
  if (line.text.trim() === '>') return line.slice(line.length);
  const match = PREFIX.exec(line.text);
  return match === null ? line : line.slice(match[0].length);
}

import type { BlockProcessor } from '../block-parser.ts';
import { Element } from '../element.ts';
import { InlineText } from '../inline-text.ts';

const UNDERLINE = /(?:=+|-+) *(?:\n|$)/y;

/** Mirrors `SetextHeaderProcessor`: the first line of a block, underlined. */
export function setextHeaderProcessor(): BlockProcessor {
  return {
    test(_parent, block) {
      const lineFeed = block.text.indexOf('\n');
      if (lineFeed === -1) return false;
      UNDERLINE.lastIndex = lineFeed + 1;
      return UNDERLINE.test(block.text);
    },
    run(parent, blocks) {
      const block = blocks.take();
      const textEnd = block.text.indexOf('\n');
      const lineFeed = block.text.indexOf('\n', textEnd + 1);
      const end = lineFeed === -1 ? block.length : lineFeed;
      const underline = block.slice(textEnd + 1, end).trimEnd();
      const text = block.slice(0, textEnd).trim();
      const level = underline.text.startsWith('=') ? 1 : 2;
      const element = parent.append(new Element(`h${level}`, text.start, underline.end));
      element.note({ syntax: 'setext', marker: [underline.start, underline.end] });
      element.text = InlineText.of(text);
      if (lineFeed !== -1) blocks.put(block.slice(lineFeed + 1));
    },
  };
}

import type { BlockParser, BlockProcessor } from '../block-parser.ts';
import { detab } from '../block-parser.ts';
import { appendItemText, contentSibling } from '../blocks/content-sibling.ts';
import { LineSearch } from '../blocks/line-search.ts';
import { Element } from '../element.ts';
import type { Extension } from '../extension.ts';
import { InlineText } from '../inline-text.ts';
import { capitalized } from './admonition.ts';

const WORDS = '[\\p{L}\\p{N}_-]+(?: +[\\p{L}\\p{N}_-]+)*?';
const START = `\\?{3}(\\+)? ?(?:(${WORDS})?(?: +"([^\\n]*?)")|(${WORDS})) *(?:\\n|$)`;

/** Mirrors `DetailsProcessor`: `??? type "title"` with an indented body. */
function detailsProcessor(parser: BlockParser): BlockProcessor {
  const starts = new LineSearch(START, { flags: 'du', needle: '???' });
  function containerIn(parent: Element): Element | undefined {
    const last = parent.lastChild;
    return last?.tag.toLowerCase() === 'details' ? last : undefined;
  }
  return {
    test(parent, block) {
      if (starts.find(block) !== -1) return true;
      return contentSibling(parser, containerIn(parent), block) !== null;
    },
    run(parent, blocks) {
      const block = blocks.take();
      const match = starts.exec(block);
      if (match === null) {
        const sibling = contentSibling(parser, containerIn(parent), block)!;
        appendItemText(sibling.parent);
        parser.parseChunk(sibling.parent, sibling.body);
        if (sibling.rest.length > 0) blocks.put(sibling.rest);
        return;
      }
      if (match.index > 1) parser.parseBlocks(parent, [block.slice(0, match.index - 1)]);
      const contentStart = match.index + match[0].length;
      const { body, rest } = detab(block.slice(contentStart), parser.tabLength);
      const line = block.slice(match.index, contentStart).trim();
      const kind = match[4] ?? match[2] ?? '';
      const name = kind.toLowerCase().replace(/ {2,}/g, ' ');
      const element = parent.append(new Element('details', line.start, line.end));
      if (match[1] !== undefined) element.set('open', 'open');
      if (name !== '') element.set('class', name);
      element.note({ syntax: 'details', marker: [line.start, line.end], kind });
      const summary = element.append(new Element('summary', line.start, line.end));
      const span = match[4] === undefined ? match.indices![3] : undefined;
      if (span === undefined) {
        summary.text = InlineText.generated(capitalized(name.split(' ', 1)[0]!), line.end, false);
      } else {
        summary.text = InlineText.of(block.slice(span[0], span[1]));
        summary.start = block.offset(span[0]);
        summary.end = block.endOffset(span[1]);
        element.note({ title: [summary.start, summary.end] });
      }
      parser.parseChunk(element, body);
      if (rest.length > 0) blocks.put(rest);
    },
  };
}

const details: Extension = {
  name: 'pymdownx.details',
  extend(markdown) {
    markdown.parser.processors.register(detailsProcessor(markdown.parser), 'details', 105);
  },
};

export default details;

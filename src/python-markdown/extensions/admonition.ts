import type { BlockParser, BlockProcessor } from '../block-parser.ts';
import { detab } from '../block-parser.ts';
import { appendItemText, contentSibling } from '../blocks/content-sibling.ts';
import { LineSearch } from '../blocks/line-search.ts';
import { Element } from '../element.ts';
import type { Extension } from '../extension.ts';
import { InlineText } from '../inline-text.ts';

const START = '!!! ?([\\p{L}\\p{N}_-]+(?: +[\\p{L}\\p{N}_-]+)*)(?: +"([^\\n]*?)")? *(?:\\n|$)';

/** Mirrors `AdmonitionProcessor`: `!!! type "title"` with an indented body. */
function admonitionProcessor(parser: BlockParser): BlockProcessor {
  const starts = new LineSearch(START, { flags: 'du', needle: '!!!' });
  function containerIn(parent: Element): Element | undefined {
    const last = parent.lastChild;
    return last?.tag === 'div' && last.get('class')?.includes('admonition') ? last : undefined;
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
      const name = match[1]!.toLowerCase().replace(/ {2,}/g, ' ');
      const element = parent.append(new Element('div', line.start, line.end, { class: `admonition ${name}` }));
      element.note({ syntax: 'admonition', marker: [line.start, line.end], kind: match[1]! });
      const span = match.indices![2];
      if (span !== undefined) element.note({ title: [block.offset(span[0]), block.endOffset(span[1])] });
      if (match[2] !== '') {
        const title = element.append(new Element('p', line.start, line.end, { class: 'admonition-title' }));
        if (span === undefined) {
          title.text = InlineText.generated(capitalized(name.split(' ', 1)[0]!), line.end, false);
        } else {
          title.text = InlineText.of(block.slice(span[0], span[1]));
          title.start = title.text.start;
          title.end = title.text.end;
        }
      }
      parser.parseChunk(element, body);
      if (rest.length > 0) blocks.put(rest);
    },
  };
}

/** First character in upper case, the others in lower case (`str.capitalize()`). */
export function capitalized(word: string): string {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length).toLowerCase();
}

const admonition: Extension = {
  name: 'admonition',
  extend(markdown) {
    markdown.parser.processors.register(admonitionProcessor(markdown.parser), 'admonition', 105);
  },
};

export default admonition;

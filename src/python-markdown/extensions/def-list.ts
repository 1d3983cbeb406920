import { type BlockParser, type BlockProcessor, detab } from '../block-parser.ts';
import { type IndentTags, listIndentProcessor } from '../blocks/indent.ts';
import { LineSearch } from '../blocks/line-search.ts';
import { Element } from '../element.ts';
import type { Extension } from '../extension.ts';
import { InlineText } from '../inline-text.ts';
import { MappedString } from '../mapped-string.ts';

const DEFINITION = ' {0,3}(: {1,3})([^\\n]*)(?:\\n|$)';

/** Tags that indented blocks in definition lists go on in (`DefListIndentProcessor`). */
export const DEFINITION_TAGS: IndentTags = { items: ['dd', 'li'], lists: ['dl', 'ol', 'ul'], newItem: 'dd' };

/** Mirrors `DefListProcessor`: terms, and definitions after `: `. */
export function definitionListProcessor(parser: BlockParser, tabLength: number = parser.tabLength): BlockProcessor {
  const notIndented = new RegExp(`^ {0,${tabLength - 1}}[^ :]`);
  const definitions = new LineSearch(DEFINITION, { flags: 'd', needle: ': ' });
  return {
    test: (_parent, block) => definitions.find(block) !== -1,
    run(parent, blocks) {
      const written = blocks.peek()!;
      const match = definitions.exec(written);
      if (match === null) return false;
      let terms = written
        .slice(0, Math.max(0, match.index - 1))
        .lines()
        .map((line) => line.trim())
        .filter((line) => line.length > 0);
      let sibling = parent.lastChild;
      // A colon at the very start: most likely a paragraph.
      if (terms.length === 0 && sibling === undefined) return false;
      blocks.take();
      const after = written.slice(match.index + match[0].length);
      const { body, rest } = notIndented.test(after.text)
        ? { body: after, rest: MappedString.empty }
        : detab(after, tabLength);
      const [from, to] = match.indices![2]!;
      const first = written.slice(from, to);
      const definition = body.length > 0 ? MappedString.joinLines([first, body]) : first;
      let state = 'list';
      if (terms.length === 0 && sibling!.tag === 'p') {
        // The paragraph before the blank line holds the terms.
        state = 'looselist';
        terms = sibling!.text === null ? [] : sibling!.text.source().lines();
        parent.remove(sibling!);
        sibling = parent.lastChild;
      }
      const marker: [number, number] = [written.offset(match.indices![1]![0]), written.endOffset(from)];
      let list: Element;
      if (sibling !== undefined && sibling.tag === 'dl') {
        list = sibling;
        const last = list.lastChild;
        if (terms.length === 0 && last !== undefined && last.tag === 'dd' && last.children.length > 0)
          state = 'looselist';
      } else {
        list = parent.append(new Element('dl', terms[0]?.start ?? marker[0], definition.end));
      }
      list.extend(definition.end);
      for (const term of terms) list.append(new Element('dt', term.start, term.end)).text = InlineText.of(term);
      const description = list.append(new Element('dd', marker[0], definition.end));
      description.note({ marker });
      parser.state.set(state);
      parser.parseBlocks(description, [definition]);
      parser.state.reset();
      if (rest.length > 0) blocks.put(rest);
      return true;
    },
  };
}

const definitionLists: Extension = {
  name: 'def_list',
  extend({ parser }) {
    parser.processors.register(listIndentProcessor(parser, DEFINITION_TAGS), 'defindent', 85);
    parser.processors.register(definitionListProcessor(parser), 'deflist', 25);
  },
};

export default definitionLists;

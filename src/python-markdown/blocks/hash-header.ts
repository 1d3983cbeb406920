import { type BlockParser, type BlockProcessor, looseDetab } from '../block-parser.ts';
import { Element } from '../element.ts';
import { InlineText } from '../inline-text.ts';
import { LineSearch } from './line-search.ts';

/** Where a heading stands in a block: indices into its text. */
interface HashHeader {
  /** First of the hashes. */
  readonly start: number;
  readonly level: number;
  /** Just after the heading's text, at the closing hashes. */
  readonly textEnd: number;
  /** The end of its line. */
  readonly end: number;
}

/** To the end of the line, which must not be escaped: a heading whose last backslash stands for itself is none. */
const LINE = '[^\\n]*(?=\\n|$)(?<!(?<!\\\\)(?:\\\\\\\\)*\\\\)';

/** Reads the heading at the start of a line that is known to be one. */
function headerAt(text: string, start: number): HashHeader {
  const lineFeed = text.indexOf('\n', start);
  const end = lineFeed === -1 ? text.length : lineFeed;
  let level = 1;
  while (level < 6 && text[start + level] === '#') level++;
  let textEnd = end;
  while (textEnd > start + level && text[textEnd - 1] === '#') textEnd--;
  // The first of the closing hashes may be escaped.
  let backslashes = 0;
  while (text[textEnd - 1 - backslashes] === '\\') backslashes++;
  if (backslashes % 2 === 1) textEnd++;
  return { start, level, textEnd, end };
}

/**
 * Mirrors `HashHeaderProcessor`: `# heading`, on any line of a block. With `spaced`, the hashes must be followed by a space
 * (`pymdownx.saneheaders`).
 */
export function hashHeaderProcessor(parser: BlockParser, spaced = false): BlockProcessor {
  const headers = new LineSearch(spaced ? `#{1,6}(?= )${LINE}` : `#${LINE}`, { needle: '#' });
  const indented = new LineSearch(' '.repeat(parser.tabLength));
  return {
    test: (_parent, block) => headers.find(block) !== -1,
    run(parent, blocks) {
      const block = blocks.take();
      const header = headerAt(block.text, headers.find(block));
      if (header.start > 1) parser.parseBlocks(parent, [block.slice(0, header.start - 1)]);
      const start = block.offset(header.start);
      const element = parent.append(new Element(`h${header.level}`, start, block.endOffset(header.end)));
      element.note({ syntax: 'atx', marker: [start, block.endOffset(header.start + header.level)] });
      element.text = InlineText.of(block.slice(header.start + header.level, header.textEnd).trim());
      const after = block.slice(header.end + 1);
      if (after.length === 0) return;
      const dedents = parser.state.is('looselist') && indented.find(after) !== -1;
      blocks.put(dedents ? looseDetab(after, parser.tabLength) : after);
    },
  };
}

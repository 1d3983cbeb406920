import { type BlockParser, type BlockProcessor, looseDetab } from '../block-parser.ts';
import { Element } from '../element.ts';
import { InlineText } from '../inline-text.ts';

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

const HASHES = /(?:^|(?<=\n))(#{1,6})/g;

/** Finds the first heading. With `spaced`, the hashes must be followed by a space (`pymdownx.saneheaders`). */
export function findHashHeader(text: string, spaced: boolean): HashHeader | null {
  for (const match of text.matchAll(HASHES)) {
    const start = match.index;
    const level = match[0].length;
    if (spaced && text[start + level] !== ' ') continue;
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed === -1 ? text.length : lineFeed;
    const textEnd = headerTextEnd(text, start + level, end);
    if (textEnd !== null) return { start, level, textEnd, end };
  }
  return null;
}

/** Where the closing hashes begin, none of them escaped; null when a backslash ends the line, which is no heading then. */
function headerTextEnd(text: string, from: number, end: number): number | null {
  let escaped = from;
  for (let at = text.indexOf('\\', from); at !== -1 && at < end; at = text.indexOf('\\', escaped)) {
    if (at + 1 === end) return null;
    escaped = at + 2;
  }
  let textEnd = end;
  while (textEnd > escaped && text[textEnd - 1] === '#') textEnd--;
  return textEnd;
}

/** Mirrors `HashHeaderProcessor`: `# heading`, on any line of a block. */
export function hashHeaderProcessor(parser: BlockParser, spaced = false): BlockProcessor {
  return {
    test: (_parent, block) => findHashHeader(block.text, spaced) !== null,
    run(parent, blocks) {
      const header = findHashHeader(blocks.peek()!.text, spaced);
      if (header === null) return false;
      const block = blocks.take();
      if (header.start > 1) parser.parseBlocks(parent, [block.slice(0, header.start - 1)]);
      const start = block.offset(header.start);
      const element = parent.append(new Element(`h${header.level}`, start, block.endOffset(header.end)));
      element.note({ syntax: 'atx', marker: [start, block.endOffset(header.start + header.level)] });
      element.text = InlineText.of(block.slice(header.start + header.level, header.textEnd).trim());
      const after = block.slice(header.end + 1);
      if (after.length > 0) blocks.put(parser.state.is('looselist') ? looseDetab(after, parser.tabLength) : after);
      return true;
    },
  };
}

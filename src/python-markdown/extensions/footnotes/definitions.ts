import type { BlockProcessor, BlockQueue } from '../../block-parser.ts';
import { LineSearch } from '../../blocks/line-search.ts';
import type { Element } from '../../element.ts';
import { MappedString } from '../../mapped-string.ts';

/** A footnote's definition. */
export interface FootnoteDefinition {
  readonly id: string;
  /** Its place among the definitions, from 1. */
  readonly number: number;
  /** Its content, without indentation. */
  readonly text: MappedString;
  /** Origins of the label between `[^` and `]`, and of `[^label]:`. */
  readonly labelSpan: readonly [number, number];
  readonly marker: readonly [number, number];
}

interface FoundDefinition {
  readonly start: number;
  /** The opening bracket, and the closing one. */
  readonly open: number;
  readonly close: number;
  /** Where the text of the first line begins and ends. */
  readonly from: number;
  readonly end: number;
}

/** Where a definition may begin: the search remembers it of long blocks, which other definitions are taken from one by one. */
const STARTS = new LineSearch(' {0,3}\\[\\^', { needle: '[^' });

/** The first `[^label]: text` of a block that begins a line; a label may reach over several lines. */
function findDefinition(block: MappedString): FoundDefinition | null {
  const first = STARTS.find(block);
  if (first === -1) return null;
  const { text } = block;
  let close = -1;
  for (let line = first; line !== -1; ) {
    let open = line;
    while (open < line + 3 && text[open] === ' ') open++;
    if (text.startsWith('[^', open)) {
      if (close < open) close = text.indexOf(']', open);
      if (close === -1) return null;
      if (text[close + 1] === ':') {
        let from = close + 2;
        while (text[from] === ' ') from++;
        const feed = text.indexOf('\n', from);
        return { start: line, open, close, from, end: feed === -1 ? text.length : feed };
      }
    }
    const feed = text.indexOf('\n', line);
    line = feed === -1 ? -1 : feed + 1;
  }
  return null;
}

/** Takes the definitions of footnotes out of the page (`FootnoteBlockProcessor`). */
export class FootnoteBlockProcessor implements BlockProcessor {
  readonly #define: (definition: Omit<FootnoteDefinition, 'number'>) => void;

  constructor(define: (definition: Omit<FootnoteDefinition, 'number'>) => void) {
    this.#define = define;
  }

  test(): boolean {
    return true;
  }

  run(_parent: Element, blocks: BlockQueue): boolean {
    const found = findDefinition(blocks.peek()!);
    if (found === null) return false;
    const block = blocks.take();
    const { start, open, close, from, end } = found;
    const first = block.slice(from, end);
    const rest = block.slice(end).trimStartOf('\n');
    const next = findDefinition(rest);
    let content: MappedString;
    if (next !== null) {
      const before = rest.slice(0, next.start).trimEndOf('\n');
      content = MappedString.joinLines([first, dedent(before)]).trimStartOf('\n');
      blocks.put(rest.slice(next.start));
    } else {
      const lines = MappedString.joinLines([first, dedent(rest)])
        .trimStartOf('\n')
        .trimEndOf('\n');
      content = joinBlocks([lines, ...takeIndented(blocks)]);
    }
    this.#define({
      id: block.text.slice(open + 2, close),
      text: content.trimEnd(),
      labelSpan: [block.offset(open + 2), block.endOffset(close)],
      marker: [block.offset(open), block.endOffset(close + 2)],
    });
    const before = block.slice(0, start);
    if (before.text.trim() !== '') blocks.put(before.trimEndOf('\n'));
    return true;
  }
}

/** The indented blocks that follow, dedented, up to the next definition (`detectTabbed`). */
function takeIndented(blocks: BlockQueue): MappedString[] {
  const taken: MappedString[] = [];
  while (blocks.length > 0 && blocks.peek()!.text.startsWith('    ')) {
    const block = blocks.take();
    const next = findDefinition(block);
    if (next === null) {
      taken.push(dedent(block));
      continue;
    }
    taken.push(dedent(block.slice(0, next.start).trimEndOf('\n')));
    blocks.put(block.slice(next.start));
    break;
  }
  return taken;
}

/** Takes four columns off each line that has them. */
function dedent(text: MappedString): MappedString {
  if (!text.text.includes('    ')) return text;
  return MappedString.joinLines(text.lines().map((line) => (line.text.startsWith('    ') ? line.slice(4) : line)));
}

function joinBlocks(blocks: readonly MappedString[]): MappedString {
  return MappedString.joinLines(blocks.flatMap((block, i) => (i === 0 ? [block] : [block.slice(0, 0), block])));
}

import type { BlockProcessor } from '../block-parser.ts';
import type { Markdown } from '../markdown.ts';
import { PYTHON_SPACE } from '../python-text.ts';
import { LineSearch } from './line-search.ts';

/** Label and colon, and where the address begins: on the same line or the next one. */
const HEAD = ` {0,3}\\[([^[\\]]*)\\]: *\\n? *(?=[^${PYTHON_SPACE}])`;
const HEAD_HERE = new RegExp(HEAD, 'y');
const ADDRESS = new RegExp(`[^${PYTHON_SPACE}]+`, 'y');

/** A definition in a text; all numbers are indices into it. */
interface Definition {
  readonly label: string;
  readonly addressStart: number;
  readonly addressEnd: number;
  /** Start and end of the title without its quotes. */
  readonly title: readonly [number, number] | null;
  readonly end: number;
}

/** Reads the definition at the start of a line (`ReferenceProcessor.RE`); null when what follows its address is no title. */
function definitionAt(text: string, index: number): Definition | null {
  HEAD_HERE.lastIndex = index;
  const head = HEAD_HERE.exec(text);
  if (head === null) return null;
  const label = head[1]!;
  const addressStart = index + head[0].length;
  ADDRESS.lastIndex = addressStart;
  ADDRESS.test(text);
  const addressEnd = ADDRESS.lastIndex;
  const after = spacesEnd(text, addressEnd);
  if (isLineEnd(text, after)) {
    // A title may stand on the next line; when that line is none, the definition ends with its address.
    const next = spacesEnd(text, after + 1);
    const title = after < text.length ? titleBetween(text, next, lineEnd(text, next)) : null;
    return { label, addressStart, addressEnd, title, end: title === null ? after : lineEnd(text, next) };
  }
  const end = lineEnd(text, after);
  const title = titleBetween(text, after, end);
  if (title !== null) return { label, addressStart, addressEnd, title, end };
  // The title may begin inside what looked like the address: `[label]: address"a title"`.
  const close = trimmedEnd(text, after, end) - 1;
  const open = text[close] === ')' ? '(' : text[close];
  if (open !== '(' && open !== '"' && open !== "'") return null;
  const at = text.lastIndexOf(open, addressEnd - 1);
  if (at <= addressStart) return null;
  return { label, addressStart, addressEnd: at, title: [at + 1, close], end };
}

function titleBetween(text: string, start: number, end: number): readonly [number, number] | null {
  const close = trimmedEnd(text, start, end) - 1;
  const open = text[start];
  if (close <= start || (open !== '"' && open !== "'" && open !== '(')) return null;
  return text[close] === (open === '(' ? ')' : open) ? [start + 1, close] : null;
}

function spacesEnd(text: string, index: number): number {
  let at = index;
  while (text[at] === ' ') at++;
  return at;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && text[at - 1] === ' ') at--;
  return at;
}

function lineEnd(text: string, index: number): number {
  const lineFeed = text.indexOf('\n', index);
  return lineFeed === -1 ? text.length : lineFeed;
}

function isLineEnd(text: string, index: number): boolean {
  return index >= text.length || text[index] === '\n';
}

/** Mirrors `ReferenceProcessor`: `[label]: address "title"`, on any line of a block. The last definition of a label wins. */
export function referenceProcessor(markdown: Markdown): BlockProcessor {
  const definitions = new LineSearch(HEAD, {
    needle: ']:',
    accept: (text, index) => definitionAt(text, index) !== null,
  });
  return {
    test: () => true,
    run(_parent, blocks) {
      const index = definitions.find(blocks.peek()!);
      if (index === -1) return false;
      const block = blocks.take();
      const { text } = block;
      const { label, addressStart, addressEnd, title, end } = definitionAt(text, index)!;
      const address = block.slice(addressStart, addressEnd).trimStartOf('<').trimEndOf('>');
      const definition = block.slice(index, end).trim();
      markdown.references.set(label.trim().toLowerCase(), {
        address: address.text,
        title: title === null || title[0] === title[1] ? null : text.slice(...title),
        start: definition.start,
        end: definition.end,
        destination: [address.start, address.end],
        label,
      });
      const after = block.slice(end).trimStartOf('\n');
      if (after.text.trim() !== '') blocks.put(after);
      const before = block.slice(0, index).trimEndOf('\n');
      if (before.text.trim() !== '') blocks.put(before);
      return true;
    },
  };
}

import type { BlockProcessor } from '../block-parser.ts';
import { Element } from '../element.ts';
import { booleanOption, type Extension } from '../extension.ts';
import { InlineText } from '../inline-text.ts';
import type { MappedString } from '../mapped-string.ts';
import { endsWithBorder, splitRow } from '../table-row.ts';

type Alignment = 'left' | 'center' | 'right' | null;

/** A table's first two rows. */
interface TableHead {
  /** Whether a border is at an end of the header: then rows lose theirs. */
  readonly border: boolean;
  readonly alignments: readonly Alignment[];
}

/** Whether the first character of a line that is no space may stand in a separator. */
function maySeparate(text: string, line: number): boolean {
  let at = line;
  while (text[at] === ' ') at++;
  const first = text[at];
  return first === undefined || first === '|' || first === '-' || first === ':' || first === '\\' || first === '\n';
}

/** Reads the header and the row under it; null when they make no table (`TableProcessor.test`). */
function tableHead(block: MappedString): TableHead | null {
  const { text } = block;
  const headerEnd = text.indexOf('\n');
  if (headerEnd === -1 || !maySeparate(text, headerEnd + 1)) return null;
  const separatorEnd = text.indexOf('\n', headerEnd + 1);
  const separator = trimSpaces(block.slice(headerEnd + 1, separatorEnd === -1 ? text.length : separatorEnd));
  if (!/^[|: \\-]*$/.test(separator.text)) return null;
  const header = trimSpaces(block.slice(0, headerEnd));
  const border = header.text.startsWith('|') || endsWithBorder(header.text);
  const columns = splitRow(header, border).length;
  if (columns === 1 && !(border && rowsHaveBorder(text, headerEnd + 1))) return null;
  const cells = splitRow(separator, border);
  if (cells.length !== columns || cells.some((cell) => cell.text.includes('\\'))) return null;
  return { border, alignments: cells.map((cell) => alignmentOf(trimSpaces(cell).text)) };
}

/** A table of one column needs a pipe at an end of every row. */
function rowsHaveBorder(text: string, from: number): boolean {
  for (let start = from; start <= text.length; ) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed === -1 ? text.length : lineFeed;
    let first = start;
    while (text[first] === ' ') first++;
    let last = end;
    while (last > first && text[last - 1] === ' ') last--;
    if (text[first] !== '|' && !endsWithBorder(text.slice(first, last))) return false;
    start = end + 1;
  }
  return true;
}

function alignmentOf(cell: string): Alignment {
  if (cell.startsWith(':')) return cell.endsWith(':') ? 'center' : 'left';
  return cell.endsWith(':') ? 'right' : null;
}

function trimSpaces(text: MappedString): MappedString {
  return text.trimStartOf(' ').trimEndOf(' ');
}

/** Mirrors `TableProcessor`. */
function tableProcessor(useAlignAttribute: boolean): BlockProcessor {
  function append(parent: Element, tag: 'th' | 'td', line: MappedString, head: TableHead): void {
    const row = trimSpaces(line);
    const element = parent.append(new Element('tr', row.start, row.end));
    const cells = splitRow(row, head.border);
    for (const [i, alignment] of head.alignments.entries()) {
      const text = i < cells.length ? trimSpaces(cells[i]!) : row.slice(row.length);
      const cell = element.append(new Element(tag, text.start, text.end));
      cell.text = InlineText.of(text);
      if (alignment === null) continue;
      if (useAlignAttribute) cell.set('align', alignment);
      else cell.set('style', `text-align: ${alignment};`);
    }
    if (cells.length > head.alignments.length) element.note({ dropped: cells.length - head.alignments.length });
  }
  return {
    test: (_parent, block) => tableHead(block) !== null,
    run(parent, blocks) {
      const head = tableHead(blocks.peek()!);
      if (head === null) return false;
      const block = blocks.take();
      const [header, , ...rows] = block.lines();
      const table = parent.append(new Element('table', block.start, block.trimEnd().end));
      table.note({ syntax: 'table', alignments: head.alignments });
      const thead = table.append(new Element('thead', block.start, header!.end));
      append(thead, 'th', header!, head);
      const tbody = table.append(new Element('tbody', rows[0]?.start ?? table.end, table.end));
      if (rows.length === 0) {
        const empty = tbody.append(new Element('tr', table.end, table.end));
        for (let i = 0; i < head.alignments.length; i++) empty.append(new Element('td', table.end, table.end));
      }
      for (const row of rows) append(tbody, 'td', row, head);
      return true;
    },
  };
}

const tables: Extension = {
  name: 'tables',
  extend(markdown, options) {
    if (!markdown.escapedCharacters.includes('|')) markdown.escapedCharacters.push('|');
    const processor = tableProcessor(booleanOption(options, 'use_align_attribute', false));
    markdown.parser.processors.register(processor, 'table', 75);
  },
};

export default tables;

import { MappedString } from '../../src/python-markdown/mapped-string.ts';
import { endsWithBorder, splitRow } from '../../src/python-markdown/table-row.ts';
import type { ParagraphLine } from './paragraph-lines.ts';

/** A table in the text of a paragraph. */
export interface SwallowedTable {
  /** Index of the line of its head; the row of dashes is the next. */
  readonly head: number;
  /** Index of the first line that is no row of it. */
  readonly end: number;
  /** The row of dashes with as many cells as the head has; null when it is right as it is. */
  readonly delimiterRow: string | null;
  /** How many cells the row of dashes and the head have. */
  readonly cells: { readonly have: number; readonly want: number };
}

const DELIMITER_ROW = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|{0,9}$/;

/** The tables that stand in a paragraph: a line with pipes, under it a row of dashes of the same width or one that can only mean it. */
export function swallowedTables(lines: readonly ParagraphLine[]): SwallowedTable[] {
  const tables: SwallowedTable[] = [];
  for (let i = 1; i < lines.length; i++) {
    const head = lines[i - 1]!;
    const dashes = lines[i]!;
    if (dashes.covered || head.covered || dashes.afterBlock) continue;
    if (!dashes.text.includes('|') || !head.text.includes('|') || !DELIMITER_ROW.test(dashes.text)) continue;
    if (i - 1 < (tables.at(-1)?.end ?? 0) || DELIMITER_ROW.test(head.text)) continue;
    const want = cellCount(head.text, head.text);
    let end = i + 1;
    while (end < lines.length && !lines[end]!.afterBlock && lines[end]!.text.includes('|')) end++;
    const have = cellCount(dashes.text, head.text);
    const delimiterRow = have === want ? null : mended(head.text, dashes.text, want, lines.slice(i + 1, end));
    if (have !== want && delimiterRow === null) continue;
    tables.push({ head: i - 1, end, delimiterRow, cells: { have, want } });
  }
  return tables;
}

/** The cells of a row, whose borders are those of the table's head. */
function cellCount(row: string, head: string): number {
  return splitRow(MappedString.plain(row, 0), head.startsWith('|') || endsWithBorder(head)).length;
}

/** The row of dashes with the head's number of cells, if that is what all rows have and its cells say nothing else. */
function mended(head: string, dashes: string, want: number, rows: readonly ParagraphLine[]): string | null {
  if (want < 2 || rows.length === 0 || rows.some((row) => cellCount(row.text, head) !== want)) return null;
  const cells = dashes
    .split('|')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
  const [first] = cells;
  if (first === undefined) return null;
  // Which column lost its alignment, nobody can tell.
  if (cells.length !== want && cells.some((cell) => alignment(cell) !== alignment(first))) return null;
  if (cells.length === want && dashes.includes('||')) return dashes.replace(/\|+/g, '|');
  const whole = Array.from({ length: want }, (_, i) => cells[i] ?? first);
  return `${head.startsWith('|') ? '|' : ''}${whole.join('|')}${endsWithBorder(head) ? '|' : ''}`;
}

function alignment(cell: string): string {
  return cell.replace(/-+/, '');
}

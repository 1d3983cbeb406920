import type { MappedString } from './mapped-string.ts';

const CODE_AND_PIPES = /\\\\|\\`+|`+|\\\||\|/g;

/** Whether a row ends with a pipe that no backslash escapes (`RE_END_BORDER`). */
export function endsWithBorder(row: string): boolean {
  return row.endsWith('|') && backslashesBefore(row, row.length - 1) % 2 === 0;
}

function backslashesBefore(row: string, index: number): number {
  let count = 0;
  while (count < index && row[index - 1 - count] === '\\') count++;
  return count;
}

/** The cells of a row: between pipes that are neither escaped nor in code (`TableProcessor._split_row`). */
export function splitRow(row: MappedString, border: boolean): MappedString[] {
  if (!border) return split(row);
  const inner = row.text.startsWith('|') ? row.slice(1) : row;
  if (!endsWithBorder(inner.text)) return split(inner);
  // Pairs of backslashes before the border go with it.
  const end = inner.length - 1;
  return split(inner.slice(0, end - backslashesBefore(inner.text, end)));
}

/** A row of backticks: how many may close code, from which index it opens, where it ends. */
interface Ticks {
  readonly size: number;
  readonly openSize: number;
  readonly start: number;
  readonly end: number;
}

function split(row: MappedString): MappedString[] {
  const pipes: number[] = [];
  const ticks: Ticks[] = [];
  for (const match of row.text.matchAll(CODE_AND_PIPES)) {
    const [found] = match;
    if (found === '|') pipes.push(match.index);
    else if (found.endsWith('`')) {
      // As the reference counts: a backslash is no backtick, and escapes one that would open.
      const escaped = found.startsWith('\\') ? 1 : 0;
      const size = found.length - escaped;
      ticks.push({ size, openSize: size - escaped, start: match.index, end: match.index + found.length });
    }
  }
  const cells: MappedString[] = [];
  const code = codeRegions(ticks);
  let from = 0;
  let region = 0;
  for (const pipe of pipes) {
    while (region < code.length && code[region]!.end <= pipe) region++;
    if (region < code.length && code[region]!.start <= pipe) continue;
    cells.push(row.slice(from, pipe));
    from = pipe + 1;
  }
  cells.push(row.slice(from));
  return cells;
}

/** Pairs rows of backticks of the same length, first come first served. */
function codeRegions(ticks: readonly Ticks[]): { start: number; end: number }[] {
  const bySize = new Map<number, number[]>();
  for (let i = ticks.length - 1; i >= 0; i--) {
    const indices = bySize.get(ticks[i]!.size);
    if (indices === undefined) bySize.set(ticks[i]!.size, [i]);
    else indices.push(i);
  }
  const regions: { start: number; end: number }[] = [];
  for (let i = 0; i < ticks.length; ) {
    const candidates = ticks[i]!.openSize === 0 ? undefined : bySize.get(ticks[i]!.openSize);
    while (candidates !== undefined && candidates.length > 0 && candidates[candidates.length - 1]! <= i) {
      candidates.pop();
    }
    const close = candidates?.[candidates.length - 1];
    if (close === undefined) {
      i++;
    } else {
      regions.push({ start: ticks[i]!.start, end: ticks[close]!.end });
      i = close + 1;
    }
  }
  return regions;
}

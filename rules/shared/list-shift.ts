import type { FixEdit } from '../../src/rule.ts';
import type { ListOutline } from './list-outline.ts';
import { lineStart } from './paragraph-lines.ts';

/** A list with new indentation: the edits, and its text on its own as it then reads. */
export interface ShiftedList {
  readonly edits: readonly FixEdit[];
  readonly text: string;
  /** Offset in `text` of the first character of each line that is no blank. */
  readonly starts: readonly number[];
}

/**
 * Indents a list so that MkDocs nests it as its outline does: items by `unit` columns a level, their blocks by one more
 * level. Lines that go on a paragraph move as the line that begins it; code keeps its text. `edge` is the column that the
 * outline counts from; `codeDepth` tells the level that MkDocs sees a line of indented code on, null for one it takes for text.
 */
export function shiftList(
  page: string,
  { lines, items }: ListOutline,
  { unit, edge, codeDepth }: { unit: number; edge: number; codeDepth: (line: number) => number | null },
): ShiftedList | null {
  const edits: FixEdit[] = [];
  const starts: number[] = [];
  let text = '\n';
  /** By item: columns beyond its level, and how far its marker moves. */
  const extra: number[] = [];
  const moved: number[] = [];
  for (const [i, { parent, depth, indent, content }] of items.entries()) {
    if (parent === -1) extra[i] = Math.min(indent, unit - 1);
    else {
      const above = items[parent]!;
      const width = above.content - above.indent;
      // Where the marker of the item around it is wider than a level, GitHub needs as many columns.
      extra[i] = Math.min(extra[parent]! + Math.max(0, width - unit), unit - 1);
    }
    moved[i] = unit * depth + extra[i]! - indent;
    if (content < indent) return null;
  }
  let delta = 0;
  /** Column of the last line that is not within something: of the fence, for the lines in it. */
  let fence = 0;
  for (const [at, line] of lines.entries()) {
    if (line.kind === 'blank') {
      starts.push(text.length);
      text += '\n';
      continue;
    }
    const item = items[line.item]!;
    const move = moved[line.item]!;
    if (line.kind === 'item') delta = move;
    else if (line.kind === 'block') {
      const wanted = unit * (item.depth + 1);
      const kept = line.indent + move;
      delta = kept >= wanted && kept < wanted + Math.min(unit, 4) ? move : wanted + extra[line.item]! - item.content;
    } else if (line.kind === 'code') {
      const depth = codeDepth(at);
      delta = depth === null ? delta : unit * (item.depth + 1 - depth);
    }
    // Text at the left edge is left there: it goes on the paragraph from anywhere. So are blanks that are no part of code.
    const isBlank = line.textStart === line.end;
    const stays =
      line.kind === 'definition' || (line.kind === 'text' && line.indent < 2) || (isBlank && line.indent < fence);
    const indent = line.indent + (stays ? 0 : delta);
    if (line.kind !== 'inner') fence = line.indent;
    if (indent < 0) return null;
    if (line.html && indent !== line.indent) return null;
    if (line.touches) {
      const quote = page.slice(lineStart(page, line.start), line.start).trimEnd();
      edits.push({ start: lineStart(page, line.start), end: lineStart(page, line.start), text: `${quote}\n` });
      text += '\n';
    }
    if (indent !== line.indent) {
      edits.push({ start: line.start, end: line.textStart, text: ' '.repeat(edge + indent) });
    }
    text += ' '.repeat(indent);
    starts.push(text.length);
    text += `${page.slice(line.textStart, line.end)}\n`;
  }
  return { edits, text, starts };
}

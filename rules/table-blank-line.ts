import type { Nodes, Parents, Root } from 'mdast';
import { spanOf } from '../src/facts/node-span.ts';
import { defineRule, type FixEdit } from '../src/rule.ts';
import { columns } from '../src/text/columns.ts';
import { applyEdits } from '../src/text/edits.ts';
import type { Span } from '../src/text/span.ts';
import { editedOffsets } from './shared/edited-offset.ts';
import { fenceRegions, isWithin } from './shared/fence-regions.ts';
import { lineEnd, lineStart, nextLine, type ParagraphLine, paragraphLines } from './shared/paragraph-lines.ts';
import { type SwallowedTable, swallowedTables } from './shared/swallowed-table.ts';

/** The cheap test that comes before all else: a row of dashes with a pipe. */
const DELIMITER_ROW = /[\n\r][ \t>]*(?:\|[ \t]*:?-|:?-+:?[ \t]*\|)/;

interface Found {
  readonly table: SwallowedTable;
  readonly lines: readonly ParagraphLine[];
  readonly edits: readonly FixEdit[];
}

/** The method: in paragraphs whose source has a row of dashes and pipes, the tables are sought that the lines are. */
export default defineRule({
  summary: 'A table has a blank line before it, and a row of dashes as wide as its head.',
  why: 'Python-Markdown shows a table that touches the paragraph above it, or whose row of dashes has more or fewer cells than its head, as text full of pipes.',
  since: '0.1.0',
  fix: 'safe',
  options: {},
  messages: {
    swallowed: 'This table shows as text with pipes: it needs a blank line before it.',
    width: 'This table shows as text with pipes: its head has {want} cells, the row of dashes under it {have}.',
  },
  page({ site, text, report, readAs }) {
    if (site.unknowable.text.some(({ markers }) => markers.length === 0)) return {};
    const found: Found[] = [];
    let fences: Span[] | null = null;
    return {
      paragraph(node, _, parent) {
        const span = spanOf(node);
        if (span === null || span.file !== undefined || !DELIMITER_ROW.test(text.slice(span.start, span.end))) return;
        const lines = paragraphLines(node, text);
        if (lines === null || lines.some((line) => /^(?:`{3}|~{3}|\$\$)/.test(line.text))) return;
        const edge = leftEdge(lines, parent, text);
        for (const table of swallowedTables(lines)) {
          if (isWithin((fences ??= fenceRegions(text)), lines[table.head]!.textStart)) continue;
          const edits = editsOf(text, table, lines, edge);
          if (edits.length > 0) found.push({ table, lines, edits });
        }
      },
      end() {
        if (found.length === 0) return undefined;
        const edits = found.flatMap((entry) => entry.edits);
        const tables = tableStarts(readAs(applyEdits(text, edits)));
        const moved = editedOffsets(text, edits);
        for (const { table, lines, edits: own } of found) {
          const head = lines[table.head]!;
          if (!tables.has(moved(head.textStart))) continue;
          const needsLine = own.some((edit) => edit.text.endsWith('\n'));
          report({
            message: table.delimiterRow === null ? 'swallowed' : 'width',
            values: table.cells,
            span: { start: head.textStart, end: lines[table.end - 1]!.textStart + lines[table.end - 1]!.text.length },
            data: { rows: table.end - table.head },
            fixes: [
              {
                title: needsLine
                  ? 'Put a blank line before the table'
                  : 'Give the row of dashes as many cells as the head has',
                class: 'safe',
                effect: 'structure',
                edits: own,
              },
            ],
          });
        }
        return undefined;
      },
    };
  },
});

/** The column that lines of a paragraph must be indented to, to stay where the paragraph is. */
function leftEdge(lines: readonly ParagraphLine[], parent: Parents | undefined, text: string): number {
  const { indent } = lines[0]!;
  if (indent !== -1) return indent - (indent % 4);
  if (parent?.type !== 'listItem') return 0;
  const marker = spanOf(parent)!.start;
  const start = lineStart(text, marker);
  const column = columns(/^[ \t]*/.exec(text.slice(start, marker))![0]);
  return column - (column % 4) + 4;
}

/** A blank line before the table and after its rows, its lines indented as far as the text around it, a right row of dashes. */
function editsOf(text: string, table: SwallowedTable, lines: readonly ParagraphLine[], edge: number): FixEdit[] {
  const edits: FixEdit[] = [];
  const blank = ({ start, quote }: ParagraphLine): FixEdit => ({ start, end: start, text: `${quote}\n` });
  const head = lines[table.head]!;
  if (table.head > 0 || head.afterBlock) edits.push(blank(head));
  const moves = table.head > 0 && (head.indent < edge || head.indent > edge + 3);
  for (const [i, line] of lines.entries()) {
    if (i < table.head || i >= table.end) continue;
    if (moves && line.indent !== edge) {
      const start = line.start + line.quote.length + (line.quote === '' ? 0 : 1);
      edits.push({ start, end: line.textStart, text: ' '.repeat(edge) });
    }
    if (i === table.head + 1 && table.delimiterRow !== null) {
      edits.push({ start: line.textStart, end: line.textStart + line.text.length, text: table.delimiterRow });
    }
  }
  // Any line right under the rows would be one of them.
  const last = lines[table.end - 1]!;
  const next = nextLine(text, lineEnd(text, last.textStart));
  const below = text.slice(next, lineEnd(text, next));
  if (below.trim() !== '' && below.trim() !== head.quote.trim()) {
    edits.push({ start: next, end: next, text: `${head.quote}\n` });
  }
  return edits;
}

function tableStarts(tree: Root): Set<number> {
  const starts = new Set<number>();
  const walk = (node: Nodes): void => {
    if (node.type === 'table') {
      const span = spanOf(node);
      if (span !== null && span.file === undefined) starts.add(span.start);
    }
    if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(tree);
  return starts;
}

import type { ListItem, Nodes, Paragraph, Root } from 'mdast';
import { spanOf } from '../src/facts/node-span.ts';
import { defineRule, type Fix, type FixEdit } from '../src/rule.ts';
import { columns } from '../src/text/columns.ts';
import { applyEdits } from '../src/text/edits.ts';
import type { Span } from '../src/text/span.ts';
import { editedOffsets } from './shared/edited-offset.ts';
import { fenceRegions, isWithin } from './shared/fence-regions.ts';
import { listDialect } from './shared/list-dialect.ts';
import { shownLists } from './shared/list-items.ts';
import { lineStart, type ParagraphLine, paragraphLines } from './shared/paragraph-lines.ts';
import { type SwallowedList, swallowedList } from './shared/swallowed-list.ts';

/** The cheap test that comes before all else: a line that begins with a marker. */
const MARKER_LINE = /[\n\r][ \t>]*(?:[*+-]|\d{1,9}\.)[ \t]/;

/** A list that was found; its fix is offered only if the page reads as it should with it. */
interface Found {
  readonly lines: readonly ParagraphLine[];
  readonly list: SwallowedList;
  readonly end: number;
  readonly edits: readonly FixEdit[];
  /** Whether it must be seen in another reading that the edits make a list: it stands in a container, or is indented. */
  readonly doubtful: boolean;
  /** Whether edits would do harm: the code after it would become text of its last item, or it would begin at one. */
  readonly harmful: boolean;
}

/** The method: in paragraphs whose source has a line with a list marker, lines that evidently are a list are sought. */
export default defineRule({
  summary: 'A list has a blank line before it.',
  why: 'Python-Markdown shows a list that touches the paragraph above it as running text, with its dashes and numbers in the middle of the sentences.',
  since: '0.1.0',
  fix: 'safe',
  options: {},
  messages: {
    swallowed: 'This list shows as running text: it needs a blank line before it.',
    indented: 'This list shows as running text: it needs a blank line before it and no indentation.',
  },
  page({ site, text, report, readAs }) {
    const dialect = listDialect(site);
    if (dialect === null) return {};
    const found: Found[] = [];
    let fences: Span[] | null = null;
    let metadata: number | null = null;
    return {
      paragraph(node, index, parent) {
        if (!isCandidate(node, text)) return;
        const lines = paragraphLines(node, text);
        const list = lines === null ? null : swallowedList(lines);
        if (lines === null || list === null || isMetadata(lines[0]!, text)) return;
        if (lines[0]!.start < (metadata ??= metadataEnd(text))) return;
        const first = lines[list.first]!;
        if (isWithin((fences ??= fenceRegions(text)), first.textStart)) return;
        const base = lines[0]!.indent;
        const goesOn = base > first.indent;
        // A paragraph that is indented, with a list that is not: it fell out of an item, which `list-indent` sees to.
        if (goesOn && parent?.type !== 'listItem') return;
        // Text on the line of an item's marker takes nested items in: those that it did not are indented wrongly.
        if (base === -1 && parent?.type === 'listItem' && first.indent > columnOf(text, parent)) return;
        const after = index === undefined ? undefined : parent?.children[index + 1];
        const tooDeep = base !== -1 && first.indent - base >= dialect.unit;
        const wrongStart = list.number !== null && list.number > 1 && !dialect.keepsStart && !goesOn;
        if (wrongStart && list.items.length < 2) return;
        found.push({
          lines,
          list,
          end: spanOf(node)!.end,
          edits: editsOf(lines, list, tooDeep ? first.indent - base : 0),
          doubtful: !isCertain(lines, list.first, dialect.unit),
          harmful: wrongStart || (after !== undefined && isIndentedCode(after, text)),
        });
      },
      end() {
        const accepted = new Set(found.filter(({ harmful }) => !harmful));
        if (found.some(({ doubtful, harmful }) => doubtful && !harmful)) keepLists(accepted, text, readAs);
        for (const entry of found) {
          const { list, lines, edits, end, harmful } = entry;
          if (!harmful && !accepted.has(entry)) continue;
          const first = lines[list.first]!;
          const fix: Fix = { title: 'Put a blank line before the list', class: 'safe', effect: 'structure', edits };
          report({
            message: edits.length > 1 + 2 * list.labels.length ? 'indented' : 'swallowed',
            span: { start: first.textStart, end },
            data: { items: list.items.length },
            fixes: harmful ? [] : [fix],
          });
        }
        return undefined;
      },
    };
  },
});

function isCandidate(node: Paragraph, text: string): boolean {
  const span = spanOf(node);
  return span !== null && span.file === undefined && MARKER_LINE.test(text.slice(span.start, span.end));
}

/** The column of an item's marker. */
function columnOf(text: string, item: ListItem): number {
  const { start } = spanOf(item)!;
  return columns(/^[ \t]*/.exec(text.slice(lineStart(text, start), start))![0]);
}

/**
 * Whether it goes without saying that the lines are a list after a blank line: they are indented as the paragraph is, by the
 * columns of what it stands in and at most three more.
 */
function isCertain(lines: readonly ParagraphLine[], first: number, unit: number): boolean {
  const base = lines[0]!.indent;
  const { indent } = lines[first]!;
  if (unit !== 4 || base === -1 || indent < base || Math.floor(indent / 4) !== Math.floor(base / 4)) return false;
  return !lines.slice(0, first).some((line) => line.text.startsWith('<'));
}

/** Where the front matter ends that a page begins with, whether MkDocs takes it as such or not; 0 without any. */
function metadataEnd(text: string): number {
  const opening = /^\s{0,20}-{3,}[ \t]*(?:\r\n|\n|\r)\s{0,20}[\w-]+:/.exec(text);
  if (opening === null) return 0;
  const closing = /[\n\r](?:-{3,}|\.{3})[ \t]*(?=[\n\r]|$)/g;
  closing.lastIndex = opening[0].length;
  return closing.exec(text)?.index ?? 0;
}

/** Whether a paragraph is a second front matter, which MkDocs shows: it begins with `title: ...` right under a rule. */
function isMetadata({ start, text: line }: ParagraphLine, text: string): boolean {
  const above = text.slice(Math.max(0, start - 200), start);
  return /^[a-z_][\w-]*:(?:\s|$)/.test(line) && /(?:^|[\n\r])-{3,}[ \t]*(?:\r\n|\n|\r)+$/.test(above);
}

/** Whether a block is code by its indentation alone, or a fence that counts as such: under a list it would be the item's. */
function isIndentedCode(node: Nodes, text: string): boolean {
  if (node.type !== 'code') return false;
  const span = spanOf(node);
  return (
    node.data?.syntax === 'indented' ||
    span === null ||
    /[ \t]{4}$/.test(text.slice(Math.max(0, span.start - 4), span.start))
  );
}

/** Blank lines before the list and around the labels in it; `dedent` columns are taken off its lines. */
function editsOf(lines: readonly ParagraphLine[], list: SwallowedList, dedent: number): FixEdit[] {
  const blank = ({ start, quote }: ParagraphLine): FixEdit => ({ start, end: start, text: `${quote}\n` });
  const edits: FixEdit[] = [blank(lines[list.first]!)];
  for (const label of list.labels) edits.push(blank(lines[label.first]!), blank(lines[label.items]!));
  if (dedent === 0) return edits;
  for (const { start, textStart, quote, indent } of lines.slice(list.first)) {
    const blanks = start + quote.length + (quote === '' ? 0 : 1);
    edits.push({ start: blanks, end: textStart, text: ' '.repeat(Math.max(0, indent - dedent)) });
  }
  return edits;
}

/** Takes out what does not become a list by its edits, as the page reads with all of them. */
function keepLists(accepted: Set<Found>, text: string, readAs: (text: string) => Root): void {
  const edits = [...accepted].flatMap((entry) => entry.edits);
  const markers = new Set(shownLists(readAs(applyEdits(text, edits))).items.map(({ start }) => start));
  const moved = editedOffsets(text, edits);
  for (const entry of accepted) {
    const { textStart } = entry.lines[entry.list.first]!;
    if (!markers.has(moved(textStart))) accepted.delete(entry);
  }
}

import { defineRule, type Fix } from '../src/rule.ts';
import { columns } from '../src/text/columns.ts';
import type { Span } from '../src/text/span.ts';
import { fenceRegions, isWithin } from './shared/fence-regions.ts';
import { type ListDialect, listDialect } from './shared/list-dialect.ts';
import { levelOf, type ShownItem, ShownLists, shownLists } from './shared/list-items.ts';
import { type ListOutline, type ListPlace, outlineList } from './shared/list-outline.ts';
import { type ShiftedList, shiftList } from './shared/list-shift.ts';
import { lineStart } from './shared/paragraph-lines.ts';

/** The cheap tests that come before all else: an item that is not indented by a multiple of four columns, */
const UNEVEN_ITEM = /[\n\r](?:[ \t]*>[ ]?)*(?: {4})* {1,3}(?:[*+-]|\d{1,9}\.)[ \t]/;
/** text after a blank line that is not, */
const UNEVEN_BLOCK = /[\n\r][ \t>]*(?:\r\n|\n|\r)(?:[ \t]*>[ ]?)*(?: {4})* {1,3}[^\s>]/;
/** and an item at the left edge right under nested ones that begin after a blank line. */
const UNDER_NESTED =
  /[\n\r][ \t]*(?:\r\n|\n|\r) {4,}(?:[*+-]|\d{1,9}\.) .*(?:(?:\r\n|\n|\r) {4,}\S.*)*(?:\r\n|\n|\r)(?:[*+-]|\d{1,9}\.)[ \t]/;

/** A line that shows in another item than its indentation says. */
interface Misplaced {
  readonly line: number;
  readonly kind: 'flat' | 'text' | 'outside' | 'elsewhere';
}

/**
 * The method: each list is read by its indentation, as CommonMark does, and compared with the items that MkDocs makes of
 * it. Where they differ the whole list is indented anew, and read again: it must then show as its indentation says.
 */
export default defineRule({
  summary: 'Items of a list are nested as their indentation shows.',
  why: 'Python-Markdown nests by four columns. Items that are indented by two or three show on the level of their parent, and a paragraph or a code block ends the list: the numbers after it begin again at 1.',
  since: '0.1.0',
  fix: 'unsafe',
  options: {},
  messages: {
    flat: 'This item shows on the same level as the item that it is nested in: it is indented by {columns} columns, not {wanted}.{more}',
    elsewhere: 'This shows in another item than its indentation says.{more}',
    text: 'This item shows as running text: it is indented by {columns} columns, not {wanted}.{more}',
    outside:
      'This ends the list, as it is indented by {columns} columns, not {wanted}, and is no part of the item above it.{more}',
    restarts:
      'This ends the list, as it is indented by {columns} columns, not {wanted}, and is no part of the item above it: the next item has the number 1.{more}',
  },
  page({ site, text, report, readAs }) {
    const dialect = listDialect(site);
    if (dialect === null || (dialect.unit === 4 && !isUneven(text))) return {};
    const { unit } = dialect;
    const shown = new ShownLists();
    return {
      list: (node, _, parent) => shown.add(node, parent),
      listItem: (node, _, parent) => shown.add(node, parent),
      code: (node, _, parent) => shown.add(node, parent),
      end() {
        /** Markers that belong to a list that was looked at. */
        const claimed = new Set<number>();
        let fences: Span[] | null = null;
        for (const { span, parent } of shown.lists) {
          if (claimed.has(span.start)) continue;
          const place = placeOf(text, span.start, dialect, parent.type === 'root');
          const outline = place === null ? null : outlineList(text, place);
          if (place === null || outline === null) continue;
          for (const { kind, textStart } of outline.lines) if (kind !== 'inner') claimed.add(textStart);
          const around = shown.itemAt(span.start)?.parent ?? null;
          const misplaced = withoutSwallowed(outline, misplacedLines(outline, shown, around));
          const first = misplaced[0];
          if (first === undefined || isWithin((fences ??= fenceRegions(text)), span.start)) continue;
          const { textStart, end, indent, item: owner } = outline.lines[first.line]!;
          const item = outline.items[owner]!;
          const above = first.kind === 'outside' ? item : outline.items[item.parent];
          const restarts = first.kind === 'outside' && showsNumberAgain(outline, first.line, shown);
          const fixes = (): readonly Fix[] => {
            const fixed = fixedList(text, outline, shown, { unit, edge: place.edge, readAs });
            if (fixed === null) return [];
            const title = fixed.edits.every((edit) => edit.text.endsWith('\n'))
              ? 'Put a blank line before the item'
              : 'Indent the list by the columns that nest its items';
            return [{ title, class: outline.lenient ? 'unsafe' : 'safe', effect: 'structure', edits: fixed.edits }];
          };
          const rest = misplaced.length - 1;
          report({
            message: restarts ? 'restarts' : first.kind,
            values: {
              columns: indent - (above?.indent ?? 0),
              wanted: unit,
              more: rest === 0 ? '' : ` The same holds for ${rest} more ${rest === 1 ? 'line' : 'lines'} of the list.`,
            },
            span: { start: textStart, end },
            data: { lines: misplaced.length },
            fixes,
          });
        }
        return undefined;
      },
    };
  },
});

function isUneven(text: string): boolean {
  return UNEVEN_ITEM.test(text) || UNEVEN_BLOCK.test(text) || UNDER_NESTED.test(text);
}

/** Where a list stands whose first marker is at an offset; null when that cannot be told. */
function placeOf(
  text: string,
  marker: number,
  { unit, separatesKinds }: ListDialect,
  isOuter: boolean,
): ListPlace | null {
  const start = lineStart(text, marker);
  const lead = text.slice(start, marker);
  const match = /^((?:[ \t]{0,3}>[ ]?)*)([ \t]*)$/.exec(lead);
  if (match === null) return null;
  const indent = columns(match[2]!);
  if (unit !== 4 && !isOuter && indent % 4 >= unit) return null;
  return {
    start,
    quotes: match[1]!.split('>').length - 1,
    edge: isOuter && match[1] === '' && unit !== 4 ? 0 : indent - (indent % 4),
    separatesKinds,
  };
}

/** The lines of a list that show elsewhere than in the item that they belong to. `around` is the item that holds all of it. */
function misplacedLines({ lines, items }: ListOutline, shown: ShownLists, around: ShownItem | null): Misplaced[] {
  const misplaced: Misplaced[] = [];
  const markerOf = (item: number) => (item === -1 ? around?.start : lines[items[item]!.line]!.textStart);
  const outer = levelOf(around);
  for (const [at, { kind, textStart, item }] of lines.entries()) {
    if (kind !== 'item' && kind !== 'block') continue;
    const there = shown.itemAt(textStart);
    if (kind === 'block') {
      if (there === null || there === around) misplaced.push({ line: at, kind: 'outside' });
      else if (there.start !== markerOf(item)) misplaced.push({ line: at, kind: 'elsewhere' });
      continue;
    }
    const wanted = markerOf(items[item]!.parent);
    if (there?.start !== textStart) misplaced.push({ line: at, kind: 'text' });
    else if (there.parent?.start !== wanted) {
      misplaced.push({ line: at, kind: levelOf(there) - outer <= items[item]!.depth ? 'flat' : 'elsewhere' });
    }
  }
  return misplaced;
}

/** Leaves out the items that a block above them has swallowed, and what is in them: `list-blank-line` sees to those. */
function withoutSwallowed({ lines, items }: ListOutline, misplaced: readonly Misplaced[]): Misplaced[] {
  const swallowed = new Set<number>();
  for (const { line, kind } of misplaced) {
    if (kind === 'text' && lines[line]!.touches) swallowed.add(lines[line]!.item);
  }
  const isSwallowed = (item: number): boolean =>
    item !== -1 && (swallowed.has(item) || isSwallowed(items[item]!.parent));
  return swallowed.size === 0 ? [...misplaced] : misplaced.filter(({ line }) => !isSwallowed(lines[line]!.item));
}

/** Whether an item of a numbered list follows a line that ends the list. */
function showsNumberAgain({ lines, items }: ListOutline, line: number, shown: ShownLists): boolean {
  const next = items.find((item) => item.line > line && item.parent === -1);
  if (next === undefined || next.number === null || next.number < 2) return false;
  return shown.itemAt(lines[next.line]!.textStart)?.ordered === true;
}

interface FixContext {
  readonly unit: number;
  readonly edge: number;
  readonly readAs: Parameters<typeof readShifted>[1];
}

/** The list with its new indentation, if that is what it takes and all that it changes; null otherwise. */
function fixedList(
  text: string,
  outline: ListOutline,
  shown: ShownLists,
  { unit, edge, readAs }: FixContext,
): ShiftedList | null {
  const { lines } = outline;
  const from = lines[0]!.start;
  const to = lines.at(-1)!.end;
  const codes = shown.codes.filter(({ start, end }) => start < to && end > from);
  const codeDepth = (at: number) => {
    const { textStart } = lines[at]!;
    const isCode = codes.some(({ start, end, indented }) => indented && start <= textStart && textStart < end);
    return isCode ? levelOf(shown.itemAt(textStart)) : null;
  };
  const shifted = shiftList(text, outline, { unit, edge, codeDepth });
  if (shifted === null || shifted.edits.length === 0) return null;
  const after = readShifted(shifted, readAs);
  const moved: ListOutline = {
    ...outline,
    lines: lines.map((line, i) => ({ ...line, textStart: shifted.starts[i]! })),
  };
  if (misplacedLines(moved, after, null).length > 0) return null;
  // Code stays as it is, to the letter; what showed as text may become code.
  let next = 0;
  for (const { value } of after.codes) if (codes[next]?.value === value) next++;
  return next === codes.length ? shifted : null;
}

function readShifted(shifted: ShiftedList, readAs: (text: string) => Parameters<typeof shownLists>[0]): ShownLists {
  return shownLists(readAs(shifted.text));
}

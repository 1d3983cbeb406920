import type { Span } from '../text/span.ts';
import type { Block, Mark, Outline } from './outline.ts';
import { blockWords, markWords, type Words } from './words.ts';

/** The first difference of a block of the page. */
export interface Difference extends Words {
  /** The block, or the piece of running text, that differs. */
  readonly span: Span;
  /** How many blocks of the page follow that belong to the same difference. */
  readonly following: number;
}

export interface Comparison {
  readonly github: Outline;
  readonly site: Outline;
  /** Whether a line is compared at all (lines from 1). */
  readonly compared: (line: number) => boolean;
  /** Whether something that nobody can tell from the source begins on a line: the rest of its block is not compared. */
  readonly unknowable: (line: number) => boolean;
  /** Offset of a line's first character. */
  readonly lineStart: (line: number) => number;
  readonly lineCount: number;
  /** Whether constructs that only MkDocs knows count as differences. */
  readonly extensions: boolean;
}

/** Two marks are the same if they start within so many characters: `***` is read as `*` in `**` or the other way round. */
const NEAR = 3;

/**
 * The first difference of each block. Blocks of the two readings that share lines belong together, so that a block of
 * one reading that swallows half a page in the other is one difference.
 */
export function differences(comparison: Comparison): Difference[] {
  const { github, site, compared, unknowable, lineCount } = comparison;
  const found: Difference[] = [];
  const regions = commonRegions(github.blocks, site.blocks, lineCount);
  const marks = new Marks(comparison);
  let numberingGoesOn = false;
  for (const { start, end } of regions) {
    let equal: readonly [Block | null, Block | null] | null = null;
    for (let line = start; line <= end; line++) {
      if (unknowable(line)) break;
      if (!compared(line)) continue;
      const here = github.owners[line] ?? null;
      const there = site.owners[line] ?? null;
      const starts = here?.start === line || there?.start === line;
      let words: Words | null = null;
      if (equal === null || equal[0] !== here || equal[1] !== there || starts) {
        words = blockWords(here, there, line);
        equal = words === null ? [here, there] : null;
      }
      if (words !== null) {
        // One list that is cut in two restarts its numbers at each cut: said once.
        if (words.numbering && numberingGoesOn) break;
        numberingGoesOn = words.numbering;
        const following = words.numbering
          ? 0
          : Math.max(countAfter(github.blocks, line, end), countAfter(site.blocks, line, end));
        found.push({ ...words, span: spanOf(here, there, line, comparison.lineStart(line)), following });
        break;
      }
      const differing = marks.difference(line, here, there);
      if (differing !== null) {
        found.push(differing);
        break;
      }
    }
  }
  return found;
}

/** Ranges of lines that blocks of either reading hold together. */
function commonRegions(
  a: readonly Block[],
  b: readonly Block[],
  lineCount: number,
): readonly { start: number; end: number }[] {
  const all = [...a, ...b].sort((x, y) => x.start - y.start);
  const regions: { start: number; end: number }[] = [];
  for (const block of all) {
    const last = regions[regions.length - 1];
    const end = Math.min(block.end, lineCount);
    if (last !== undefined && block.start <= last.end) last.end = Math.max(last.end, end);
    else regions.push({ start: block.start, end });
  }
  return regions;
}

function countAfter(blocks: readonly Block[], line: number, end: number): number {
  let count = 0;
  for (const block of blocks) if (block.start > line && block.start <= end) count++;
  return count;
}

/** The smaller of the two blocks, one that starts on the line before others; with the marker of the list item that it begins. */
function spanOf(here: Block | null, there: Block | null, line: number, lineStart: number): Span {
  const both = [here, there].filter((block) => block !== null);
  const starting = both.filter(({ start }) => start === line);
  const smallest = (starting.length > 0 ? starting : both).reduce((best, block) =>
    length(block.span) < length(best.span) ? block : best,
  );
  let first = smallest;
  while (first.parent !== null && first.parent.start === line) first = first.parent;
  return { start: Math.max(first.span.start, lineStart), end: smallest.span.end };
}

function length({ start, end }: Span): number {
  return end - start;
}

/** The marks of both readings, line by line. */
class Marks {
  readonly #comparison: Comparison;
  readonly #github: MarkRow;
  readonly #site: MarkRow;

  constructor(comparison: Comparison) {
    this.#comparison = comparison;
    this.#github = new MarkRow(comparison.github.marks);
    this.#site = new MarkRow(comparison.site.marks);
  }

  /** The first mark that starts on a line and that the other reading does not have. */
  difference(line: number, here: Block | null, there: Block | null): Difference | null {
    const { lineStart, lineCount } = this.#comparison;
    const from = lineStart(line);
    const to = line < lineCount ? lineStart(line + 1) : Number.POSITIVE_INFINITY;
    const onGithub = this.#github.between(from, to).find((mark) => this.#isMissing(mark, false));
    const onSite = this.#site.between(from, to).find((mark) => this.#isMissing(mark, true));
    const fromGithub = onGithub !== undefined && (onSite === undefined || onGithub.span.start <= onSite.span.start);
    const mark = fromGithub ? onGithub : onSite;
    if (mark === undefined) return null;
    // Only what the first reading does not have either stands in the mark's place.
    const others = (fromGithub ? this.#site : this.#github).near(mark);
    const other = others.find((candidate) => this.#isMissing(candidate, fromGithub)) ?? null;
    const raw = (fromGithub ? there : here)?.kind === 'html';
    return { ...markWords(mark, other, fromGithub, raw), span: mark.span, following: 0 };
  }

  #isMissing(mark: Mark, ofSite: boolean): boolean {
    const others = ofSite ? this.#github : this.#site;
    if (others.near(mark).some(({ kind }) => kind === mark.kind)) return false;
    if (this.#comparison.extensions) return true;
    return ofSite ? mark.kind !== 'extension' && !mark.bare : !this.#site.isInExtension(mark.span.start);
  }
}

/** Marks in order of their starts. */
class MarkRow {
  readonly #marks: readonly Mark[];
  /** For each mark, the furthest end of an extension's mark among it and those before it. */
  readonly #reach: readonly number[];

  constructor(marks: readonly Mark[]) {
    this.#marks = marks;
    let furthest = -1;
    this.#reach = marks.map(
      ({ kind, span }) => (furthest = kind === 'extension' ? Math.max(furthest, span.end) : furthest),
    );
  }

  between(from: number, to: number): readonly Mark[] {
    return this.#marks.slice(this.#firstFrom(from), this.#firstFrom(to));
  }

  near({ span }: Mark): readonly Mark[] {
    return this.between(span.start - NEAR, span.start + NEAR + 1);
  }

  /** Whether a construct that only MkDocs knows stands at an offset or just behind it. */
  isInExtension(offset: number): boolean {
    const before = this.#firstFrom(offset + 2) - 1;
    return before >= 0 && this.#reach[before]! >= offset;
  }

  #firstFrom(offset: number): number {
    let low = 0;
    let high = this.#marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#marks[middle]!.span.start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

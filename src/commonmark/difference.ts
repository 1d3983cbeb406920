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
  const { github, site, compared, lineCount } = comparison;
  const found: Difference[] = [];
  const regions = commonRegions(github.blocks, site.blocks, lineCount);
  const marks = new Marks(comparison);
  let numberingGoesOn = false;
  for (const { start, end } of regions) {
    let equal: readonly [Block | null, Block | null] | null = null;
    for (let line = start; line <= end; line++) {
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
        found.push({ ...words, span: spanOf(here, there, line), following });
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

/** The smaller of the two blocks, from the line on. */
function spanOf(here: Block | null, there: Block | null, line: number): Span {
  const starting = [here, there].filter((block) => block?.start === line) as Block[];
  const candidates = starting.length > 0 ? starting : ([here, there].filter((block) => block !== null) as Block[]);
  return candidates.reduce((best, block) => (length(block.span) < length(best.span) ? block : best)).span;
}

function length({ start, end }: Span): number {
  return end - start;
}

/** The marks of both readings, line by line. */
class Marks {
  readonly #comparison: Comparison;
  readonly #github: Cursor;
  readonly #site: Cursor;

  constructor(comparison: Comparison) {
    this.#comparison = comparison;
    this.#github = new Cursor(comparison.github.marks);
    this.#site = new Cursor(comparison.site.marks);
  }

  /** The first mark on a line that the other reading does not have. Lines are asked for in order. */
  difference(line: number, here: Block | null, there: Block | null): Difference | null {
    const { lineStart } = this.#comparison;
    const from = lineStart(line);
    const to = line < this.#comparison.lineCount ? lineStart(line + 1) : Number.POSITIVE_INFINITY;
    const github = this.#github.between(from, to);
    const site = this.#site.between(from, to);
    if (github.length === 0 && site.length === 0) return null;
    const missing = [
      ...github.filter((mark) => this.#isMissing(mark, site, false)).map((mark) => ({ mark, onGithub: true })),
      ...site.filter((mark) => this.#isMissing(mark, github, true)).map((mark) => ({ mark, onGithub: false })),
    ].sort((a, b) => a.mark.span.start - b.mark.span.start);
    const first = missing[0];
    if (first === undefined) return null;
    const { mark, onGithub } = first;
    const others = (onGithub ? site : github).filter((other) => isNear(mark, other));
    const raw = (onGithub ? there : here)?.kind === 'html';
    return { ...markWords(mark, others[0] ?? null, onGithub, raw), span: mark.span, following: 0 };
  }

  #isMissing(mark: Mark, others: readonly Mark[], ofSite: boolean): boolean {
    if (others.some((other) => other.kind === mark.kind && isNear(mark, other))) return false;
    if (this.#comparison.extensions) return true;
    if (ofSite) return mark.kind !== 'extension' && !mark.bare;
    return !this.#site.extensionAt(mark.span.start);
  }
}

function isNear(a: Mark, b: Mark): boolean {
  return Math.abs(a.span.start - b.span.start) <= NEAR;
}

/** Marks in order, walked once. */
class Cursor {
  readonly #marks: readonly Mark[];
  #at = 0;
  /** Furthest end of an extension's mark that was passed. */
  #extensionEnd = -1;

  constructor(marks: readonly Mark[]) {
    this.#marks = marks;
  }

  between(from: number, to: number): readonly Mark[] {
    const marks = this.#marks;
    while (this.#at < marks.length && marks[this.#at]!.span.start < from) this.#pass(marks[this.#at++]!);
    const found: Mark[] = [];
    while (this.#at < marks.length && marks[this.#at]!.span.start < to) {
      this.#pass(marks[this.#at]!);
      found.push(marks[this.#at++]!);
    }
    return found;
  }

  /** Whether a construct that only MkDocs knows stands at an offset of the lines handed out last, or before it. */
  extensionAt(offset: number): boolean {
    if (offset < this.#extensionEnd && this.#marks.some((mark) => covers(mark, offset))) return true;
    return false;
  }

  #pass(mark: Mark): void {
    if (mark.kind === 'extension') this.#extensionEnd = Math.max(this.#extensionEnd, mark.span.end + 1);
  }
}

function covers({ kind, span }: Mark, offset: number): boolean {
  return kind === 'extension' && span.start - 1 <= offset && offset <= span.end;
}

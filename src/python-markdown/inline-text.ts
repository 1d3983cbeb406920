import type { Element } from './element.ts';
import type { BacktickRuns } from './inline/backtick.ts';
import type { MarkScan } from './inline/mark-sequence.ts';
import { MappedString } from './mapped-string.ts';

/** Python-Markdown's STX and ETX: they never occur in a source, so they can frame what stands for something else. */
export const STX = '\u0002';
export const ETX = '\u0003';
/** Fills a mask between STX and ETX: no word character, no white space, no mark of any syntax. */
const FILLER = '\u001a';

/**
 * What an inline pattern has put in the place of a match. Python-Markdown writes a placeholder into the text; we mask the
 * match by as many characters and keep the mark beside it, so that offsets stay what they are.
 *
 * - `element`: a node of the tree.
 * - `raw`: HTML that goes out as it is (inline tags, comments, entities).
 * - `text`: other text than what is written (an escaped character, a smart quote).
 */
export type InlineMark =
  | { readonly kind: 'element'; readonly element: Element; readonly start: number; readonly end: number }
  | { readonly kind: 'raw' | 'text'; readonly value: string; readonly start: number; readonly end: number };

/** A mark before it has a place. */
export type InlineReplacement =
  | { readonly kind: 'element'; readonly element: Element }
  | { readonly kind: 'raw' | 'text'; readonly value: string };

/** What patterns keep of a text that they have gone over: each of these once per text, and not once per match. */
export interface KnownOfText {
  /** Closing brackets by their opening ones. */
  brackets: ReadonlyMap<number, number> | null;
  /** Where parentheses and quotes stand. */
  specials: Int32Array | null;
  ticks: BacktickRuns | null;
  marks: MarkScan | null;
}

/** What is known of a text; nothing yet when it is asked for the first time. */
export function knownOf(text: InlineText): KnownOfText {
  text.known ??= { brackets: null, specials: null, ticks: null, marks: null };
  return text.known;
}

/** What all slices of one text share: where it was written, and the marks by index. */
interface InlineRoot {
  readonly mapped: MappedString;
  marks: Map<number, InlineMark> | null;
  /** Whether a mark of the kind `text` is, or was, among them. */
  hasTextMarks: boolean;
}

/**
 * Text of an element, before, between and after its inline patterns were applied.
 *
 * `text` is what a pattern sees: the source, with everything already recognised masked. Indices into `text` are relative
 * to this slice; `origin()` and `originEnd()` give positions in the source.
 */
export class InlineText {
  readonly text: string;
  /** Python-Markdown's `AtomicString`: no inline pattern is applied. */
  readonly atomic: boolean;
  /** What patterns have found out about this very text, kept for their next match in it. */
  known: KnownOfText | null = null;
  private readonly root: InlineRoot;
  /** Index in the root's text at which this slice begins. */
  private readonly from: number;

  private constructor(text: string, root: InlineRoot, start: number, atomic: boolean) {
    this.text = text;
    this.root = root;
    this.from = start;
    this.atomic = atomic;
  }

  /** Text that inline patterns will be applied to. */
  static of(mapped: MappedString): InlineText {
    return new InlineText(mapped.text, { mapped, marks: null, hasTextMarks: false }, 0, false);
  }

  /** Text that stays as it is (`AtomicString`). */
  static atomic(mapped: MappedString): InlineText {
    return new InlineText(mapped.text, { mapped, marks: null, hasTextMarks: false }, 0, true);
  }

  /** Text that no source holds, placed at an origin (a generated title). */
  static generated(text: string, origin: number, atomic = true): InlineText {
    const mapped = MappedString.standingFor(text, origin, origin);
    return new InlineText(text, { mapped, marks: null, hasTextMarks: false }, 0, atomic);
  }

  get length(): number {
    return this.text.length;
  }

  /** Origin of the character at `index`. */
  origin(index: number): number {
    return this.root.mapped.offset(this.from + index);
  }

  /** Origin just after the character before `index`. */
  originEnd(index: number): number {
    return this.root.mapped.endOffset(this.from + index);
  }

  get start(): number {
    return this.origin(0);
  }

  get end(): number {
    return this.originEnd(this.text.length);
  }

  slice(from: number, to: number = this.text.length): InlineText {
    const length = this.text.length;
    const a = from < 0 ? Math.max(0, length + from) : Math.min(from, length);
    const b = Math.max(a, to < 0 ? length + to : Math.min(to, length));
    if (a === 0 && b === length) return this;
    return new InlineText(this.text.slice(a, b), this.root, this.from + a, this.atomic);
  }

  trim(): InlineText {
    const text = this.text;
    const from = text.length - text.trimStart().length;
    return this.slice(from, Math.max(from, text.trimEnd().length));
  }

  trimStart(): InlineText {
    return this.slice(this.text.length - this.text.trimStart().length);
  }

  trimEnd(): InlineText {
    return this.slice(0, this.text.trimEnd().length);
  }

  /** The same text, kept from all further patterns. */
  asAtomic(): InlineText {
    return this.atomic ? this : new InlineText(this.text, this.root, this.from, true);
  }

  /** The same text, open to patterns. */
  asPlain(): InlineText {
    return this.atomic ? new InlineText(this.text, this.root, this.from, false) : this;
  }

  /** The source text from `from` to `to` as it was before any pattern ran, with where it stands. */
  source(from = 0, to: number = this.text.length): MappedString {
    return this.root.mapped.slice(this.from + from, this.from + to);
  }

  /** The mark whose mask begins at `index` (where `text` has an STX), if any. Its `start` and `end` are indices into `text`. */
  mark(index: number): InlineMark | undefined {
    const mark = this.root.marks?.get(this.from + index);
    if (mark === undefined || this.from === 0) return mark;
    return placed(mark, index, mark.end - this.from);
  }

  /** All marks in this slice, in order. */
  marksInOrder(): readonly InlineMark[] {
    let at = this.root.marks === null ? -1 : this.text.indexOf(STX);
    if (at === -1) return NO_MARKS;
    const marks: InlineMark[] = [];
    while (at !== -1) {
      const mark = this.mark(at);
      if (mark !== undefined) marks.push(mark);
      at = this.text.indexOf(STX, mark === undefined ? at + 1 : mark.end);
    }
    return marks;
  }

  /** The text with matches masked and their marks kept. `matches` do not overlap and stand in order. */
  withMarks(matches: readonly { start: number; end: number; replacement: InlineReplacement }[]): InlineText {
    if (matches.length === 0) return this;
    this.root.marks ??= new Map();
    let masked = '';
    let from = 0;
    for (const { start, end, replacement } of matches) {
      const at = this.from + start;
      this.root.marks.set(at, placed(replacement, at, this.from + end));
      if (replacement.kind === 'text') this.root.hasTextMarks = true;
      masked += this.text.slice(from, start) + mask(end - start);
      from = end;
    }
    return new InlineText(masked + this.text.slice(from), this.root, this.from, this.atomic);
  }

  /** Changes the HTML of all raw marks in this slice. */
  rewriteRaw(rewrite: (html: string) => string): void {
    for (const { kind, start } of this.marksInOrder()) {
      const mark = this.root.marks?.get(this.from + start);
      if (kind !== 'raw' || mark === undefined || mark.kind === 'element') continue;
      const value = rewrite(mark.value);
      if (value !== mark.value) this.root.marks?.set(this.from + start, { ...mark, value });
    }
  }

  /**
   * The text without masks over what stays as it is written (a lone `*`, an unknown emoji): once the patterns have run, the
   * reference has plain text there, which later readings see.
   */
  withoutPlainMarks(): InlineText {
    if (!this.root.hasTextMarks || this.root.marks === null || !this.text.includes(STX)) return this;
    const parts: string[] = [];
    let from = 0;
    for (const mark of this.marksInOrder()) {
      if (mark.kind !== 'text' || mark.value !== this.source(mark.start, mark.end).text) continue;
      parts.push(this.text.slice(from, mark.start), mark.value);
      from = mark.end;
      this.root.marks.delete(this.from + mark.start);
    }
    if (from === 0) return this;
    parts.push(this.text.slice(from));
    return new InlineText(parts.join(''), this.root, this.from, this.atomic);
  }

  /**
   * What the text says, with every mark resolved: text and raw marks by their value, elements by their text
   * (`Pattern.unescape` and `itertext()`).
   */
  plain(from = 0, to: number = this.text.length): string {
    const text = this.text;
    // Asked for a piece of a long text, the search must not run to the text's end.
    const piece = text.slice(from, to);
    let at = piece.indexOf(STX);
    if (at === -1) return piece;
    at += from;
    let result = '';
    let position = from;
    while (at !== -1 && at < to) {
      const mark = this.mark(at);
      if (mark === undefined) {
        at = text.indexOf(STX, at + 1);
        continue;
      }
      result += text.slice(position, at);
      result += mark.kind === 'element' ? mark.element.textContent() : mark.value;
      position = mark.end;
      at = text.indexOf(STX, position);
    }
    return result + text.slice(position, to);
  }
}

const NO_MARKS: readonly InlineMark[] = [];

/** A mark at a place. */
function placed(mark: InlineReplacement, start: number, end: number): InlineMark {
  return mark.kind === 'element'
    ? { kind: 'element', element: mark.element, start, end }
    : { kind: mark.kind, value: mark.value, start, end };
}

/** Masks by their length, made once. */
const MASKS: string[] = ['', STX];

function mask(length: number): string {
  const known = MASKS[length];
  if (known !== undefined) return known;
  const made = STX + FILLER.repeat(length - 2) + ETX;
  if (length === MASKS.length && length < 256) MASKS.push(made);
  return made;
}

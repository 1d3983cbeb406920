/**
 * A text that knows where each of its characters was written.
 *
 * Python-Markdown cuts, dedents, joins and replaces strings all the time. We do the same to `MappedString`s, so that the
 * algorithm can be mirrored line by line and every span stays exact.
 *
 * Positions are *origins*: offsets (from 0, UTF-16) into the virtual concatenation of all files of a page (see
 * `source.ts`). A text is a row of pieces. In a plain piece each character has its own origin; a piece whose text is
 * longer or shorter than what it stands for (an expanded tab, the placeholder of a fence) clamps to the origins that it
 * covers.
 */
export class MappedString {
  readonly text: string;
  /** What this text is cut from: slices share it, so that cutting costs nothing. */
  private readonly whole: Whole;
  /** Index in the whole of the first character. */
  private readonly from: number;

  static readonly empty = new MappedString('', { base: 0, pieces: null, length: 0, text: '' }, 0);

  private constructor(text: string, whole: Whole, from: number) {
    this.text = text;
    this.whole = whole;
    this.from = from;
  }

  /** A text that stands in a file as it is, from origin `base` on. */
  static plain(text: string, base: number): MappedString {
    return new MappedString(text, { base, pieces: null, length: text.length, text }, 0);
  }

  /** A text that stands for the origins from `start` to `end`, whatever its own length. */
  static standingFor(text: string, start: number, end: number): MappedString {
    if (end - start === text.length) return MappedString.plain(text, start);
    return new MappedString(text, { base: start, pieces: [0, start, end], length: text.length, text }, 0);
  }

  /** The parts in a row. A bare string has no origin of its own: it sits at the end of the part before it. */
  static concat(parts: readonly (MappedString | string)[]): MappedString {
    const only = onlyPart(parts);
    if (only !== null) return only;
    const builder = new MappedStringBuilder();
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]!;
      const whole = typeof part === 'string' ? null : part.whole;
      if (typeof part === 'string' || whole === null || whole.text === null) {
        builder.push(part);
        continue;
      }
      // Parts that follow each other in the text they were cut from are cut from it again as one.
      let to = part.from + part.text.length;
      let last = i;
      for (let next = i + 1; next < parts.length; next++) {
        const following = parts[next]!;
        if (typeof following === 'string' || following.whole !== whole || following.from !== to) break;
        to += following.text.length;
        last = next;
      }
      builder.push(last === i ? part : new MappedString(whole.text.slice(part.from, to), whole, part.from));
      i = last;
    }
    return builder.build();
  }

  /** Lines joined by line feeds, each standing for the one character after the line before it. */
  static joinLines(lines: readonly MappedString[]): MappedString {
    if (lines.length === 1) return lines[0]!;
    let builder: MappedStringBuilder | null = null;
    for (let i = 0; i < lines.length; ) {
      const first = lines[i]!;
      const whole = first.whole;
      let to = first.from + first.text.length;
      let next = i + 1;
      // Lines that follow each other in the text they were cut from are cut from it again as one.
      if (whole.text !== null) {
        while (next < lines.length && whole.text.charCodeAt(to) === LINE_FEED) {
          const line = lines[next]!;
          if (line.whole !== whole || line.from !== to + 1) break;
          to = line.from + line.text.length;
          next++;
        }
      }
      const run = next === i + 1 ? first : new MappedString(whole.text!.slice(first.from, to), whole, first.from);
      if (i === 0 && next === lines.length) return run;
      if (builder === null) builder = new MappedStringBuilder();
      else builder.push(MappedString.plain('\n', lines[i - 1]!.end));
      builder.push(run);
      i = next;
    }
    return builder === null ? MappedString.empty : builder.build();
  }

  get length(): number {
    return this.text.length;
  }

  /** Origin of the first character. */
  get start(): number {
    return this.offset(0);
  }

  /** Origin just after the last character. */
  get end(): number {
    return this.endOffset(this.text.length);
  }

  /** What this text is cut from, to be compared and used as a key, and where this text lies in it. */
  get window(): { readonly whole: object; readonly from: number; readonly to: number } {
    return { whole: this.whole, from: this.from, to: this.from + this.text.length };
  }

  /** Origin of the character at `index`; for the index after the last character, the end. */
  offset(index: number): number {
    const { base, pieces } = this.whole;
    if (pieces === null) return base + this.from + index;
    if (index >= this.text.length && index > 0) return this.endOffset(this.text.length);
    const at = this.from + index;
    const i = pieceAt(pieces, at);
    return Math.min(pieces[i + 1]! + (at - pieces[i]!), pieces[i + 2]!);
  }

  /** Origin just after the character before `index`: where a span that ends at `index` ends. */
  endOffset(index: number): number {
    if (this.whole.pieces === null) return this.whole.base + this.from + index;
    return index === 0 ? this.offset(0) : this.endAt(this.from + index);
  }

  private endAt(at: number): number {
    const { pieces, length } = this.whole;
    const i = pieceAt(pieces!, at - 1);
    const pieceEnd = i + 3 < pieces!.length ? pieces![i + 3]! : length;
    if (at === pieceEnd) return pieces![i + 2]!;
    return Math.min(pieces![i + 1]! + (at - pieces![i]!), pieces![i + 2]!);
  }

  /** The part from `from` up to `to`; negative numbers count from the end, as in `String.prototype.slice`. */
  slice(from: number, to: number = this.text.length): MappedString {
    const length = this.text.length;
    const a = from < 0 ? Math.max(0, length + from) : Math.min(from, length);
    const b = Math.max(a, to < 0 ? length + to : Math.min(to, length));
    if (a === 0 && b === length) return this;
    // An empty text at the end of this one lies where this one ends, not where what follows in the whole begins.
    if (a === b && a === length && this.whole.pieces !== null) return MappedString.plain('', this.offset(a));
    return new MappedString(this.text.slice(a, b), this.whole, this.from + a);
  }

  /** This text with another behind it. A bare string sits at the end of this one. Costs what is added, not what there is. */
  append(part: MappedString | string): MappedString {
    if (part.length === 0) return this;
    if (this.text.length === 0 && typeof part !== 'string') return part;
    let whole = this.whole;
    let from = this.from;
    // Others may share the whole: what is behind its end is free, and what it holds is never changed.
    if (whole.pieces === null || from + this.text.length !== whole.length) {
      const pieces: number[] = [];
      this.appendPieces(pieces, 0);
      whole = { base: this.start, pieces, length: this.text.length, text: null };
      from = 0;
    }
    const end = this.end;
    if (typeof part === 'string') whole.pieces!.push(whole.length, end, end);
    else part.appendPieces(whole.pieces!, whole.length);
    whole.length += part.length;
    whole.text = null;
    return new MappedString(this.text + (typeof part === 'string' ? part : part.text), whole, from);
  }

  /** The lines, without their line feeds (`str.split('\n')`). */
  lines(): MappedString[] {
    return this.split('\n');
  }

  /** The parts between the separators (`str.split`). */
  split(separator: string): MappedString[] {
    const parts: MappedString[] = [];
    let from = 0;
    for (let at = this.text.indexOf(separator); at !== -1; at = this.text.indexOf(separator, from)) {
      parts.push(this.slice(from, at));
      from = at + separator.length;
    }
    parts.push(from === 0 ? this : this.slice(from));
    return parts;
  }

  /** Without white space at both ends (`str.strip()`). */
  trim(): MappedString {
    return this.trimStart().trimEnd();
  }

  /** Without white space at the start (`str.lstrip()`). */
  trimStart(): MappedString {
    return this.slice(this.text.length - this.text.trimStart().length);
  }

  /** Without white space at the end (`str.rstrip()`). */
  trimEnd(): MappedString {
    return this.slice(0, this.text.trimEnd().length);
  }

  /** Without leading characters of the set (`str.lstrip(characters)`). */
  trimStartOf(characters: string): MappedString {
    let i = 0;
    while (i < this.text.length && characters.includes(this.text[i]!)) i++;
    return this.slice(i);
  }

  /** Without trailing characters of the set (`str.rstrip(characters)`). */
  trimEndOf(characters: string): MappedString {
    let i = this.text.length;
    while (i > 0 && characters.includes(this.text[i - 1]!)) i--;
    return this.slice(0, i);
  }

  /**
   * The text with every match of a global expression replaced. What `replace` returns stands for the whole match; return
   * a `MappedString` (a slice of this text, say) to keep its origins.
   */
  replace(expression: RegExp, replace: (match: RegExpExecArray) => MappedString | string): MappedString {
    expression.lastIndex = 0;
    const matches = expression.test(this.text);
    expression.lastIndex = 0;
    if (!matches) return this;
    const builder = new MappedStringBuilder();
    let from = 0;
    for (const match of this.text.matchAll(expression)) {
      const end = match.index + match[0].length;
      builder.push(this.slice(from, match.index));
      const value = replace(match as RegExpExecArray);
      builder.push(
        typeof value === 'string'
          ? MappedString.standingFor(value, this.offset(match.index), this.endOffset(end))
          : value,
      );
      from = end;
    }
    if (from === 0) return this;
    builder.push(this.slice(from));
    return builder.build();
  }

  toString(): string {
    return this.text;
  }

  /** Appends this text's pieces to `into`, shifted to stand at `at`. Used by the builder. */
  appendPieces(into: number[], at: number): void {
    const { base, pieces, length } = this.whole;
    const from = this.from;
    const to = from + this.text.length;
    if (pieces === null) {
      into.push(at, base + from, base + to);
      return;
    }
    if (from === to) return;
    for (let i = pieceAt(pieces, from); i < pieces.length && pieces[i]! < to; i += 3) {
      const start = pieces[i]!;
      const origin = pieces[i + 1]!;
      const end = pieces[i + 2]!;
      const pieceEnd = i + 3 < pieces.length ? pieces[i + 3]! : length;
      const first = Math.max(from, start);
      const last = Math.min(to, pieceEnd);
      into.push(
        at + first - from,
        Math.min(origin + (first - start), end),
        last === pieceEnd ? end : Math.min(origin + (last - start), end),
      );
    }
  }

  /** For the builder, which keeps the pieces' invariants. */
  static fromPieces(text: string, pieces: readonly number[]): MappedString {
    if (text === '') return MappedString.plain('', pieces[1] ?? 0);
    if (pieces.length === 3 && pieces[2]! - pieces[1]! === text.length) return MappedString.plain(text, pieces[1]!);
    return new MappedString(text, { base: pieces[1]!, pieces: pieces as number[], length: text.length, text }, 0);
  }
}

const LINE_FEED = 10;

/** The one part that is not empty, when it is mapped; null when there are others. */
function onlyPart(parts: readonly (MappedString | string)[]): MappedString | null {
  let only: MappedString | null = null;
  for (const part of parts) {
    if (part.length === 0) continue;
    if (only !== null || typeof part === 'string') return null;
    only = part;
  }
  return only;
}

/** A text that others are cut from: where its characters were written, and the characters themselves while it is whole. */
interface Whole {
  /** Origin of the first character. */
  readonly base: number;
  /**
   * Triples [index, origin, origin end], sorted by index; null when all is one plain piece. Grows at its end only, so
   * those who share it see what they saw.
   */
  readonly pieces: number[] | null;
  length: number;
  /** null once something was appended. */
  text: string | null;
}

/** Index into the pieces of the piece that holds the character at `index`. */
function pieceAt(pieces: readonly number[], index: number): number {
  let low = 0;
  let high = pieces.length / 3 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle * 3]! <= index) low = middle;
    else high = middle - 1;
  }
  return low * 3;
}

/** Puts a `MappedString` together, merging pieces that follow each other in the source. */
export class MappedStringBuilder {
  private readonly texts: string[] = [];
  private readonly pieces: number[] = [];
  private size = 0;
  /** Origin just after the last part, for strings that have none. */
  private end = -1;
  /** Where an origin-less string at the very start will sit: the start of the first mapped part. */
  private pending = false;

  get length(): number {
    return this.size;
  }

  push(part: MappedString | string): this {
    if (part.length === 0) {
      if (typeof part !== 'string' && this.end === -1) this.end = part.start;
      return this;
    }
    const pieces = this.pieces;
    if (typeof part === 'string') {
      const origin = Math.max(0, this.end);
      if (this.end === -1) this.pending = true;
      pieces.push(this.size, origin, origin);
      this.texts.push(part);
      this.size += part.length;
      return this;
    }
    if (this.pending) {
      for (let i = 0; i < pieces.length; i += 3) pieces[i + 1] = pieces[i + 2] = part.start;
      this.pending = false;
    }
    const first = pieces.length;
    part.appendPieces(pieces, this.size);
    // Two plain pieces that touch, in the text and in the source, are one.
    if (first > 0) {
      const length = this.size - pieces[first - 3]!;
      const plainBefore = pieces[first - 1]! - pieces[first - 2]! === length;
      const next = first + 3 < pieces.length ? pieces[first + 3]! : this.size + part.length;
      const plainAfter = pieces[first + 2]! - pieces[first + 1]! === next - pieces[first]!;
      if (plainBefore && plainAfter && pieces[first - 1] === pieces[first + 1]) {
        pieces[first - 1] = pieces[first + 2]!;
        pieces.splice(first, 3);
      }
    }
    this.texts.push(part.text);
    this.size += part.length;
    this.end = part.end;
    return this;
  }

  build(): MappedString {
    return MappedString.fromPieces(this.texts.length === 1 ? this.texts[0]! : this.texts.join(''), this.pieces);
  }
}

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
  /** Origin of the first character. */
  readonly #base: number;
  /** Triples [index in text, origin, origin end], sorted by index; null when the whole text is one plain piece. */
  readonly #pieces: readonly number[] | null;

  static readonly empty = new MappedString('', 0, null);

  private constructor(text: string, base: number, pieces: readonly number[] | null) {
    this.text = text;
    this.#base = base;
    this.#pieces = pieces;
  }

  /** A text that stands in a file as it is, from origin `base` on. */
  static plain(text: string, base: number): MappedString {
    return new MappedString(text, base, null);
  }

  /** A text that stands for the origins from `start` to `end`, whatever its own length. */
  static standingFor(text: string, start: number, end: number): MappedString {
    if (end - start === text.length) return new MappedString(text, start, null);
    return new MappedString(text, start, [0, start, end]);
  }

  /** The parts in a row. A bare string has no origin of its own: it sits at the end of the part before it. */
  static concat(parts: readonly (MappedString | string)[]): MappedString {
    const builder = new MappedStringBuilder();
    for (const part of parts) builder.push(part);
    return builder.build();
  }

  /** Lines joined by line feeds, each standing for the one character after the line before it. */
  static joinLines(lines: readonly MappedString[]): MappedString {
    if (lines.length === 1) return lines[0]!;
    const builder = new MappedStringBuilder();
    for (let i = 0; i < lines.length; i++) {
      if (i > 0) {
        const end = lines[i - 1]!.end;
        builder.push(new MappedString('\n', end, null));
      }
      builder.push(lines[i]!);
    }
    return builder.build();
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

  /** Origin of the character at `index`; for the index after the last character, the end. */
  offset(index: number): number {
    const pieces = this.#pieces;
    if (pieces === null) return this.#base + index;
    if (index >= this.text.length && index > 0) return this.endOffset(this.text.length);
    const i = this.#pieceAt(index);
    return Math.min(pieces[i + 1]! + (index - pieces[i]!), pieces[i + 2]!);
  }

  /** Origin just after the character before `index`: where a span that ends at `index` ends. */
  endOffset(index: number): number {
    const pieces = this.#pieces;
    if (pieces === null) return this.#base + index;
    if (index === 0) return this.offset(0);
    const i = this.#pieceAt(index - 1);
    const pieceEnd = i + 3 < pieces.length ? pieces[i + 3]! : this.text.length;
    if (index === pieceEnd) return pieces[i + 2]!;
    return Math.min(pieces[i + 1]! + (index - pieces[i]!), pieces[i + 2]!);
  }

  /** The part from `from` up to `to`; negative numbers count from the end, as in `String.prototype.slice`. */
  slice(from: number, to: number = this.text.length): MappedString {
    const length = this.text.length;
    const a = from < 0 ? Math.max(0, length + from) : Math.min(from, length);
    const b = Math.max(a, to < 0 ? length + to : Math.min(to, length));
    if (a === 0 && b === length) return this;
    const text = this.text.slice(a, b);
    const pieces = this.#pieces;
    if (pieces === null) return new MappedString(text, this.#base + a, null);
    if (a === b) return new MappedString('', this.offset(a), null);
    const cut: number[] = [];
    for (let i = this.#pieceAt(a); i < pieces.length && pieces[i]! < b; i += 3) {
      const at = pieces[i]!;
      const origin = pieces[i + 1]!;
      const end = pieces[i + 2]!;
      const pieceEnd = i + 3 < pieces.length ? pieces[i + 3]! : length;
      const from = Math.max(a, at);
      const to = Math.min(b, pieceEnd);
      cut.push(
        from - a,
        Math.min(origin + (from - at), end),
        to === pieceEnd ? end : Math.min(origin + (to - at), end),
      );
    }
    if (cut.length === 3 && cut[2]! - cut[1]! === text.length) return new MappedString(text, cut[1]!, null);
    return new MappedString(text, cut[1]!, cut);
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
    const pieces = this.#pieces;
    if (pieces === null) {
      into.push(at, this.#base, this.#base + this.text.length);
      return;
    }
    for (let i = 0; i < pieces.length; i += 3) into.push(at + pieces[i]!, pieces[i + 1]!, pieces[i + 2]!);
  }

  /** Index into the pieces of the piece that holds the character at `index`. */
  #pieceAt(index: number): number {
    const pieces = this.#pieces!;
    let low = 0;
    let high = pieces.length / 3 - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (pieces[middle * 3]! <= index) low = middle;
      else high = middle - 1;
    }
    return low * 3;
  }

  /** For the builder, which keeps the pieces' invariants. */
  static fromPieces(text: string, pieces: readonly number[]): MappedString {
    if (text === '') return new MappedString('', pieces[1] ?? 0, null);
    if (pieces.length === 3 && pieces[2]! - pieces[1]! === text.length) return new MappedString(text, pieces[1]!, null);
    return new MappedString(text, pieces[1]!, pieces);
  }
}

/** Puts a `MappedString` together, merging pieces that follow each other in the source. */
export class MappedStringBuilder {
  readonly #texts: string[] = [];
  readonly #pieces: number[] = [];
  #length = 0;
  /** Origin just after the last part, for strings that have none. */
  #end = -1;
  /** Where an origin-less string at the very start will sit: the start of the first mapped part. */
  #pending = false;

  get length(): number {
    return this.#length;
  }

  push(part: MappedString | string): this {
    if (part.length === 0) {
      if (typeof part !== 'string' && this.#end === -1) this.#end = part.start;
      return this;
    }
    const pieces = this.#pieces;
    if (typeof part === 'string') {
      const origin = Math.max(0, this.#end);
      if (this.#end === -1) this.#pending = true;
      pieces.push(this.#length, origin, origin);
      this.#texts.push(part);
      this.#length += part.length;
      return this;
    }
    if (this.#pending) {
      for (let i = 0; i < pieces.length; i += 3) pieces[i + 1] = pieces[i + 2] = part.start;
      this.#pending = false;
    }
    const first = pieces.length;
    part.appendPieces(pieces, this.#length);
    // Two plain pieces that touch, in the text and in the source, are one.
    if (first > 0) {
      const length = this.#length - pieces[first - 3]!;
      const plainBefore = pieces[first - 1]! - pieces[first - 2]! === length;
      const next = first + 3 < pieces.length ? pieces[first + 3]! : this.#length + part.length;
      const plainAfter = pieces[first + 2]! - pieces[first + 1]! === next - pieces[first]!;
      if (plainBefore && plainAfter && pieces[first - 1] === pieces[first + 1]) {
        pieces[first - 1] = pieces[first + 2]!;
        pieces.splice(first, 3);
      }
    }
    this.#texts.push(part.text);
    this.#length += part.length;
    this.#end = part.end;
    return this;
  }

  build(): MappedString {
    return MappedString.fromPieces(this.#texts.length === 1 ? this.#texts[0]! : this.#texts.join(''), this.#pieces);
  }
}

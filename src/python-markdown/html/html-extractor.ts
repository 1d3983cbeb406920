import { PythonHtmlParser, type StartTag } from '../../html/python-html-parser.ts';
import { MappedString } from '../mapped-string.ts';
import type { Markdown } from '../markdown.ts';

/** A piece of the text, or something written into it. */
export type Part = MappedString | string;

const BLANK_LINE = /[ ]*\n[ ]*\n/y;

/**
 * Mirrors `HTMLExtractor` of `markdown.htmlparser`: takes raw HTML blocks out of a text. They go to the stash, and their
 * placeholders into `clean`, between the text that is left.
 */
export class HtmlExtractor extends PythonHtmlParser {
  protected readonly source: MappedString;
  protected readonly markdown: Markdown;
  /** Block tags that have no content. */
  protected readonly emptyTags: ReadonlySet<string> = new Set(['hr']);
  protected inRaw = false;
  /** After a raw block, on its last line. */
  protected inTail = false;
  /** The text without raw blocks (`cleandoc`). */
  protected readonly clean: Part[] = [];
  readonly #stack: string[] = [];
  readonly #open = new Map<string, number>();
  #cache: Part[] = [];
  readonly #lineStarts = [0];

  constructor(markdown: Markdown, source: MappedString) {
    super(false);
    this.markdown = markdown;
    this.source = source;
  }

  /** Reads the text and returns it without raw blocks. */
  extract(): MappedString {
    this.parse(this.source.text);
    if (this.rawData.length > 0) this.addData(this.piece(0, this.rawData.length));
    if (this.#cache.length > 0) {
      this.clean.push(this.store(this.#cache));
      this.#cache = [];
    }
    this.closeOpenElements();
    return MappedString.concat(this.clean);
  }

  /** For what is still open at the end of the text. */
  protected closeOpenElements(): void {}

  /** A piece of `rawData` with its origins. */
  protected piece(from: number, to: number): MappedString {
    return this.source.slice(this.base + from, this.base + to);
  }

  /** A piece that is written another way than it stands in the source. */
  protected rewritten(text: string, from: number, to: number): MappedString {
    const piece = this.piece(from, to);
    return piece.text === text ? piece : MappedString.standingFor(text, piece.start, piece.end);
  }

  /** Stashes raw HTML; the placeholder stands for all of it. */
  protected store(parts: readonly Part[]): MappedString {
    const mapped = MappedString.concat(parts);
    const { start, end } = mapped;
    const placeholder = this.markdown.stash.store({
      kind: 'html',
      html: mapped.text,
      start,
      end,
      syntax: 'raw',
      mapped,
    });
    return MappedString.standingFor(placeholder, start, end);
  }

  /** `line_offset`: where the current line begins, as the reference counts it (over the whole text, in what is left of it). */
  protected get lineStart(): number {
    const starts = this.#lineStarts;
    while (starts.length < this.lineNumber) {
      const lineFeed = this.rawData.indexOf('\n', starts[starts.length - 1]!);
      starts.push((lineFeed === -1 ? this.rawData.length : lineFeed) + 1);
    }
    return starts[this.lineNumber - 1]!;
  }

  /** Whether nothing but up to three spaces stands before the current place. */
  protected get atLineStart(): boolean {
    if (this.column === 0) return true;
    if (this.column > 3) return false;
    return this.isBlank(this.lineStart, this.column);
  }

  /**
   * `get_endtag_text`: the end tag at the current place, which is the one from `from` to `to` unless the reference has lost
   * its way (see `lineStart`).
   */
  protected endTagText(name: string, from: number, to: number): MappedString {
    const start = this.lineStart + this.column;
    if (start === from && to > from) return this.piece(from, to);
    const close = start > this.rawData.length ? -1 : this.search.find('>', start);
    return this.rewritten(close === -1 ? `</${name}>` : this.rawData.slice(start, close + 1), from, to);
  }

  /** Whether a blank line follows `length` characters after the current place. */
  protected blankLineAfter(length: number): boolean {
    BLANK_LINE.lastIndex = this.lineStart + this.column + length;
    return BLANK_LINE.test(this.rawData);
  }

  protected override handleStartTag(tag: StartTag): void {
    const { name } = tag;
    if (this.emptyTags.has(name)) {
      this.handleStartEndTag(tag);
      return;
    }
    if (this.markdown.isBlockLevel(name) && (this.inTail || (this.atLineStart && !this.inRaw))) {
      this.inRaw = true;
      this.clean.push('\n');
    }
    const text = this.piece(tag.start, tag.end);
    if (this.inRaw) {
      this.#stack.push(name);
      this.#open.set(name, (this.#open.get(name) ?? 0) + 1);
      this.#cache.push(text);
      return;
    }
    this.clean.push(text);
    // It stands alone, in a code span most likely.
    if (name === 'script' || name === 'style') this.clearRawTextMode();
  }

  protected override handleEndTag(name: string, from: number, to: number): void {
    const text = this.endTagText(name, from, to);
    if (!this.inRaw) {
      this.clean.push(text);
      return;
    }
    this.#cache.push(text);
    this.#close(name);
    if (this.#stack.length > 0) return;
    if (this.blankLineAfter(text.length)) this.#cache.push('\n');
    else this.inTail = true;
    this.inRaw = false;
    this.clean.push(this.store(this.#cache), '\n\n');
    this.#cache = [];
  }

  /** Closes an element and those in it; nothing when none of the name is open. */
  #close(name: string): void {
    if ((this.#open.get(name) ?? 0) === 0) return;
    for (let closed = this.#stack.pop(); closed !== undefined; closed = this.#stack.pop()) {
      this.#open.set(closed, this.#open.get(closed)! - 1);
      if (closed === name) return;
    }
  }

  protected override handleData(from: number, to: number): void {
    this.addData(this.piece(from, to));
  }

  /** `handle_data`. */
  protected addData(data: Part): void {
    if (this.inTail && textOf(data).includes('\n')) this.inTail = false;
    if (this.inRaw) this.#cache.push(data);
    else this.clean.push(data);
  }

  /** `handle_empty_tag`. */
  protected addEmptyTag(data: MappedString, isBlock: boolean): void {
    if (this.inRaw || this.inTail) this.#cache.push(data);
    else if (this.atLineStart && isBlock) {
      const parts: Part[] = [data];
      if (this.blankLineAfter(data.length)) parts.push('\n');
      else this.inTail = true;
      this.separate();
      this.clean.push(this.store(parts), '\n\n');
    } else this.clean.push(data);
  }

  /** Makes one line feed before a block two. */
  protected separate(): void {
    const last = textOf(this.clean[this.clean.length - 1] ?? '');
    if (!last.endsWith('\n\n') && last.endsWith('\n')) this.clean.push('\n');
  }

  protected override handleStartEndTag(tag: StartTag): void {
    this.addEmptyTag(this.piece(tag.start, tag.end), this.markdown.isBlockLevel(tag.name));
  }

  protected override handleReference(text: string, from: number, to: number): void {
    this.addEmptyTag(this.rewritten(text, from, to), false);
  }

  protected override handleComment(text: string, from: number, to: number): void {
    this.addEmptyTag(this.rewritten(text, from, to), true);
  }

  protected override handleDeclaration(text: string, from: number, to: number): void {
    this.addEmptyTag(this.rewritten(text, from, to), true);
  }

  protected override handleInstruction(text: string, from: number, to: number): void {
    this.addEmptyTag(this.rewritten(text, from, to), true);
  }

  protected override handleUnknownDeclaration(text: string, from: number, to: number): void {
    this.addEmptyTag(this.rewritten(text, from, to), true);
  }

  protected override openStartTag(at: number): number {
    this.handleData(at, at + 1);
    return at + 1;
  }

  /** Whether a declaration or an instruction may stand here. */
  protected get allowsDeclaration(): boolean {
    return this.atLineStart || this.inTail;
  }

  protected override parseInstruction(at: number): number {
    if (this.allowsDeclaration) return super.parseInstruction(at);
    this.handleData(at, at + 2);
    return at + 2;
  }

  protected override parseDeclaration(at: number): number {
    if (!this.allowsDeclaration) {
      this.handleData(at, at + 2);
      return at + 2;
    }
    if (this.rawData.startsWith('<![', at) && !this.rawData.startsWith('<![CDATA[', at)) {
      const end = this.parseBogusComment(at);
      if (end !== -1) return end;
      this.handleData(at, at + 1);
      return at + 1;
    }
    return super.parseDeclaration(at);
  }

  protected override parseBogusComment(at: number): number {
    const end = super.parseBogusComment(at);
    if (end !== -1) this.addEmptyTag(this.piece(at, end), false);
    return end;
  }

  protected override parseComment(at: number): number {
    const plain = this.search.find('-->', at + 4);
    const odd = this.search.find('--!>', at + 4);
    if (plain === -1 && odd === -1) {
      this.handleData(at, at + 1);
      return at + 1;
    }
    const close = plain === -1 ? odd : odd === -1 ? plain : Math.min(plain, odd);
    const end = close + (close === plain ? 3 : 4);
    this.handleComment(`<!--${this.rawData.slice(at + 4, close)}-->`, at, end);
    return end;
  }
}

export function textOf(part: Part): string {
  return typeof part === 'string' ? part : part.text;
}

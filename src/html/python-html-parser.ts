import { pythonStrip, TextSearch } from './character-runs.ts';
import { type StartTagContent, StartTagScanner } from './start-tag.ts';

/** A start tag that was met; indices are into `rawData`. */
export interface StartTag extends StartTagContent {
  readonly start: number;
  readonly end: number;
}

const INTERESTING = /[&<]/g;
const CHARACTER_REFERENCE = /&#(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]/y;
const ENTITY_REFERENCE = /&([a-zA-Z][-.a-zA-Z0-9]*);/y;
const PLAIN_END_TAG = /<\/([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>/y;
const TAG_NAME = /[a-zA-Z][^\t\n\r\f />\x00]*/y;
const SECTION_NAME = /[a-zA-Z][-_.a-zA-Z0-9]*\s*/y;
const SECTION_END = /\]\s*\]\s*>/g;
const OFFICE_SECTION_END = /\]\s*>/g;
const COMMENT_END = /--\s*>/g;
const RAW_TEXT_ELEMENTS = ['script', 'style'];

/** Python's `AssertionError` in `_markupbase`: the page makes MkDocs fail. */
export class UnreadableHtml extends Error {
  /** Index in the whole text. */
  readonly at: number;

  constructor(written: string, at: number) {
    super(written);
    this.at = at;
  }
}

/**
 * Mirrors `HTMLParser` of Python 3.11's `html.parser` with the changes that `markdown.htmlparser` makes to it: walks over
 * a text and calls the handlers, which subclasses override. Like Python's, it reads twice: what the first reading leaves
 * (an open `</`, `&#` that is no reference) the second one reads as the whole text, with line numbers that go on.
 */
export abstract class PythonHtmlParser {
  /** What is left to read. */
  protected rawData = '';
  /** Index of `rawData` in the whole text. */
  protected base = 0;
  protected lineNumber = 1;
  /** Column of the current place, from 0. */
  protected column = 0;
  protected search = new TextSearch('');
  #scanner = new StartTagScanner('');
  /** Index of the first line feed that the current place has not passed; infinity when none is left. */
  #lineFeed = -1;
  /** Name of the element whose content is raw text. */
  #rawTextElement: string | null = null;
  /** Whether references are left to the data (`convert_charrefs`). */
  readonly #convertsReferences: boolean;

  constructor(convertsReferences: boolean) {
    this.#convertsReferences = convertsReferences;
  }

  /** Reads a whole text (`feed` and `close`). */
  parse(text: string): void {
    this.#setRawData(text);
    this.#goAhead(false);
    this.#goAhead(true);
  }

  protected handleStartTag(_tag: StartTag): void {}
  protected handleStartEndTag(tag: StartTag): void {
    this.handleStartTag(tag);
    this.handleEndTag(tag.name, tag.start, tag.end);
  }
  protected handleEndTag(_name: string, _from: number, _to: number): void {}
  protected handleData(_from: number, _to: number): void {}
  /** A reference as Python-Markdown writes it again, with its semicolon. */
  protected handleReference(_text: string, _from: number, _to: number): void {}
  protected handleComment(_text: string, _from: number, _to: number): void {}
  protected handleDeclaration(_text: string, _from: number, _to: number): void {}
  protected handleInstruction(_text: string, _from: number, _to: number): void {}
  protected handleUnknownDeclaration(_text: string, _from: number, _to: number): void {}

  protected setRawTextMode(element: string): void {
    this.#rawTextElement = element;
  }

  protected clearRawTextMode(): void {
    this.#rawTextElement = null;
  }

  #setRawData(text: string): void {
    this.rawData = text;
    this.search = new TextSearch(text);
    this.#lineFeed = -1;
    this.#scanner = new StartTagScanner(text);
  }

  /** `goahead`. */
  #goAhead(end: boolean): void {
    const text = this.rawData;
    const length = text.length;
    let at = 0;
    while (at < length) {
      const next = this.#nextInteresting(at);
      if (next === -1) break;
      if (at < next) this.handleData(at, next);
      at = this.#move(at, next);
      if (at === length) break;
      const after = text[at] === '<' ? this.#markup(at, end) : this.#reference(at);
      if (after === -1) break;
      // Only a reference that is none stops the reading after it has moved on.
      at = this.#move(at, Math.abs(after));
      if (after < 0) break;
    }
    if (end && at < length && this.#rawTextElement === null) {
      this.handleData(at, length);
      at = this.#move(at, length);
    }
    this.base += at;
    if (at > 0) this.#setRawData(text.slice(at));
  }

  #nextInteresting(from: number): number {
    const text = this.rawData;
    if (this.#rawTextElement !== null) {
      const expression = this.#rawTextElement === 'script' ? /<\/\s*script\s*>/gi : /<\/\s*style\s*>/gi;
      expression.lastIndex = from;
      return expression.exec(text)?.index ?? -1;
    }
    if (this.#convertsReferences) {
      const at = text.indexOf('<', from);
      return at === -1 ? text.length : at;
    }
    INTERESTING.lastIndex = from;
    return INTERESTING.exec(text)?.index ?? text.length;
  }

  /** Index after the markup at `at`, or -1 to stop there. */
  #markup(at: number, end: boolean): number {
    const text = this.rawData;
    let after: number;
    if (isLetter(text.charCodeAt(at + 1)) || text.startsWith('</>', at)) after = this.parseStartTag(at);
    else if (text.startsWith('</', at)) after = this.parseEndTag(at);
    else if (text.startsWith('<!--', at)) after = this.parseComment(at);
    else if (text.startsWith('<?', at)) after = this.parseInstruction(at);
    else if (text.startsWith('<!', at)) after = this.parseDeclaration(at);
    else if (at + 1 < text.length) {
      this.handleData(at, at + 1);
      after = at + 1;
    } else return -1;
    if (after >= 0 || !end) return after;
    after = this.search.find('>', at + 1) + 1;
    if (after === 0) {
      after = this.search.find('<', at + 1);
      if (after === -1) after = at + 1;
    }
    this.handleData(at, after);
    return after;
  }

  /** Index after the reference at `at`; -1 to stop there, another negative number to stop at its absolute value. */
  #reference(at: number): number {
    const text = this.rawData;
    if (text[at + 1] === '#') {
      CHARACTER_REFERENCE.lastIndex = at;
      const match = CHARACTER_REFERENCE.exec(text);
      if (match !== null) {
        const after = at + match[0].length - (match[0].endsWith(';') ? 0 : 1);
        this.handleReference(`${match[0].slice(0, -1)};`, at, after);
        return after;
      }
      if (!text.includes(';', at)) return -1;
      this.handleData(at, at + 2);
      return -(at + 2);
    }
    ENTITY_REFERENCE.lastIndex = at;
    const match = ENTITY_REFERENCE.exec(text);
    if (match !== null) {
      const after = at + match[0].length;
      this.handleReference(match[0], at, after);
      return after;
    }
    if (at + 1 >= text.length) return -1;
    this.handleData(at, at + 1);
    return at + 1;
  }

  /** `parse_starttag`; both Python's and Python-Markdown's, which differ in when the raw text mode begins. */
  protected parseStartTag(at: number): number {
    if (this.rawData.startsWith('</>', at)) {
      this.handleData(at, at + 3);
      return at + 3;
    }
    const bareEnd = bareTagEnd(this.rawData, at);
    const end = bareEnd === -1 ? this.#scanner.end(at) : bareEnd;
    if (end < 0) return this.openStartTag(at);
    const tag: StartTag =
      bareEnd === -1
        ? { ...this.#scanner.read(at, end), start: at, end }
        : { name: this.rawData.slice(at + 1, end - 1).toLowerCase(), attributes: [], closing: '>', start: at, end };
    if (tag.closing === null) this.handleData(at, end);
    else if (tag.closing === '/>') this.handleStartEndTag(tag);
    else {
      if (RAW_TEXT_ELEMENTS.includes(tag.name)) this.setRawTextMode(tag.name);
      this.handleStartTag(tag);
    }
    return end;
  }

  /** What becomes of a start tag that has no end. */
  protected openStartTag(_at: number): number {
    return -1;
  }

  /** `parse_endtag`. */
  protected parseEndTag(at: number): number {
    const text = this.rawData;
    if (!isLetter(text.charCodeAt(at + 2))) {
      this.handleData(at, at + 2);
      return at + 2;
    }
    const end = this.search.find('>', at + 1) + 1;
    if (end === 0) return -1;
    PLAIN_END_TAG.lastIndex = at;
    const plain = PLAIN_END_TAG.exec(text);
    if (plain === null) {
      if (this.#rawTextElement !== null) this.handleData(at, end);
      else {
        TAG_NAME.lastIndex = at + 2;
        this.handleEndTag((TAG_NAME.exec(text)?.[0] ?? '').toLowerCase(), at, end);
      }
      return end;
    }
    const name = plain[1]!.toLowerCase();
    if (this.#rawTextElement !== null && name !== this.#rawTextElement) {
      this.handleData(at, end);
      return end;
    }
    this.handleEndTag(name, at, end);
    this.clearRawTextMode();
    return end;
  }

  /** `parse_comment`. */
  protected parseComment(at: number): number {
    const match = this.search.match(COMMENT_END, at + 4);
    if (match === null) return -1;
    const end = match.index + match[0].length;
    this.handleComment(`<!--${this.rawData.slice(at + 4, match.index)}-->`, at, end);
    return end;
  }

  /** `parse_pi`; only `?>` closes it. */
  protected parseInstruction(at: number): number {
    const close = this.search.find('?>', at + 2);
    if (close === -1) return -1;
    this.handleInstruction(this.rawData.slice(at, close + 2), at, close + 2);
    return close + 2;
  }

  /** `parse_html_declaration`. */
  protected parseDeclaration(at: number): number {
    const text = this.rawData;
    if (text.startsWith('<!--', at)) return this.parseComment(at);
    if (text.startsWith('<![', at)) return this.#markedSection(at);
    if (text.slice(at, at + 9).toLowerCase() === '<!doctype') {
      const close = this.search.find('>', at + 9);
      if (close === -1) return -1;
      this.handleDeclaration(text.slice(at, close + 1), at, close + 1);
      return close + 1;
    }
    return this.parseBogusComment(at);
  }

  /** `parse_bogus_comment`. */
  protected parseBogusComment(at: number): number {
    return this.search.find('>', at + 2) + 1 || -1;
  }

  /** `parse_marked_section`. */
  #markedSection(at: number): number {
    const text = this.rawData;
    if (at + 3 >= text.length) return -1;
    SECTION_NAME.lastIndex = at + 3;
    const name = SECTION_NAME.exec(text)?.[0];
    if (name === undefined) throw new UnreadableHtml(text.slice(at, at + 20), this.base + at);
    if (at + 3 + name.length === text.length) return -1;
    const word = name.trim().toLowerCase();
    const isStandard = ['temp', 'cdata', 'ignore', 'include', 'rcdata'].includes(word);
    if (!isStandard && !['if', 'else', 'endif'].includes(word))
      throw new UnreadableHtml(text.slice(at, at + 20), this.base + at);
    const match = this.search.match(isStandard ? SECTION_END : OFFICE_SECTION_END, at + 3);
    if (match === null) return -1;
    const content = text.slice(at + 3, match.index);
    const end = match.index + match[0].length;
    this.handleUnknownDeclaration(`<![${content}${content.startsWith('CDATA[') ? ']]>' : ']>'}`, at, end);
    return end;
  }

  /** Moves line and column from one index to a later one (`updatepos`). */
  #move(from: number, to: number): number {
    if (this.#lineFeed < from) this.#lineFeed = this.#lineFeedFrom(from);
    if (this.#lineFeed >= to) {
      this.column += Math.max(0, to - from);
      return to;
    }
    let lastBreak = -1;
    while (this.#lineFeed < to) {
      this.lineNumber++;
      lastBreak = this.#lineFeed;
      this.#lineFeed = this.#lineFeedFrom(lastBreak + 1);
    }
    this.column = to - (lastBreak + 1);
    return to;
  }

  #lineFeedFrom(index: number): number {
    const at = this.rawData.indexOf('\n', index);
    return at === -1 ? Number.POSITIVE_INFINITY : at;
  }

  /** Whether nothing but white space stands in the first `columns` characters from an index on. */
  protected isBlank(from: number, columns: number): boolean {
    return pythonStrip(this.rawData.slice(from, from + columns)) === '';
  }
}

/** Index after a start tag that is nothing but a name, -1 when it is more than that. */
function bareTagEnd(text: string, start: number): number {
  let at = start + 1;
  let code = text.charCodeAt(at);
  while (isLetter(code) || (code >= 48 && code <= 57)) code = text.charCodeAt(++at);
  return code === 62 && at > start + 1 ? at + 1 : -1;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

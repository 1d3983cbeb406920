import { CharacterRuns, isPythonSpace, pythonStrip, TextSearch } from './character-runs.ts';
import { unescapeReferences } from './entities.ts';

/** An attribute as written. Indices are into the text that was scanned; a value's span is without its quotes. */
export interface HtmlAttribute {
  /** Lower-cased. */
  readonly name: string;
  /** With character references resolved; null when there is no value. */
  readonly value: string | null;
  readonly nameSpan: readonly [number, number];
  readonly valueSpan: readonly [number, number] | null;
}

/** What stands in a start tag, and how it closes; `closing` is null when something in it is no part of a tag. */
export interface StartTagContent {
  readonly name: string;
  readonly attributes: readonly HtmlAttribute[];
  readonly closing: '>' | '/>' | null;
}

interface AttributeMatch {
  readonly nameEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly hasValue: boolean;
  readonly end: number;
}

const TAB = 0x09;
const LF = 0x0a;
const FF = 0x0c;
const CR = 0x0d;
const SPACE = 0x20;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const BACKTICK = 0x60;

/**
 * Finds the end of start tags and reads them, as Python's `html.parser` does with its three expressions
 * (`locatestarttagend_tolerant` in Python-Markdown's version, where a backtick ends a tag; `tagfind_tolerant`;
 * `attrfind_tolerant`). They are written out here: the expressions look at the rest of the text again for each `<` that never closes.
 */
export class StartTagScanner {
  readonly #text: string;
  readonly #search: TextSearch;
  readonly #nameBeforeBacktick: CharacterRuns;
  readonly #name: CharacterRuns;
  readonly #attributeName: CharacterRuns;
  readonly #bareBeforeBacktick: CharacterRuns;
  readonly #bare: CharacterRuns;
  readonly #space: CharacterRuns;
  readonly #spaceOrSlash: CharacterRuns;
  /** Places between attributes from which no end of a tag can be reached. */
  readonly #hopeless = new Set<number>();

  constructor(text: string) {
    this.#text = text;
    this.#search = new TextSearch(text);
    this.#nameBeforeBacktick = new CharacterRuns(text, (code) => code !== BACKTICK && isNameCharacter(code));
    this.#name = new CharacterRuns(text, isNameCharacter);
    this.#attributeName = new CharacterRuns(
      text,
      (code) => code !== SLASH && code !== EQUALS && code !== GREATER && !isPythonSpace(code),
    );
    this.#bareBeforeBacktick = new CharacterRuns(text, (code) => code !== BACKTICK && isBareCharacter(code));
    this.#bare = new CharacterRuns(text, isBareCharacter);
    this.#space = new CharacterRuns(text, isPythonSpace);
    this.#spaceOrSlash = new CharacterRuns(text, (code) => code === SLASH || isPythonSpace(code));
  }

  /** Index after the start tag that begins at `start`, or -1 when it has no end (`check_for_whole_start_tag`). */
  end(start: number): number {
    const text = this.#text;
    const heads: number[] = [];
    let at = this.#spaceOrSlash.end(this.#nameBeforeBacktick.end(start + 1));
    for (;;) {
      if (this.#hopeless.has(at)) return this.#giveUp(heads);
      heads.push(at);
      const attribute = this.#attribute(at, true);
      if (attribute === null) break;
      at = attribute.end;
    }
    at = this.#space.end(at);
    const next = text[at];
    if (next === '>') return at + 1;
    if (next === '/') return text[at + 1] === '>' ? at + 2 : this.#giveUp(heads);
    if (next === undefined || /[a-zA-Z=]/.test(next)) return this.#giveUp(heads);
    return at;
  }

  /** What stands in the start tag from `start` to `end`. */
  read(start: number, end: number): StartTagContent {
    const text = this.#text;
    const nameEnd = this.#name.end(start + 1);
    // A backtick ends a tag, but no name or value: nothing can follow those that reach over it.
    const broken: StartTagContent = { name: '', attributes: [], closing: null };
    if (nameEnd > end) return broken;
    const attributes: HtmlAttribute[] = [];
    let at = this.#gap(nameEnd);
    while (at < end) {
      const match = this.#attribute(at, false);
      if (match === null) break;
      if (match.end > end) return broken;
      attributes.push({
        name: text.slice(at, match.nameEnd).toLowerCase(),
        value: match.hasValue ? unescapeReferences(text.slice(match.valueStart, match.valueEnd)) : null,
        nameSpan: [at, match.nameEnd],
        valueSpan: match.hasValue ? [match.valueStart, match.valueEnd] : null,
      });
      at = match.end;
    }
    const rest = pythonStrip(text.slice(at, end));
    return {
      name: text.slice(start + 1, nameEnd).toLowerCase(),
      attributes,
      closing: rest === '>' || rest === '/>' ? rest : null,
    };
  }

  #giveUp(heads: readonly number[]): -1 {
    for (const head of heads) this.#hopeless.add(head);
    return -1;
  }

  /** The attribute at an index, with the white space after it; `strict` is Python-Markdown's own expression. */
  #attribute(at: number, strict: boolean): AttributeMatch | null {
    const text = this.#text;
    const before = text.charCodeAt(at - 1);
    if (before !== 0x27 && before !== 0x22 && before !== SLASH && !isPythonSpace(before)) return null;
    const first = text.charCodeAt(at);
    if (at >= text.length || first === SLASH || first === GREATER || isPythonSpace(first)) return null;
    if (strict && first === BACKTICK) return null;
    const nameEnd = this.#attributeName.end(at + 1);
    const value = this.#value(nameEnd, strict);
    if (value === null)
      return { nameEnd, hasValue: false, valueStart: nameEnd, valueEnd: nameEnd, end: this.#gap(nameEnd) };
    let end = value.end;
    if (strict) {
      for (let comma = this.#space.end(end); text[comma] === ','; comma = this.#space.end(end)) end = comma + 1;
    }
    return { nameEnd, hasValue: true, valueStart: value.from, valueEnd: value.to, end: this.#gap(end) };
  }

  #value(nameEnd: number, strict: boolean): { from: number; to: number; end: number } | null {
    const text = this.#text;
    const signs = this.#space.end(nameEnd);
    let after = signs;
    while (text.charCodeAt(after) === EQUALS) after++;
    if (after === signs) return null;
    const bare = strict ? this.#bareBeforeBacktick : this.#bare;
    const from = this.#space.end(after);
    const quote = text[from];
    if (quote !== '"' && quote !== "'") return { from, to: bare.end(from), end: bare.end(from) };
    const close = this.#search.find(quote, from + 1);
    if (close !== -1) return { from: from + 1, to: close, end: close + 1 };
    // An open quote: the expressions go back to where a bare value can stand before it.
    if (from > after) return { from: from - 1, to: from - 1, end: from - 1 };
    if (after - signs > 1) return { from: after - 1, to: bare.end(after - 1), end: bare.end(after - 1) };
    return null;
  }

  /** White space and slashes that do not close the tag. */
  #gap(from: number): number {
    const end = this.#spaceOrSlash.end(from);
    return end > from && this.#text[end - 1] === '/' && this.#text[end] === '>' ? end - 1 : end;
  }
}

function isNameCharacter(code: number): boolean {
  return !(
    code === TAB ||
    code === LF ||
    code === CR ||
    code === FF ||
    code === SPACE ||
    code === SLASH ||
    code === GREATER ||
    code === 0
  );
}

function isBareCharacter(code: number): boolean {
  return code !== GREATER && !isPythonSpace(code);
}

/** Whether Python's `\s` matches the character: its idea of white space is not quite JavaScript's. */
export function isPythonSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** `str.strip()`. */
export function pythonStrip(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isPythonSpace(text.charCodeAt(from))) from++;
  while (to > from && isPythonSpace(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

/** Runs of characters of one kind in one text. The last run is kept, so that asking from many places in it costs nothing. */
export class CharacterRuns {
  readonly #text: string;
  readonly #belongs: (code: number) => boolean;
  #from = -1;
  #end = -1;

  constructor(text: string, belongs: (code: number) => boolean) {
    this.#text = text;
    this.#belongs = belongs;
  }

  /** Index of the first character at or after `from` that does not belong. */
  end(from: number): number {
    if (from >= this.#from && from < this.#end) return this.#end;
    const text = this.#text;
    let i = from;
    while (i < text.length && this.#belongs(text.charCodeAt(i))) i++;
    this.#from = from;
    this.#end = i;
    return i;
  }
}

/** Searches in one text that keep their last answer: many searches for what is not there cost one. */
export class TextSearch {
  readonly #text: string;
  readonly #answers = new Map<string, { from: number; at: number }>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Index of the first `needle` at or after `from`, or -1. */
  find(needle: string, from: number): number {
    const known = this.#answers.get(needle);
    if (known !== undefined && from >= known.from && (known.at === -1 || from <= known.at)) return known.at;
    const at = this.#text.indexOf(needle, from);
    if (known === undefined) this.#answers.set(needle, { from, at });
    else {
      known.from = from;
      known.at = at;
    }
    return at;
  }

  /** The first match of a global expression at or after `from`. Only a failure is kept: later searches fail, too. */
  match(expression: RegExp, from: number): RegExpExecArray | null {
    const known = this.#answers.get(expression.source);
    if (known !== undefined && from >= known.from) return null;
    expression.lastIndex = from;
    const match = expression.exec(this.#text);
    if (match === null) this.#answers.set(expression.source, { from, at: -1 });
    return match;
  }
}

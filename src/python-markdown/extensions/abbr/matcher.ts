import { isWordCharacter } from '../../python-text.ts';

/** An abbreviation found in a text, as a range of indices. */
export interface AbbreviationMatch {
  readonly start: number;
  readonly end: number;
  readonly abbreviation: string;
}

/**
 * Finds abbreviations as whole words, the longest first where several begin at one place: the reference's regular
 * expression `\b(?:A|B|...)\b`, in a time that does not grow with the number of abbreviations that begin differently.
 */
export class AbbreviationMatcher {
  readonly #byFirst = new Map<string, { key: string; wordFirst: boolean; wordLast: boolean }[]>();
  readonly #first: RegExp;

  constructor(abbreviations: Iterable<string>) {
    const sorted = [...abbreviations].filter((key) => key !== '').sort((a, b) => b.length - a.length);
    for (const key of sorted) {
      const entry = { key, wordFirst: isWordCharacter(characterAt(key, 0)), wordLast: isWordAt(key, key.length, -1) };
      const list = this.#byFirst.get(key[0]!);
      if (list === undefined) this.#byFirst.set(key[0]!, [entry]);
      else list.push(entry);
    }
    const set = [...this.#byFirst.keys()].map(
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    this.#first = new RegExp(`[${set.join('')}]`, 'g');
  }

  /** All matches of a text, in order. */
  find(text: string): AbbreviationMatch[] {
    const matches: AbbreviationMatch[] = [];
    const first = this.#first;
    first.lastIndex = 0;
    for (let candidate = first.exec(text); candidate !== null; candidate = first.exec(text)) {
      const start = candidate.index;
      const abbreviation = this.#at(text, start);
      if (abbreviation === null) continue;
      const end = start + abbreviation.length;
      matches.push({ start, end, abbreviation });
      first.lastIndex = end;
    }
    return matches;
  }

  #at(text: string, start: number): string | null {
    const wordBefore = isWordAt(text, start, -1);
    for (const { key, wordFirst, wordLast } of this.#byFirst.get(text[start]!)!) {
      if (wordFirst === wordBefore || !text.startsWith(key, start)) continue;
      if (isWordAt(text, start + key.length, 0) !== wordLast) return key;
    }
    return null;
  }
}

/** Whether the character that begins (0) or ends (-1) at an index is one of a word. */
function isWordAt(text: string, index: number, side: 0 | -1): boolean {
  if (side === 0) return index < text.length && isWordCharacter(characterAt(text, index));
  if (index === 0) return false;
  const last = text.charCodeAt(index - 1);
  const pair = last >= 0xdc00 && last <= 0xdfff && index > 1;
  return isWordCharacter(text.slice(pair ? index - 2 : index - 1, index));
}

function characterAt(text: string, index: number): string {
  return String.fromCodePoint(text.codePointAt(index)!);
}

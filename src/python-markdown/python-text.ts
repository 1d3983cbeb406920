/** Characters that Python's `str.split()`, `str.strip()` and `\s` take for white space, as the inside of a character class. */
export const PYTHON_SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const SPACES = new RegExp(`[${PYTHON_SPACE}]+`, 'g');
const WORD_CHARACTER = /^[\p{L}\p{N}_]$/u;

/** The words of a text (`str.split()`). */
export function splitWords(text: string): string[] {
  return text.split(SPACES).filter((word) => word !== '');
}

/** A text without white space at both ends (`str.strip()`). */
export function stripSpaces(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isPythonSpace(text.charCodeAt(from))) from++;
  while (to > from && isPythonSpace(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

/** Whether Python's `\w` matches a character, given as one code point. */
export function isWordCharacter(character: string): boolean {
  return WORD_CHARACTER.test(character);
}

/** Each run of letters with an upper-case first letter and lower-case others (`str.title()`). */
export function titleCase(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => {
    const first = String.fromCodePoint(word.codePointAt(0)!);
    const upper = first.toUpperCase();
    return (
      (upper.length === first.length ? upper : upper[0] + upper.slice(1).toLowerCase()) +
      word.slice(first.length).toLowerCase()
    );
  });
}

function isPythonSpace(code: number): boolean {
  if (code <= 0x20) return (code >= 9 && code <= 13) || code >= 0x1c;
  if (code < 0x85) return false;
  if (code === 0x85 || code === 0xa0 || code === 0x1680) return true;
  if (code < 0x2000) return false;
  return code <= 0x200a || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** Character classes as Python's `re` has them for text: both know all of Unicode. */

const WORD = /[\p{L}\p{N}_]/u;

/** Whether the character before `index` is a word character (`\w`). */
export function isWordBefore(text: string, index: number): boolean {
  if (index <= 0) return false;
  const code = text.charCodeAt(index - 1);
  if (code < 128) return isAsciiWord(code);
  const low = code >= 0xdc00 && code <= 0xdfff && index > 1;
  return WORD.test(low ? text.slice(index - 2, index) : text.charAt(index - 1));
}

/** Whether the character at `index` is a word character (`\w`). */
export function isWordAt(text: string, index: number): boolean {
  if (index >= text.length) return false;
  const code = text.charCodeAt(index);
  return code < 128 ? isAsciiWord(code) : WORD.test(String.fromCodePoint(text.codePointAt(index)!));
}

function isAsciiWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}

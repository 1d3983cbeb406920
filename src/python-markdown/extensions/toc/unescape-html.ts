import { decodeHTML } from 'entities';

const REFERENCE = /&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)/g;

/** What browsers make of the numbers 128 to 159: characters of Windows-1252 (0 where there is none). */
const WINDOWS_1252 = [
  0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0, 0x2018,
  0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178,
];

/**
 * Character references resolved as Python's `html.unescape` does: named ones with or without semicolon, the longest known
 * name first; numbers that stand for no character vanish.
 */
export function unescapeHtml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (whole, body: string) => (body[0] === '#' ? numbered(body) : decodeHTML(whole)));
}

function numbered(body: string): string {
  const digits = body.slice(1).replace(';', '');
  const number = /^[xX]/.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 10);
  if (number === 0) return '\ufffd';
  if (number === 13) return '\r';
  if (number >= 0x80 && number <= 0x9f) return String.fromCharCode(WINDOWS_1252[number - 0x80]! || number);
  if ((number >= 0xd800 && number <= 0xdfff) || number > 0x10ffff) return '\ufffd';
  return isNoCharacter(number) ? '' : String.fromCodePoint(number);
}

function isNoCharacter(number: number): boolean {
  return (
    (number >= 0x1 && number <= 0x8) ||
    number === 0xb ||
    (number >= 0xe && number <= 0x1f) ||
    number === 0x7f ||
    (number >= 0xfdd0 && number <= 0xfdef) ||
    (number & 0xfffe) === 0xfffe
  );
}

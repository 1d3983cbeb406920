/** Which markers an ordered list may have. */
export interface FancyMarkers {
  readonly alpha: boolean;
  readonly roman: boolean;
  readonly generic: boolean;
}

/** Type of a list: `dot-` or `paren-` and how its items count; `force-` and a count for one that a block has begun. */
export type FancyType = string;

const ROMAN_VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };

/** Value of the `type` attribute and of the style for each way to count. */
export const COUNTS: Readonly<Record<string, { readonly type: string; readonly style: string }>> = {
  decimal: { type: '1', style: 'decimal' },
  alpha: { type: 'a', style: 'lower-alpha' },
  ALPHA: { type: 'A', style: 'upper-alpha' },
  roman: { type: 'i', style: 'lower-roman' },
  ROMAN: { type: 'I', style: 'upper-roman' },
};

/** The part of a regular expression that matches what stands before a dot or a parenthesis. */
export function numberPattern({ alpha, roman, generic }: FancyMarkers): string {
  const forms = ['\\p{Nd}+'];
  if (generic) forms.push('#');
  const digits = (one: string, five: string, ten: string) =>
    `(?:${one}[${ten}${five}]|${five}(?:${one}{0,4}|${one}{5}\\b)|(?:${one}{0,9}|${one}{10}\\b))`;
  if (roman) {
    forms.push(`(?=[IVXLCDM]{2})M*${digits('C', 'D', 'M')}${digits('X', 'L', 'C')}${digits('I', 'V', 'X')}`);
    forms.push(`(?=[ivxlcdm])m*${digits('c', 'd', 'm')}${digits('x', 'l', 'c')}${digits('i', 'v', 'x')}`);
    if (!alpha) forms.push('[IVXLCDM](?=\\)|\\. {2})');
  }
  if (alpha) forms.push('[a-z]', '[A-Z](?=\\)|\\. {2})');
  return `(?:${forms.join('|')})`;
}

/** The number that a marker means, as the `start` of a list (`get_start`). */
export function startOf(type: FancyType, marker: string): string {
  const value = marker.slice(0, -1);
  if (marker.startsWith('#')) return '1';
  const count = type.split('-')[1]?.toLowerCase();
  if (count === 'roman') return String(romanValue(value.toUpperCase()));
  if (count === 'alpha') return String(value.toUpperCase().charCodeAt(0) - 64);
  return value;
}

function romanValue(value: string): number {
  let total = 0;
  for (let i = 0; i < value.length; i++) {
    const own = ROMAN_VALUES[value[i]!] ?? 0;
    total += own < (ROMAN_VALUES[value[i + 1] ?? ''] ?? 0) ? -own : own;
  }
  return total;
}

/**
 * The type of an item by its marker, and the type that the list has, which a forced type changes (`get_fancy_type`).
 *
 * @param first - whether no item was read yet
 * @param current - type of the list so far, or of the list before
 */
export function typeOf(
  marker: string,
  first: boolean,
  current: FancyType,
  markers: FancyMarkers,
): { type: FancyType; list: FancyType } {
  const value = marker.slice(0, -1);
  const end = marker[marker.length - 1];
  const prefix = end === '.' ? 'dot-' : end === ')' ? 'paren-' : null;
  if (prefix === null) return { type: '', list: current };
  let list = current;
  if (current.startsWith('force')) {
    const count = current.slice('force-'.length);
    if (mayBe(value, count.toLowerCase(), markers)) return { type: prefix + count, list: prefix + count };
    list = '';
  }
  return { type: prefix + countOf(value, prefix, first, list, markers), list };
}

function mayBe(value: string, count: string, { alpha, roman }: FancyMarkers): boolean {
  if (value === '#') return true;
  if (count === 'decimal') return isDecimal(value);
  if (isDecimal(value)) return false;
  if (count === 'roman') return roman && (value.length > 2 || 'ivxlcdm'.includes(value.toLowerCase()));
  return alpha && value.length === 1;
}

function countOf(value: string, prefix: string, first: boolean, list: FancyType, markers: FancyMarkers): string {
  if (value === '#') return list === '' ? 'decimal' : list.slice(list.indexOf('-') + 1);
  if (isDecimal(value)) return 'decimal';
  const upper = value === value.toUpperCase();
  const [alpha, roman] = upper ? ['ALPHA', 'ROMAN'] : ['alpha', 'roman'];
  if (value.length > 1) return roman!;
  if (!markers.alpha) return roman!;
  const mayBeRoman = 'ivxlcdm'.includes(value.toLowerCase());
  const isAlpha = first
    ? !markers.roman || !mayBeRoman || (prefix + roman !== list && value.toLowerCase() !== 'i')
    : !markers.roman || prefix + alpha === list || !mayBeRoman;
  return isAlpha ? alpha! : roman!;
}

function isDecimal(value: string): boolean {
  return /^\p{Nd}+$/u.test(value);
}

import { type InlineText, knownOf } from '../inline-text.ts';

/** What stands between the parentheses of a link. Ranges are indices into the text; `href` and `title` are resolved. */
export interface LinkTarget {
  readonly href: string;
  readonly title: string | null;
  /** The address without brackets, quotes and white space around it. */
  readonly destination: readonly [number, number];
  readonly titleRange: readonly [number, number] | null;
  /** Just after the closing parenthesis. */
  readonly end: number;
}

const BRACKETED = /\(\s*(?:(<[^<>]*>)\s*(?:('[^']*'|"[^"]*")\s*)?\))?/y;
const SPECIAL = /[()'"]/g;

/** Reads `(address "title")` at `at`, with `LinkInlineProcessor.getLink`'s counting of parentheses and quotes. */
export function linkTarget(data: InlineText, at: number): LinkTarget | null {
  const text = data.text;
  if (text.charAt(at) !== '(') return null;
  BRACKETED.lastIndex = at;
  const match = BRACKETED.exec(text)!;
  const end = at + match[0].length;
  if (match[1] !== undefined) {
    const open = text.indexOf('<', at);
    const from = open + 1;
    const to = open + match[1].length - 1;
    if (match[2] === undefined) return target(data, from, to, null, end);
    const quote = text.indexOf(match[2].charAt(0), to + 1);
    return target(data, from, to, [quote + 1, quote + match[2].length - 1], end);
  }
  return unbracketed(data, end);
}

function unbracketed(data: InlineText, start: number): LinkTarget | null {
  const text = data.text;
  let brackets = 1;
  let backtrack = 1;
  let lastBracket = -1;
  let quote = '';
  let startQuote = -1;
  let exitQuote = -1;
  let otherQuote = '';
  let startOther = -1;
  let exitOther = -1;
  const places = specialPlaces(data);
  for (let i = firstFrom(places, start); i < places.length; i++) {
    const at = places[i]!;
    const character = text.charAt(at);
    if (character === '(') {
      if (quote === '') brackets++;
      else if (backtrack > 0) backtrack--;
    } else if (character === ')') {
      let before = at - 1;
      while (before >= start && text.charCodeAt(before) === 32) before--;
      const last = before >= start ? text.charAt(before) : '';
      const closesTitle = exitQuote !== -1 && quote === last;
      const closesOther = exitOther !== -1 && otherQuote === last;
      if (closesTitle || closesOther) brackets = 0;
      else if (quote === '') brackets--;
      else if (backtrack > 0) {
        backtrack--;
        if (backtrack === 0) lastBracket = at + 1;
      }
      if (brackets === 0) {
        if (closesTitle) return target(data, start, startQuote - 1, [startQuote, exitQuote - 1], at + 1);
        if (closesOther) return target(data, start, startOther - 1, [startOther, exitOther - 1], at + 1);
        return target(data, start, at, null, at + 1);
      }
    } else if (quote === '') {
      backtrack = brackets;
      brackets = 1;
      startQuote = at + 1;
      quote = character;
    } else if (character !== quote && otherQuote === '') {
      startOther = at + 1;
      otherQuote = character;
    } else if (character === quote) exitQuote = at + 1;
    else exitOther = at + 1;
  }
  if (backtrack !== 0) return null;
  // Where the last parenthesis counted was an opening one, the reference's index is -1: all but the last character.
  if (lastBracket === -1) return target(data, start, Math.max(start, text.length - 2), null, text.length - 1);
  return target(data, start, lastBracket - 1, null, lastBracket);
}

function target(
  data: InlineText,
  from: number,
  to: number,
  title: readonly [number, number] | null,
  end: number,
): LinkTarget {
  const destination = trimmed(data.text, from, to);
  const href = data.plain(from, Math.max(from, to)).trim();
  if (title === null) return { href, title: null, destination, titleRange: null, end };
  const [a, b] = trimmed(data.text, title[0], title[1]);
  let value = data.plain(a, b);
  let range: readonly [number, number] = [a, b];
  const first = value.charAt(0);
  if (value !== '' && (first === '"' || first === "'") && value.endsWith(first)) {
    value = value.slice(1, -1);
    range = [a + 1, Math.max(a + 1, b - 1)];
  }
  return { href, title: value.replace(/\s/g, ' '), destination, titleRange: range, end };
}

function trimmed(text: string, from: number, to: number): readonly [number, number] {
  const part = text.slice(from, Math.max(from, to));
  const a = from + (part.length - part.trimStart().length);
  return [a, Math.max(a, from + part.trimEnd().length)];
}

function specialPlaces(data: InlineText): Int32Array {
  const known = knownOf(data);
  let places = known.specials;
  if (places === null) {
    const found: number[] = [];
    // Without quotes, nothing after the last closing parenthesis can close a link.
    const last = /["']/.test(data.text) ? data.text.length : data.text.lastIndexOf(')');
    SPECIAL.lastIndex = 0;
    for (let match = SPECIAL.exec(data.text); match !== null && match.index <= last; match = SPECIAL.exec(data.text)) {
      found.push(match.index);
    }
    places = Int32Array.from(found);
    known.specials = places;
  }
  return places;
}

function firstFrom(places: Int32Array, from: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

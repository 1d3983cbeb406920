import type { InlinePattern } from '../inline-parser.ts';
import { isWordAt, isWordBefore } from './characters.ts';
import { type MarkScan, markSequence, type SequenceItem, type SequenceMatch } from './mark-sequence.ts';

/** Emphasis by asterisks (`AsteriskProcessor`). The scanners stand for its regular expressions. */
export function asteriskPattern(): InlinePattern {
  const items: SequenceItem[] = [
    item('double', ['strong', 'em'], (scan, at) => emphasisStrong(scan, at, '*')),
    item('double', ['em', 'strong'], (scan, at) => strongEmphasis(scan, at, '*')),
    item('double2', ['strong', 'em'], strongThenEmphasis),
    item('single', ['strong'], strong),
    item('single', ['em'], emphasis),
  ];
  return markSequence('*', items, false);
}

/** Emphasis by underscores, which do not count within words (`UnderscoreProcessor`). */
export function underscorePattern(): InlinePattern {
  return markSequence('_', [...underscoreDoubles(), ...smartItems()], true);
}

/** The same, within words too (`legacy_em`). */
export function legacyUnderscorePattern(): InlinePattern {
  const items: SequenceItem[] = [
    ...underscoreDoubles(),
    item('double2', ['strong', 'em'], (scan, at) => strongThenEmphasis(scan, at, '_')),
    item('single', ['strong'], (scan, at) => strong(scan, at, '_')),
    item('single', ['em'], (scan, at) => emphasis(scan, at, '_')),
  ];
  return markSequence('_', items, false);
}

const underscoreDoubles = (): SequenceItem[] => [
  item('double', ['strong', 'em'], (scan, at) => emphasisStrong(scan, at, '_')),
  item('double', ['em', 'strong'], (scan, at) => strongEmphasis(scan, at, '_')),
];

const smartItems = (): SequenceItem[] => [
  item('double2', ['strong', 'em'], smartStrongThenEmphasis),
  item('single', ['strong'], (scan, at) => smart(scan, at, 2)),
  item('single', ['em'], (scan, at) => smart(scan, at, 1)),
];

function item(
  builder: SequenceItem['builder'],
  tags: SequenceItem['tags'],
  match: (scan: MarkScan, at: number) => SequenceMatch | null,
): SequenceItem {
  return { builder, tags, fullRecursion: false, match };
}

/** `***em*strong**`: `(\*)\1{2}(.+?)\1(.*?)\1{2}`. */
function emphasisStrong(scan: MarkScan, at: number, mark: string): SequenceMatch | null {
  if (!scan.text.startsWith(mark.repeat(3), at)) return null;
  const first = scan.next(mark, at + 4);
  if (first === -1) return null;
  const second = scan.next(mark + mark, first + 1);
  if (second === -1) return null;
  return { end: second + 2, first: [at + 3, first], second: [first + 1, second] };
}

/** `***strong**em*`: `(\*)\1{2}(.+?)\1{2}(.*?)\1`. */
function strongEmphasis(scan: MarkScan, at: number, mark: string): SequenceMatch | null {
  if (!scan.text.startsWith(mark.repeat(3), at)) return null;
  const first = scan.next(mark + mark, at + 4);
  if (first === -1) return null;
  const second = scan.next(mark, first + 2);
  if (second === -1) return null;
  return { end: second + 1, first: [at + 3, first], second: [first + 2, second] };
}

/** `**strong*em***`: `(\*)\1(?!\1)([^*]+?)\1(?!\1)(.+?)\1{3}`. */
function strongThenEmphasis(scan: MarkScan, at: number, mark = '*'): SequenceMatch | null {
  const text = scan.text;
  if (!text.startsWith(mark + mark, at) || text.charAt(at + 2) === mark) return null;
  const first = scan.next(mark, at + 2);
  if (first === -1 || text.charAt(first + 1) === mark) return null;
  const second = scan.next(mark.repeat(3), first + 2);
  if (second === -1) return null;
  return { end: second + 3, first: [at + 2, first], second: [first + 1, second] };
}

/** `**strong**`: `(\*{2})(.+?)\1`. */
function strong(scan: MarkScan, at: number, mark = '*'): SequenceMatch | null {
  if (!scan.text.startsWith(mark + mark, at)) return null;
  const close = scan.next(mark + mark, at + 3);
  return close === -1 ? null : { end: close + 2, first: [at + 2, close], second: null };
}

/** `*em*`: `(\*)([^\*]+)\1`. */
function emphasis(scan: MarkScan, at: number, mark = '*'): SequenceMatch | null {
  const text = scan.text;
  if (text.charAt(at) !== mark || text.charAt(at + 1) === mark) return null;
  const close = scan.next(mark, at + 2);
  return close === -1 ? null : { end: close + 1, first: [at + 1, close], second: null };
}

/** `__strong _em___`: `(?<!\w)(_)\1(?!\1)(.+?)(?<!\w)\1(?!\1)(.+?)\1{3}(?!\w)`. */
function smartStrongThenEmphasis(scan: MarkScan, at: number): SequenceMatch | null {
  const text = scan.text;
  if (!text.startsWith('__', at) || text.charAt(at + 2) === '_' || isWordBefore(text, at)) return null;
  const lastClose = scan.last('___ at the end', (whole) => {
    let close = whole.lastIndexOf('___');
    while (close !== -1 && isWordAt(whole, close + 3)) {
      if (close === 0) return -1;
      close = whole.lastIndexOf('___', close - 1);
    }
    return close;
  });
  let first = scan.next('_', at + 3);
  while (first !== -1 && (isWordBefore(text, first) || text.charAt(first + 1) === '_')) {
    if (first + 2 > lastClose) return null;
    first = scan.next('_', first + 1);
  }
  if (first === -1 || first + 2 > lastClose) return null;
  let second = text.indexOf('___', first + 2);
  while (isWordAt(text, second + 3)) second = text.indexOf('___', second + 1);
  return { end: second + 3, first: [at + 2, first], second: [first + 1, second] };
}

/** `__strong__` and `_em_`: `(?<!\w)(_{2})(?!_)(.+?)(?<!_)\1(?!\w)`. The closing run is exactly as long. */
function smart(scan: MarkScan, at: number, width: 1 | 2): SequenceMatch | null {
  const text = scan.text;
  const mark = width === 1 ? '_' : '__';
  if (!text.startsWith(mark, at) || text.charAt(at + width) === '_' || isWordBefore(text, at)) return null;
  const lastClose = scan.last(`exactly ${mark}`, (whole) => {
    let close = whole.lastIndexOf(mark);
    while (close !== -1 && !closes(whole, close, width)) {
      if (close === 0) return -1;
      close = whole.lastIndexOf(mark, close - 1);
    }
    return close;
  });
  const from = at + width + 1;
  if (from > lastClose) return null;
  let close = text.indexOf(mark, from);
  while (!closes(text, close, width)) close = text.indexOf(mark, close + 1);
  return { end: close + width, first: [at + width, close], second: null };
}

function closes(text: string, at: number, width: number): boolean {
  return text.charAt(at - 1) !== '_' && !isWordAt(text, at + width);
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialectOf, readPage } from '../../src/python-markdown/index.ts';
import { MappedString } from '../../src/python-markdown/mapped-string.ts';

/**
 * No page costs more than its length warrants. Time would tell little on a busy machine, so work is counted: how often the
 * reader searches, cuts or replaces, and how many characters each of these goes over. Four times the input may cost
 * little more than four times the work; a quadratic place costs sixteen times.
 */
let work = 0;

type Method = (this: unknown, ...rest: unknown[]) => unknown;
const undo: (() => void)[] = [];

/** Puts a counter before a method. `cost` says how many characters one call goes over, when its result is known. */
function count(
  holder: object,
  name: string | symbol,
  cost: (self: unknown, rest: unknown[], result: unknown) => number,
): void {
  const methods = holder as Record<string | symbol, Method>;
  const original = methods[name]!;
  methods[name] = function counted(...rest) {
    const result = original.apply(this, rest);
    work += 1 + cost(this, rest, result);
    return result;
  };
  undo.push(() => {
    methods[name] = original;
  });
}

const lengthOf = (text: unknown) => (typeof text === 'string' ? text.length : 0);

/** From where a search began to where its match ends; to the end of the text when there is none. */
function searched(self: unknown, rest: unknown[], result: unknown): number {
  const from = typeof rest[1] === 'number' ? rest[1] : 0;
  const found = typeof result === 'number' && result >= 0 ? result : lengthOf(self);
  return Math.max(0, found - from);
}

beforeAll(() => {
  // Patched before `exec`, which the others call by way of `Symbol.replace` and its like.
  const native = RegExp.prototype.exec;
  const starts = new WeakMap<RegExp, number>();
  const exec = function exec(this: RegExp, text: string): RegExpExecArray | null {
    starts.set(this, this.global || this.sticky ? this.lastIndex : 0);
    const match = native.call(this, text);
    const from = starts.get(this)!;
    const end =
      match === null
        ? this.sticky || this.source.startsWith('^')
          ? from
          : text.length
        : match.index + match[0].length;
    work += 1 + Math.max(0, end - from);
    return match;
  };
  RegExp.prototype.exec = exec as typeof native;
  undo.push(() => {
    RegExp.prototype.exec = native;
  });
  const text = String.prototype;
  const { indexOf } = text;
  count(text, 'includes', (self, rest) => searched(self, rest, indexOf.call(String(self), String(rest[0]))));
  count(text, 'indexOf', searched);
  count(text, 'lastIndexOf', (self, rest, result) => {
    const from = typeof rest[1] === 'number' ? Math.min(rest[1], lengthOf(self)) : lengthOf(self);
    return Math.max(0, from - Math.max(0, Number(result)));
  });
  // V8 cuts by reference: what a slice costs is seen when it is searched. Joining and splitting copy.
  for (const name of ['slice', 'substring']) count(text, name, () => 0);
  for (const name of ['split', 'replaceAll', 'toLowerCase']) count(text, name, (self) => lengthOf(self));
  for (const name of ['trim', 'trimStart', 'trimEnd']) {
    count(text, name, (self, _rest, result) => lengthOf(self) - lengthOf(result));
  }
  count(Array.prototype, 'join', (_self, _rest, result) => lengthOf(result));
  for (const name of ['concat', 'slice'])
    count(Array.prototype, name, (_self, _rest, result) => (result as unknown[]).length);
  for (const name of ['indexOf', 'includes', 'findIndex']) {
    count(Array.prototype, name, (self, _rest, result) =>
      Number(result) > 0 ? Number(result) : (self as unknown[]).length,
    );
  }
  // V8 moves the start of an array at no cost; what is put in or taken out moves what lies behind it.
  count(Array.prototype, 'splice', (self, rest) => Math.max(0, (self as unknown[]).length - Number(rest[0])));
  for (const name of ['slice', 'offset', 'endOffset', 'lines', 'replace']) count(MappedString.prototype, name, () => 0);
});

afterAll(() => {
  for (const restore of undo.reverse()) restore();
});

const dialect = dialectOf([
  'abbr',
  'admonition',
  'attr_list',
  'def_list',
  'footnotes',
  'md_in_html',
  'tables',
  'toc',
  { 'pymdownx.arithmatex': { generic: true } },
  'pymdownx.betterem',
  'pymdownx.caret',
  'pymdownx.details',
  'pymdownx.emoji',
  'pymdownx.highlight',
  'pymdownx.inlinehilite',
  'pymdownx.keys',
  'pymdownx.magiclink',
  'pymdownx.mark',
  'pymdownx.smartsymbols',
  'pymdownx.snippets',
  'pymdownx.superfences',
  { 'pymdownx.tabbed': { alternate_style: true } },
  'pymdownx.tasklist',
  'pymdownx.tilde',
  'smarty',
]);
const plain = dialectOf(['tables', 'toc', 'fenced_code']);

/** What hostile pages are made of: each is repeated until the text has its length. */
const UNITS: readonly string[] = [
  '[',
  ']',
  '![',
  '[a](',
  '[a](b "',
  '[a][',
  '[a]',
  '](',
  '*',
  '**a ',
  '_',
  '__a ',
  '*a_',
  '***a** ',
  '`',
  '`a``b```c',
  '``` ',
  '<',
  '</',
  '<a ',
  '<a href="',
  '<div>',
  '</div>',
  '<div>\n',
  '<div>\n\n',
  '<div markdown="1">\n',
  '<p>a',
  '<!--',
  '<!-- a\n\n',
  '-->',
  '<?',
  '<![CDATA[',
  '&',
  '&amp',
  '&#',
  '\\',
  '\\\\(',
  '\\[',
  '$',
  '$a',
  '$$',
  '$$\n',
  ':a',
  ':a:',
  ':',
  '++',
  '++a',
  '==',
  '==a',
  '~~',
  '~',
  '~a',
  '^',
  '^a',
  '^^',
  '- x\n',
  '- x\n\n',
  '- ',
  '  - x\n',
  '> ',
  '> a\n',
  '>\n',
  '1. ',
  '1. a\n',
  '| a |\n',
  '|',
  '|-|\n',
  'a|b\n-|-\n',
  '!!! n\n',
  '!!! n\n    ',
  '!!! ',
  '??? n\n\n',
  '=== "a"\n',
  '=== "a"\n    ',
  '```\n',
  '~~~\n',
  '``` a\nb\n',
  '    ```\n',
  '[^a]',
  '[^a]: ',
  '[^a]: b\n',
  '[^',
  '*[a]: ',
  '*[a]: b\n',
  '[a]: ',
  '[a]: b\n',
  '[a]: <',
  ': d\n',
  'a\n:   d\n',
  '# h\n',
  '# ',
  '#',
  'a\n---\n',
  '---\n',
  '===\n',
  '\t',
  ' ',
  '\n',
  ' \n',
  '    a\n',
  '\ta\n\n',
  '  \n',
  '--8<-- "a"\n',
  '--8<--\n',
  '{: a }',
  '{:',
  '{',
  '# a {: ',
  '{a="',
  '"',
  "'",
  '...',
  '"a" ',
  "'a' ",
  '--',
  '@a',
  '@a ',
  '#1 ',
  'http://a ',
  'http://',
  'www.a',
  'a@b.c ',
  '<http://a> ',
  '<a@b> ',
  '(c)',
  '`#!a ',
  '\u0002',
  '\u0003',
  'a',
  'a ',
  'a\n',
  'Abc: d\n',
  '\r\n',
  '\u00e9',
  '*a `b [c](d) <e> ',
  '- > - ',
  '> - a\n\n',
  '[a](<b',
  '![a](b){',
];

function workFor(unit: string, length: number, mode: typeof dialect): number {
  const text = unit.repeat(Math.ceil(length / unit.length));
  work = 0;
  readPage(text, mode);
  return work;
}

const SIZE = 1_500;

describe.each([
  ['all extensions', dialect],
  ['the plain dialect', plain],
] as const)('reading with %s', (_name, mode) => {
  it.each(UNITS.map((unit) => [JSON.stringify(unit), unit] as const))('is linear in %s', (_shown, unit) => {
    workFor(unit, 100, mode);
    const small = workFor(unit, SIZE, mode);
    const large = workFor(unit, SIZE * 4, mode);
    expect(large / small).toBeLessThan(5.5);
  });
});

import { isPythonValue } from '../../extension.ts';
import { PYTHON_SPACE, stripSpaces } from '../../python-text.ts';

/** Makes an id of a text; words are joined by the separator. */
export type Slugify = (text: string, separator: string) => string;

const NO_WORD_SPACE_OR_HYPHEN = new RegExp(`[^\\p{L}\\p{N}_${PYTHON_SPACE}-]`, 'gu');
const ASCII = /^[\x00-\x7f]*$/;
const NO_ASCII_WORD = /[^\w\t-\r\x1c-\x20-]/g;
const ASCII_HYPHEN_RUNS = /[-\t-\r\x1c-\x20]+/g;
const NO_WORD_SPACE_BUT_BLANK_OR_HYPHEN = /[^\p{L}\p{N}_\- ]/gu;

const runs = new Map<string, RegExp>();

/** Runs of white space and of a separator. */
function separatorRuns(separator: string): RegExp {
  let expression = runs.get(separator);
  if (expression === undefined) {
    const separators = separator.replace(/[\\\]^-]/g, '\\$&');
    expression = new RegExp(`[${separators}${PYTHON_SPACE}]+`, 'gu');
    runs.set(separator, expression);
  }
  return expression;
}

/** Python-Markdown's own slugs (`toc.slugify`): ASCII letters only; with `unicode`, all letters. */
export function slugify(text: string, separator: string, unicode = false): string {
  const value = unicode || ASCII.test(text) ? text : text.normalize('NFKD').replace(/[^\x00-\x7f]+/g, '');
  const words = stripSpaces(value.replace(unicode ? NO_WORD_SPACE_OR_HYPHEN : NO_ASCII_WORD, '')).toLowerCase();
  if (separator === '-' && ASCII.test(words)) return words.replace(ASCII_HYPHEN_RUNS, '-');
  return words.replace(separatorRuns(separator), () => separator);
}

type Case = 'none' | 'lower' | 'lower-ascii' | 'upper' | 'fold';

interface SlugOptions {
  readonly case?: unknown;
  readonly percent_encode?: unknown;
  readonly normalize?: unknown;
}

/** The configurable slugs of `pymdownx.slugs`. */
function pymdownxSlugify(options: SlugOptions): Slugify {
  const letterCase = (options.case ?? 'none') as Case;
  const form = ['NFC', 'NFD', 'NFKC', 'NFKD'].includes(String(options.normalize)) ? String(options.normalize) : 'NFC';
  return (text, separator) => {
    let slug = stripSpaces(withoutTags(text.normalize(form)));
    if (letterCase === 'lower') slug = slug.toLowerCase();
    else if (letterCase === 'lower-ascii') slug = slug.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
    else if (letterCase === 'fold') slug = caseFold(slug);
    slug = slug.replace(NO_WORD_SPACE_BUT_BLANK_OR_HYPHEN, '').replaceAll(' ', () => separator);
    return options.percent_encode ? quote(slug) : slug;
  };
}

/** Without what stands between `<` and the next `>`, both included. */
function withoutTags(text: string): string {
  let result = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf('<', from);
    const end = start === -1 ? -1 : text.indexOf('>', start);
    if (end === -1) return result + text.slice(from);
    result += text.slice(from, start);
    from = end + 1;
  }
}

/** Percent-encoding of all but letters, digits, `_.-~` and `/` (`urllib.parse.quote`). */
function quote(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd'))
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', '/');
}

/** Full case folding (`str.casefold`), which JavaScript lacks: lower case of upper case, where that is the same. */
export function caseFold(text: string): string {
  let result = '';
  for (const character of text) result += foldCharacter(character);
  return result;
}

function foldCharacter(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x80) return character.toLowerCase();
  if (code === 0x131) return character;
  // Cherokee folds to its capital letters.
  if (code >= 0x13a0 && code <= 0x13f5) return character;
  if ((code >= 0x13f8 && code <= 0x13fd) || (code >= 0xab70 && code <= 0xabbf)) return character.toUpperCase();
  if (code === 0x1e9e) return 'ss';
  let result = '';
  for (const upper of character.toUpperCase()) result += upper.toLowerCase();
  return result;
}

/** Functions of the former `pymdownx.slugs`, by name. */
const LEGACY: Readonly<Record<string, SlugOptions>> = {
  uslugify: { case: 'lower' },
  uslugify_encoded: { case: 'lower', percent_encode: true },
  uslugify_cased: {},
  uslugify_cased_encoded: { percent_encode: true },
  gfm: { case: 'lower-ascii' },
  gfm_encoded: { case: 'lower-ascii', percent_encode: true },
};

/**
 * The function that a `slugify` option names, or null when the option names none that is known: `markdown.extensions.toc`
 * has `slugify` and `slugify_unicode`, `pymdownx.slugs` has `slugify(case, percent_encode, normalize)` and older names.
 */
export function slugifyOption(value: unknown): Slugify | null {
  if (!isPythonValue(value)) return null;
  const name = value.name.replace(/^(?:markdown\.extensions\.toc|pymdownx\.slugs)\./, '');
  if (value.name.startsWith('markdown.extensions.toc.')) {
    if (name === 'slugify') return (text, separator) => slugify(text, separator);
    return name === 'slugify_unicode' ? (text, separator) => slugify(text, separator, true) : null;
  }
  if (!value.name.startsWith('pymdownx.slugs.')) return null;
  if (name === 'slugify') return pymdownxSlugify(value.kwds);
  return Object.hasOwn(LEGACY, name) ? pymdownxSlugify(LEGACY[name]!) : null;
}

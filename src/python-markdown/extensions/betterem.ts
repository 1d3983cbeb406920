import { type Extension, stringOption } from '../extension.ts';
import { expressionItem, notAfterWord, notBeforeWord, WORD } from '../inline/expression-item.ts';
import { markSequence } from '../inline/mark-sequence.ts';
import { plainTextPattern } from '../inline/not-strong.ts';
import type { InlinePattern } from '../inline-parser.ts';

const STRONG_EM = ['strong', 'em'] as const;
const EM_STRONG = ['em', 'strong'] as const;
const NO_SPACE = '(?<!\\s)';

/** Emphasis that does not look at words (`AsteriskProcessor`, `UnderscoreProcessor` of betterem). */
function plainPattern(mark: '*' | '_'): InlinePattern {
  const m = mark === '*' ? '\\*' : '_';
  const inClass = m;
  const notSpaceOrMark = `(?![\\s${inClass}])`;
  // Marks are covered only after white space, or as the only character.
  const content = `${m}|(?:(?<=\\s)${m}|[^${inClass}])+?`;
  const loose = `(?:[^${inClass}]|(?<!${m}{2})${m})+?`;
  const base = { mark, content, second: content };
  const items = [
    expressionItem('double', STRONG_EM, {
      ...{ mark, open: 3, close: 3, after: '(?!\\s)', content: `${m}{1,2}|[^${inClass}]+?`, closeAfter: NO_SPACE },
    }),
    expressionItem('double', EM_STRONG, {
      ...{ ...base, open: 3, close: 1, after: notSpaceOrMark, between: `${NO_SPACE}${m}{2}`, closeAfter: NO_SPACE },
    }),
    expressionItem('double', STRONG_EM, {
      ...{ ...base, open: 3, close: 2, after: notSpaceOrMark, between: `${NO_SPACE}${m}`, closeAfter: NO_SPACE },
    }),
    expressionItem('double2', STRONG_EM, {
      ...{ ...base, open: 2, close: 3, after: notSpaceOrMark, between: `${m}${notSpaceOrMark}`, closeAfter: NO_SPACE },
    }),
    expressionItem('single', ['strong'], {
      ...{ mark, open: 2, close: 2, after: '(?!\\s)', content: loose, closeAfter: NO_SPACE },
    }),
    expressionItem('double2', EM_STRONG, {
      ...{ ...base, before: `(?<!${m})`, open: 1, close: 3, after: notSpaceOrMark, between: `${m}{2}` },
    }),
    expressionItem(
      'single',
      ['em'],
      {
        ...{ mark, before: `(?<!${m})`, open: 1, close: 1, after: notSpaceOrMark, content: aroundRuns(inClass, m) },
        ...{ closeAfter: `(?<![\\s${inClass}])`, closeBefore: `(?!${m})` },
      },
      true,
    ),
    expressionItem('single', ['em'], { mark, open: 1, close: 1, after: '(?!\\s)', content, closeAfter: NO_SPACE }),
  ];
  return markSequence(mark, items, true);
}

/** Emphasis that leaves marks within words alone (`SmartAsteriskProcessor`, `SmartUnderscoreProcessor`). */
function smartPattern(mark: '*' | '_'): InlinePattern {
  const under = mark === '_';
  const m = under ? '_' : '\\*';
  const before = under ? `(?<![${WORD}])` : notAfterWord('*');
  const closeBefore = under ? `(?![${WORD}])` : notBeforeWord('*');
  const after = `(?![\\s${m}])`;
  const letter = under ? '[\\p{L}\\p{N}]' : `[${WORD}]`;
  const limited = `(?:[^${m}]|(?<=${letter})${m}+?(?=${letter})|(?<=\\s)${m}+?(?=\\s))+?`;
  const closeAfter = under ? NO_SPACE : `(?<![\\s*])`;
  const base = { mark, before, after, content: limited, second: limited, closeBefore };
  const any = { mark, before, after, content: '.+?', closeAfter: NO_SPACE, closeBefore };
  const items = [
    expressionItem('double', STRONG_EM, { ...any, open: 3, close: 3 }),
    expressionItem('double', EM_STRONG, {
      ...{ ...base, open: 3, close: 1, between: `${closeAfter}${m}{2}${closeBefore}`, closeAfter },
    }),
    expressionItem('double', STRONG_EM, {
      ...{ ...base, open: 3, close: 2, between: `${closeAfter}${m}${closeBefore}`, closeAfter },
    }),
    expressionItem('double2', STRONG_EM, {
      ...{ ...base, open: 2, close: 3, between: `${before}${m}${after}`, closeAfter },
    }),
    expressionItem('single', ['strong'], { ...any, open: 2, close: 2 }),
    expressionItem('double2', EM_STRONG, {
      ...{ ...base, open: 1, close: 3, between: `${before}${m}{2}${after}`, closeAfter: NO_SPACE },
    }),
    expressionItem(
      'single',
      ['em'],
      { ...any, open: 1, close: 1, content: aroundRuns(m, m), closeAfter: `(?<![\\s${m}])` },
      true,
    ),
    expressionItem('single', ['em'], { ...any, open: 1, close: 1 }),
  ];
  return markSequence(mark, items, true);
}

/** Anything but single marks. A run counts as a whole, so that there is one way to read it. */
function aroundRuns(inClass: string, mark: string): string {
  return `(?:[^${inClass}]|${mark}{2,}(?!${mark}))+?`;
}

/** Better emphasis (`pymdownx.betterem`); option `smart_enable`: `underscore`, `asterisk`, `all` or none of them. */
const betterEm: Extension = {
  name: 'pymdownx.betterem',
  extend(markdown, options) {
    const smart = stringOption(options, 'smart_enable', 'underscore');
    const { patterns } = markdown.inline;
    for (const name of ['em_strong', 'em_strong2']) patterns.deregister(name);
    patterns.register(plainTextPattern(/(?:^|(?<=\s))(?:\*+|_+)(?=\s|$)/g, '*_'), 'not_strong', 70);
    const star = smart === 'asterisk' || smart === 'all';
    patterns.register(star ? smartPattern('*') : plainPattern('*'), 'strong_em', 50);
    const under = smart === 'underscore' || smart === 'all';
    patterns.register(under ? smartPattern('_') : plainPattern('_'), 'strong_em2', 40);
  },
};
export default betterEm;

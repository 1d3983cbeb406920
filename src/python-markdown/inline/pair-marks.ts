import type { InlinePattern } from '../inline-parser.ts';
import { expressionItem, notAfterWord, notBeforeWord, WORD } from './expression-item.ts';
import { markSequence, type SequenceItem } from './mark-sequence.ts';

const NO_SPACE = '(?<!\\s)';

/** Which of the two meanings of a mark are on. */
export interface PairMarks {
  /** `~` or `^`. */
  readonly mark: '~' | '^';
  /** Tag of a double mark, of a single one. */
  readonly double: string;
  readonly single: string;
  readonly doubleOn: boolean;
  readonly singleOn: boolean;
  readonly smart: boolean;
}

/** Patterns of pymdownx's tilde and caret, which differ in mark and tags alone; null when both meanings are off. */
export function pairMarks(marks: PairMarks): InlinePattern | null {
  const { mark } = marks;
  const set = expressions(marks);
  if (marks.doubleOn && marks.singleOn) return markSequence(mark, marks.smart ? set.smart : set.plain, true);
  if (marks.doubleOn) return markSequence(mark, [marks.smart ? set.smartDouble : set.plainDouble], true);
  return marks.singleOn ? markSequence(mark, [set.plainSingle], true) : null;
}

function expressions({ mark, double, single }: PairMarks) {
  const m = mark === '^' ? '\\^' : '~';
  const after = `(?![\\s${m}])`;
  const one = `${m}|[^\\s]+?`;
  const loose = `(?:[^${m}]|(?<!${m}{2})${m})+?`;
  const limited = `(?:[^${m}]|(?<=[${WORD}])${m}+?(?=[${WORD}])|(?<=\\s)${m}+?(?=\\s))+?`;
  const notWordAfter = notBeforeWord(m);
  const notWordBefore = notAfterWord(m);
  const outerDouble = [double, single] as const;
  const outerSingle = [single, double] as const;
  const base = { mark, after, closeAfter: NO_SPACE } as const;

  const plainDouble = expressionItem('single', [double], {
    ...{ ...base, open: 2, close: 2, after: '(?!\\s)', content: loose },
  });
  const smartDouble = expressionItem('single', [double], {
    ...{ ...base, before: notWordBefore, open: 2, close: 2, content: '.+?', closeBefore: notWordAfter },
  });
  const plainSingle = expressionItem('single', [single], {
    ...{ ...base, open: 1, close: 1, after: '(?!\\s)', content: one },
  });
  const aroundDoubles = expressionItem(
    'single',
    [single],
    {
      ...{ ...base, before: `(?<!${m})`, open: 1, close: 1, content: `(?:[^\\s${m}]|${m}{2,}(?!${m}))+?` },
      ...{ closeAfter: `(?<![\\s${m}])`, closeBefore: `(?!${m})` },
    },
    true,
  );
  const plain: SequenceItem[] = [
    expressionItem('double', outerDouble, {
      ...{ ...base, open: 3, close: 3, after: '(?!\\s)', content: `${m}{1,2}|[^${m}\\s]+?` },
    }),
    expressionItem('double', outerSingle, {
      ...{ ...base, open: 3, close: 1, content: one, between: `${NO_SPACE}${m}{2}`, second: one },
    }),
    expressionItem('double', outerDouble, {
      ...{ ...base, open: 3, close: 2, content: one, between: `${NO_SPACE}${m}`, second: loose },
    }),
    expressionItem('double2', outerDouble, {
      ...{ ...base, open: 2, close: 3, content: loose, between: `${m}${after}`, second: one },
    }),
    plainDouble,
    expressionItem('double2', outerSingle, {
      ...{ mark, after, before: `(?<!${m})`, open: 1, close: 3, content: one, between: `${m}{2}`, second: one },
    }),
    aroundDoubles,
    plainSingle,
  ];
  const smart: SequenceItem[] = [
    expressionItem('double', outerDouble, { ...base, open: 3, close: 3, content: one }),
    expressionItem('double', outerSingle, {
      ...{ ...base, open: 3, close: 1, content: one, between: `${NO_SPACE}${m}{2}${notWordAfter}`, second: one },
    }),
    expressionItem('double', outerDouble, {
      ...{ ...base, open: 3, close: 2, content: one, between: `${NO_SPACE}${m}${notWordAfter}`, second: limited },
    }),
    expressionItem('double2', outerDouble, {
      ...{ ...base, before: `(?<!${m})`, open: 2, close: 3, content: limited },
      ...{ between: `${notWordBefore}${m}${after}`, second: one },
    }),
    smartDouble,
    expressionItem('double2', outerSingle, {
      ...{ ...base, before: `(?<!${m})`, open: 1, close: 3, content: one },
      ...{ between: `${notWordBefore}${m}{2}${after}`, second: one },
    }),
    aroundDoubles,
    plainSingle,
  ];
  return { plain, smart, plainDouble, smartDouble, plainSingle };
}

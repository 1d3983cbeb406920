import { booleanOption, type Extension } from '../extension.ts';
import { escapeAlso } from '../inline/escape.ts';
import { expressionItem, notAfterWord, notBeforeWord } from '../inline/expression-item.ts';
import { markSequence } from '../inline/mark-sequence.ts';
import { plainTextPattern } from '../inline/not-strong.ts';

const closes = { mark: '=', open: 2, close: 2, closeAfter: '(?<!\\s)' } as const;
const plain = () =>
  expressionItem('single', ['mark'], { ...closes, after: '(?!\\s)', content: '(?:[^=]|(?<!={2})=)+?' });
/** A run between white space is covered as a whole before its characters are; there is one way to read it. */
const smart = () =>
  expressionItem('single', ['mark'], {
    ...{ ...closes, before: notAfterWord('='), after: '(?![\\s=])', closeBefore: notBeforeWord('=') },
    content: '(?:(?<=\\s)=+(?=\\s)|(?!(?<=\\s)=+(?=\\s)).)+?=*?',
  });

/** `==marked==` (`pymdownx.mark`). */
const mark: Extension = {
  name: 'pymdownx.mark',
  extend(markdown, options) {
    escapeAlso(markdown, ['=']);
    const { patterns } = markdown.inline;
    patterns.register(plainTextPattern(/(?:^|(?<=\s))=+(?=\s|$)/g, '='), 'not_tilde', 70);
    const item = booleanOption(options, 'smart_mark', true) ? smart() : plain();
    patterns.register(markSequence('=', [item], true), 'mark', 65);
  },
};
export default mark;

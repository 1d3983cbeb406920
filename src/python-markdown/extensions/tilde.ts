import { booleanOption, type Extension } from '../extension.ts';
import { escapeAlso } from '../inline/escape.ts';
import { plainTextPattern } from '../inline/not-strong.ts';
import { pairMarks } from '../inline/pair-marks.ts';

/** `~~deleted~~` and `~subscript~` (`pymdownx.tilde`). */
const tilde: Extension = {
  name: 'pymdownx.tilde',
  extend(markdown, options) {
    const doubleOn = booleanOption(options, 'delete', true);
    const singleOn = booleanOption(options, 'subscript', true);
    const smart = booleanOption(options, 'smart_delete', true);
    escapeAlso(markdown, [...(doubleOn || singleOn ? ['~'] : []), ...(singleOn ? [' '] : [])]);
    const { patterns } = markdown.inline;
    patterns.register(plainTextPattern(/(?:^|(?<=\s))~+(?=\s|$)/g, '~'), 'not_tilde', 70);
    const pattern = pairMarks({ mark: '~', double: 'del', single: 'sub', doubleOn, singleOn, smart });
    if (pattern !== null) patterns.register(pattern, 'sub_del', 65);
  },
};
export default tilde;

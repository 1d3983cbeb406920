import { booleanOption, type Extension } from '../extension.ts';
import { escapeAlso } from '../inline/escape.ts';
import { plainTextPattern } from '../inline/not-strong.ts';
import { pairMarks } from '../inline/pair-marks.ts';

/** `^^inserted^^` and `^superscript^` (`pymdownx.caret`). */
const caret: Extension = {
  name: 'pymdownx.caret',
  extend(markdown, options) {
    const doubleOn = booleanOption(options, 'insert', true);
    const singleOn = booleanOption(options, 'superscript', true);
    const smart = booleanOption(options, 'smart_insert', true);
    escapeAlso(markdown, [...(doubleOn || singleOn ? ['^'] : []), ...(singleOn ? [' '] : [])]);
    const { patterns } = markdown.inline;
    // The name is tilde's in the reference too: the extension that comes last has it.
    patterns.register(plainTextPattern(/(?:^|(?<=\s))\^+(?=\s|$)/g, '^'), 'not_tilde', 70);
    const pattern = pairMarks({ mark: '^', double: 'ins', single: 'sup', doubleOn, singleOn, smart });
    if (pattern !== null) patterns.register(pattern, 'sup_ins', 65);
  },
};
export default caret;

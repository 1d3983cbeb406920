import { booleanOption, type Extension } from '../extension.ts';
import { lineBreakPattern } from '../inline/linebreak.ts';
import type { InlineMatch, InlinePattern } from '../inline-parser.ts';
import type { InlineReplacement } from '../inline-text.ts';

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** A backslash escapes every character (`pymdownx.escapeall`). */
const escapeAll: Extension = {
  name: 'pymdownx.escapeall',
  extend(markdown, options) {
    const { patterns } = markdown.inline;
    const hardBreak = booleanOption(options, 'hardbreak', false);
    patterns.register(escapePattern(hardBreak, booleanOption(options, 'nbsp', false)), 'escape', 180);
    if (hardBreak) patterns.register(lineBreakPattern(/\\\n/g), 'hardbreak', 5.1);
  },
};
export default escapeAll;

function escapePattern(hardBreak: boolean, nonBreakingSpace: boolean): InlinePattern {
  const replacementOf = (character: string): InlineReplacement | null => {
    const entity = character === ' ' && nonBreakingSpace ? '&nbsp;' : ENTITIES[character];
    if (entity !== undefined) return { kind: 'raw', value: entity };
    return character === '\x02' || character === '\x03' ? null : { kind: 'text', value: character };
  };
  return {
    expression: hardBreak ? /\\([^\n])/gu : /\\(.)/gsu,
    triggers: '\\',
    handle(match): InlineMatch {
      const start = match.index;
      return { start, end: start + match[0].length, replacement: replacementOf(match[1]!) };
    },
  };
}

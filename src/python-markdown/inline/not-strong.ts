import type { InlinePattern } from '../inline-parser.ts';

/** Marks that stand alone between white space are text (`SimpleTextInlineProcessor`). */
export function plainTextPattern(expression: RegExp, triggers: string): InlinePattern {
  return {
    expression,
    triggers,
    handle(match) {
      const start = match.index;
      return { start, end: start + match[0].length, replacement: { kind: 'text', value: match[0] } };
    },
  };
}

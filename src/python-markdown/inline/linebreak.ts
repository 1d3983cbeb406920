import { Element } from '../element.ts';
import type { InlinePattern } from '../inline-parser.ts';

/** A line break where `expression` matches (`SubstituteTagInlineProcessor` with the tag `br`). */
export function lineBreakPattern(expression: RegExp): InlinePattern {
  return {
    expression,
    triggers: '\n',
    handle(match, data) {
      const start = match.index;
      const end = start + match[0].length;
      const element = new Element('br', data.origin(start), data.originEnd(end));
      return { start, end, replacement: { kind: 'element', element } };
    },
  };
}

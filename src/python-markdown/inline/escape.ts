import type { InlinePattern } from '../inline-parser.ts';

/**
 * A backslash before a character that may be escaped (`EscapeInlineProcessor`). Before any other, both stay and are passed
 * over together.
 */
export function escapePattern(): InlinePattern {
  return {
    expression: /\\(.)/gs,
    triggers: '\\',
    handle(match, _data, { markdown }) {
      const start = match.index;
      const value = match[1]!;
      const escapes = markdown.escapedCharacters.includes(value);
      return { start, end: start + 2, replacement: escapes ? { kind: 'text', value } : null };
    },
  };
}

import type { InlinePattern } from '../inline-parser.ts';
import type { Markdown } from '../markdown.ts';

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

/** Lets a backslash escape more characters (`util.escape_chars`). */
export function escapeAlso(markdown: Markdown, characters: readonly string[]): void {
  markdown.escapedCharacters = [...new Set([...markdown.escapedCharacters, ...characters])];
}

import { Element } from '../../element.ts';
import type { InlineMatch, InlinePattern } from '../../inline-parser.ts';
import { InlineText } from '../../inline-text.ts';
import { type Footnotes, formatNumber } from './state.ts';

/** References `[^label]` to footnotes that are defined (`FootnoteInlineProcessor`). */
export function footnotePattern(footnotes: Footnotes): InlinePattern {
  /**
   * The text that was searched last, its next closing bracket (-1: there is none, -2: not looked for yet), and where the
   * candidate that was refused last ends.
   */
  let searched: InlineText | null = null;
  let close = -1;
  let refusedUntil = -1;

  return {
    expression: /\[\^/g,
    triggers: '[',
    handle(match, data): InlineMatch | null {
      const start = match.index;
      if (data !== searched) {
        searched = data;
        close = -2;
        refusedUntil = -1;
      }
      if (close !== -1 && close < start) close = data.text.indexOf(']', start);
      // The reference goes on after a candidate that it refuses, not inside it.
      if (close === -1 || start < refusedUntil) return null;
      const label = data.text.slice(start + 2, close);
      const definition = footnotes.definitions.get(label);
      if (definition === undefined) {
        refusedUntil = close + 1;
        return null;
      }
      const end = close + 1;
      return { start, end, replacement: { kind: 'element', element: reference(data, start, end, label) } };
    },
  };

  function reference(data: InlineText, start: number, end: number, label: string): Element {
    const definition = footnotes.definitions.get(label)!;
    const number = footnotes.numberOf(definition);
    const from = data.origin(start);
    const to = data.originEnd(end);
    const element = new Element('sup', from, to, { id: footnotes.newReferenceId(label) });
    element.note({ syntax: 'footnote', label, labelSpan: [data.origin(start + 2), data.originEnd(end - 1)] });
    const link = element.append(
      new Element('a', from, to, { href: `#${footnotes.noteId(label)}`, class: 'footnote-ref' }),
    );
    link.text = InlineText.generated(formatNumber(footnotes.options.superscriptText, number), from, false);
    return element;
  }
}

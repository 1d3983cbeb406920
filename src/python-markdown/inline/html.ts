import { elementHtml } from '../element-html.ts';
import type { InlinePattern } from '../inline-parser.ts';
import { type InlineText, STX } from '../inline-text.ts';
import type { Markdown } from '../markdown.ts';

const HTML =
  /<(?:\/?[a-zA-Z][^<>@ ]*(?: [^<>]*)?|!--(?:(?!<!--|-->).)*--|[?](?:(?!<[?]|[?]>).)*[?]|!\[CDATA\[(?:(?!<!\[CDATA\[|\]\]>).)*\]\])>/gs;
const STRICT_HTML = new RegExp(`${HTML.source}(?!>)`, 'gs');

/**
 * A tag, a comment, a processing instruction or CDATA inside a line (`HtmlInlineProcessor` with `HTML_RE`). `strict` leaves
 * out what another `>` follows (`HTML_STRICT_RE` of smarty).
 */
export function htmlPattern(strict = false): InlinePattern {
  return {
    expression: strict ? STRICT_HTML : HTML,
    triggers: '<',
    handle(match, data, { markdown }) {
      const start = match.index;
      const end = start + match[0].length;
      return { start, end, replacement: { kind: 'raw', value: restored(data, start, end, markdown) } };
    },
  };
}

/** An entity (`HtmlInlineProcessor` with `ENTITY_RE`). */
export function entityPattern(): InlinePattern {
  return {
    expression: /&(?:#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z0-9]+);/g,
    triggers: '&',
    handle(match) {
      const start = match.index;
      return { start, end: start + match[0].length, replacement: { kind: 'raw', value: match[0] } };
    },
  };
}

/**
 * Raw HTML with what earlier patterns have put into it: elements as their HTML; an escaped character gets its backslash
 * back (`HtmlInlineProcessor.unescape`).
 */
function restored(data: InlineText, from: number, to: number, markdown: Markdown): string {
  const text = data.text;
  let result = '';
  let position = from;
  for (let at = text.indexOf(STX, from); at !== -1 && at < to; ) {
    const mark = data.mark(at);
    if (mark === undefined) {
      at = text.indexOf(STX, at + 1);
      continue;
    }
    result += text.slice(position, at);
    result += mark.kind === 'element' ? elementHtml(mark.element, markdown) : `\\${mark.value}`;
    position = mark.end;
    at = text.indexOf(STX, position);
  }
  return result + text.slice(position, to);
}

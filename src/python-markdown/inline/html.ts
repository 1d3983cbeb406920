import { elementHtml } from '../element-html.ts';
import type { InlinePattern, TextRange } from '../inline-parser.ts';
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
    enclosing: enclosingTag,
    handle(match, data, { markdown }) {
      const start = match.index;
      const end = start + match[0].length;
      return { start, end, replacement: { kind: 'raw', value: restored(data, start, end, markdown) } };
    },
  };
}

/**
 * Where a tag begins that ends at the first `>` after a tag inside it: masked, that one is no longer in its way (the types of
 * `Map<List<String>>` in running text).
 */
function enclosingTag(text: string, start: number, end: number, masked: readonly TextRange[]): number {
  const close = text.indexOf('>', end);
  if (close === -1 || text.lastIndexOf('<', close) >= end) return -1;
  let before = masked.length - 1;
  for (let at = start - 1; at >= 0; at--) {
    const range = masked[before];
    if (range !== undefined && at < range.end) {
      at = range.start;
      before--;
    } else if (text[at] === '>') return -1;
    else if (text[at] === '<') return /[a-zA-Z]/.test(text[at + 1] === '/' ? text[at + 2]! : text[at + 1]!) ? at : -1;
  }
  return -1;
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
  const piece = text.slice(from, to);
  if (!piece.includes(STX)) return piece;
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

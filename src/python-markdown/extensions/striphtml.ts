import { TextSearch } from '../../html/character-runs.ts';
import type { Element } from '../element.ts';
import { booleanOption, type Extension, type ExtensionOptions } from '../extension.ts';
import { type InlineText, STX } from '../inline-text.ts';
import type { Markdown } from '../markdown.ts';

const ATTRIBUTES = /(?:\s+[\p{L}\p{N}_\-:]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'`=<>]+))?)*/uy;
const TAG_NAME = /<([\p{L}\p{N}_:.-]+)/uy;
const TAG_CLOSE = /\s*\/?>/y;
const ATTRIBUTE_NAME = /^[\p{L}\p{N}_\-:]+$/u;
const LINE_END_AFTER = /\s*(?=\r?\n)/y;

/** Takes what is not wanted out of a piece of HTML, or off the attributes of an element. */
interface Stripper {
  html(html: string): string;
  attributes(element: Element): void;
}

/**
 * Mirrors `pymdownx.striphtml`: takes comments, `on...` handlers and the attributes of a list out of the HTML that goes out. The
 * reference works on the page's HTML; this works on what it is made of: stashed HTML, inline HTML and elements. Spans of
 * stash items stay those of the HTML as written.
 */
const stripHtml: Extension = {
  name: 'pymdownx.striphtml',
  extend(markdown, options) {
    const stripper = stripperOf(options);
    const fails = !booleanOption(options, 'strip_comments', true);
    markdown.postprocessors.register(
      {
        run(root) {
          // The reference asks for a field that it never sets.
          if (fails) markdown.notes.push({ kind: 'page-fails', detail: 'strip_comments: false', start: 0, end: 0 });
          stripTree(root, stripper);
          stripStash(markdown, stripper);
        },
      },
      'strip-html',
      1,
    );
  },
};

export default stripHtml;

function stripStash({ stash }: Markdown, stripper: Stripper): void {
  stash.items.forEach((item, index) => {
    if (item.kind === 'html') {
      const html = stripper.html(item.html);
      if (html !== item.html) stash.replace(index, { ...item, html });
    } else stripTree(item.element, stripper);
  });
}

function stripTree(root: Element, stripper: Stripper): void {
  const left = [root];
  const stripText = (text: InlineText | null): void => {
    if (text === null || !text.text.includes(STX)) return;
    text.rewriteRaw(stripper.html);
    for (const mark of text.marksInOrder()) if (mark.kind === 'element') left.push(mark.element);
  };
  for (let element = left.pop(); element !== undefined; element = left.pop()) {
    stripper.attributes(element);
    stripText(element.text);
    stripText(element.tail);
    for (const child of element.children) left.push(child);
  }
}

function stripperOf(options: ExtensionOptions): Stripper {
  const comments = booleanOption(options, 'strip_comments', true);
  const unwanted = unwantedNames(options);
  if (unwanted === null) return { html: (html) => strip(html, comments, (text) => text), attributes() {} };
  const name = new RegExp(`^(?:${unwanted})$`, 'u');
  const written = new RegExp(`(?:\\s+(?:${unwanted})(?:\\s*=\\s*(?:"[^"]*"|'[^']*'|[^\\s"'\`=<>]+)))+`, 'gu');
  const stripAttributes = (text: string): string => text.replace(written, '');
  return {
    html: (html) => strip(html, comments, stripAttributes),
    attributes(element) {
      const names = Object.keys(element.attributes);
      if (names.length === 0) return;
      // A name of other characters hides the whole tag from the reference.
      if (!names.every((key) => ATTRIBUTE_NAME.test(key))) return;
      for (const key of names) {
        if (!name.test(key)) continue;
        delete element.attributes[key];
        element.note({ hadAttributes: true });
      }
    },
  };
}

/** Names of attributes to strip, as alternatives of an expression; null when there are none. */
function unwantedNames(options: ExtensionOptions): string | null {
  const listed = options.strip_attributes;
  const names: unknown[] = Array.isArray(listed) ? listed : typeof listed === 'string' ? [...listed] : [];
  const parts = names.map((name) =>
    String(name)
      .trim()
      .replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'),
  );
  if (booleanOption(options, 'strip_js_on_attributes', true)) parts.push('on[\\p{L}\\p{N}_]+');
  return parts.length === 0 ? null : parts.join('|');
}

/** `RE_TAG_HTML.sub`, from `<` to `<`. */
function strip(html: string, comments: boolean, stripAttributes: (text: string) => string): string {
  if (!html.includes('<')) return html;
  const search = new TextSearch(html);
  let result = '';
  let from = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', Math.max(from, at + 1))) {
    if (html.startsWith('<!--', at)) {
      const close = search.find('-->', at + 4);
      if (close === -1) continue;
      const before = html.slice(from, at);
      const end = endOfMatch(LINE_END_AFTER, html, close + 3);
      if (comments) result += end === -1 ? before : before.trimEnd();
      else result += html.slice(from, end === -1 ? close + 3 : end);
      from = end === -1 ? close + 3 : end;
      continue;
    }
    const nameEnd = endOfMatch(TAG_NAME, html, at);
    if (nameEnd === -1) continue;
    const attributesEnd = endOfMatch(ATTRIBUTES, html, nameEnd);
    const end = endOfMatch(TAG_CLOSE, html, attributesEnd);
    if (end === -1) continue;
    result += html.slice(from, nameEnd) + stripAttributes(html.slice(nameEnd, attributesEnd));
    from = attributesEnd;
    const name = html.slice(at + 1, nameEnd);
    if (name !== 'script' && name !== 'style') continue;
    // Nothing in a script or a style sheet is a tag.
    const close = search.match(name === 'script' ? /<\/script\s*>/g : /<\/style\s*>/g, end);
    if (close === null) continue;
    result += html.slice(from, close.index + close[0].length);
    from = close.index + close[0].length;
  }
  return result + html.slice(from);
}

/** Index after the match of a sticky expression at `at`, or -1. */
function endOfMatch(expression: RegExp, html: string, at: number): number {
  expression.lastIndex = at;
  const match = expression.exec(html);
  return match === null ? -1 : at + match[0].length;
}

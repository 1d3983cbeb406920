import type { Element } from './element.ts';
import type { HtmlStash, StashItem } from './html-stash.ts';
import { type InlineText, STX } from './inline-text.ts';
import type { Markdown } from './markdown.ts';

const EMPTY = new Set([
  'area',
  'base',
  'basefont',
  'br',
  'col',
  'frame',
  'hr',
  'img',
  'input',
  'isindex',
  'link',
  'meta',
  'param',
  'wbr',
]);
/** An ampersand that begins no entity (`serializers.RE_AMP`). */
const BARE_AMPERSAND = /&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)/gi;
const BLOCK_LEVEL = /^<\/?([^ >]+)/;
const PLACEHOLDER_HERE = /\u0002wzxhzdk:([0-9]+)\u0003/y;
const ONLY_PLACEHOLDER = /^\u0002wzxhzdk:([0-9]+)\u0003$/;

/**
 * HTML of an element as Python-Markdown serialises it (`serializers.to_xhtml_string` and the post-processor `raw_html`):
 * stash items are put back, a paragraph that holds nothing but a block-level one gives way to it.
 *
 * Atomic text in a `code` element is literal code; all other text may hold entities, which stay.
 */
export function elementHtml(element: Element, markdown: Markdown): string {
  return (
    opening(element) + innerHtml(element, markdown) + (EMPTY.has(element.tag.toLowerCase()) ? '' : `</${element.tag}>`)
  );
}

/** The same without the element's own tags. */
export function innerHtml(element: Element, markdown: Markdown): string {
  if (EMPTY.has(element.tag.toLowerCase())) return '';
  let result = element.text === null ? '' : textHtml(element.text, markdown, escapeOf(element, element.text));
  for (const child of element.children) {
    const block = child.tag === 'p' ? loneBlock(child, markdown) : null;
    result += block === null ? elementHtml(child, markdown) : stashHtml(block, markdown);
    if (child.tail !== null) result += textHtml(child.tail, markdown, escapeText);
    else if (markdown.isBlockLevel(child.tag)) result += '\n';
  }
  return result;
}

/** The stash item that takes the place of a paragraph which holds nothing else, if it is block-level. */
export function loneBlock(paragraph: Element, markdown: Markdown): StashItem | null {
  if (paragraph.text === null || paragraph.children.length > 0 || paragraph.notes?.hadAttributes === true) return null;
  if (Object.keys(paragraph.attributes).length > 0) return null;
  const text = paragraph.text;
  if (text.text.charAt(0) !== STX) return null;
  const mark = text.mark(0);
  if (mark !== undefined) {
    if (mark.kind !== 'raw' || mark.end !== text.length) return null;
    // Raw HTML is judged as written, before anything was stripped from it.
    const written = text.source().text;
    if (!isBlockLevelHtml(written.startsWith('<') ? written : mark.value, markdown)) return null;
    return {
      kind: 'html',
      html: mark.value,
      mapped: text.source(),
      start: text.start,
      end: text.end,
      syntax: 'inline',
    };
  }
  const match = ONLY_PLACEHOLDER.exec(text.text);
  const item = match === null ? undefined : markdown.stash.get(Number(match[1]));
  return item !== undefined && isBlockLevelItem(item, markdown) ? item : null;
}

/** Raw HTML is judged as written: it is put back before anything is stripped from it. */
function isBlockLevelItem(item: StashItem, markdown: Markdown): boolean {
  if (item.kind !== 'html') return markdown.isBlockLevel(item.element.tag);
  return isBlockLevelHtml(item.syntax === 'raw' ? item.mapped.text : item.html, markdown);
}

/** Whether a piece of raw HTML begins with a block-level tag, a comment or a processing instruction. */
export function isBlockLevelHtml(html: string, markdown: Markdown): boolean {
  const name = BLOCK_LEVEL.exec(html)?.[1];
  if (name === undefined) return false;
  return '!?@%'.includes(name[0]!) || markdown.isBlockLevel(name);
}

export function stashHtml(item: StashItem, markdown: Markdown): string {
  return item.kind === 'html' ? restorePlaceholders(item.html, markdown) : elementHtml(item.element, markdown);
}

/** Puts stash items back into a piece of raw HTML that holds their placeholders. */
function restorePlaceholders(html: string, markdown: Markdown): string {
  if (!html.includes(STX)) return html;
  return html.replace(/<p>\u0002wzxhzdk:([0-9]+)\u0003<\/p>|\u0002wzxhzdk:([0-9]+)\u0003/g, (whole, a, b) => {
    const item = markdown.stash.get(Number(a ?? b));
    if (item === undefined) return whole;
    const value = stashHtml(item, markdown);
    return a === undefined || isBlockLevelItem(item, markdown) ? value : `<p>${value}</p>`;
  });
}

/** How an element's own text is escaped: code is literal, scripts and style sheets go out as they are. */
function escapeOf({ tag }: Element, text: InlineText): (text: string) => string {
  if (tag === 'code' && text.atomic) return escapeAll;
  return tag === 'script' || tag === 'style' ? String : escapeText;
}

function textHtml(text: InlineText, markdown: Markdown, escaped: (text: string) => string): string {
  const raw = text.text;
  let at = raw.indexOf(STX);
  if (at === -1) return escaped(raw);
  let result = '';
  let from = 0;
  while (at !== -1) {
    const mark = text.mark(at);
    let end: number;
    let value: string;
    if (mark !== undefined) {
      end = mark.end;
      if (mark.kind === 'element') value = elementHtml(mark.element, markdown);
      else value = mark.kind === 'raw' ? mark.value : escaped(mark.value);
    } else {
      const placeholder = placeholderAt(raw, at, markdown.stash);
      if (placeholder === null) {
        at = raw.indexOf(STX, at + 1);
        continue;
      }
      end = placeholder.end;
      value = stashHtml(placeholder.item, markdown);
    }
    result += escaped(raw.slice(from, at)) + value;
    from = end;
    at = raw.indexOf(STX, from);
  }
  return result + escaped(raw.slice(from));
}

/** The stash item whose placeholder stands at `at`, and the index after it. */
export function placeholderAt(text: string, at: number, stash: HtmlStash): { item: StashItem; end: number } | null {
  PLACEHOLDER_HERE.lastIndex = at;
  const match = PLACEHOLDER_HERE.exec(text);
  const item = match === null ? undefined : stash.get(Number(match[1]));
  return item === undefined ? null : { item, end: at + match![0].length };
}

function opening(element: Element): string {
  let tag = `<${element.tag}`;
  for (const name of Object.keys(element.attributes).sort()) {
    tag += ` ${name}="${escapeText(element.attributes[name]!).replaceAll('"', '&quot;')}"`;
  }
  return `${tag}${EMPTY.has(element.tag.toLowerCase()) ? ' />' : '>'}`;
}

function escapeText(text: string): string {
  return text.replace(BARE_AMPERSAND, '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAll(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

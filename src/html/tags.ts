import { decodeHTMLAttribute } from 'entities';

/** An attribute of a tag. Spans are offsets in the fragment; a value's span is without its quotes. */
export interface TagAttribute {
  /** Lower-cased. */
  readonly name: string;
  /** With character references resolved; null when there is no value. */
  readonly value: string | null;
  readonly nameSpan: readonly [number, number];
  readonly valueSpan: readonly [number, number] | null;
}

/** A tag in a fragment of raw HTML. */
export interface Tag {
  readonly kind: 'start' | 'end' | 'empty';
  /** Lower-cased. */
  readonly name: string;
  /** In order; a browser takes the first of a name. */
  readonly attributes: readonly TagAttribute[];
  readonly start: number;
  readonly end: number;
  /** For elements whose content is no HTML (`script`, `style`, `textarea`, `title`, ...): the span of that content. */
  readonly content: readonly [number, number] | null;
}

const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes']);
const NAME = /[^\t\n\f\r />]*/y;
const BETWEEN = /[\t\n\f\r /]*/y;
const SPACE = /[\t\n\f\r ]*/y;
const ATTRIBUTE_NAME = /=?[^\t\n\f\r />=]*/y;
const BARE_VALUE = /[^\t\n\f\r >]*/y;

/**
 * All tags of a fragment of HTML, in order, as a browser reads them (HTML's tokenizer): quotes may be missing, a comment's
 * content is no tag, nor is that of `script` and `style`. A tag that never closes ends the reading, as it ends the page.
 */
export function tagsOf(html: string): Tag[] {
  const tags: Tag[] = [];
  let at = html.indexOf('<');
  while (at !== -1) {
    const next = html.charCodeAt(at + 1);
    const isEnd = next === 0x2f;
    let after: number;
    if (isLetter(isEnd ? html.charCodeAt(at + 2) : next)) {
      const tag = tagAt(html, at, isEnd);
      if (tag === null) break;
      tags.push(tag);
      after = tag.content === null ? tag.end : tag.content[1];
    } else if (html.startsWith('<!--', at)) after = commentEnd(html, at + 4);
    else if (next === 0x21 || next === 0x3f || isEnd) after = html.indexOf('>', at + 2) + 1 || html.length;
    else after = at + 1;
    at = html.indexOf('<', after);
  }
  return tags;
}

/** The first attribute of a name, which is the one that counts. */
export function tagAttribute(tag: Tag, name: string): TagAttribute | undefined {
  return tag.attributes.find((attribute) => attribute.name === name);
}

function tagAt(html: string, start: number, isEnd: boolean): Tag | null {
  const nameStart = start + (isEnd ? 2 : 1);
  const nameEnd = runEnd(NAME, html, nameStart);
  const name = html.slice(nameStart, nameEnd).toLowerCase();
  const attributes: TagAttribute[] = [];
  let at = runEnd(BETWEEN, html, nameEnd);
  while (at < html.length && html[at] !== '>') {
    const attributeEnd = runEnd(ATTRIBUTE_NAME, html, at);
    const nameSpan: [number, number] = [at, attributeEnd];
    const attributeName = html.slice(at, attributeEnd).toLowerCase();
    at = runEnd(SPACE, html, attributeEnd);
    if (html[at] !== '=') {
      attributes.push({ name: attributeName, value: null, nameSpan, valueSpan: null });
      at = runEnd(BETWEEN, html, at);
      continue;
    }
    let valueStart = runEnd(SPACE, html, at + 1);
    const quote = html[valueStart];
    let valueEnd: number;
    if (quote === '"' || quote === "'") {
      valueEnd = html.indexOf(quote, ++valueStart);
      if (valueEnd === -1) return null;
      at = valueEnd + 1;
    } else at = valueEnd = runEnd(BARE_VALUE, html, valueStart);
    const value = decodeHTMLAttribute(html.slice(valueStart, valueEnd));
    attributes.push({ name: attributeName, value, nameSpan, valueSpan: [valueStart, valueEnd] });
    at = runEnd(BETWEEN, html, at);
  }
  if (at >= html.length) return null;
  const end = at + 1;
  if (isEnd) return { kind: 'end', name, attributes, start, end, content: null };
  const isEmpty = html[at - 1] === '/' && attributes.at(-1)?.valueSpan?.[1] !== at;
  const content: [number, number] | null = RAW_TEXT.has(name) ? [end, rawTextEnd(html, name, end)] : null;
  return { kind: isEmpty ? 'empty' : 'start', name, attributes, start, end, content };
}

function runEnd(expression: RegExp, html: string, at: number): number {
  expression.lastIndex = at;
  return at + (expression.exec(html)?.[0].length ?? 0);
}

function commentEnd(html: string, from: number): number {
  if (html[from] === '>') return from + 1;
  if (html.startsWith('->', from)) return from + 2;
  const close = /--!?>/g;
  close.lastIndex = from;
  const match = close.exec(html);
  return match === null ? html.length : match.index + match[0].length;
}

/** Index of the end tag that closes raw text. */
function rawTextEnd(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, 'gi');
  close.lastIndex = from;
  return close.exec(html)?.index ?? html.length;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

import type { Html } from 'mdast';
import { type Tag, tagAttribute, tagsOf } from '../html/tags.ts';
import type { SourceSpan } from '../text/span.ts';
import { spanIn, spanOf } from './node-span.ts';
import type { HeadingFact, IdFact, LinkFact, StyleAttributeFact, StyleElementFact } from './page-facts.ts';

/** The attributes of each element that hold an address which a browser follows or loads. */
export const ADDRESS_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  area: ['href'],
  audio: ['src'],
  embed: ['src'],
  iframe: ['src'],
  img: ['src'],
  input: ['src'],
  link: ['href'],
  object: ['data'],
  script: ['src'],
  source: ['src'],
  track: ['src'],
  video: ['src', 'poster'],
};

export interface HtmlFacts {
  readonly headings: readonly HeadingFact[];
  readonly ids: readonly IdFact[];
  readonly links: readonly LinkFact[];
  readonly styleElements: readonly StyleElementFact[];
  readonly styleAttributes: readonly StyleAttributeFact[];
}

const NOTHING: HtmlFacts = { headings: [], ids: [], links: [], styleElements: [], styleAttributes: [] };

/** What a piece of raw HTML adds to the facts of its page. */
export function htmlFacts(node: Html): HtmlFacts {
  const { value } = node;
  // Closing tags, the commonest inline pieces, hold nothing.
  if (!value.includes('=') && !/<(?:h[1-6]|style)\b/i.test(value)) return NOTHING;
  const headings: HeadingFact[] = [];
  const ids: IdFact[] = [];
  const links: LinkFact[] = [];
  const styleElements: StyleElementFact[] = [];
  const styleAttributes: StyleAttributeFact[] = [];
  const tags = tagsOf(value);
  tags.forEach((tag, i) => {
    const { name } = tag;
    if (tag.kind === 'end') return;
    const id = tagAttribute(tag, 'id')?.value;
    if (typeof id === 'string') ids.push({ id, source: 'html' });
    const anchor = name === 'a' ? tagAttribute(tag, 'name')?.value : undefined;
    if (typeof anchor === 'string') ids.push({ id: anchor, source: 'html' });
    if (/^h[1-6]$/.test(name)) {
      const close = tags.slice(i + 1).find((other) => other.kind === 'end' && other.name === name);
      const text = close === undefined ? '' : withoutTags(value.slice(tag.end, close.start));
      headings.push({
        depth: Number(name[1]),
        id: id ?? null,
        text,
        span: part(node, tag.start, close?.end ?? tag.end),
      });
    }
    if (name === 'style' && tag.content !== null) {
      const [start, end] = tag.content;
      styleElements.push({ css: value.slice(start, end), span: part(node, tag.start, styleEnd(value, end)) });
    }
    const style = tagAttribute(tag, 'style');
    if (style?.value) {
      const span = style.valueSpan === null ? null : part(node, ...style.valueSpan);
      styleAttributes.push({ element: name, css: style.value, span });
    }
    links.push(...linksOf(node, tag));
  });
  return { headings, ids, links, styleElements, styleAttributes };
}

function linksOf(node: Html, tag: Tag): LinkFact[] {
  const links: LinkFact[] = [];
  for (const attribute of ADDRESS_ATTRIBUTES[tag.name] ?? []) {
    const found = tagAttribute(tag, attribute);
    if (found === undefined) continue;
    links.push({
      url: found.value ?? '',
      element: tag.name,
      attribute,
      syntax: 'html',
      resolved: false,
      span: part(node, tag.start, tag.end),
      destination: found.valueSpan === null ? null : part(node, ...found.valueSpan),
    });
  }
  if (tag.name === 'img' || tag.name === 'source') links.push(...sourceSetOf(node, tag));
  return links;
}

/** The addresses of a `srcset`: `a.png 1x, b.png 2x`. */
function sourceSetOf(node: Html, tag: Tag): LinkFact[] {
  const { value, valueSpan } = tagAttribute(tag, 'srcset') ?? {};
  if (!value || !valueSpan) return [];
  const links: LinkFact[] = [];
  // As HTML has it: an address ends at a blank; commas at its own end part it from the next.
  for (const { 0: found, index } of value.matchAll(/[^\s,][^\s]*/g)) {
    const url = found.replace(/,+$/, '');
    const isDescriptor = /^\d+(?:\.\d+)?[wxh]$/.test(url) && links.length > 0;
    if (isDescriptor || url === '') continue;
    // Character references make the value shorter than what is written; then its places are not known.
    const isWritten = valueSpan[1] - valueSpan[0] === value.length;
    const start = valueSpan[0] + index;
    links.push({
      url,
      element: tag.name,
      attribute: 'srcset',
      syntax: 'html',
      resolved: false,
      span: part(node, tag.start, tag.end),
      destination: isWritten ? part(node, start, start + url.length) : null,
    });
  }
  return links;
}

function styleEnd(html: string, contentEnd: number): number {
  const close = html.indexOf('>', contentEnd);
  return close === -1 ? html.length : close + 1;
}

function withoutTags(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The span in the source of characters of the node's value. */
function part(node: Html, start: number, end: number): SourceSpan | null {
  const offsetAt = node.data?.offsetAt;
  if (offsetAt === undefined) return spanOf(node);
  const from = offsetAt(start);
  return spanIn(node, { start: from, end: end > start ? offsetAt(end - 1) + 1 : from });
}

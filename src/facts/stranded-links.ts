import type { Html } from 'mdast';
import { tagsOf } from '../html/tags.ts';
import { spanIn } from './node-span.ts';
import type { LinkFact } from './page-facts.ts';

/** Elements whose content is meant as it stands. */
const LITERAL = new Set(['pre', 'code', 'kbd', 'samp', 'svg', 'math', 'script', 'style', 'textarea']);

/**
 * Markdown links and images in the text of raw HTML, which show as `[text](address)` (S-BLK-HTML): what they would be if
 * they were shown. Each stretch of text between tags is read once; addresses with blanks or brackets are left out.
 */
export function strandedLinks(node: Html): readonly LinkFact[] {
  const { data } = node;
  const offsetAt = data?.offsetAt;
  if (data?.inline === true || offsetAt === undefined || !node.value.includes('](')) return [];
  const value = node.value.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length));
  const links: LinkFact[] = [];
  let literal = 0;
  let position = 0;
  const search = (from: number, to: number) => {
    if (literal > 0) return;
    for (const { start, end, isImage } of addressesIn(value, from, to)) {
      const span = spanIn(node, { start: offsetAt(start), end: offsetAt(end - 1) + 1 });
      links.push({
        url: value.slice(start, end),
        element: isImage ? 'img' : 'a',
        attribute: isImage ? 'src' : 'href',
        syntax: 'markdown',
        resolved: true,
        span,
        destination: span,
      });
    }
  };
  for (const tag of tagsOf(value)) {
    search(position, tag.start);
    position = tag.content === null ? tag.end : tag.content[1];
    if (!LITERAL.has(tag.name) || tag.kind === 'empty') continue;
    literal = tag.kind === 'end' ? Math.max(0, literal - 1) : literal + 1;
  }
  search(position, value.length);
  return links;
}

interface Address {
  readonly start: number;
  readonly end: number;
  readonly isImage: boolean;
}

/** Addresses behind `](` in a stretch of text, with the bracket of the link's text before it on the same line. */
function addressesIn(text: string, from: number, to: number): readonly Address[] {
  const found: Address[] = [];
  let lowest = from;
  for (let at = text.indexOf('](', from); at !== -1 && at < to; at = text.indexOf('](', at + 2)) {
    const open = openingBracket(text, at, lowest);
    lowest = at + 1;
    if (open === -1) continue;
    let end = at + 2;
    while (end < to && !/[\s()<>`"'[\]]/.test(text[end]!)) end++;
    const next = text[end];
    if (end === at + 2 || (next !== ')' && next !== ' ')) continue;
    found.push({ start: at + 2, end, isImage: text[open - 1] === '!' });
  }
  return found;
}

/** The `[` that a `]` closes, on the same line; what was searched before is not searched again. */
function openingBracket(text: string, close: number, lowest: number): number {
  let depth = 0;
  for (let i = close - 1; i >= lowest && text[i] !== '\n' && text[i] !== '`'; i--) {
    if (text[i] === ']') depth++;
    else if (text[i] === '[' && depth-- === 0) return i;
  }
  return -1;
}

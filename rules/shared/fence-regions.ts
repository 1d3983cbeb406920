import type { Span } from '../../src/text/span.ts';
import { lineEnd, lineStart } from './paragraph-lines.ts';

const MARKS = /(?:`{3,}|~{3,})/g;
/** What may stand before a fence on its line: quotes, the marker of an item. */
const LEAD = /^[ \t>]*(?:(?:[*+-]|\d{1,9}\.)[ \t]+)?$/;

/**
 * Where a page's author evidently wrote code: between the fences as an editor pairs them, whatever their first lines hold. A
 * fence that MkDocs does not take for one shows its code as text, but no list or table in it was meant as such.
 */
export function fenceRegions(text: string): Span[] {
  const regions: Span[] = [];
  let open: { mark: string; start: number } | null = null;
  /** End of the line that was looked at last: the first marks of a line are the only ones that may be a fence. */
  let seen = -1;
  for (const { 0: mark, index } of text.matchAll(MARKS)) {
    if (index <= seen) continue;
    const start = lineStart(text, index);
    const end = lineEnd(text, index);
    seen = end;
    if (!LEAD.test(text.slice(start, index))) continue;
    const info = text.slice(index + mark.length, end);
    if (open === null) {
      if (!(mark.startsWith('`') && info.includes('`'))) open = { mark, start };
    } else if (mark.startsWith(open.mark) && info.trim() === '') {
      regions.push({ start: open.start, end });
      open = null;
    }
  }
  return regions;
}

/** Whether an offset lies in one of the regions, which are in order. */
export function isWithin(regions: readonly Span[], offset: number): boolean {
  let low = 0;
  let high = regions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (regions[middle]!.end < offset) low = middle + 1;
    else high = middle;
  }
  return low < regions.length && regions[low]!.start <= offset;
}

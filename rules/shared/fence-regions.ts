import type { Span } from '../../src/text/span.ts';
import { lineEnd, nextLine } from './paragraph-lines.ts';

const FENCE = /^[ \t>]*(?:(?:[*+-]|\d{1,9}\.)[ \t]+)?(`{3,}|~{3,})(.*)$/;

/**
 * Where a page's author evidently wrote code: between the fences as an editor pairs them, whatever their first lines hold. A
 * fence that MkDocs does not take for one shows its code as text, but no list or table in it was meant as such.
 */
export function fenceRegions(text: string): Span[] {
  const regions: Span[] = [];
  if (!text.includes('```') && !text.includes('~~~')) return regions;
  let open: { mark: string; start: number } | null = null;
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start);
    const match = FENCE.exec(text.slice(start, end));
    if (match !== null) {
      const [, mark, info] = match;
      if (open === null) {
        if (!(mark!.startsWith('`') && info!.includes('`'))) open = { mark: mark!, start };
      } else if (mark!.startsWith(open.mark) && info!.trim() === '') {
        regions.push({ start: open.start, end });
        open = null;
      }
    }
    start = nextLine(text, end);
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

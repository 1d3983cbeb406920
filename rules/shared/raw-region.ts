import type { Nodes, Parents, Root } from 'mdast';
import { spanOf } from '../../src/facts/node-span.ts';
import type { Span } from '../../src/text/span.ts';
import type { RawRegion } from './raw-element.ts';

/** A stretch of HTML in a page, and the fences in it. */
export interface HtmlRegion extends RawRegion {
  readonly fences: readonly Span[];
}

const NOT_HTML = new Set(['code', 'inlineCode', 'math', 'inlineMath']);

/** The stretches of block-level HTML of a page's own text: raw ones, and elements that `md_in_html` has read. In order. */
export function htmlRegions(root: Root): HtmlRegion[] {
  const regions: HtmlRegion[] = [];
  let lastEnd = 0;
  const walk = (parent: Parents) => {
    const { children } = parent;
    for (let i = 0; i < children.length; i++) {
      const node: Nodes = children[i]!;
      const span = spanOf(node);
      const isOwn = span !== null && span.file === undefined && span.start >= lastEnd;
      if (isOwn && node.type === 'html' && node.data?.syntax === 'raw') {
        const pieces: Nodes[] = [node];
        while (children[i + 1]?.data?.adjoins === true) pieces.push(children[++i]!);
        const region = rawRegion(pieces, span.start);
        if (region !== null) {
          regions.push(region);
          lastEnd = region.end;
        }
      } else if (isOwn && node.data?.syntax === 'md_in_html') {
        const region = readRegion(node, span);
        regions.push(region);
        lastEnd = region.end;
      } else if ('children' in node) walk(node);
    }
  };
  walk(root);
  return regions;
}

/** A row of raw HTML and the fences between; null when a part of it comes from another file. */
function rawRegion(pieces: readonly Nodes[], start: number): HtmlRegion | null {
  let end = start;
  const masked: Span[] = [];
  for (const piece of pieces) {
    const span = spanOf(piece);
    if (span === null || span.file !== undefined) return null;
    end = Math.max(end, span.end);
    if (piece.type !== 'html') masked.push(span);
  }
  return { start, end, masked, fences: masked, recognized: null };
}

function readRegion(node: Nodes, { start, end }: Span): HtmlRegion {
  const masked: Span[] = [];
  const fences: Span[] = [];
  const recognized = new Set<number>();
  const visit = (inner: Nodes) => {
    const span = spanOf(inner);
    if (span !== null && span.file === undefined) {
      if (inner.data?.syntax === 'md_in_html') recognized.add(span.start);
      if (NOT_HTML.has(inner.type)) {
        masked.push(span);
        if (inner.data?.syntax === 'fence') fences.push(span);
        return;
      }
    }
    if ('children' in inner) for (const child of inner.children) visit(child);
  };
  visit(node);
  masked.sort((a, b) => a.start - b.start);
  return { start, end, masked, fences, recognized };
}

import type { Root } from 'mdast';
import { spanOf } from '../facts/node-span.ts';
import type { PageFacts } from '../facts/page-facts.ts';
import { unknownExtensions } from '../python-markdown/index.ts';
import type { FixEffect } from '../rule.ts';
import type { Cause, Site } from '../site/site.ts';
import type { TextEdit } from '../text/edits.ts';
import type { Span } from '../text/span.ts';

/** The blocks of a page that are not part of another block, as spans of the page's own text. */
export function outerBlocks(tree: Root): readonly Span[] {
  return tree.children.flatMap((node) => {
    const span = spanOf(node);
    return span === null || span.file !== undefined ? [] : [span];
  });
}

/**
 * Why edits of a page must not be made: a block that they touch holds something that nobody can know before the build (a
 * macro, a file that is not there), or an extension that the reader does not know may read it otherwise. Null when nothing
 * stands in the way. Addresses of links may be mended in any block without a macro.
 */
export function unknowableBlock(
  site: Site,
  facts: PageFacts,
  page: { readonly text: string; readonly blocks: readonly Span[] },
  edits: readonly TextEdit[],
  effect: FixEffect,
): Cause | null {
  const everywhere = site.unknowable.text.find(({ markers }) => markers.length === 0);
  if (effect !== 'links') {
    if (everywhere !== undefined) return everywhere;
    const unknown = unknownExtensions(site.dialect).find(
      (name) => !site.unknowable.text.some(({ source }) => source === name),
    );
    if (unknown !== undefined) return { source: unknown, reason: `assay does not know the extension \`${unknown}\`` };
  }
  const notes = facts.notes.filter(({ kind, span }) => kind.startsWith('include') && span.file === undefined);
  if (facts.markers.length === 0 && notes.length === 0) return null;
  for (const edit of edits) {
    const block = blockAround(page.blocks, edit);
    const text = page.text.slice(block.start, block.end);
    for (const cause of site.unknowable.text) {
      if (cause.markers.some((marker) => text.includes(marker))) return cause;
    }
    if (notes.some(({ span }) => span.end > span.start && span.start < block.end && span.end > block.start)) {
      return { source: 'include', reason: 'the block includes a file that could not be read' };
    }
  }
  return null;
}

/** The stretch of all blocks that an edit touches; blocks that it only adjoins count, as it may join them. */
function blockAround(blocks: readonly Span[], edit: Span): Span {
  let { start, end } = edit;
  for (const block of blocks) {
    if (block.end < edit.start || block.start > edit.end) continue;
    start = Math.min(start, block.start);
    end = Math.max(end, block.end);
  }
  return { start, end };
}

import type { Nodes } from 'mdast';
import { OffsetPosition } from '../text/position.ts';
import type { SourceSpan, Span } from '../text/span.ts';

/** Where a node stands in its file; null for one that no source wrote. */
export function spanOf(node: Nodes): SourceSpan | null {
  const { position } = node;
  if (position === undefined) return null;
  if (position instanceof OffsetPosition) return spanIn(node, { start: position.startOffset, end: position.endOffset });
  const { start, end } = position;
  if (start.offset === undefined || end.offset === undefined) return null;
  return spanIn(node, { start: start.offset, end: end.offset });
}

/** A span of a node's `data`, which lies in the node's file. */
export function spanIn(node: Nodes, { start, end }: Span): SourceSpan {
  const file = node.data?.file;
  return file === undefined ? { start, end } : { start, end, file };
}

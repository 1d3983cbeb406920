import type { Nodes, Root } from 'mdast';
import { spanOf } from '../../src/facts/node-span.ts';

/** Offsets of the markers of all items of a page. */
export function itemMarkers(tree: Root): Set<number> {
  const markers = new Set<number>();
  const walk = (node: Nodes): void => {
    if (node.type === 'listItem') {
      const span = spanOf(node);
      if (span !== null && span.file === undefined) markers.add(span.start);
    }
    if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(tree);
  return markers;
}

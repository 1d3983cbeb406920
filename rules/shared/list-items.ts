import type { List, Nodes, Parents, Root } from 'mdast';
import { spanOf } from '../../src/facts/node-span.ts';
import type { Span } from '../../src/text/span.ts';

/** An item as the page shows it. */
export interface ShownItem extends Span {
  /** The item that it is nested in; null for one of a list that is in no other. */
  readonly parent: ShownItem | null;
  readonly ordered: boolean;
}

/** The items, code blocks and lists of a page, collected as its tree is walked from the top. */
export class ShownLists {
  readonly items: ShownItem[] = [];
  readonly codes: (Span & { readonly value: string; readonly indented: boolean })[] = [];
  /** Lists that are in no item, with what they stand in. */
  readonly lists: { readonly span: Span; readonly parent: Parents }[] = [];

  /** To be called for each node of these types, before its children. */
  add(node: Nodes, parent: Parents | undefined): void {
    const span = spanOf(node);
    if (span === null || span.file !== undefined) return;
    if (node.type === 'code') {
      this.codes.push({ ...span, value: node.value, indented: node.data?.syntax === 'indented' });
    } else if (node.type === 'list') {
      if (parent !== undefined && parent.type !== 'listItem') this.lists.push({ span, parent });
    } else if (node.type === 'listItem') {
      const ordered = (parent as List | undefined)?.ordered === true;
      this.items.push({ ...span, parent: this.#around(span.start, this.items.length), ordered });
    }
  }

  /** The innermost item that holds an offset. */
  itemAt(offset: number): ShownItem | null {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.items[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    return this.#around(offset, low);
  }

  #around(offset: number, count: number): ShownItem | null {
    let item = count === 0 ? null : this.items[count - 1]!;
    while (item !== null && item.end <= offset) item = item.parent;
    return item;
  }
}

/** The lists of a whole page. */
export function shownLists(tree: Root): ShownLists {
  const lists = new ShownLists();
  const walk = (node: Nodes, parent: Parents | undefined): void => {
    lists.add(node, parent);
    if ('children' in node) for (const child of node.children) walk(child, node);
  };
  walk(tree, undefined);
  return lists;
}

/** How many lists an item is in, itself counted. */
export function levelOf(item: ShownItem | null): number {
  let level = 0;
  for (let around = item; around !== null; around = around.parent) level++;
  return level;
}

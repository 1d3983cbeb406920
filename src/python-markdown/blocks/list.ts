import type { BlockParser, BlockProcessor } from '../block-parser.ts';
import { Element } from '../element.ts';
import { InlineText } from '../inline-text.ts';
import type { MappedString } from '../mapped-string.ts';
import { noteEmptyList, wrapItemText } from './indent.ts';

/** How a list processor differs from its kin. */
export interface ListKind {
  readonly tag: 'ol' | 'ul';
  /** Whether the first number of an ordered list is passed over. */
  readonly lazyStart: boolean;
  /** Lists that an item may join. */
  readonly siblingTags: readonly string[];
  /** Which markers begin an item on a later line of the block. */
  readonly child: 'any' | 'ordered' | 'unordered';
  /** Columns that make an item a nested one, where it is not the converter's tab length. */
  readonly tabLength?: number;
}

/** An item of a block: what follows its marker, up to the next item. */
interface ListItem {
  readonly content: MappedString;
  /** Span of the marker; null for an indented item, whose marker is still in `content`. */
  readonly marker: readonly [number, number] | null;
}

const ORDERED = '\\p{Nd}+\\.';
const UNORDERED = '[*+-]';
const CHILD = { any: `(?:${ORDERED}|${UNORDERED})`, ordered: ORDERED, unordered: UNORDERED };

/** Mirrors `OListProcessor`, which `UListProcessor` and the lists of `sane_lists` are kinds of. */
export function listProcessor(parser: BlockParser, kind: ListKind): BlockProcessor {
  const tabLength = kind.tabLength ?? parser.tabLength;
  const indent = ' '.repeat(tabLength);
  const first = new RegExp(`^ {0,${tabLength - 1}}${kind.tag === 'ol' ? ORDERED : UNORDERED} +`, 'u');
  const child = new RegExp(`( {0,${tabLength - 1}})(${CHILD[kind.child]}) +`, 'uy');
  const indented = new RegExp(` {${tabLength},${tabLength * 2 - 1}}(?:${ORDERED}|${UNORDERED}) +`, 'uy');

  /** Breaks a block into items (`get_items`). Lines of an item follow each other, so that an item is a slice. */
  function itemsOf(block: MappedString): { items: ListItem[]; marker: string } {
    const { text } = block;
    const items: ListItem[] = [];
    let marker = '';
    let contentStart = -1;
    let span: [number, number] | null = null;
    let isIndented = false;
    const close = (end: number): void => {
      if (contentStart !== -1) items.push({ content: block.slice(contentStart, end), marker: span });
    };
    for (let line = 0; line <= text.length; ) {
      child.lastIndex = line;
      const match = child.exec(text);
      if (match !== null) {
        close(line - 1);
        if (items.length === 0) marker = match[2]!;
        contentStart = line + match[0].length;
        span = [block.offset(line + match[1]!.length), block.endOffset(contentStart)];
        isIndented = false;
      } else {
        indented.lastIndex = line;
        if (!isIndented && indented.test(text)) {
          close(line - 1);
          contentStart = line;
          span = null;
          isIndented = true;
        }
      }
      const lineFeed = text.indexOf('\n', line);
      if (lineFeed === -1) break;
      line = lineFeed + 1;
    }
    close(text.length);
    return { items, marker };
  }

  function newItem(list: Element, item: ListItem): Element {
    const start = item.marker === null ? item.content.start : item.marker[0];
    const element = list.append(new Element('li', start, item.content.end));
    if (item.marker !== null) element.note({ marker: item.marker });
    list.extend(item.content.end);
    return element;
  }

  return {
    test: (_parent, { text }) => mayBegin(text, kind.tag) && first.test(text),
    run(parent, blocks) {
      const { items, marker } = itemsOf(blocks.take());
      const sibling = parent.lastChild;
      let list: Element;
      let from = 0;
      if (sibling !== undefined && kind.siblingTags.includes(sibling.tag)) {
        list = sibling;
        const last = list.lastChild;
        if (last === undefined) noteEmptyList(list, parser.markdown);
        else {
          wrapItemText(last);
          wrapTail(last);
        }
        // The first item comes after a blank line: its text is a paragraph.
        parser.state.set('looselist');
        from = 1;
        parser.parseBlocks(newItem(list, items[0]!), [items[0]!.content]);
        parser.state.reset();
      } else if (parent.tag === 'ol' || parent.tag === 'ul') {
        // Further items of a list whose first one was on the line of an item of the list around it.
        list = parent;
      } else {
        const start = items[0]!.marker![0];
        list = parent.append(new Element(kind.tag, start, start));
        list.note({ delimiter: marker.slice(-1) });
        const number = marker.slice(0, -1);
        if (kind.tag === 'ol') {
          list.note({ written: number });
          if (!kind.lazyStart && number !== '1') list.set('start', number);
        }
      }
      parser.state.set('list');
      for (let i = from; i < items.length; i++) {
        const item = items[i]!;
        const last = list.lastChild;
        if (item.content.text.startsWith(indent) && last !== undefined) parser.parseBlocks(last, [item.content]);
        else parser.parseBlocks(newItem(list, item), [item.content]);
      }
      parser.state.reset();
    },
  };
}

/** Whether the first character that is no space may belong to a marker: cheaper than the expression, which decides. */
function mayBegin(text: string, tag: ListKind['tag']): boolean {
  let at = 0;
  while (text.charCodeAt(at) === 0x20) at++;
  const code = text.charCodeAt(at);
  if (tag === 'ul') return code === 0x2d || code === 0x2a || code === 0x2b;
  return (code >= 0x30 && code <= 0x39) || code >= 0x80;
}

/** Moves what follows an item's last child into a paragraph: a heading without a blank line after it leaves such a tail. */
function wrapTail(item: Element): void {
  const child = item.lastChild;
  if (child === undefined || child.tail === null || child.tail.length === 0) return;
  const text = InlineText.of(child.tail.source().trimStart());
  child.tail = null;
  item.append(new Element('p', text.start, text.end)).text = text;
}

/** `OListProcessor`. */
export function orderedListProcessor(parser: BlockParser): BlockProcessor {
  return listProcessor(parser, { tag: 'ol', lazyStart: true, siblingTags: ['ol', 'ul'], child: 'any' });
}

/** `UListProcessor`. */
export function unorderedListProcessor(parser: BlockParser): BlockProcessor {
  return listProcessor(parser, { tag: 'ul', lazyStart: true, siblingTags: ['ol', 'ul'], child: 'any' });
}

import type { BlockParser, BlockProcessor, BlockQueue } from '../../block-parser.ts';
import { noteEmptyList, wrapItemText } from '../../blocks/indent.ts';
import { Element } from '../../element.ts';
import { InlineText } from '../../inline-text.ts';
import { MappedString } from '../../mapped-string.ts';
import { COUNTS, type FancyMarkers, type FancyType, numberPattern, startOf, typeOf } from './markers.ts';

/** Options of the extension. */
export interface FancyOptions {
  readonly markers: FancyMarkers;
  readonly injectStyle: boolean;
  readonly injectClass: boolean;
}

/** Types of the lists on a page, until the tree is done. */
export type FancyTypes = WeakMap<Element, FancyType>;

/** Sets how the items of a list count, as the options want it said. */
export function setCount(list: Element, count: string, options: FancyOptions): void {
  const { type, style } = COUNTS[count] ?? COUNTS.decimal!;
  list.set('type', type);
  if (options.injectStyle) list.set('style', `list-style-type: ${style};`);
  if (options.injectClass) list.set('class', `fancylists-${style}`);
}

interface Item {
  content: MappedString;
  readonly marker: readonly [number, number] | null;
}

/** Mirrors `FancyOListProcessor` and `FancyUListProcessor`. */
export function fancyListProcessor(
  parser: BlockParser,
  tag: 'ol' | 'ul',
  options: FancyOptions,
  types: FancyTypes,
): BlockProcessor {
  const tabLength = parser.tabLength;
  const number = `${numberPattern(options.markers)}[).]`;
  const any = `(?:${number}|[-*+])`;
  const first = new RegExp(`^ {0,${tabLength - 1}}${tag === 'ol' ? number : '[-+*]'} +`, 'u');
  const child = new RegExp(`^( {0,${tabLength - 1}})(${any}) +`, 'u');
  const indented = new RegExp(`^ {${tabLength},${tabLength * 2 - 1}}${any} +`, 'u');
  /** Kept from list to list, as the reference does. */
  let start = '1';

  function itemsOf(
    sibling: Element | undefined,
    block: MappedString,
    blocks: BlockQueue,
  ): { items: Item[]; type: FancyType } {
    let list: FancyType = tag === 'ol' && sibling?.tag === 'ol' ? (types.get(sibling) ?? '') : '';
    let type = list;
    const items: Item[] = [];
    const lines = block.lines();
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!;
      const match = child.exec(line.text);
      if (match !== null) {
        ({ type, list } = typeOf(match[2]!, items.length === 0, type, options.markers));
        if (items.length > 0 && type !== list) {
          blocks.put(MappedString.joinLines(lines.slice(i)));
          break;
        }
        if (items.length === 0 && tag === 'ol') start = startOf(type, match[2]!);
        list = type;
        const from = match[0].length;
        items.push({ content: line.slice(from), marker: [line.offset(match[1]!.length), line.endOffset(from)] });
        continue;
      }
      const last = items[items.length - 1]!;
      if (indented.test(line.text) && !last.content.text.startsWith(' '.repeat(tabLength))) {
        items.push({ content: line, marker: null });
      } else last.content = MappedString.joinLines([last.content, line]);
    }
    return { items, type: list };
  }

  function newItem(list: Element, item: Item): Element {
    const element = list.append(new Element('li', item.marker?.[0] ?? item.content.start, item.content.end));
    if (item.marker !== null) element.note({ marker: item.marker });
    list.extend(item.content.end);
    return element;
  }

  function newList(parent: Element, sibling: Element | undefined, type: FancyType, origin: number): Element {
    if (tag === 'ul') return parent.append(new Element('ul', origin));
    if (sibling !== undefined && types.get(sibling)?.startsWith('force')) {
      types.set(sibling, type);
      return sibling;
    }
    const list = parent.append(new Element('ol', origin));
    setCount(list, type.split('-')[1] ?? '', options);
    types.set(list, type);
    return list;
  }

  return {
    test: (_parent, block) => first.test(block.text),
    run(parent, blocks) {
      const sibling = parent.lastChild;
      const { items, type } = itemsOf(sibling, blocks.take(), blocks);
      let list: Element;
      if (sibling?.tag === tag && (types.get(sibling) ?? '') === type) {
        list = sibling;
        const last = list.lastChild;
        if (last === undefined) noteEmptyList(list, parser.markdown);
        else {
          wrapItemText(last);
          wrapTail(last);
        }
        parser.state.set('looselist');
        const item = items.shift()!;
        parser.parseBlocks(newItem(list, item), [item.content]);
        parser.state.reset();
      } else if (parent.tag === 'ol' || parent.tag === 'ul') list = parent;
      else {
        list = newList(parent, sibling, type, items[0]!.marker![0]);
        if (start !== '1' && !list.get('start')) list.set('start', start);
      }
      parser.state.set('list');
      for (const item of items) {
        const last = list.lastChild;
        if (item.content.text.startsWith(' '.repeat(tabLength)) && last !== undefined) {
          parser.parseBlocks(last, [item.content]);
        } else parser.parseBlocks(newItem(list, item), [item.content]);
      }
      parser.state.reset();
    },
  };
}

function wrapTail(item: Element): void {
  const child = item.lastChild;
  if (child === undefined || child.tail === null || child.tail.length === 0) return;
  const text = InlineText.of(child.tail.source().trimStart());
  child.tail = null;
  item.append(new Element('p', text.start, text.end)).text = text;
}

import { type BlockParser, type BlockProcessor, looseDetab } from '../block-parser.ts';
import { Element } from '../element.ts';
import type { MappedString } from '../mapped-string.ts';
import type { Markdown } from '../markdown.ts';

/** The tags that an indent processor works on. */
export interface IndentTags {
  readonly items: readonly string[];
  readonly lists: readonly string[];
  /** Tag of an item that it makes itself. */
  readonly newItem: string;
}

const LIST_TAGS: IndentTags = { items: ['li'], lists: ['ul', 'ol'], newItem: 'li' };

/** A list of raw HTML without items (`<ul></ul>` in a `markdown` element) makes the reference fail when an item follows it. */
export function noteEmptyList(list: Element, markdown: Markdown): void {
  const detail = `an item follows an empty <${list.tag}>`;
  markdown.notes.push({ kind: 'page-fails', detail, start: Math.max(list.start, 0), end: Math.max(list.end, 0) });
}

/** Moves an item's own text into a paragraph at its front: the item has become loose. */
export function wrapItemText(item: Element): void {
  const text = item.text;
  if (text === null || text.length === 0) return;
  const paragraph = new Element('p', text.start, text.end);
  paragraph.text = text;
  item.text = null;
  item.insert(0, paragraph);
}

/** Mirrors `ListIndentProcessor`: indented blocks after a list item are its children. */
export function listIndentProcessor(
  parser: BlockParser,
  tags: IndentTags = LIST_TAGS,
  tabLength: number = parser.tabLength,
): BlockProcessor {
  const indent = ' '.repeat(tabLength);

  /** How deep the block's indentation reaches into the lists that end the parent, and the element there (`get_level`). */
  function levelOf(parent: Element, block: MappedString): { level: number; place: Element } {
    let columns = 0;
    while (block.text[columns] === ' ') columns++;
    const wanted = Math.floor(columns / tabLength);
    let level = parser.state.is('list') ? 1 : 0;
    let place = parent;
    while (wanted > level) {
      const child = place.lastChild;
      if (child === undefined) break;
      const isList = tags.lists.includes(child.tag);
      if (!isList && !tags.items.includes(child.tag)) break;
      if (isList) level++;
      place = child;
    }
    return { level, place };
  }

  return {
    test(parent, block) {
      if (!block.text.startsWith(indent) || parser.state.is('detabbed')) return false;
      if (tags.items.includes(parent.tag)) return true;
      const last = parent.lastChild;
      return last !== undefined && tags.lists.includes(last.tag);
    },
    run(parent, blocks) {
      const written = blocks.take();
      const { level, place } = levelOf(parent, written);
      const block = looseDetab(written, tabLength * level);
      parser.state.set('detabbed');
      const last = place.lastChild;
      if (tags.items.includes(parent.tag)) {
        // The item may already hold a list, whose first item was on the item's own line: then the block belongs there.
        const child = parent.lastChild;
        const isList = child !== undefined && tags.lists.includes(child.tag);
        parser.parseBlocks(isList ? child : parent, [block]);
      } else if (tags.items.includes(place.tag)) {
        parser.parseBlocks(place, [block]);
      } else if (last !== undefined && tags.items.includes(last.tag)) {
        wrapItemText(last);
        parser.parseChunk(last, block);
      } else {
        const item = place.append(new Element(tags.newItem, block.start, block.end));
        parser.parseBlocks(item, [block]);
      }
      parser.state.reset();
    },
  };
}

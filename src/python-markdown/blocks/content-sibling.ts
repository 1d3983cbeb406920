import { type BlockParser, detab } from '../block-parser.ts';
import { Element } from '../element.ts';
import type { MappedString } from '../mapped-string.ts';

/** Where an indented block after an admonition or a details block goes on. */
export interface ContentSibling {
  readonly parent: Element;
  /** The lines of the block that belong there, without their indentation. */
  readonly body: MappedString;
  readonly rest: MappedString;
}

const LIST_TAGS = ['ul', 'ol', 'dl'];

/**
 * Finds where an indented block goes on, when the last child of its parent is a container that `isContainer` knows
 * (`AdmonitionProcessor.parse_content`): the container itself, or the last item of the lists that end it, as deep as the
 * indentation reaches. Null when it does not belong to it.
 */
export function contentSibling(
  parser: BlockParser,
  container: Element | undefined,
  block: MappedString,
): ContentSibling | null {
  const { tabLength } = parser;
  let columns = 0;
  while (block.text[columns] === ' ') columns++;
  let place: Element | undefined = container;
  let child = container?.lastChild;
  let indent = 0;
  while (child !== undefined && columns - indent >= tabLength * 2 && LIST_TAGS.includes(child.tag)) {
    place = child.lastChild;
    child = place?.lastChild;
    indent += tabLength;
  }
  if (place === undefined || columns - indent < tabLength) return null;
  return { parent: place, ...detab(block, indent + tabLength) };
}

/** An item that gets more blocks has its own text in a paragraph. Unlike lists, these put it after the other children. */
export function appendItemText(item: Element): void {
  const { text } = item;
  if ((item.tag !== 'li' && item.tag !== 'dd') || text === null || text.length === 0) return;
  item.text = null;
  item.append(new Element('p', text.start, text.end)).text = text;
}

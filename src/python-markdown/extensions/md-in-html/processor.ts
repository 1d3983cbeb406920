import type { BlockProcessor, BlockQueue } from '../../block-parser.ts';
import type { Element } from '../../element.ts';
import type { StashItem } from '../../html-stash.ts';
import { PLACEHOLDER } from '../../html-stash.ts';
import { InlineText } from '../../inline-text.ts';
import { MappedString } from '../../mapped-string.ts';
import type { Markdown } from '../../markdown.ts';

const PLACEHOLDER_FIRST = /^\u0002wzxhzdk:([0-9]+)\u0003/;

/** Mirrors `MarkdownInHtmlProcessor` (`markdown_block`, 105): puts a stashed element into the tree and reads its content. */
export class MarkdownInHtmlProcessor implements BlockProcessor {
  readonly #markdown: Markdown;

  constructor(markdown: Markdown) {
    this.#markdown = markdown;
  }

  test(_parent: Element, block: MappedString): boolean {
    return block.text.charCodeAt(0) === 2;
  }

  run(parent: Element, blocks: BlockQueue): boolean {
    const first = blocks.peek();
    const match = first === undefined ? null : PLACEHOLDER_FIRST.exec(first.text);
    if (match === null) return false;
    const index = Number(match[1]);
    const item = this.#markdown.stash.get(index);
    if (item?.kind !== 'markdown') return false;
    const block = blocks.take();
    parent.append(item.element);
    this.#readContent(item.element);
    this.#markdown.stash.replace(index, emptyItem(item.element));
    if (block.length > match[0].length) blocks.put(block.slice(match[0].length));
    return true;
  }

  /** `parse_element_content`. */
  #readContent(element: Element): void {
    const mode = element.get('markdown') ?? 'off';
    delete element.attributes.markdown;
    if (mode === 'block') {
      if (element.text === null || element.text.length === 0) return;
      const block = element.text.source().trimEndOf('\n');
      element.text = InlineText.of(MappedString.empty);
      this.#markdown.parser.parseChunk(element, block);
    } else if (mode === 'span') this.#readSpan(element);
    else {
      element.text = (element.text ?? InlineText.of(MappedString.empty)).asAtomic();
      for (const child of element.children) {
        this.#readContent(child);
        if (child.tail !== null && child.tail.length > 0) child.tail = child.tail.asAtomic();
      }
    }
  }

  /** Elements stashed in a line of text take their places in the tree; the rest waits for the inline parser. */
  #readSpan(element: Element): void {
    const block = element.text?.source() ?? MappedString.empty;
    let child: Element | null = null;
    let from = 0;
    const place = (text: MappedString): void => {
      if (child === null) element.text = InlineText.of(text);
      else child.tail = InlineText.of(text);
    };
    for (const match of block.text.matchAll(PLACEHOLDER)) {
      const index = Number(match[1]);
      const item = this.#markdown.stash.get(index);
      if (item?.kind !== 'markdown') continue;
      // The placeholder itself stays in the text that follows, and stands for nothing from now on.
      place(block.slice(from, match.index));
      from = match.index;
      child = item.element;
      element.append(child);
      this.#readContent(child);
      this.#markdown.stash.replace(index, emptyItem(child));
    }
    place(block.slice(from));
  }
}

function emptyItem({ start, end }: Element): StashItem {
  return { kind: 'html', html: '', mapped: MappedString.empty, start, end, syntax: 'md_in_html' };
}

import type { Element } from '../../element.ts';
import { InlineText } from '../../inline-text.ts';
import { MappedString } from '../../mapped-string.ts';
import type { Markdown } from '../../markdown.ts';

/**
 * Registers a tree processor that gives every code block of the tree another form and stashes it (`HiliteTreeprocessor`
 * and `HighlightTreeprocessor`, 30). What is left in the tree is a paragraph with the placeholder.
 */
export function highlightCodeBlocks(
  markdown: Markdown,
  name: string,
  render: (code: MappedString, start: number, end: number) => Element,
): void {
  const run = (root: Element): void => {
    for (const block of [...root.iterate()]) {
      const code = block.children[0];
      if (block.tag !== 'pre' || block.children.length !== 1 || code === undefined || code.tag !== 'code') continue;
      if (code.text === null) continue;
      const source = code.text.source();
      const element = render(source, block.start, block.end);
      element.note({ content: [source.start, source.end], ...block.notes });
      const placeholder = markdown.stash.store({ kind: 'finished', element });
      block.tag = 'p';
      block.attributes = {};
      block.children = [];
      block.tail = null;
      block.notes = null;
      block.text = InlineText.of(MappedString.standingFor(placeholder, block.start, block.end));
    }
  };
  markdown.treeProcessors.register({ run }, name, 30);
}

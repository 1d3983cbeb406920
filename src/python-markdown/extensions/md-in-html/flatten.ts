import type { Element } from '../../element.ts';
import { InlineText } from '../../inline-text.ts';
import { MappedString } from '../../mapped-string.ts';

/**
 * Turns children into placeholders in the text of their parents, so that content between them is read as it would be outside
 * (the loop at the end of `HTMLExtractorExtra.handle_endtag`). Children that hold no Markdown stay whole trees.
 */
export function flatten(root: Element, stash: (child: Element) => MappedString): void {
  const queue = [root];
  for (let i = 0; i < queue.length; i++) {
    const element = queue[i]!;
    if (element.children.length === 0) continue;
    const parts: (MappedString | string)[] = [];
    let before = element.text?.source() ?? MappedString.empty;
    for (const child of element.children) {
      parts.push(before);
      if (!before.text.endsWith('\n\n')) {
        parts.pop();
        parts.push(before.trimEndOf('\n'), '\n\n');
      }
      let tail = child.tail?.source() ?? MappedString.empty;
      if (tail.text !== '\n') tail = MappedString.concat(['\n', tail.trimEndOf('\n')]);
      child.tail = null;
      if (child.attributes.markdown === 'off') {
        for (const below of child.iterate()) delete below.attributes.markdown;
      } else queue.push(child);
      parts.push(stash(child));
      before = tail;
    }
    parts.push(before);
    element.children = [];
    element.text = InlineText.of(MappedString.concat(parts));
  }
}

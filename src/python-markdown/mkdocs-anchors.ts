import type { Element } from './element.ts';
import type { Markdown } from './markdown.ts';

/**
 * Mirrors `_ExtractAnchorsTreeprocessor` of MkDocs (priority 5, after `toc`): the ids of the tree as they are at that time
 * count as anchors. What later processors write (slugs of tabs) and what lies in the stash (raw HTML, code) does not.
 */
export function registerAnchors(markdown: Markdown): void {
  const collect = (element: Element): void => {
    const { attributes, children } = element;
    if (attributes.id) markdown.treeIds.add(attributes.id);
    if (element.tag === 'a') {
      if (attributes.name) markdown.treeIds.add(attributes.name);
      if (element.notes?.syntax === 'footnote-backlink') markdown.backLinks.push(attributes.href!);
    }
    for (let i = 0; i < children.length; i++) collect(children[i]!);
  };
  markdown.treeProcessors.register({ run: collect }, 'mkdocs_extract_anchors', 5);
}

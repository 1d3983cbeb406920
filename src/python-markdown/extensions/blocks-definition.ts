import { Element } from '../element.ts';
import type { Extension } from '../extension.ts';
import type { BlockKind } from './blocks/block.ts';
import { blockManager } from './blocks/manager.ts';

/** A definition list: paragraphs are its terms, the items of lists their definitions. */
const definition: BlockKind = {
  name: 'define',
  argument: false,
  options: {},
  open: ({ start, end }) => ({
    mode: 'auto',
    create: (parent) => parent.append(new Element('dl', start, end)),
    finish(list) {
      list.children = list.children.flatMap((child) => {
        const tag = child.tag.toLowerCase();
        if (tag === 'dt' || tag === 'dd') return [child];
        if (tag === 'ul' || tag === 'ol') {
          for (const item of child.children) item.tag = 'dd';
          return child.children;
        }
        if (tag === 'p') {
          child.tag = 'dt';
          return [child];
        }
        const term = new Element('dt', child.start, child.end);
        term.append(child);
        return [term];
      });
    },
  }),
};

/** `pymdownx.blocks.definition`. */
const blocksDefinition: Extension = {
  name: 'pymdownx.blocks.definition',
  extend: (markdown) => blockManager(markdown).add(definition),
};

export default blocksDefinition;

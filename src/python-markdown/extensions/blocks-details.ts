import { Element } from '../element.ts';
import type { Extension } from '../extension.ts';
import { InlineText } from '../inline-text.ts';
import type { BlockKind } from './blocks/block.ts';
import { blockManager } from './blocks/manager.ts';
import { readBoolean, readIdentifier } from './blocks/option-types.ts';
import { type BlockType, blockTypes, typeFromOption } from './blocks/types.ts';

const OPEN = { fallback: false, read: readBoolean };

/** A `details` element: of a type of its own, or of the one that its option `type` names. */
function details(name: string, fixed: BlockType | null): BlockKind {
  return {
    name,
    argument: null,
    options: fixed === null ? { open: OPEN, type: { fallback: '', read: readIdentifier } } : { open: OPEN },
    open({ argument, options, start, end }) {
      const type = fixed ?? typeFromOption(options.type);
      return {
        mode: 'auto',
        create(parent) {
          const element = parent.append(new Element('details', start, end));
          if (options.open === true) element.set('open', 'open');
          if (type !== null) element.set('class', type.className);
          if (argument === null ? type === null : argument.length === 0) return element;
          const summary = element.append(new Element('summary', start, end));
          if (argument === null) {
            summary.text = InlineText.generated(type!.title, end, false);
          } else {
            summary.start = argument.start;
            summary.end = argument.end;
            summary.text = InlineText.of(argument);
          }
          return element;
        },
      };
    },
  };
}

/** `pymdownx.blocks.details`. */
const blocksDetails: Extension = {
  name: 'pymdownx.blocks.details',
  extend(markdown, options) {
    const manager = blockManager(markdown);
    manager.add(details('details', null));
    for (const type of blockTypes(options.types, [])) manager.add(details(type.name, type));
  },
};

export default blocksDetails;

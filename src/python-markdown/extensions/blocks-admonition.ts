import { Element } from '../element.ts';
import type { Extension } from '../extension.ts';
import { InlineText } from '../inline-text.ts';
import type { BlockKind } from './blocks/block.ts';
import { blockManager } from './blocks/manager.ts';
import { readIdentifier } from './blocks/option-types.ts';
import { type BlockType, blockTypes, typeFromOption } from './blocks/types.ts';

const DEFAULT_TYPES = ['note', 'attention', 'caution', 'danger', 'error', 'tip', 'hint', 'warning', 'important'];

/** An admonition: of a type of its own, or of the one that its option `type` names. */
function admonition(name: string, fixed: BlockType | null): BlockKind {
  return {
    name,
    argument: null,
    options: fixed === null ? { type: { fallback: '', read: readIdentifier } } : {},
    open({ argument, options, start, end }) {
      const type = fixed ?? typeFromOption(options.type);
      return {
        mode: 'auto',
        create(parent) {
          const classes = type === null || type.name === 'admonition' ? 'admonition' : `admonition ${type.className}`;
          const element = parent.append(new Element('div', start, end, { class: classes }));
          if (argument === null ? type === null : argument.length === 0) return element;
          const title = element.append(new Element('p', start, end, { class: 'admonition-title' }));
          if (argument === null) {
            title.text = InlineText.generated(type!.title, end, false);
          } else {
            title.start = argument.start;
            title.end = argument.end;
            title.text = InlineText.of(argument);
          }
          return element;
        },
      };
    },
  };
}

/** `pymdownx.blocks.admonition`. */
const blocksAdmonition: Extension = {
  name: 'pymdownx.blocks.admonition',
  extend(markdown, options) {
    const manager = blockManager(markdown);
    manager.add(admonition('admonition', null));
    for (const type of blockTypes(options.types, DEFAULT_TYPES)) manager.add(admonition(type.name, type));
  },
};

export default blocksAdmonition;

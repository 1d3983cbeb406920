import { Element } from '../element.ts';
import { booleanOption, type Extension, type ExtensionOptions } from '../extension.ts';
import { splitWords } from '../python-text.ts';
import type { BlockKind } from './blocks/block.ts';
import { blockManager } from './blocks/manager.ts';
import { type FancyOptions, type FancyTypes, fancyListProcessor, setCount } from './fancylists/list.ts';
import { COUNTS, type FancyMarkers } from './fancylists/markers.ts';

/** `/// fancylists | start=2 type=a`: says how the list in it begins. */
function fancyListBlock(options: FancyOptions, types: FancyTypes): BlockKind {
  return {
    name: 'fancylists',
    argument: true,
    options: {},
    open({ argument, start, end }) {
      const given = readArgument(argument!.text, options.markers);
      if (given === null) return null;
      let place: Element | null = null;
      const list = new Element('ol', start, end);
      return {
        mode: 'auto',
        create(parent) {
          place = parent;
          setCount(list, given.count, options);
          if (given.start !== null) list.set('start', String(given.start));
          types.set(list, `force-${given.count}`);
          parent.append(list);
          return parent;
        },
        finish() {
          if (list.children.length === 0) place?.remove(list);
        },
      };
    },
  };
}

function readArgument(text: string, markers: FancyMarkers): { count: string; start: number | null } | null {
  let count = 'decimal';
  let start: number | null = null;
  for (const part of splitWords(text)) {
    const [name, value, ...more] = part.split('=');
    if (value === undefined || more.length > 0) return null;
    const found = Object.keys(COUNTS).find((key) => COUNTS[key]!.type === value);
    if (name === 'type' && found !== undefined) {
      if (found.toLowerCase() === 'alpha' && !markers.alpha) return null;
      if (found.toLowerCase() === 'roman' && !markers.roman) return null;
      count = found;
    } else if (name === 'start' && /^[+-]?\d+$/.test(value)) start = Math.max(0, Number(value));
    else return null;
  }
  return { count, start };
}

function readOptions(options: ExtensionOptions): FancyOptions {
  const given = options.additional_ordered_styles;
  const styles: readonly unknown[] = Array.isArray(given) ? given : ['roman', 'alpha', 'generic'];
  return {
    markers: {
      alpha: styles.includes('alpha'),
      roman: styles.includes('roman'),
      generic: styles.includes('generic'),
    },
    injectStyle: booleanOption(options, 'inject_style', false),
    injectClass: booleanOption(options, 'inject_class', false),
  };
}

/** `pymdownx.fancylists`: ordered lists with letters, Roman numbers and `#`. */
const fancylists: Extension = {
  name: 'pymdownx.fancylists',
  extend(markdown, given) {
    const options = readOptions(given);
    const types: FancyTypes = new WeakMap();
    blockManager(markdown).add(fancyListBlock(options, types));
    const { processors } = markdown.parser;
    processors.register(fancyListProcessor(markdown.parser, 'ol', options, types), 'olist', 40);
    processors.register(fancyListProcessor(markdown.parser, 'ul', options, types), 'ulist', 30);
  },
};

export default fancylists;

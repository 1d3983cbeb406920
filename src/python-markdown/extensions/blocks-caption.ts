import { Element } from '../element.ts';
import { booleanOption, type Extension, numberOption } from '../extension.ts';
import type { BlockAttributes, BlockHeader, BlockKind, OpenBlock } from './blocks/block.ts';
import { captionNumbers, type FigureMark, setNumber } from './blocks/caption-numbers.ts';
import { blockManager } from './blocks/manager.ts';
import { parseSelector } from './blocks/selectors.ts';

/** A kind of caption: its prefix with `{}` for the number, and the classes of its figure. */
interface CaptionType {
  readonly name: string;
  readonly prefix: string;
  readonly classes: readonly string[];
}

interface CaptionOptions {
  readonly auto: boolean;
  readonly prepend: boolean;
  readonly marks: Map<Element, FigureMark>;
}

const DEFAULT_TYPES: readonly CaptionType[] = [
  { name: 'caption', prefix: '', classes: [] },
  { name: 'figure-caption', prefix: 'Figure {}.', classes: [] },
  { name: 'table-caption', prefix: 'Table {}.', classes: [] },
];
const NUMBER = /^(\^)?([1-9][0-9]*(?:\.[1-9][0-9]*)*)(?= |$)/;

/** What the argument of a caption says: its place, its number or depth, and a selector for the figure. */
interface CaptionArgument {
  readonly prepend: boolean;
  readonly level: string;
  readonly number: string;
  readonly attributes: BlockAttributes;
}

function readArgument(header: BlockHeader, prepend: boolean): CaptionArgument | null {
  let rest = header.argument?.text ?? '';
  const side = rest[0] === '>' || rest[0] === '<' ? rest[0] : null;
  if (side !== null) rest = rest.slice(1).trimStart();
  const match = NUMBER.exec(rest);
  if (match !== null) rest = rest.slice(match[0].length).trimStart();
  const level = match?.[1] ? match[2]! : '';
  const number = match !== null && !match[1] ? match[2]! : '';
  const base = { prepend: side === null ? prepend : side === '<', level, number };
  if (rest === '') return { ...base, attributes: header.attributes };
  const selector = parseSelector(rest, false);
  if (selector === null) return null;
  const attributes: Record<string, string | readonly string[]> = { ...header.attributes };
  for (const [name, value] of Object.entries(selector.attributes)) {
    if (name === 'class') {
      const given = attributes.class ?? [];
      const all = new Set([...given, ...value.split(' ')].filter((part) => part !== ''));
      attributes.class = [...all].sort();
    } else if (!Object.hasOwn(attributes, name)) attributes[name] = value;
  }
  return { ...base, attributes };
}

/** A caption: it goes into the figure before it, or makes one of the block before it. */
function captionBlock(type: CaptionType, options: CaptionOptions): BlockKind {
  return {
    name: type.name,
    argument: null,
    options: {},
    open(header): OpenBlock | null {
      const argument = readArgument(header, options.prepend);
      if (argument === null) return null;
      const { prepend, level, number } = argument;
      const caption = new Element('figcaption', header.start, header.end);
      return {
        mode: 'auto',
        attributes: argument.attributes,
        create(parent) {
          const figure = figureFor(parent, type.classes, header);
          if (options.auto) options.marks.set(figure, { type: type.name, prepend, level, number });
          figure.insert(prepend ? 0 : figure.children.length, caption);
          return figure;
        },
        target: () => caption,
        finish(figure) {
          if (type.prefix === '' || options.auto) return;
          const shown =
            level === ''
              ? number
              : Array(Number(level) + 1)
                  .fill('1')
                  .join('.');
          if (shown !== '') setNumber(figure, type.name, shown, type.prefix);
        },
      };
    },
  };
}

function figureFor(parent: Element, classes: readonly string[], { start, end }: BlockHeader): Element {
  const child = parent.lastChild;
  if (child?.tag === 'figure' && !child.children.some((part) => part.tag === 'figcaption')) {
    addClasses(child, classes);
    return child;
  }
  const figure = new Element('figure', child === undefined ? start : child.start, end);
  if (classes.length > 0) figure.set('class', classes.join(' '));
  if (child !== undefined) {
    parent.children.pop();
    figure.append(child);
  }
  return parent.append(figure);
}

function addClasses(figure: Element, classes: readonly string[]): void {
  if (classes.length === 0) return;
  const present = (figure.get('class') ?? '').split(/\s+/).filter((part) => part !== '');
  figure.set('class', [...present, ...classes.filter((part) => !present.includes(part))].join(' '));
}

function captionTypes(value: unknown): readonly CaptionType[] {
  if (!Array.isArray(value)) return DEFAULT_TYPES;
  return (value as unknown[]).flatMap((entry) => {
    if (typeof entry === 'string') return [{ name: entry, prefix: '', classes: [] }];
    if (typeof entry !== 'object' || entry === null || !('name' in entry)) return [];
    const classes = 'classes' in entry ? String(entry.classes).split(/\s+/) : [];
    return [
      {
        name: String(entry.name),
        prefix: 'prefix' in entry ? String(entry.prefix ?? '') : '',
        classes: classes.filter((part) => part !== ''),
      },
    ];
  });
}

/** `pymdownx.blocks.caption`. */
const blocksCaption: Extension = {
  name: 'pymdownx.blocks.caption',
  extend(markdown, options) {
    const manager = blockManager(markdown);
    const marks = new Map<Element, FigureMark>();
    markdown.onReset(() => marks.clear());
    const auto = booleanOption(options, 'auto', true);
    const types = captionTypes(options.types);
    const shared = { auto, prepend: booleanOption(options, 'prepend', false), marks };
    for (const type of types) manager.add(captionBlock(type, shared));
    if (!auto) return;
    const templates = new Map(types.map((type) => [type.name, type.prefix]));
    const deepest = Math.max(0, numberOption(options, 'auto_level', 0));
    markdown.treeProcessors.register(captionNumbers(templates, deepest, marks), 'caption-auto', 4);
  },
};

export default blocksCaption;

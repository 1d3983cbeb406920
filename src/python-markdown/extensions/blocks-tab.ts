import { Element } from '../element.ts';
import { booleanOption, type Extension, stringOption } from '../extension.ts';
import { InlineText } from '../inline-text.ts';
import type { BlockHeader, BlockKind } from './blocks/block.ts';
import { blockManager } from './blocks/manager.ts';
import { readBoolean } from './blocks/option-types.ts';
import { TabSlugs } from './tabbed/slugs.ts';
import { slugifyOption } from './toc/slugs.ts';

interface TabOptions {
  readonly alternate: boolean;
  /** Whether ids are made of the labels, later. */
  readonly slugs: boolean;
}

const FLAG = { fallback: false, read: readBoolean };
/** Key of the number of tab sets on the page. */
const SETS = 'sets';

/** A tab: the first makes a set, those that follow it at once join it. */
function tabBlock(options: TabOptions): BlockKind {
  return {
    name: 'tab',
    argument: true,
    options: { new: FLAG, select: FLAG },
    open(header) {
      let content: Element | null = null;
      return {
        mode: 'auto',
        create(parent) {
          const created = createTab(parent, header, options);
          content = created.content;
          return created.set;
        },
        target: (element) => content ?? element,
      };
    },
  };
}

function createTab(
  parent: Element,
  header: BlockHeader,
  { alternate, slugs }: TabOptions,
): { set: Element; content: Element } {
  const className = alternate ? 'tabbed-set tabbed-alternate' : 'tabbed-set';
  const sibling = parent.lastChild;
  const joins = sibling?.tag.toLowerCase() === 'div' && sibling.get('class') === className && !header.options.new;
  const set = joins ? sibling : newSet(parent, header, className, alternate);
  const [setNumber = 0, tabs = 0] = (set.get('data-tabs') ?? '').split(':').map(Number);
  const id = `__tabbed_${setNumber}_${tabs + 1}`;
  const name = `__tabbed_${setNumber}`;
  const inputs = set.children.filter((child) => child.tag === 'input');
  const { start, end } = header;
  const input = new Element('input', start, start, { name, type: 'radio' });
  const label = new Element('label', header.argument!.start, header.argument!.end);
  label.text = InlineText.of(header.argument!);
  if (!slugs) {
    input.set('id', id);
    label.set('for', id);
  }
  if (!joins || header.options.select) {
    for (const other of inputs) if (other.get('name') === name) delete other.attributes.checked;
    input.set('checked', 'checked');
  }
  const content = new Element('div', start, end, { class: alternate ? 'tabbed-block' : 'tabbed-content' });
  if (alternate) {
    const [labels, contents] = ['tabbed-labels', 'tabbed-content'].map((part) =>
      set.children.find((child) => child.tag === 'div' && child.get('class') === part),
    );
    set.insert(joins ? inputs.length : 0, input);
    labels?.append(label);
    contents?.append(content);
  } else {
    set.append(input);
    set.append(label);
    set.append(content);
  }
  set.set('data-tabs', `${setNumber}:${tabs + 1}`);
  return { set, content };
}

function newSet(parent: Element, { tracker, start, end }: BlockHeader, className: string, alternate: boolean): Element {
  const number = (tracker.get(SETS) ?? 0) + 1;
  tracker.set(SETS, number);
  const set = parent.append(new Element('div', start, end, { class: className, 'data-tabs': `${number}:0` }));
  if (alternate) {
    set.append(new Element('div', start, end, { class: 'tabbed-labels' }));
    set.append(new Element('div', start, end, { class: 'tabbed-content' }));
  }
  return set;
}

/** `pymdownx.blocks.tab`. */
const blocksTab: Extension = {
  name: 'pymdownx.blocks.tab',
  extend(markdown, options) {
    const slugify = slugifyOption(options.slugify);
    const alternate = booleanOption(options, 'alternate_style', false);
    blockManager(markdown).add(tabBlock({ alternate, slugs: slugify !== null }));
    if (slugify === null) return;
    const processor = new TabSlugs(markdown, {
      alternate,
      slugify,
      separator: stringOption(options, 'separator', '-'),
      combineHeaderSlug: booleanOption(options, 'combine_header_slug', false),
    });
    markdown.treeProcessors.register(processor, 'tab_slugs', 4);
  },
};

export default blocksTab;

import { type BlockParser, type BlockProcessor, type BlockQueue, detab } from '../../block-parser.ts';
import { appendItemText, type ContentSibling } from '../../blocks/content-sibling.ts';
import { LineSearch } from '../../blocks/line-search.ts';
import { Element } from '../../element.ts';
import { InlineText } from '../../inline-text.ts';
import type { MappedString } from '../../mapped-string.ts';

const START = '={3}(\\+|\\+!|!\\+|!)? +"([^\\n]*?)" *(?:\\n|$)';
const LIST_TAGS = ['ul', 'ol', 'dl'];

/** What is known of a set of tabs, so that another tab need not look through those before it. */
interface TabGroup {
  readonly number: number;
  readonly element: Element;
  /** Parents of labels and contents: the set itself, unless the style is the alternate one. */
  readonly labels: Element;
  readonly contents: Element;
  count: number;
  checked: Element | null;
}

/** Mirrors `TabbedProcessor`. */
export class TabbedProcessor implements BlockProcessor {
  readonly #parser: BlockParser;
  readonly #alternate: boolean;
  /** Whether ids are made of the titles later on. */
  readonly #slugged: boolean;
  readonly #setClass: string;
  #groups = new WeakMap<Element, TabGroup>();
  readonly #starts = new LineSearch(START, { flags: 'd', needle: '===' });
  #groupCount = 0;

  constructor(parser: BlockParser, alternate: boolean, slugged: boolean) {
    this.#parser = parser;
    this.#alternate = alternate;
    this.#slugged = slugged;
    this.#setClass = alternate ? 'tabbed-set tabbed-alternate' : 'tabbed-set';
  }

  reset(): void {
    this.#groups = new WeakMap();
    this.#groupCount = 0;
  }

  test(parent: Element, block: MappedString): boolean {
    if (this.#starts.find(block) !== -1) return true;
    return this.#contentSibling(parent, block) !== null;
  }

  run(parent: Element, blocks: BlockQueue): void {
    const block = blocks.take();
    const match = this.#starts.exec(block);
    let rest: MappedString;
    if (match === null) {
      const sibling = this.#contentSibling(parent, block)!;
      appendItemText(sibling.parent);
      const content = this.#isSet(sibling.parent) ? this.#lastContent(sibling.parent) : sibling.parent;
      this.#parser.parseChunk(content ?? sibling.parent, sibling.body);
      rest = sibling.rest;
    } else {
      if (match.index > 1) this.#parser.parseBlocks(parent, [block.slice(0, match.index - 1)]);
      const contentStart = match.index + match[0].length;
      const parts = detab(block.slice(contentStart), this.#parser.tabLength);
      const line = block.slice(match.index, contentStart).trim();
      const special = match[1] ?? '';
      const title = block.slice(...match.indices![2]!);
      const last = parent.lastChild;
      const known =
        last !== undefined && !special.includes('!') && this.#isSet(last) ? this.#groups.get(last) : undefined;
      const group = known ?? this.#newGroup(parent, line);
      const content = this.#addTab(group, line, title, group.count === 0 || special.includes('+'));
      content.note({
        syntax: 'tabbed',
        marker: [line.start, line.end],
        title: [title.start, title.end],
      });
      this.#parser.parseChunk(content, parts.body);
      rest = parts.rest;
    }
    if (rest.length > 0) blocks.put(rest);
  }

  #isSet(element: Element): boolean {
    return element.tag.toLowerCase() === 'div' && element.get('class') === this.#setClass;
  }

  #lastContent(set: Element): Element | undefined {
    return this.#alternate ? set.lastChild?.lastChild : set.lastChild;
  }

  #newGroup(parent: Element, line: MappedString): TabGroup {
    this.#groupCount++;
    const element = parent.append(new Element('div', line.start, line.end, { class: this.#setClass }));
    element.note({ syntax: 'tabbed' });
    const part = (name: string) => element.append(new Element('div', line.start, line.end, { class: name }));
    const group: TabGroup = {
      number: this.#groupCount,
      element,
      labels: this.#alternate ? part('tabbed-labels') : element,
      contents: this.#alternate ? part('tabbed-content') : element,
      count: 0,
      checked: null,
    };
    this.#groups.set(element, group);
    return group;
  }

  /** Adds button, label and an empty content, which it returns. */
  #addTab(group: TabGroup, line: MappedString, title: MappedString, checked: boolean): Element {
    group.count++;
    const id = `__tabbed_${group.number}_${group.count}`;
    group.element.set('data-tabs', `${group.number}:${group.count}`).extend(line.end);
    const input = new Element('input', line.start, line.start, { name: `__tabbed_${group.number}`, type: 'radio' });
    const label = new Element('label', title.start, title.end);
    if (!this.#slugged) {
      input.set('id', id);
      label.set('for', id);
    }
    if (checked) {
      if (group.checked !== null) delete group.checked.attributes.checked;
      input.set('checked', 'checked');
      group.checked = input;
    }
    label.note({ syntax: 'tabbed', title: [title.start, title.end] });
    label.text = InlineText.of(title);
    group.element.insert(this.#alternate ? group.count - 1 : group.element.children.length, input);
    group.labels.append(label);
    const name = this.#alternate ? 'tabbed-block' : 'tabbed-content';
    return group.contents.append(new Element('div', line.start, line.end, { class: name }));
  }

  /** Where an indented block after a set of tabs goes on (`parse_content`); null when it does not belong to it. */
  #contentSibling(parent: Element, block: MappedString): ContentSibling | null {
    const { tabLength } = this.#parser;
    const set = parent.lastChild;
    if (set === undefined || !this.#isSet(set)) return null;
    const contentClass = this.#alternate ? 'tabbed-block' : 'tabbed-content';
    let columns = 0;
    while (block.text[columns] === ' ') columns++;
    let place: Element | undefined = set;
    let child = this.#lastContent(set);
    let indent = 0;
    while (child !== undefined && columns - indent >= tabLength * 2) {
      let list: Element | undefined = child;
      if (list.tag === 'div' && list.get('class') === contentClass) list = list.lastChild;
      if (list === undefined || !LIST_TAGS.includes(list.tag)) break;
      place = list.lastChild;
      child = place?.lastChild;
      indent += tabLength;
    }
    if (place === undefined || columns - indent < tabLength) return null;
    return { parent: place, ...detab(block, indent + tabLength) };
  }
}

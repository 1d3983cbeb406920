import type { Element } from '../element.ts';
import type { Extension } from '../extension.ts';
import { ETX, type InlineText, STX } from '../inline-text.ts';
import { joinInlineTexts } from '../inline-text-join.ts';
import type { Markdown, TreeProcessor } from '../markdown.ts';
import { type FoundList, findAtEnd, findAtStart, findOnLastLine } from './attr-list/find.ts';
import { scanAttributes } from './attr-list/scanner.ts';

const HEADING = /^h[1-6]$/;
/** What is no XML name becomes `_`. */
const NO_NAME =
  /[^A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd:\-.0-9\u00b7\u203f-\u2040]+/gu;

/** A text that may end in a list: that of an element, or what follows one of its children. */
interface Place {
  readonly holder: Element;
  readonly part: 'text' | 'tail';
}

/**
 * Reads attribute lists, `{: #id .class key=value }`, off the ends of blocks and from behind inline elements, and sets
 * their attributes (`AttrListTreeprocessor`).
 */
class AttributeListTreeProcessor implements TreeProcessor {
  readonly #markdown: Markdown;

  constructor(markdown: Markdown) {
    this.#markdown = markdown;
  }

  run(root: Element): void {
    for (const element of root.iterate()) {
      if (!this.#markdown.isBlockLevel(element.tag)) readBehind(element);
      else {
        const place = this.#endOf(element);
        if (place !== null) readAtEnd(element, place);
      }
    }
  }

  /** Where the list of a block would stand: its own text, the text behind its last child, or before a list in an item. */
  #endOf(element: Element): Place | null {
    const own: Place | null = hasText(element.text) ? { holder: element, part: 'text' } : null;
    const children = element.children;
    if (children.length === 0) return own;
    let last = children.length - 1;
    if (element.tag === 'li') {
      const list = children.findIndex((child) => child.tag === 'ul' || child.tag === 'ol');
      if (list === 0) return own;
      if (list > 0) last = list - 1;
    }
    const child = children[last]!;
    return this.#hasTail(child) ? { holder: child, part: 'tail' } : own;
  }

  /** Whether text follows the child, as the tree is after `PrettifyTreeprocessor`: blocks and breaks end with a line feed. */
  #hasTail(child: Element): boolean {
    return hasText(child.tail) || child.tag === 'br' || this.#markdown.isBlockLevel(child.tag);
  }
}

function hasText(text: InlineText | null): boolean {
  return text !== null && text.length > 0;
}

function readAtEnd(element: Element, { holder, part }: Place): void {
  const text = holder[part];
  if (text === null || !text.text.includes('}')) return;
  const heading = HEADING.test(element.tag);
  const find =
    heading || element.tag === 'dt' || element.tag === 'td' || element.tag === 'th' ? findAtEnd : findOnLastLine;
  // `PrettifyTreeprocessor` has put a line feed behind each break.
  const lead = part === 'tail' && holder.tag === 'br' ? 1 : 0;
  const found = find('\n'.repeat(lead) + text.text);
  if (found === null) return;
  const list = lead === 0 ? found : shifted(found, -lead);
  if (assign(element, text, list, true) !== null) return;
  let rest = text.slice(0, Math.max(0, list.start));
  if (heading) {
    let end = rest.length;
    while (end > 0 && rest.text[end - 1] === '#') end--;
    rest = rest.slice(0, end).trimEnd();
  }
  holder[part] = rest;
}

function shifted(list: FoundList, by: number): FoundList {
  const { start, open, close, from, to } = list;
  return { start: start + by, open: open + by, close: close + by, from: from + by, to: to + by };
}

/** The list of an inline element follows it at once. */
function readBehind(element: Element): void {
  const tail = element.tail;
  if (tail === null || tail.text[0] !== '{' || element.tag === 'br') return;
  const list = findAtStart(tail.text);
  if (list === null) return;
  const remainder = assign(element, tail, list, false);
  const after = tail.slice(list.close);
  // The reference puts what it has read too much back to the end, not to where it stood.
  element.tail = remainder === null ? after : joinInlineTexts([after, tail.slice(remainder, list.to)]);
}

/**
 * Sets the attributes of a list. Returns where in the text a remainder begins that is none of it, or null; when `strict`,
 * a remainder keeps the attributes from being set (`assign_attrs`).
 */
function assign(element: Element, text: InlineText, list: FoundList, strict: boolean): number | null {
  const { attributes, remainder } = scanAttributes(text.text.slice(list.from, list.to));
  if (strict && remainder !== null) return list.from + remainder;
  for (const { key, at, from, to } of attributes) {
    const value = text.plain(list.from + from, list.from + to);
    if (key === '.') {
      const present = element.get('class');
      element.set('class', present ? `${present} ${value}` : value);
    } else element.set(nameOf(key, text, list.from + at), value);
  }
  const close = remainder === null ? list.close : list.from + remainder + 1;
  element.note({ attributeList: [text.origin(list.open), text.originEnd(close)] });
  return remainder === null ? null : list.from + remainder;
}

/**
 * The attribute that a key at an index of the text names (`sanitize_name`). Of an escaped character its number is left, as the
 * reference reads it while the character is set aside as `STX 42 ETX`.
 */
function nameOf(key: string, text: InlineText, at: number): string {
  if (!key.includes(STX)) return key.replace(NO_NAME, '_');
  let name = '';
  for (let i = 0; i < key.length; i++) {
    const mark = key[i] === STX ? text.mark(at + i) : undefined;
    if (mark === undefined) name += key[i];
    else {
      const set = mark.kind === 'text' && mark.value.length === 1 ? mark.value.charCodeAt(0) : '';
      name += `${STX}${set}${ETX}`;
      i = mark.end - at - 1;
    }
  }
  return name.replace(NO_NAME, '_');
}

/** `attr_list`. */
const attributeList: Extension = {
  name: 'attr_list',
  extend(markdown) {
    markdown.treeProcessors.register(new AttributeListTreeProcessor(markdown), 'attr_list', 8);
  },
};

export default attributeList;

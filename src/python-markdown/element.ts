import type { InlineText } from './inline-text.ts';

/**
 * What only we know about an element, for the tree that is made of it. Offsets are origins (see `source.ts`).
 */
export interface ElementNotes {
  /** Which construct wrote it: `'atx'`, `'setext'`, `'admonition'`, `'details'`, `'tabbed'`, `'md_in_html'`, ... */
  syntax?: string;
  /** Span of the opening marker (`- `, `1. `, `#`, `!!! note`, the opening tag). */
  marker?: readonly [number, number];
  /** Span of a link's or an image's address, without `<>` and title. */
  destination?: readonly [number, number];
  /** The address as written, before backslash escapes are resolved. */
  destinationText?: string;
  /** Span of a title's text, without its quotes. */
  title?: readonly [number, number];
  /** For reference links: the label as written, and its span. */
  label?: string;
  labelSpan?: readonly [number, number];
  referenceType?: 'full' | 'collapsed' | 'shortcut';
  /** For reference links: the address in the definition. */
  definition?: readonly [number, number] | null;
  /** Span of an attribute list, braces included. */
  attributeList?: readonly [number, number];
  /** Language and info string of a code block, its title, and the span of its content. */
  language?: string | null;
  meta?: string | null;
  content?: readonly [number, number];
  /** Anything else that one construct needs, by name. */
  [name: string]: unknown;
}

/**
 * An element of Python-Markdown's tree. The shape is that of Python's `xml.etree`: `text` is what stands before the first
 * child, `tail` what follows the element inside its parent. It is lowered to mdast at the end (`to-mdast.ts`).
 */
export class Element {
  tag: string;
  attributes: Record<string, string>;
  text: InlineText | null = null;
  tail: InlineText | null = null;
  children: Element[] = [];
  /** Origin where the element begins; -1 when nothing in the source stands for it. */
  start: number;
  /** Origin just after the element. A container may leave it at its own marker: lowering stretches it over its children. */
  end: number;
  notes: ElementNotes | null = null;

  constructor(tag: string, start = -1, end = start, attributes: Record<string, string> = {}) {
    this.tag = tag;
    this.start = start;
    this.end = end;
    this.attributes = attributes;
  }

  /** A new last child (`etree.SubElement`). */
  append(child: Element): Element {
    this.children.push(child);
    return child;
  }

  /** A new child at a place. */
  insert(index: number, child: Element): Element {
    this.children.splice(index, 0, child);
    return child;
  }

  remove(child: Element): void {
    const index = this.children.indexOf(child);
    if (index !== -1) this.children.splice(index, 1);
  }

  get lastChild(): Element | undefined {
    return this.children[this.children.length - 1];
  }

  /** An attribute's value, or undefined. */
  get(name: string): string | undefined {
    const value = this.attributes[name];
    // What every object has (`constructor`) is no attribute.
    return value === undefined || Object.hasOwn(this.attributes, name) ? value : undefined;
  }

  set(name: string, value: string): this {
    this.attributes[name] = value;
    return this;
  }

  /** Adds what is known to the notes. */
  note(notes: ElementNotes): this {
    this.notes = this.notes === null ? notes : Object.assign(this.notes, notes);
    return this;
  }

  /** Stretches the end over `origin`. */
  extend(origin: number): void {
    if (origin > this.end) this.end = origin;
  }

  /** The element and all below it, in document order (`Element.iter()`); changes of the tree do not reach the list. */
  iterate(): Element[] {
    const all: Element[] = [];
    collect(this, all);
    return all;
  }

  /** All text in it, marks resolved (`''.join(element.itertext())`). */
  textContent(): string {
    let result = this.text === null ? '' : this.text.plain();
    for (const child of this.children) {
      result += child.textContent();
      if (child.tail !== null) result += child.tail.plain();
    }
    return result;
  }
}

function collect(element: Element, into: Element[]): void {
  into.push(element);
  const { children } = element;
  for (let i = 0; i < children.length; i++) collect(children[i]!, into);
}

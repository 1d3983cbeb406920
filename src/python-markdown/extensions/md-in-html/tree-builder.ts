import type { Element } from '../../element.ts';
import { InlineText } from '../../inline-text.ts';
import { MappedString } from '../../mapped-string.ts';

/** Mirrors `xml.etree.TreeBuilder`: makes a tree of start tags, end tags and data. Texts are `InlineText`s not yet read. */
export class TreeBuilder {
  #root: Element | null = null;
  readonly #open: Element[] = [];
  /** The element that data goes to: to its text while it is open, else to its tail. */
  #last: Element | null = null;
  #lastIsClosed = false;
  #data: (MappedString | string)[] = [];

  start(element: Element): void {
    this.#flush();
    const parent = this.#open[this.#open.length - 1];
    if (parent === undefined) this.#root ??= element;
    else parent.append(element);
    this.#open.push(element);
    this.#last = element;
    this.#lastIsClosed = false;
  }

  /** Closes the innermost element; `end` is its end. */
  end(end: number): void {
    this.#flush();
    const element = this.#open.pop();
    if (element === undefined) return;
    element.end = end;
    this.#last = element;
    this.#lastIsClosed = true;
  }

  data(data: MappedString | string): void {
    this.#data.push(data);
  }

  /** The tree, which is handed over: the builder is empty afterwards. */
  take(): Element | null {
    this.#flush();
    const root = this.#root;
    this.#root = this.#last = null;
    return root;
  }

  #flush(): void {
    if (this.#data.length === 0) return;
    const last = this.#last;
    if (last !== null) {
      const text = InlineText.of(MappedString.concat(this.#data));
      if (this.#lastIsClosed) last.tail = text;
      else last.text = text;
    }
    this.#data = [];
  }
}

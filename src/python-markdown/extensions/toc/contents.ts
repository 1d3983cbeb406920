import { Element } from '../../element.ts';
import { InlineText } from '../../inline-text.ts';

/** A heading in the table of contents. */
export interface ContentsEntry {
  readonly level: number;
  readonly id: string;
  /** Its name; entities stay. */
  readonly name: string;
  readonly children: ContentsEntry[];
}

/** The entries nested by their levels; skipped levels count as one (`toc.nest_toc_tokens`). */
export function nestEntries(entries: readonly ContentsEntry[]): ContentsEntry[] {
  const first = entries[0];
  if (first === undefined) return [];
  const nested = [first];
  const levels = [first.level];
  const parents: ContentsEntry[] = [];
  let last = first;
  for (const entry of entries.slice(1)) {
    if (entry.level < levels[levels.length - 1]!) {
      levels.pop();
      while (parents.length > 0 && entry.level <= parents[parents.length - 1]!.level) {
        parents.pop();
        levels.pop();
      }
      levels.push(entry.level);
    }
    if (entry.level === levels[levels.length - 1]) {
      (parents[parents.length - 1]?.children ?? nested).push(entry);
    } else {
      last.children.push(entry);
      parents.push(last);
      levels.push(entry.level);
    }
    last = entry;
  }
  return nested;
}

/** How the list that takes the place of `[TOC]` looks. */
export interface ContentsStyle {
  readonly title: string;
  readonly titleClass: string;
  readonly className: string;
}

/** The table of contents as an element (`TocTreeprocessor.build_toc_div`), at the place of its marker. */
export function contentsElement(
  entries: readonly ContentsEntry[],
  style: ContentsStyle,
  start: number,
  end: number,
): Element {
  const box = new Element('div', start, end, { class: style.className }).note({ syntax: 'toc' });
  if (style.title !== '') {
    const title = box.append(new Element('span'));
    if (style.titleClass !== '') title.set('class', style.titleClass);
    title.text = InlineText.generated(style.title, start);
  }
  appendList(entries, box, start);
  return box;
}

/** Nothing in the source stands for the entries; `origin` is where their texts are said to have come from. */
function appendList(entries: readonly ContentsEntry[], parent: Element, origin: number): void {
  const list = parent.append(new Element('ul'));
  for (const entry of entries) {
    const item = list.append(new Element('li'));
    const link = item.append(new Element('a', -1, -1, { href: `#${entry.id}` }));
    link.text = InlineText.generated(entry.name, origin);
    if (entry.children.length > 0) appendList(entry.children, item, origin);
  }
}

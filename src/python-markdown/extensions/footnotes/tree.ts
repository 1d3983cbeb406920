import { Element } from '../../element.ts';
import { joinInlineTexts, rawInlineText } from '../../inline-text-join.ts';
import type { Markdown, TreeProcessor } from '../../markdown.ts';
import { type Footnotes, formatNumber } from './state.ts';

const BACKLINK_CLASS = 'footnote-backref';

/** Puts the list of footnotes at its marker, or at the end of the page (`FootnoteTreeprocessor`). */
export function footnoteList(footnotes: Footnotes, markdown: Markdown): TreeProcessor {
  return {
    run(root) {
      if (footnotes.definitions.size === 0) return;
      const box = listElement(footnotes, markdown, root.end);
      const place = findMarker(root, footnotes.options.placeMarker);
      if (place === null) root.append(box);
      else if (place.inText) place.parent.children[place.index] = box;
      else {
        place.parent.children[place.index]!.tail = null;
        place.parent.insert(place.index + 1, box);
      }
    },
  };
}

function listElement(footnotes: Footnotes, markdown: Markdown, origin: number): Element {
  const box = new Element('div', origin, origin, { class: 'footnote' }).note({ syntax: 'footnotes' });
  box.append(new Element('hr', origin));
  const list = box.append(new Element('ol', origin));
  // Footnotes that are defined inside footnotes are not listed, but may redefine those that follow.
  const ids = [...footnotes.definitions.keys()];
  const lastId = ids[ids.length - 1];
  for (const id of ids) {
    const { text, number, labelSpan, marker } = footnotes.definitions.get(id)!;
    const item = list.append(new Element('li', marker[0], Math.max(marker[1], text.end), { id: footnotes.noteId(id) }));
    item.note({ syntax: 'footnote', label: id, labelSpan, marker });
    // Parsed below another parent: the processors of lists treat an `li` in their own way.
    const parent = new Element('div', text.start, text.end);
    const known = footnotes.definitions.size;
    markdown.parser.parseChunk(parent, text);
    if (footnotes.definitions.size > known && id !== lastId) {
      const detail = `a footnote is defined inside the footnote ${id}, which is not the last`;
      markdown.notes.push({ kind: 'page-fails', detail, start: marker[0], end: marker[1] });
    }
    item.children = parent.children;
    appendBacklink(item, id, number, footnotes, text.end);
  }
  return box;
}

function appendBacklink(item: Element, id: string, number: number, footnotes: Footnotes, origin: number): void {
  const link = new Element('a', origin, origin, {
    href: `#${footnotes.firstReferenceId(id)}`,
    class: BACKLINK_CLASS,
    title: formatNumber(footnotes.options.backlinkTitle, number),
  });
  link.note({ syntax: 'footnote-backlink' });
  link.text = rawInlineText(footnotes.options.backlinkText, origin);
  const last = item.lastChild;
  if (last === undefined) return;
  if (last.tag === 'p') {
    const space = rawInlineText('&#160;', origin);
    last.text = last.text === null ? space : joinInlineTexts([last.text, space]);
    last.append(link);
  } else item.append(new Element('p')).append(link);
}

/** The first element, in document order, that holds the marker in its text or in what follows it. */
function findMarker(parent: Element, marker: string): { parent: Element; index: number; inText: boolean } | null {
  for (let index = 0; index < parent.children.length; index++) {
    const child = parent.children[index]!;
    if (child.text?.text.includes(marker)) return { parent, index, inText: true };
    if (child.tail?.text.includes(marker)) return { parent, index, inText: false };
    const below = findMarker(child, marker);
    if (below !== null) return below;
  }
  return null;
}

/** Sorts the footnotes by first reference (`FootnoteReorderingProcessor`); those never referred to come last. */
export function footnoteOrder(footnotes: Footnotes): TreeProcessor {
  return {
    run(root) {
      if (footnotes.definitions.size === 0) return;
      const box = findBox(root);
      const list = box?.children.find((child) => child.tag === 'ol');
      if (box === undefined || list === undefined) return;
      const place = (item: Element) =>
        footnotes.referenceOrder.get(footnotes.split(item.get('id') ?? '')[1]) ?? footnotes.definitions.size + 1;
      list.children = list.children.filter((child) => child.tag === 'li').sort((a, b) => place(a) - place(b));
      list.tail = null;
      list.children.forEach((item, index) => {
        findBacklink(item)?.set('title', formatNumber(footnotes.options.backlinkTitle, index + 1));
      });
      box.remove(list);
      box.append(list);
    },
  };
}

/** One more back link for each further reference to a footnote (`FootnotePostTreeprocessor`). */
export function footnoteDuplicates(footnotes: Footnotes): TreeProcessor {
  return {
    run(root) {
      for (const box of root.iterate()) {
        if (!isBox(box)) continue;
        const list = firstBelow(box, (element) => element.tag === 'ol');
        for (const item of list?.children ?? []) addBacklinks(item, footnotes);
      }
    },
  };
}

function addBacklinks(item: Element, footnotes: Footnotes): void {
  const [prefix, rest] = footnotes.split(item.get('id') ?? '');
  const count = footnotes.referenceCounts.get(`${prefix}ref${footnotes.options.separator}${rest}`) ?? 0;
  const link = count > 1 ? findBacklink(item) : undefined;
  if (link === undefined) return;
  const [before, after] = footnotes.split(link.get('href') ?? '');
  const last = item.lastChild!;
  for (let number = 2; number <= count; number++) {
    const attributes = { ...link.attributes, href: `${before}${number}${footnotes.options.separator}${after}` };
    const copy = last.append(new Element('a', link.start, link.end, attributes));
    copy.note({ ...link.notes });
    copy.text = link.text;
  }
}

function isBox(element: Element): boolean {
  return element.tag === 'div' && element.get('class') === 'footnote';
}

function findBox(root: Element): Element | undefined {
  return firstBelow(root, isBox);
}

function findBacklink(item: Element): Element | undefined {
  return firstBelow(item, (element) => element.tag === 'a' && element.get('class') === BACKLINK_CLASS);
}

function firstBelow(root: Element, wanted: (element: Element) => boolean): Element | undefined {
  for (const element of root.iterate()) if (wanted(element)) return element;
  return undefined;
}

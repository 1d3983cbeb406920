import type { ElementContent, Element as HastElement, Properties } from 'hast';
import { unescapeReferences } from '../html/entities.ts';
import { tagsOf } from '../html/tags.ts';
import type { Element } from './element.ts';
import { placeholderAt } from './element-html.ts';
import { decodeEntities } from './entities.ts';
import { type InlineText, STX } from './inline-text.ts';
import type { Markdown } from './markdown.ts';

/** An element of Python-Markdown's tree as hast, marks and placeholders put back as raw nodes. */
export function elementToHast(element: Element, markdown: Markdown): HastElement {
  return {
    type: 'element',
    tagName: element.tag,
    properties: hastProperties(element.attributes),
    children: childrenToHast(element, markdown),
  };
}

/** The content of an element as hast. */
export function childrenToHast(element: Element, markdown: Markdown): ElementContent[] {
  const children: ElementContent[] = [];
  if (element.text !== null) pushText(children, element.text, markdown, element.tag === 'code');
  for (const child of element.children) {
    children.push(elementToHast(child, markdown));
    if (child.tail !== null) pushText(children, child.tail, markdown, false);
  }
  return children;
}

/** The text that a browser shows of it. */
export function hastText(nodes: readonly ElementContent[]): string {
  let text = '';
  for (const node of nodes) {
    if (node.type === 'element') text += hastText(node.children);
    else if (node.type === 'text') text += node.value;
    else if (node.type === 'raw') text += rawText(node.value);
  }
  return text;
}

function rawText(html: string): string {
  let text = '';
  let from = 0;
  for (const tag of tagsOf(html)) {
    text += html.slice(from, tag.start);
    from = tag.end;
  }
  return unescapeReferences(text + html.slice(from));
}

/** Attributes as they stand; character references in their values resolved, as a browser does. */
export function hastProperties(attributes: Readonly<Record<string, string>>): Properties {
  const properties: Properties = {};
  for (const name of Object.keys(attributes)) properties[name] = decodeEntities(attributes[name]!);
  return properties;
}

function pushText(children: ElementContent[], text: InlineText, markdown: Markdown, inCode: boolean): void {
  const literal = inCode && text.atomic;
  const add = (value: string, decode: boolean) => {
    if (value === '') return;
    const shown = decode ? decodeEntities(value) : value;
    const last = children[children.length - 1];
    if (last?.type === 'text') last.value += shown;
    else children.push({ type: 'text', value: shown });
  };
  const raw = text.text;
  let from = 0;
  for (let at = raw.indexOf(STX); at !== -1; at = raw.indexOf(STX, from)) {
    const mark = text.mark(at);
    const placeholder = mark === undefined ? placeholderAt(raw, at, markdown.stash) : null;
    if (mark === undefined && placeholder === null) {
      add(raw.slice(from, at + 1), !literal);
      from = at + 1;
      continue;
    }
    add(raw.slice(from, at), !literal);
    if (mark !== undefined) {
      from = mark.end;
      if (mark.kind === 'element') children.push(elementToHast(mark.element, markdown));
      else if (mark.kind === 'text') add(mark.value, false);
      else children.push({ type: 'raw', value: mark.value } as unknown as ElementContent);
    } else {
      const { item, end } = placeholder!;
      from = end;
      if (item.kind === 'html') children.push({ type: 'raw', value: item.html } as unknown as ElementContent);
      else children.push(elementToHast(item.element, markdown));
    }
  }
  add(raw.slice(from), !literal);
}

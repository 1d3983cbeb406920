import { Element } from '../element.ts';
import type { InlinePattern } from '../inline-parser.ts';
import type { InlineText } from '../inline-text.ts';
import { closingBracket } from './brackets.ts';
import { type LinkTarget, linkTarget } from './link-target.ts';

/** `[text](address "title")` (`LinkInlineProcessor`). */
export function linkPattern(): InlinePattern {
  return {
    expression: /(?<!!)\[/g,
    triggers: '[',
    handle(match, data) {
      const start = match.index;
      const close = closingBracket(data, start);
      const target = close === -1 ? null : linkTarget(data, close + 1);
      if (target === null) return null;
      const element = linked('a', 'href', data, start, target);
      element.text = data.slice(start + 1, close);
      return { start, end: target.end, replacement: { kind: 'element', element } };
    },
  };
}

/** `![alternative](address "title")` (`ImageInlineProcessor`). */
export function imageLinkPattern(): InlinePattern {
  return {
    expression: /!\[/g,
    triggers: '!',
    handle(match, data) {
      const start = match.index;
      const close = closingBracket(data, start + 1);
      const target = close === -1 ? null : linkTarget(data, close + 1);
      if (target === null) return null;
      const element = linked('img', 'src', data, start, target);
      element.set('alt', data.plain(start + 2, close));
      return { start, end: target.end, replacement: { kind: 'element', element } };
    },
  };
}

function linked(tag: string, attribute: string, data: InlineText, start: number, target: LinkTarget): Element {
  const element = new Element(tag, data.origin(start), data.originEnd(target.end));
  element.set(attribute, target.href);
  const [from, to] = target.destination;
  element.note({
    syntax: tag === 'a' ? 'link' : 'image',
    destination: spanOf(data, from, to),
    destinationText: data.source(from, to).text,
  });
  if (target.title !== null) {
    element.set('title', target.title);
    element.note({ title: spanOf(data, target.titleRange![0], target.titleRange![1]) });
  }
  return element;
}

/** Origins of a range of a text; an empty range is a place. */
export function spanOf(data: InlineText, from: number, to: number): readonly [number, number] {
  const start = data.origin(from);
  return [start, from >= to ? start : data.originEnd(to)];
}

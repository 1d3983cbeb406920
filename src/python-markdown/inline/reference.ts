import { Element } from '../element.ts';
import type { InlinePattern } from '../inline-parser.ts';
import { closingBracket } from './brackets.ts';
import { spanOf } from './link.ts';

const LABEL = /\s?\[([^\]]*)\]/y;

/** `[text][label]` and `[label][]` (`ReferenceInlineProcessor`); an undefined label leaves the text as it is. */
export const referencePattern = (): InlinePattern => pattern('a', false);
/** `[label]` (`ShortReferenceInlineProcessor`). */
export const shortReferencePattern = (): InlinePattern => pattern('a', true);
/** `![alternative][label]` (`ImageReferenceInlineProcessor`). */
export const imageReferencePattern = (): InlinePattern => pattern('img', false);
/** `![label]` (`ShortImageReferenceInlineProcessor`). */
export const shortImageReferencePattern = (): InlinePattern => pattern('img', true);

function pattern(tag: 'a' | 'img', short: boolean): InlinePattern {
  const opening = tag === 'a' ? 1 : 2;
  return {
    expression: tag === 'a' ? /(?<!!)\[/g : /!\[/g,
    triggers: tag === 'a' ? '[' : '!',
    handle(match, data, { markdown }) {
      const start = match.index;
      const from = start + opening;
      const close = closingBracket(data, from - 1);
      if (close === -1) return null;
      let end = close + 1;
      let label: readonly [number, number] = [from, close];
      let type: 'full' | 'collapsed' | 'shortcut' = 'shortcut';
      if (!short) {
        LABEL.lastIndex = end;
        const found = LABEL.exec(data.text);
        if (found === null) return null;
        end += found[0].length;
        type = found[1] === '' ? 'collapsed' : 'full';
        if (type === 'full') label = [end - 1 - found[1]!.length, end - 1];
      }
      const id = data.text.slice(label[0], label[1]).toLowerCase().replace(/\s+/g, ' ');
      const reference = markdown.references.get(id);
      if (reference === undefined) return { start, end, replacement: null };
      const element = new Element(tag, data.origin(start), data.originEnd(end));
      element.set(tag === 'a' ? 'href' : 'src', reference.address);
      if (reference.title) element.set('title', reference.title);
      if (tag === 'a') element.text = data.slice(from, close);
      else element.set('alt', data.plain(from, close));
      element.note({
        syntax: tag === 'a' ? 'reference' : 'image_reference',
        label: data.source(label[0], label[1]).text,
        labelSpan: spanOf(data, label[0], label[1]),
        referenceType: type,
        definition: reference.destination,
      });
      return { start, end, replacement: { kind: 'element', element } };
    },
  };
}

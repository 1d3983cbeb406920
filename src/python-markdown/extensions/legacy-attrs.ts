import type { Element } from '../element.ts';
import type { Extension } from '../extension.ts';
import type { InlineText } from '../inline-text.ts';
import { joinInlineTexts } from '../inline-text-join.ts';
import type { TreeProcessor } from '../markdown.ts';

/** Sets attributes written as `{@key=value}` and takes them out of the texts (`LegacyAttrs`). */
const legacyAttributes: TreeProcessor = {
  run(root) {
    for (const element of root.iterate()) {
      const alt = element.get('alt');
      if (alt?.includes('{@')) {
        const found = findAttributes(alt);
        let rest = '';
        let from = 0;
        for (const { start, equals, end } of found) {
          rest += alt.slice(from, start);
          from = end;
          set(element, alt.slice(start + 2, equals), alt.slice(equals + 1, end - 1));
        }
        element.set('alt', rest + alt.slice(from));
      }
      if (element.text !== null) element.text = withoutAttributes(element, element.text);
      if (element.tail !== null) element.tail = withoutAttributes(element, element.tail);
    }
  },
};

function withoutAttributes(element: Element, text: InlineText): InlineText {
  if (text.atomic || !text.text.includes('{@')) return text;
  const parts: InlineText[] = [];
  let from = 0;
  for (const { start, equals, end } of findAttributes(text.text)) {
    parts.push(text.slice(from, start));
    from = end;
    set(element, text.plain(start + 2, equals), text.plain(equals + 1, end - 1));
    element.note({ attributeList: [text.origin(start), text.originEnd(end)] });
  }
  return from === 0 ? text : joinInlineTexts([...parts, text.slice(from)]);
}

function set(element: Element, key: string, value: string): void {
  element.set(key, value.replaceAll('\n', ' '));
}

/** All `{@key=value}` of a text; the key reaches to the last equals sign. */
function findAttributes(text: string): { start: number; equals: number; end: number }[] {
  const found: { start: number; equals: number; end: number }[] = [];
  let close = -1;
  let equals = -1;
  for (let start = text.indexOf('{@'); start !== -1; ) {
    if (close < start) {
      close = text.indexOf('}', start);
      if (close === -1) break;
      equals = text.lastIndexOf('=', close);
    }
    if (equals >= start + 2) {
      found.push({ start, equals, end: close + 1 });
      start = text.indexOf('{@', close + 1);
    } else start = text.indexOf('{@', start + 1);
  }
  return found;
}

/** `legacy_attrs`. */
const legacyAttrs: Extension = {
  name: 'legacy_attrs',
  extend(markdown) {
    markdown.treeProcessors.register(legacyAttributes, 'legacyattrs', 15);
  },
};

export default legacyAttrs;

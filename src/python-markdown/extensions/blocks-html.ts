import { Element } from '../element.ts';
import type { Extension } from '../extension.ts';
import type { InlineText } from '../inline-text.ts';
import type { BlockKind, ContentMode } from './blocks/block.ts';
import { blockManager } from './blocks/manager.ts';
import { readOneOf } from './blocks/option-types.ts';
import { parseSelector } from './blocks/selectors.ts';
import { isRawTag } from './blocks/tags.ts';

const MODES = ['auto', 'inline', 'block', 'raw', 'html'];

/** Any element, given by a CSS selector. `modes` are those of the elements that the option `custom` names. */
function htmlBlock(modes: ReadonlyMap<string, string>): BlockKind {
  return {
    name: 'html',
    argument: true,
    options: { markdown: { fallback: 'auto', read: readOneOf(MODES) } },
    open({ argument, options, start, end }) {
      const selector = parseSelector(argument!.text, true);
      if (selector === null) return null;
      const tag = selector.tag!.toLowerCase();
      const chosen = String(options.markdown);
      const mode = chosen === 'auto' ? (modes.get(tag) ?? 'auto') : chosen;
      return {
        mode: (mode === 'html' ? 'raw' : mode) as ContentMode,
        create: (parent) => parent.append(new Element(tag, start, end, { ...selector.attributes })),
        finish(element) {
          const { text } = element;
          if (text === null || text.length === 0) return;
          const asHtml = mode === 'html' || (mode === 'auto' && (tag === 'script' || tag === 'style'));
          if (asHtml) element.text = rawText(text, text.text);
          else if (mode === 'raw' || (mode === 'auto' && isRawTag(tag)))
            element.text = rawText(text, escaped(text.text));
        },
      };
    },
  };
}

function rawText(text: InlineText, html: string): InlineText {
  return text.asPlain().withMarks([{ start: 0, end: text.length, replacement: { kind: 'raw', value: html } }]);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function customModes(value: unknown): ReadonlyMap<string, string> {
  const modes = new Map<string, string>();
  for (const entry of Array.isArray(value) ? (value as unknown[]) : []) {
    if (typeof entry !== 'object' || entry === null || !('tag' in entry)) continue;
    const mode = 'mode' in entry ? String(entry.mode) : 'auto';
    modes.set(String(entry.tag), MODES.includes(mode) ? mode : 'auto');
  }
  return modes;
}

/** `pymdownx.blocks.html`. */
const blocksHtml: Extension = {
  name: 'pymdownx.blocks.html',
  extend: (markdown, options) => blockManager(markdown).add(htmlBlock(customModes(options.custom))),
};

export default blocksHtml;

import { Element } from '../element.ts';
import { type Extension, stringOption } from '../extension.ts';
import { spanOf } from '../inline/link.ts';
import type { InlinePattern } from '../inline-parser.ts';

/** `[[Page Name]]` (`wikilinks`). The option `build_url` is a Python function: only the default is known. */
const wikiLinks: Extension = {
  name: 'wikilinks',
  extend(markdown, options) {
    const base = stringOption(options, 'base_url', '/');
    const end = stringOption(options, 'end_url', '/');
    markdown.inline.patterns.register(
      wikiLinkPattern(base, end, stringOption(options, 'html_class', 'wikilink')),
      'wikilink',
      75,
    );
  },
};
export default wikiLinks;

function wikiLinkPattern(base: string, ending: string, cssClass: string): InlinePattern {
  return {
    expression: /\[\[([\p{L}\p{N}_ -]+)\]\]/gu,
    triggers: '[',
    handle(match, data) {
      const start = match.index;
      const end = start + match[0].length;
      const label = match[1]!.trim();
      if (label === '') return { start, end, replacement: { kind: 'text', value: '' } };
      const from = start + 2 + match[1]!.indexOf(label);
      const element = new Element('a', data.origin(start), data.originEnd(end));
      element.text = data.slice(from, from + label.length);
      element.set('href', `${base}${label.replace(/ +_|_ +| +/g, '_')}${ending}`);
      if (cssClass !== '') element.set('class', cssClass);
      element.note({
        syntax: 'wikilink',
        destination: spanOf(data, from, from + label.length),
        destinationText: label,
      });
      return { start, end, replacement: { kind: 'element', element } };
    },
  };
}

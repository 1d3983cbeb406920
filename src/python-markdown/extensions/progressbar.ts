import { Element } from '../element.ts';
import { booleanOption, type Extension, type ExtensionOptions, numberOption, stringOption } from '../extension.ts';
import { escapeAlso } from '../inline/escape.ts';
import type { InlinePattern } from '../inline-parser.ts';
import { scanAttributes } from './attr-list/scanner.ts';

/** A title is looked for up to a length that none has. */
const BAR =
  /\[=+\s*(?:(100(?:\.0+)?|[1-9]?[0-9](?:\.\p{Nd}+)?)%|(\p{Nd}+(?:\.\p{Nd}+)?)\s*\/\s*(\p{Nd}+(?:\.\p{Nd}+)?))(\s+(['"]).{0,1000}?\5)?\s*\](\{:?[^}]*\})?/gsu;

/** `[=50% "Half"]` (`pymdownx.progressbar`). */
const progressBar: Extension = {
  name: 'pymdownx.progressbar',
  extend(markdown, options) {
    escapeAlso(markdown, ['=']);
    markdown.inline.patterns.register(barPattern(options), 'progress-bar', 179);
  },
};
export default progressBar;

function barPattern(options: ExtensionOptions): InlinePattern {
  const level = booleanOption(options, 'level_class', true);
  const step = numberOption(options, 'progress_increment', 20);
  const added = stringOption(options, 'add_classes', '').split(/\s+/);
  return {
    expression: BAR,
    triggers: '=',
    handle(match, data, { markdown }) {
      const start = match.index;
      const [, percent, numerator, denominator, title, , list] = match;
      // Without `attr_list` the list is text after the bar.
      const listed = list !== undefined && markdown.treeProcessors.has('attr_list');
      const end = start + match[0].length - (list === undefined || listed ? 0 : list.length);
      const divisor = Number(denominator);
      const value = percent !== undefined ? Number(percent) : divisor === 0 ? 0 : (Number(numerator) / divisor) * 100;
      const width = Math.min(100, value);
      const classes = new Set(['progress', ...added.filter((name) => name !== '')]);
      if (level) classes.add(`progress-${Math.trunc(width - (width % step))}plus`);
      const [from, to] = [data.origin(start), data.originEnd(end)];
      const element = new Element('div', from, to, { class: [...classes].sort().join(' ') });
      const bar = element.append(
        new Element('div', from, to, { class: 'progress-bar', style: `width:${width.toFixed(2)}%` }),
      );
      const label = bar.append(new Element('p', from, to, { class: 'progress-label' }));
      if (title !== undefined) {
        const at = start + match[0].indexOf(title) + title.length;
        const quoted = title.trim();
        label.text = data.slice(at - quoted.length + 1, at - 1);
      }
      element.note({ syntax: 'progressbar' });
      if (listed) assign(element, list);
      return { start, end, replacement: { kind: 'element', element } };
    },
  };
}

/** The attributes of a list after the bar (`assign_attrs`). */
function assign(element: Element, list: string): void {
  const text = list.replace(/^\{:?/, '').slice(0, -1);
  for (const { key, from, to } of scanAttributes(text).attributes) {
    const value = text.slice(from, to);
    if (key !== '.') element.set(key, value);
    else {
      const before = element.get('class');
      element.set('class', before ? `${before} ${value}` : value);
    }
  }
}

import { Element } from '../element.ts';
import { booleanOption, type Extension, type ExtensionOptions, stringOption } from '../extension.ts';
import { escapeAlso } from '../inline/escape.ts';
import type { InlineMatch, InlinePattern } from '../inline-parser.ts';
import { InlineText } from '../inline-text.ts';
import { keyAliases, keyNames } from './keys-map.ts';

const NAME = '[\\p{L}\\p{N}_\\-]+';
/** A quoted label. A backslash before the last quote counts as itself where nothing else closes it. */
const quoted = (q: string) => `${q}(?:(?:\\\\.|[^${q}\\\\])+|(?:\\\\.|[^${q}\\\\])*\\\\)${q}`;
const KEY = `(?:${NAME}|${quoted('"')}|${quoted("'")})`;
/** Keys of which one is a quoted label, and pairs of backslashes before them. */
const EARLY = new RegExp(`(?<!\\\\)((?:\\\\\\\\)+)(?=\\+)|(?<!\\\\)\\+{2}((?:${KEY}\\+)*?${KEY})\\+{2}`, 'gu');
const LATE = new RegExp(`\\+{2}(${NAME}(?:\\+${NAME})*?)\\+{2}`, 'gu');
const UNESCAPED_PLUS = /(?<!\\)(?:\\\\)*\+/;
const ESCAPED = /(?<!\\)(?:\\\\)*\\(.)/g;

interface Key {
  /** Canonical name; null for a label of the writer's own. */
  readonly name: string | null;
  readonly label: string;
}

/** `++ctrl+alt+"Own key"++` (`pymdownx.keys`). A combination with an unknown key stays text. */
const keys: Extension = {
  name: 'pymdownx.keys',
  extend(markdown, options) {
    escapeAlso(markdown, ['+']);
    const { patterns } = markdown.inline;
    patterns.register(keysPattern(options, true), 'keys-custom', 185);
    patterns.register(keysPattern(options, false), 'keys', 70);
  },
};
export default keys;

function keysPattern(options: ExtensionOptions, early: boolean): InlinePattern {
  const separator = stringOption(options, 'separator', '+');
  const strict = booleanOption(options, 'strict', false);
  const classes = stringOption(options, 'class', 'keys');
  const camel = booleanOption(options, 'camel_case', false);
  const names = new Map(keyNames);
  const own = options.key_map;
  if (typeof own === 'object' && own !== null) {
    for (const [name, label] of Object.entries(own)) names.set(name, String(label));
  }
  const keyOf = (written: string): Key | null => {
    if (/^["']/.test(written)) {
      return { name: null, label: written.slice(1, -1).replace(ESCAPED, '$1').trim() };
    }
    const normal = camel ? dashed(written) : written;
    const name = keyAliases.get(normal) ?? normal;
    const label = names.get(name);
    return label ? { name, label } : null;
  };
  return {
    expression: early ? EARLY : LATE,
    triggers: '+',
    looksBehind: true,
    handle(match, data): InlineMatch | null {
      const start = match.index;
      const end = start + match[0].length;
      if (early && match[1] !== undefined) {
        return { start, end, replacement: { kind: 'text', value: '\\'.repeat(match[1].length / 2) } };
      }
      const written = early ? match[2]!.split(UNESCAPED_PLUS) : match[1]!.split('+');
      // Without a label of its own it waits for the later pattern, after links.
      if (early && !written.some((key) => /^["']/.test(key))) return null;
      const found: Key[] = [];
      for (const key of written) {
        const known = keyOf(key);
        if (known === null) return null;
        found.push(known);
      }
      const origin = data.origin(start);
      const element = new Element(strict ? 'kbd' : 'span', origin, data.originEnd(end), { class: classes });
      found.forEach(({ name, label }, index) => {
        if (index > 0 && separator !== '') {
          element.append(new Element('span')).text = InlineText.generated(separator, origin);
        }
        const key = element.append(new Element('kbd', origin, data.originEnd(end)));
        if (name !== null) key.set('class', `key-${name}`);
        key.text = InlineText.generated(label, origin);
      });
      element.note({ syntax: 'keys' });
      return { start, end, replacement: { kind: 'element', element } };
    },
  };
}

/** `PgDn` as `pg-dn`. */
function dashed(name: string): string {
  let result = '';
  let last = '';
  for (const character of name) {
    const lower = character.toLowerCase();
    if (lower !== character) result += last === '' || last === '-' ? lower : `-${lower}`;
    else result += character;
    last = character;
  }
  return result;
}

import { booleanOption, type Extension } from '../extension.ts';
import { htmlPattern } from '../inline/html.ts';
import { InlineParser, type InlinePattern } from '../inline-parser.ts';

const SUBSTITUTIONS: Readonly<Record<string, string>> = {
  mdash: '&mdash;',
  ndash: '&ndash;',
  ellipsis: '&hellip;',
  'left-angle-quote': '&laquo;',
  'right-angle-quote': '&raquo;',
  'left-single-quote': '&lsquo;',
  'right-single-quote': '&rsquo;',
  'left-double-quote': '&ldquo;',
  'right-double-quote': '&rdquo;',
};

const WORD = '[\\p{L}\\p{N}_]';
/** Punctuation that no word boundary follows; the underscore is a word character. */
const PUNCTUATION = `(?:[!"#$%'()*+,\\-.\\/:;<=>?@[\\\\\\]^\`{|}~](?!${WORD})|_(?=${WORD}))`;
/** After these a quote closes: not after a mask either. */
const CLOSE = '(?<=[^ \\t\\r\\n\\[{(\\-\\u0002\\u0003])';
const OPENING = '(\\s|&nbsp;|--|–|—|&[mn]dash;|&#8211;|&#8212;)';

/**
 * Typographic quotes, dashes and ellipses (`smarty`), in texts as the other patterns have left them. Options `smart_quotes`,
 * `smart_angled_quotes`, `smart_dashes`, `smart_ellipses` and `substitutions`.
 */
const smarty: Extension = {
  name: 'smarty',
  extend(markdown, options) {
    const own = options.substitutions;
    const say: Record<string, string> = { ...SUBSTITUTIONS };
    if (typeof own === 'object' && own !== null) {
      for (const [name, value] of Object.entries(own)) say[name] = String(value);
    }
    const parser = new InlineParser(markdown);
    const add = (name: string, priority: number, source: string, triggers: string, parts: readonly (string | 1)[]) =>
      parser.patterns.register(substitution(source, triggers, parts), name, priority);

    if (booleanOption(options, 'smart_ellipses', true)) {
      add('smarty-ellipses', 10, '(?<!\\.)\\.{3}(?!\\.)', '.', [say.ellipsis!]);
    }
    if (booleanOption(options, 'smart_quotes', true)) {
      quotes(say).forEach(([source, parts], index) => {
        add(`smarty-quotes-${index}`, 30 - index, source, source.includes("'") ? "'" : '"', parts);
      });
    }
    if (booleanOption(options, 'smart_angled_quotes', false)) {
      add('smarty-left-angle-quotes', 40, '<<', '<', [say['left-angle-quote']!]);
      add('smarty-right-angle-quotes', 35, '>>', '>', [say['right-angle-quote']!]);
      markdown.inline.patterns.register(htmlPattern(true), 'html', 90);
    }
    if (booleanOption(options, 'smart_dashes', true)) {
      add('smarty-em-dashes', 50, '(?<!-)---(?!-)', '-', [say.mdash!]);
      add('smarty-en-dashes', 45, '(?<!-)--(?!-)', '-', [say.ndash!]);
    }
    markdown.treeProcessors.register({ run: (root) => void parser.run(root) }, 'smarty', 6);
    markdown.escapedCharacters = [...markdown.escapedCharacters, '"', "'"];
  },
};
export default smarty;

/** The rules for quotes, in order; 1 stands for what the first group has matched. */
function quotes(say: Readonly<Record<string, string>>): readonly (readonly [string, readonly (string | 1)[]])[] {
  const openSingle = say['left-single-quote']!;
  const closeSingle = say['right-single-quote']!;
  const openDouble = say['left-double-quote']!;
  const closeDouble = say['right-double-quote']!;
  return [
    [`^'(?=${PUNCTUATION})`, [closeSingle]],
    [`^"(?=${PUNCTUATION.replaceAll("'", '\\x27')})`, [closeDouble]],
    [`"'(?=${WORD})`, [openDouble + openSingle]],
    [`'"(?=${WORD})`, [openSingle + openDouble]],
    [`${CLOSE}'"`, [closeSingle + closeDouble]],
    [`${CLOSE}"'`, [closeDouble + closeSingle]],
    [`(?<!${WORD})'(?=\\p{Nd}{2}s)`, [closeSingle]],
    [`${OPENING}'(?=${WORD})`, [1, openSingle]],
    [`${CLOSE}'(?!\\s|s(?!${WORD})|\\p{Nd})`, [closeSingle]],
    [`'(\\s|s(?!${WORD}))`, [closeSingle, 1]],
    ["'", [openSingle]],
    [`${OPENING}"(?=${WORD})`, [1, openDouble]],
    ['"(?=\\s)', [closeDouble]],
    [`${CLOSE}"`, [closeDouble]],
    ['"', [openDouble]],
  ];
}

function substitution(source: string, triggers: string, parts: readonly (string | 1)[]): InlinePattern {
  return {
    // In a class under the flag `u` fewer characters may be escaped.
    expression: new RegExp(source, 'gsu'),
    triggers,
    looksBehind: true,
    handle(match) {
      const start = match.index;
      const value = parts.map((part) => (part === 1 ? match[1]! : part)).join('');
      return { start, end: start + match[0].length, replacement: { kind: 'raw', value } };
    },
  };
}

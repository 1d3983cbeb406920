import { booleanOption, type Extension } from '../extension.ts';
import { InlineParser, type InlinePattern } from '../inline-parser.ts';

const WORD = '[\\p{L}\\p{N}_]';
const EIGHTHS: Readonly<Record<string, string>> = {
  '1/4': '&frac14;',
  '1/2': '&frac12;',
  '3/4': '&frac34;',
  '1/3': '&#8531;',
  '2/3': '&#8532;',
  '1/5': '&#8533;',
  '2/5': '&#8534;',
  '3/5': '&#8535;',
  '4/5': '&#8536;',
  '1/6': '&#8537;',
  '5/6': '&#8538;',
  '1/8': '&#8539;',
  '3/8': '&#8540;',
  '5/8': '&#8541;',
  '7/8': '&#8542;',
};
const ARROWS: Readonly<Record<string, string>> = { '-->': '&rarr;', '<--': '&larr;', '<-->': '&harr;' };

interface Symbols {
  readonly option: string;
  readonly expression: RegExp;
  readonly triggers: string;
  /** Found in every text with a match. */
  readonly requires?: RegExp;
  readonly replace: (match: RegExpExecArray) => string;
}

const SYMBOLS: readonly Symbols[] = [
  { option: 'trademark', expression: /\(tm\)/g, triggers: '(', replace: () => '&trade;' },
  { option: 'copyright', expression: /\(c\)/g, triggers: '(', replace: () => '&copy;' },
  { option: 'registered', expression: /\(r\)/g, triggers: '(', replace: () => '&reg;' },
  { option: 'plusminus', expression: /\+\/-/g, triggers: '+', replace: () => '&plusmn;' },
  {
    option: 'arrows',
    expression: /<-->|(?<!-)-->|<--(?!-)/g,
    triggers: '-',
    requires: /--/,
    replace: (match) => ARROWS[match[0]]!,
  },
  { option: 'notequal', expression: /=\/=/g, triggers: '=', replace: () => '&ne;' },
  {
    option: 'fractions',
    expression: /(?<!\p{Nd})(?:1\/4|1\/2|3\/4|1\/3|2\/3|1\/5|2\/5|3\/5|4\/5|1\/6|5\/6|1\/8|3\/8|5\/8|7\/8)(?!\p{Nd})/gu,
    triggers: '/',
    requires: /[0-9]\/[0-9]/,
    replace: (match) => EIGHTHS[match[0]]!,
  },
  {
    option: 'ordinal_numbers',
    expression: new RegExp(`(?<!${WORD})((?:[1-9][0-9]*)?)((?<=1)[123]th|1st|2nd|3rd|[04-9]th)(?!${WORD})`, 'gu'),
    triggers: '0123456789',
    requires: /[0-9](?:st|nd|rd|th)/,
    replace: (match) => `${match[1]}${match[2]!.slice(0, -2)}<sup>${match[2]!.slice(1)}</sup>`,
  },
  {
    option: 'care_of',
    expression: new RegExp(`(?<!${WORD})c/o(?!${WORD})`, 'gu'),
    triggers: '/',
    requires: /c\/o/,
    replace: () => '&#8453;',
  },
];

/** Symbols for `(c)`, `-->`, `1/2`, `1st` (`pymdownx.smartsymbols`), in texts as the other patterns have left them. */
const smartSymbols: Extension = {
  name: 'pymdownx.smartsymbols',
  extend(markdown, options) {
    const parser = new InlineParser(markdown);
    for (const symbols of SYMBOLS) {
      if (booleanOption(options, symbols.option, true)) {
        parser.patterns.register(symbolPattern(symbols), `smart-${symbols.option}`, 30);
      }
    }
    markdown.treeProcessors.register({ run: (root) => void parser.run(root) }, 'smart-symbols', 6.1);
  },
};
export default smartSymbols;

function symbolPattern({ expression, triggers, requires, replace }: Symbols): InlinePattern {
  return {
    expression,
    triggers,
    ...(requires === undefined ? {} : { requires }),
    handle(match) {
      const start = match.index;
      return { start, end: start + match[0].length, replacement: { kind: 'raw', value: replace(match) } };
    },
  };
}

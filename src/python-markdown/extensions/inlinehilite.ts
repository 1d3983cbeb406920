import { booleanOption, type Extension, isPythonValue, stringOption } from '../extension.ts';
import { backtickPattern, codeElement } from '../inline/backtick.ts';
import type { InlinePattern } from '../inline-parser.ts';
import { InlineText } from '../inline-text.ts';
import { MappedString } from '../mapped-string.ts';
import type { Markdown } from '../markdown.ts';
import { inlineMath } from './arithmatex/inline-math.ts';
import { lexerOf } from './highlight/render.ts';
import { highlightState } from './highlight/settings.ts';

const LANGUAGE = /^(?::{3,}|#!)([\p{L}\p{N}_#.+-]*)\s+/u;

/**
 * Code spans with a language, `#!py code` or `:::py code` (`pymdownx.inlinehilite`). `notes.language` is the language;
 * colours are not made.
 */
const inlineHilite: Extension = {
  name: 'pymdownx.inlinehilite',
  extend(markdown, options) {
    const plain = options.style_plain_text;
    const stylePlain = typeof plain === 'string' ? plain : booleanOption(options, 'style_plain_text', false);
    const custom = customFormats(options.custom_inline);
    const cssClass = stringOption(options, 'css_class', '');
    markdown.inline.patterns.register(codePattern(markdown, stylePlain, cssClass, custom), 'backtick', 190);
  },
};
export default inlineHilite;

interface CustomFormat {
  readonly name: string;
  readonly cssClass: string;
  readonly python: string;
  readonly options: Readonly<Record<string, unknown>>;
}

function codePattern(
  markdown: Markdown,
  stylePlain: string | boolean,
  cssClass: string,
  custom: readonly CustomFormat[],
): InlinePattern {
  return backtickPattern((span) => {
    const { data } = span;
    const match = LANGUAGE.exec(data.text.slice(span.from, span.to));
    // Of what follows the language one character at least is code, be it white space.
    const header = match === null ? 0 : Math.min(match[0].length, span.to - span.from - 1);
    const valid = match !== null && (header === match[0].length || /\s\s$/.test(match[0]));
    const language = valid ? match[1]! : '';
    const element = codeElement(valid ? { ...span, from: span.from + header } : span);
    if (valid) element.note({ language });
    const format = custom.findLast(({ name }) => name === '*' || name === language);
    if (format !== undefined && /arithmatex|inline_(?:generic|mathjax)/.test(format.python)) {
      const mode = format.python.includes('mathjax') || format.options.mode === 'mathjax' ? 'mathjax' : 'generic';
      const preview = format.python.includes('preview') || booleanOption(format.options, 'preview', false);
      const tag = stringOption(format.options, 'tag', 'span');
      const text = element.text!;
      const math = inlineMath(text.source(), {
        ...{ generic: mode === 'generic', preview, tag, wrap: ['\\(', '\\)'], className: format.cssClass },
        ...{ start: element.start, end: element.end },
      });
      return math.note({ syntax: 'math' });
    }
    const { settings } = highlightState(markdown);
    const used = language === '' && typeof stylePlain === 'string' ? stylePlain : language;
    if (stylePlain === false && language === '') return element;
    const css = cssClass === '' ? settings.cssClass : cssClass;
    const classes: string[] = [];
    if (settings.usePygments) {
      if (settings.pygmentsLanguageClass) classes.push(`${settings.languagePrefix}${lexerOf(used, settings).alias}`);
      if (css !== '') classes.push(css);
    } else {
      if (used !== '') classes.push(`${settings.languagePrefix}${used}`);
      if (css !== '') classes.push(css);
    }
    if (classes.length > 0) element.set('class', classes.join(' '));
    const source = element.text!.source();
    element.text = InlineText.atomic(settings.usePygments ? inOneLine(source) : source);
    return element;
  });
}

/** Mirrors `InlineHtmlFormatter`: the lines of the code are stripped and joined by nothing. */
function inOneLine(code: MappedString): MappedString {
  if (!code.text.includes('\n')) return code;
  return MappedString.concat(code.lines().map((line) => line.trim()));
}

function customFormats(value: unknown): readonly CustomFormat[] {
  if (!Array.isArray(value)) return [];
  const formats: CustomFormat[] = [];
  for (const entry of value as unknown[]) {
    if (typeof entry !== 'object' || entry === null) continue;
    const { name, class: cssClass, format } = entry as { name?: unknown; class?: unknown; format?: unknown };
    if (typeof name !== 'string' || typeof cssClass !== 'string') continue;
    const python = isPythonValue(format) ? format.name : typeof format === 'string' ? format : '';
    formats.push({ name, cssClass, python, options: isPythonValue(format) ? format.kwds : {} });
  }
  return formats;
}

import { Element } from '../../element.ts';
import { booleanOption, type ExtensionOptions, numberOption, stringOption } from '../../extension.ts';
import { InlineText } from '../../inline-text.ts';
import { MappedString } from '../../mapped-string.ts';
import type { Markdown } from '../../markdown.ts';
import { lexed, noteLines, pygmentsBlock } from '../highlight/render.ts';

/** Options of `codehilite` that change more than colours, with the reference's defaults. */
export interface CodehiliteSettings {
  readonly usePygments: boolean;
  readonly cssClass: string;
  readonly linenums: boolean | 'inline' | null;
  readonly languagePrefix: string;
  /** Options that Pygments' own formatter is given. */
  readonly lineSpans: string;
  readonly lineAnchors: string;
  readonly anchorLineNumbers: boolean;
  readonly firstLine: number;
  readonly lineStep: number;
  readonly lineSpecial: number;
}

const settingsOf = new WeakMap<Markdown, CodehiliteSettings>();

/** The settings of a converter that `codehilite` is switched on for. */
export function codehiliteOf(markdown: Markdown): CodehiliteSettings | undefined {
  return settingsOf.get(markdown);
}

/** Reads the options and keeps them for `fenced_code`, which asks for them. */
export function keepCodehilite(markdown: Markdown, options: ExtensionOptions): CodehiliteSettings {
  const { linenums } = options;
  const settings: CodehiliteSettings = {
    usePygments: booleanOption(options, 'use_pygments', true),
    cssClass: stringOption(options, 'css_class', 'codehilite'),
    linenums:
      linenums === undefined || linenums === null
        ? null
        : linenums === 'inline'
          ? 'inline'
          : linenums === 'table' || booleanOption(options, 'linenums', false),
    languagePrefix: stringOption(options, 'lang_prefix', 'language-'),
    ...formatterOptions(options),
  };
  settingsOf.set(markdown, settings);
  return settings;
}

/** What `HtmlFormatter` reads of the options that `codehilite` passes on to it. */
export function formatterOptions(
  options: ExtensionOptions,
): Pick<
  CodehiliteSettings,
  'lineSpans' | 'lineAnchors' | 'anchorLineNumbers' | 'firstLine' | 'lineStep' | 'lineSpecial'
> {
  return {
    lineSpans: stringOption(options, 'linespans', ''),
    lineAnchors: stringOption(options, 'lineanchors', ''),
    anchorLineNumbers: booleanOption(options, 'anchorlinenos', false),
    firstLine: Math.abs(numberOption(options, 'linenostart', 1)),
    lineStep: Math.abs(numberOption(options, 'linenostep', 1)) || 1,
    lineSpecial: Math.abs(numberOption(options, 'linenospecial', 0)),
  };
}

/** Mirrors `CodeHilite.hilite` without the colours. A language that is not given is not guessed
 * (`guess_lang`): it shows in colours only. */
export function hilite(
  source: MappedString,
  settings: CodehiliteSettings,
  language: string | null,
  start: number,
  end: number,
): Element {
  const code = stripLineFeeds(source);
  if (settings.usePygments) {
    const lines = lexed(code, true);
    const element = pygmentsBlock({
      code: lines,
      cssClass: settings.cssClass,
      tableClass: settings.cssClass,
      title: null,
      numbers: settings.linenums === true ? { start: settings.firstLine, step: settings.lineStep } : null,
      emptySpan: false,
      start,
      end,
    });
    noteLines(element, lines, {
      spans: settings.lineSpans === '' ? '' : `${settings.lineSpans}-`,
      anchors: settings.lineAnchors === '' ? '' : `${settings.lineAnchors}-`,
      numbers: settings.linenums === true ? 'table' : settings.linenums === 'inline' ? 'inline' : null,
      linked: settings.anchorLineNumbers,
      first: settings.firstLine,
      step: settings.lineStep,
      special: settings.lineSpecial,
    });
    return element;
  }
  const pre = new Element('pre', start, end, { class: settings.cssClass });
  const inner = pre.append(new Element('code', code.start, code.end));
  const classes: string[] = [];
  if (language !== null && language !== '') classes.push(settings.languagePrefix + language);
  if (settings.linenums) classes.push('linenums');
  if (classes.length > 0) inner.set('class', classes.join(' '));
  inner.text = InlineText.atomic(MappedString.concat([code, '\n']));
  return pre;
}

export function stripLineFeeds(text: MappedString): MappedString {
  return text.trimEndOf('\n').trimStartOf('\n');
}

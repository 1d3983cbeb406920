import { Element } from '../../element.ts';
import { booleanOption, type ExtensionOptions, stringOption } from '../../extension.ts';
import { InlineText } from '../../inline-text.ts';
import { MappedString } from '../../mapped-string.ts';
import type { Markdown } from '../../markdown.ts';
import { lexed, pygmentsBlock } from '../highlight/render.ts';

/** Options of `codehilite` that change more than colours, with the reference's defaults. */
export interface CodehiliteSettings {
  readonly usePygments: boolean;
  readonly cssClass: string;
  readonly linenums: boolean | 'inline' | null;
  readonly languagePrefix: string;
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
  };
  settingsOf.set(markdown, settings);
  return settings;
}

/** Mirrors `CodeHilite.hilite` without the colours. A language that is not given is not guessed: it shows in colours only. */
export function hilite(
  source: MappedString,
  settings: CodehiliteSettings,
  language: string | null,
  start: number,
  end: number,
): Element {
  const code = stripLineFeeds(source);
  if (settings.usePygments) {
    return pygmentsBlock({
      code: lexed(code, true),
      cssClass: settings.cssClass,
      tableClass: settings.cssClass,
      title: null,
      numbers: settings.linenums === true ? { start: 1, step: 1, special: 0 } : null,
      emptySpan: false,
      start,
      end,
    });
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

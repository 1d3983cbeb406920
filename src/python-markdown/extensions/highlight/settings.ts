import { booleanOption, type ExtensionOptions, numberOption, stringOption } from '../../extension.ts';
import type { Markdown } from '../../markdown.ts';

/** Options of `pymdownx.highlight` that change more than colours, with the reference's defaults. */
export interface HighlightSettings {
  readonly usePygments: boolean;
  readonly cssClass: string;
  readonly noclasses: boolean;
  /** Line numbers on all blocks, on none, or (null) on those that ask for them. */
  readonly linenums: boolean | null;
  readonly linenumsStyle: string;
  readonly linenumsSpecial: number;
  /** Languages by other names (`extend_pygments_lang`), lower case. */
  readonly otherNames: ReadonlyMap<string, string>;
  readonly languagePrefix: string;
  readonly codeAttributesOnPre: boolean;
  readonly autoTitle: boolean;
  readonly autoTitleMap: Readonly<Record<string, unknown>>;
  readonly lineSpans: string;
  readonly lineAnchors: string;
  readonly anchorLineNumbers: boolean;
  readonly pygmentsLanguageClass: boolean;
  readonly stripNewlines: boolean;
  readonly defaultLanguage: string;
  /** Whether Pygments guesses the language of blocks that name none which it knows. */
  readonly guessesLanguage: boolean;
}

/** What the extensions that highlight code share on one converter. */
export interface HighlightState {
  /** Settings of `pymdownx.highlight`, or its defaults when it is not switched on. */
  settings: HighlightSettings;
  /** Blocks highlighted so far on the page, less one (`pygments_code_block`): it numbers the anchors of lines. */
  count: number;
}

const states = new WeakMap<Markdown, HighlightState>();

/** The state of a converter, made with the defaults on first use. */
export function highlightState(markdown: Markdown): HighlightState {
  let state = states.get(markdown);
  if (state === undefined) {
    const made: HighlightState = { settings: highlightSettings({}), count: -1 };
    markdown.onReset(() => {
      made.count = -1;
    });
    states.set(markdown, made);
    state = made;
  }
  return state;
}

/** Reads the options of `pymdownx.highlight`. */
export function highlightSettings(options: ExtensionOptions): HighlightSettings {
  const anchors = stringOption(options, 'line_anchors', '');
  const names = new Map<string, string>();
  if (Array.isArray(options.extend_pygments_lang)) {
    for (const entry of options.extend_pygments_lang as unknown[]) {
      if (typeof entry !== 'object' || entry === null) continue;
      const { name, lang } = entry as { name?: unknown; lang?: unknown };
      if (typeof name === 'string' && !names.has(name)) names.set(name.toLowerCase(), String(lang ?? ''));
    }
  }
  const titles = options.auto_title_map;
  return {
    usePygments: booleanOption(options, 'use_pygments', true),
    cssClass: stringOption(options, 'css_class', 'highlight'),
    noclasses: booleanOption(options, 'noclasses', false),
    linenums:
      options.linenums === undefined || options.linenums === null ? null : booleanOption(options, 'linenums', false),
    linenumsStyle: stringOption(options, 'linenums_style', 'table'),
    linenumsSpecial: numberOption(options, 'linenums_special', -1),
    otherNames: names,
    languagePrefix: stringOption(options, 'language_prefix', 'language-'),
    codeAttributesOnPre: booleanOption(options, 'code_attr_on_pre', false),
    autoTitle: booleanOption(options, 'auto_title', false),
    autoTitleMap: typeof titles === 'object' && titles !== null ? (titles as Record<string, unknown>) : {},
    lineSpans: stringOption(options, 'line_spans', ''),
    lineAnchors: anchors === '' && booleanOption(options, 'anchor_linenums', false) ? '__codelineno' : anchors,
    anchorLineNumbers: booleanOption(options, 'anchor_linenums', false),
    pygmentsLanguageClass: booleanOption(options, 'pygments_lang_class', false),
    stripNewlines: booleanOption(options, 'stripnl', true),
    defaultLanguage: stringOption(options, 'default_lang', ''),
    guessesLanguage: options.guess_lang === true || options.guess_lang === 'block',
  };
}

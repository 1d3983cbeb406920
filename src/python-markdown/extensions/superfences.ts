import type { Element } from '../element.ts';
import { booleanOption, type Extension, type ExtensionOptions, stringOption } from '../extension.ts';
import { ETX, STX } from '../inline-text.ts';
import { MappedString } from '../mapped-string.ts';
import type { Markdown } from '../markdown.ts';
import { highlightState } from './highlight/settings.ts';
import { acceptHeader, type HeaderRules } from './superfences/accept.ts';
import { customFences, type FenceKind } from './superfences/formatters.ts';
import { highlightFence, highlightValidator } from './superfences/highlighted.ts';
import { type ClosedFence, type FenceOwner, searchFences } from './superfences/search.ts';
import { FenceSources, indentedCode } from './superfences/stash.ts';

/** Stand for STX and ETX while white space is normalised, which takes those out (`pymdownx._bypassnorm`). */
const SOH = '\u0001';
const EOT = '\u0004';

/**
 * `pymdownx.superfences`: fences at any indentation and in quotes, with options, attribute lists and forms of their own. It
 * takes the place of `fenced_code` (`fenced_code_block`, 25) and of the block processor of indented code (`code`, 80).
 */
const superfences: Extension = {
  name: 'pymdownx.superfences',
  extend(markdown, options) {
    const sources = new FenceSources();
    markdown.onReset(() => sources.clear());
    const disabled = booleanOption(options, 'disable_indented_code_blocks', false);
    const preserveTabs = booleanOption(options, 'preserve_tabs', false);
    const relaxed = booleanOption(options, 'relaxed_headers', false);
    const kinds = fenceKinds(markdown, options);
    const rules = (): HeaderRules => ({
      kinds,
      relaxed,
      tabLength: markdown.tabLength,
      keepsAttributes: markdown.treeProcessors.has('attr_list'),
    });
    const run = (text: MappedString): MappedString => {
      if (!hasFence(text.text) && !preserveTabs) return text;
      const restored = preserveTabs ? sources.restore(text) : text;
      const close = (fence: ClosedFence): string => {
        const placeholder = markdown.stash.store({ kind: 'finished', element: fenceElement(fence) });
        if (!disabled) sources.store(markdown.stash.size - 1, fence.original, fence.column);
        return placeholder;
      };
      return searchFences(restored, ownerOf(markdown, rules(), false, close));
    };
    markdown.preprocessors.register(Object.assign({ run }, { sources }), 'fenced_code_block', 25);
    if (preserveTabs) keepTabs(markdown, sources, rules);
    const code = markdown.parser.processors.get('code');
    if (code !== undefined) markdown.parser.processors.register(indentedCode(code, sources, disabled), 'code', 80);
  },
};

export default superfences;

function hasFence(text: string): boolean {
  return text.includes('```') || text.includes('~~~');
}

/** The highlighter first, then the kinds of `custom_fences`; one named `*` takes the highlighter's place. */
function fenceKinds(markdown: Markdown, options: ExtensionOptions): FenceKind[] {
  const state = highlightState(markdown);
  const cssClass = stringOption(options, 'css_class', '');
  const kinds: FenceKind[] = [
    { name: null, validate: highlightValidator(state), format: (content) => highlightFence(content, state, cssClass) },
  ];
  for (const kind of customFences(options)) {
    if (kind.name === '*') kinds[0] = kind;
    else kinds.push(kind);
  }
  return kinds;
}

/**
 * Takes fences out before white space is normalised and puts them back after that, so that their tabs stay
 * (`SuperFencesRawBlockPreprocessor`, 31.05).
 */
function keepTabs(markdown: Markdown, sources: FenceSources, rules: () => HeaderRules): void {
  const close = (fence: ClosedFence): string => {
    const placeholder = markdown.stash.store({
      kind: 'html',
      html: '',
      mapped: MappedString.standingFor('', fence.start, fence.end),
      start: fence.start,
      end: fence.end,
      syntax: 'fence',
    });
    sources.store(markdown.stash.size - 1, fence.original, fence.column);
    return SOH + placeholder.slice(1, -1) + EOT;
  };
  const { preprocessors } = markdown;
  const takeOut = (text: MappedString): MappedString =>
    hasFence(text.text) ? searchFences(text, ownerOf(markdown, rules(), true, close)) : text;
  preprocessors.register({ run: takeOut }, 'fenced_raw_block', 31.05);
  const hasMark = ({ text }: MappedString): boolean => text.includes(SOH) || text.includes(EOT);
  const withoutMarks = (text: MappedString): MappedString =>
    hasMark(text) ? text.replace(/[\u0001\u0004]/g, () => '') : text;
  preprocessors.register({ run: withoutMarks }, 'pymdownx-pre-norm-ws', 35);
  const toMarks = (text: MappedString): MappedString =>
    hasMark(text) ? text.replace(/[\u0001\u0004]/g, (match) => (match[0] === SOH ? STX : ETX)) : text;
  preprocessors.register({ run: toMarks }, 'pymdownx-post-norm-ws', 29.9);
}

function ownerOf(
  markdown: Markdown,
  rules: HeaderRules,
  keepsTabs: boolean,
  close: (fence: ClosedFence) => string,
): FenceOwner {
  return {
    tabLength: markdown.tabLength,
    strictQuotes: markdown.treeProcessors.has('quotes'),
    keepTabs: keepsTabs,
    accept: (header, line) => acceptHeader(header, line, rules),
    close,
  };
}

/** Gives a fence its form and notes what a linter wants to know of it. */
function fenceElement(fence: ClosedFence): Element {
  const { accepted, opening, closing, source, header, start, end } = fence;
  const { kind, language, id, classes, attributes, options, title } = accepted;
  const element = kind.format({ source, language, id, classes, attributes, options, title, start, end });
  const info = opening.text.slice(header.fence.length).trim();
  const meta = header.language === null ? info : info.replace(/^\.?[^ \t]+[ \t]*/, '');
  return element.note({
    syntax: 'fence',
    language: language === '' ? null : language,
    meta: meta === '' ? null : meta,
    marker: [start, opening.endOffset(opening.text.trimEnd().length)],
    closing: [closing.start, end],
    content: [source.start, source.end],
    ...(title === null ? {} : { title: [title.start, title.end] as const }),
  });
}

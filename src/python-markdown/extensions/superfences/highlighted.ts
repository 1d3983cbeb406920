import type { Element } from '../../element.ts';
import { renderCodeBlock } from '../highlight/render.ts';
import type { HighlightState } from '../highlight/settings.ts';
import type { FenceContent, FenceValidator } from './formatters.ts';

const HIGHLIGHTED_LINES = /^\d+(?:-\d+)?(?:[ \t]+\d+(?:-\d+)?)*$/;
const LINE_NUMBERS = /^(\d+)(?:[ \t]+(\d+))?(?:[ \t]+(\d+))?/;

/** Mirrors `highlight_validator`: options that Pygments is given, when it is used at all; the rest are attributes. */
export function highlightValidator(state: HighlightState): FenceValidator {
  return (values, options, attributes) => {
    for (const [name, value] of Object.entries(values)) {
      if (state.settings.usePygments && isOption(name, value)) options[name] = value;
      else attributes[name] = value;
    }
    return true;
  };
}

function isOption(name: string, value: string): boolean {
  if (name === 'hl_lines') return HIGHLIGHTED_LINES.test(value);
  if (name === 'linenums') return LINE_NUMBERS.test(value);
  return name === 'title';
}

/** Mirrors `SuperFencesBlockPreprocessor.highlight`. `cssClass` is the extension's own, before the highlighter's. */
export function highlightFence(content: FenceContent, state: HighlightState, cssClass: string): Element {
  const { settings } = state;
  const numbers = content.options.linenums === undefined ? null : LINE_NUMBERS.exec(content.options.linenums);
  const step = Number(numbers?.[2] ?? -1);
  state.count++;
  return renderCodeBlock(
    {
      code: content.source,
      language: content.language,
      cssClass: cssClass === '' ? settings.cssClass : cssClass,
      classes: content.classes,
      id: content.id,
      attributes: content.attributes,
      title: content.title,
      lineStart: Number(numbers?.[1] ?? -1),
      lineStep: step > 1 ? step : -1,
      lineSpecial: Number(numbers?.[3] ?? -1),
      count: state.count,
      start: content.start,
      end: content.end,
    },
    settings,
  );
}

import type { Extension } from '../extension.ts';
import { highlightCodeBlocks } from './highlight/code-blocks.ts';
import { renderCodeBlock } from './highlight/render.ts';
import { highlightSettings, highlightState } from './highlight/settings.ts';

/**
 * `pymdownx.highlight`: the HTML form of code blocks. Fences of `pymdownx.superfences` use its settings; indented code
 * goes through it as a tree processor (`indent-highlight`, 30). Colours are not made.
 */
const highlight: Extension = {
  name: 'pymdownx.highlight',
  extend(markdown, options) {
    const state = highlightState(markdown);
    const settings = highlightSettings(options);
    state.settings = settings;
    // Lines of indented code get no ids of their own.
    const indented = { ...settings, lineSpans: '', lineAnchors: '' };
    highlightCodeBlocks(markdown, 'indent-highlight', (code, start, end) => {
      state.count++;
      return renderCodeBlock(
        {
          code: code.trimEndOf('\n'),
          language: '',
          cssClass: settings.cssClass,
          classes: [],
          id: '',
          attributes: {},
          title: null,
          lineStart: -1,
          lineStep: -1,
          lineSpecial: -1,
          count: state.count,
          start,
          end,
        },
        indented,
      );
    });
  },
};

export default highlight;

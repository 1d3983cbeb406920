import type { Extension } from '../extension.ts';
import { lineBreakPattern } from '../inline/linebreak.ts';

/** Every line feed is a break (`nl2br`). */
const nl2br: Extension = {
  name: 'nl2br',
  extend(markdown) {
    markdown.inline.patterns.register(lineBreakPattern(/\n/g), 'nl', 5);
  },
};
export default nl2br;

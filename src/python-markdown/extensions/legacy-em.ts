import type { Extension } from '../extension.ts';
import { legacyUnderscorePattern } from '../inline/emphasis.ts';

/** Underscores mean emphasis within words too (`legacy_em`). */
const legacyEm: Extension = {
  name: 'legacy_em',
  extend(markdown) {
    markdown.inline.patterns.register(legacyUnderscorePattern(), 'em_strong2', 50);
  },
};
export default legacyEm;

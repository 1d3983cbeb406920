import { listProcessor } from '../blocks/list.ts';
import type { Extension } from '../extension.ts';

/** Mirrors `sane_lists`: lists of the two kinds do not mix, and an ordered list starts at its first number. */
const saneLists: Extension = {
  name: 'sane_lists',
  extend({ parser }) {
    parser.processors.register(
      listProcessor(parser, { tag: 'ol', lazyStart: false, siblingTags: ['ol'], child: 'ordered' }),
      'olist',
      40,
    );
    parser.processors.register(
      listProcessor(parser, { tag: 'ul', lazyStart: false, siblingTags: ['ul'], child: 'unordered' }),
      'ulist',
      30,
    );
  },
};

export default saneLists;

import { listIndentProcessor } from '../blocks/indent.ts';
import { listProcessor } from '../blocks/list.ts';
import { booleanOption, type Extension, numberOption } from '../extension.ts';
import { DEFINITION_TAGS, definitionListProcessor } from './def-list.ts';

/**
 * Mirrors the third-party `mdx_truly_sane_lists`: lists of the two kinds do not mix, nested ones need `nested_indent`
 * columns only, and with `truly_sane` a blank line ends an unordered list.
 */
const trulySaneLists: Extension = {
  name: 'mdx_truly_sane_lists',
  extend({ parser }, options) {
    const { processors } = parser;
    const tabLength = numberOption(options, 'nested_indent', 2);
    const joined = booleanOption(options, 'truly_sane', true) ? [] : ['ul'];
    processors.register(
      listProcessor(parser, { tag: 'ol', lazyStart: true, siblingTags: ['ol'], child: 'ordered', tabLength }),
      'olist',
      50,
    );
    processors.register(
      listProcessor(parser, { tag: 'ul', lazyStart: true, siblingTags: joined, child: 'unordered', tabLength }),
      'ulist',
      40,
    );
    processors.register(listIndentProcessor(parser, undefined, tabLength), 'indent', 95);
    if (processors.has('deflist')) {
      processors.register(definitionListProcessor(parser, tabLength), 'deflist', 25);
      processors.register(listIndentProcessor(parser, DEFINITION_TAGS, tabLength), 'defindent', 85);
    }
  },
};

export default trulySaneLists;

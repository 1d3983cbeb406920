import type { Extension } from '../extension.ts';
import { FootnoteBlockProcessor } from './footnotes/definitions.ts';
import { footnotePattern } from './footnotes/inline.ts';
import { Footnotes, footnoteOptions } from './footnotes/state.ts';
import { footnoteDuplicates, footnoteList, footnoteOrder } from './footnotes/tree.ts';

/** `footnotes`: definitions `[^label]: text`, references `[^label]`, and the list at the end of the page. */
const extension: Extension = {
  name: 'footnotes',
  extend(markdown, options) {
    const footnotes = new Footnotes(footnoteOptions(options));
    markdown.onReset(() => footnotes.reset());
    const processor = new FootnoteBlockProcessor((definition) => footnotes.define(definition));
    markdown.parser.processors.register(processor, 'footnote', 17);
    markdown.inline.patterns.register(footnotePattern(footnotes), 'footnote', 175);
    // Before `inline`, so that the patterns run in the list too.
    markdown.treeProcessors.register(footnoteList(footnotes, markdown), 'footnote', 50);
    if (!footnotes.options.definitionOrder) {
      markdown.treeProcessors.register(footnoteOrder(footnotes), 'footnote-reorder', 19);
    }
    markdown.treeProcessors.register(footnoteDuplicates(footnotes), 'footnote-duplicate', 15);
  },
};

export default extension;

import { booleanOption, type Extension, stringOption } from '../extension.ts';
import { TabbedProcessor } from './tabbed/processor.ts';
import { TabSlugs } from './tabbed/slugs.ts';
import { slugify, slugifyOption } from './toc/slugs.ts';

/** Mirrors `pymdownx.tabbed`: `=== "title"` with an indented body. */
const tabbed: Extension = {
  name: 'pymdownx.tabbed',
  extend(markdown, options) {
    const alternate = booleanOption(options, 'alternate_style', false);
    const slugged = Boolean(options.slugify);
    const processor = new TabbedProcessor(markdown.parser, alternate, slugged);
    markdown.parser.processors.register(processor, 'tabbed', 105);
    markdown.onReset(() => processor.reset());
    if (!slugged) return;
    const slugs = new TabSlugs(markdown, {
      alternate,
      slugify: slugifyOption(options.slugify) ?? slugify,
      separator: stringOption(options, 'separator', '-'),
      combineHeaderSlug: booleanOption(options, 'combine_header_slug', false),
    });
    markdown.treeProcessors.register(slugs, 'tab_slugs', 4);
  },
};

export default tabbed;

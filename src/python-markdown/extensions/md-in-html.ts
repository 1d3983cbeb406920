import type { Extension } from '../extension.ts';
import { MarkdownHtmlExtractor } from './md-in-html/extractor.ts';
import { MarkdownInHtmlProcessor } from './md-in-html/processor.ts';

/**
 * Mirrors `markdown.extensions.md_in_html`: Markdown in HTML elements that have the attribute `markdown`. Its
 * post-processor, which writes elements that are still in the stash, is part of `element-html.ts`.
 */
const mdInHtml: Extension = {
  name: 'md_in_html',
  extend(markdown) {
    markdown.preprocessors.register(
      { run: (text) => (/[<&]/.test(text.text) ? new MarkdownHtmlExtractor(markdown, text).extract() : text) },
      'html_block',
      20,
    );
    markdown.parser.processors.register(new MarkdownInHtmlProcessor(markdown), 'markdown_block', 105);
  },
};

export default mdInHtml;

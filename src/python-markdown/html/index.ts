import type { Markdown } from '../markdown.ts';
import { HtmlExtractor } from './html-extractor.ts';

/**
 * Mirrors the preprocessor `html_block` (`HtmlBlockPreprocessor`, priority 20): raw HTML blocks go to the stash and leave
 * their placeholders in the text.
 */
export function registerHtmlBlock(markdown: Markdown): void {
  markdown.preprocessors.register(
    { run: (text) => (/[<&]/.test(text.text) ? new HtmlExtractor(markdown, text).extract() : text) },
    'html_block',
    20,
  );
}

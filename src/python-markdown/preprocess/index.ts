import { registerHtmlBlock } from '../html/index.ts';
import { registerRawIds } from '../html/raw-ids.ts';
import type { Markdown } from '../markdown.ts';
import { normalizeWhitespace } from './normalize-whitespace.ts';

/** The preprocessors that Python-Markdown always has (`build_preprocessors`), and MkDocs's own. */
export function registerPreprocessors(markdown: Markdown): void {
  const { tabLength } = markdown;
  markdown.preprocessors.register({ run: (text) => normalizeWhitespace(text, tabLength) }, 'normalize_whitespace', 30);
  registerRawIds(markdown);
  registerHtmlBlock(markdown);
}

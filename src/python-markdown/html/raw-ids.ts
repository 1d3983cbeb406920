import { PythonHtmlParser, type StartTag, UnreadableHtml } from '../../html/python-html-parser.ts';
import type { MappedString } from '../mapped-string.ts';
import type { Markdown, RawId } from '../markdown.ts';

/** An attribute that counts, and what the parser may fail on: a text without them is not parsed. */
const WANTED = /(?:id|name)[\s\x1c-\x1f\x85]*=|<!\[/i;

/**
 * Mirrors MkDocs's own look at the text before `html_block` (`_RawHTMLPreprocessor`, priority 21): every `id`, and every
 * `name` of an `a`, in whatever Python's `html.parser` takes for a start tag (in code and in fences of its own time, too),
 * counts as an anchor of the page. The ids go to `markdown.rawIds`; what makes that parser fail makes the page fail.
 */
export function registerRawIds(markdown: Markdown): void {
  markdown.preprocessors.register(
    {
      run(text) {
        if (text.text.includes('<') && WANTED.test(text.text)) collect(markdown, text);
        return text;
      },
    },
    'mkdocs_raw_html',
    21,
  );
}

function collect(markdown: Markdown, text: MappedString): void {
  try {
    for (const id of new IdCollector(text).collect()) markdown.rawIds.push(id);
  } catch (error) {
    if (!(error instanceof UnreadableHtml)) throw error;
    const { start } = text.slice(error.at);
    markdown.notes.push({ kind: 'page-fails', detail: error.message, start, end: text.endOffset(error.at + 3) });
  }
}

class IdCollector extends PythonHtmlParser {
  readonly #source: MappedString;
  readonly #ids: RawId[] = [];

  constructor(source: MappedString) {
    super(true);
    this.#source = source;
  }

  collect(): readonly RawId[] {
    this.parse(this.#source.text);
    return this.#ids;
  }

  protected override handleStartTag(tag: StartTag): void {
    for (const { name, value, valueSpan } of tag.attributes) {
      if (value === null || valueSpan === null || !(name === 'id' || (name === 'name' && tag.name === 'a'))) continue;
      const written = this.#source.slice(this.base + valueSpan[0], this.base + valueSpan[1]);
      this.#ids.push({ id: value, start: written.start, end: written.end });
    }
  }
}

import { Element } from '../../element.ts';
import { innerHtml } from '../../element-html.ts';
import { InlineText } from '../../inline-text.ts';
import { joinInlineTexts } from '../../inline-text-join.ts';
import type { Markdown } from '../../markdown.ts';
import { splitWords, stripSpaces } from '../../python-text.ts';

const NOT_PLAIN = /[<>&\u0002]/;

/** Stands for a footnote reference while the HTML of a heading is made; no attribute of a page can hold it. */
const FOOTNOTE_ID = '\u0001';
const FOOTNOTE_HTML = `<sup id="${FOOTNOTE_ID}"></sup>`;

/**
 * The finished HTML inside an element, without footnote references (`toc.render_inner_html` of `toc.remove_fnrefs`).
 */
export function headingHtml(heading: Element, markdown: Markdown): string {
  const { text } = heading;
  // Text alone, in which nothing is escaped or stands for something else, is its own HTML.
  const isPlain = heading.children.length === 0 && text !== null && !NOT_PLAIN.test(text.text);
  let html = isPlain ? text.text : innerHtml(asNamed(heading), markdown);
  for (const processor of markdown.postprocessors.all) html = processor.restore?.(html) ?? html;
  return stripSpaces(html.includes(FOOTNOTE_HTML) ? html.replaceAll(FOOTNOTE_HTML, '') : html);
}

/**
 * The same element, or a copy in which each footnote reference is the one that `headingHtml` takes out and a line feed stands
 * behind each break (`PrettifyTreeprocessor`, 10).
 */
function asNamed(element: Element): Element {
  let changed = false;
  const children = element.children.map((child) => {
    const copy = isFootnoteReference(child)
      ? markedFootnote(child)
      : child.tag === 'br'
        ? withLineFeed(child)
        : asNamed(child);
    changed ||= copy !== child;
    return copy;
  });
  if (!changed) return element;
  const copy = new Element(element.tag, element.start, element.end, element.attributes);
  copy.text = element.text;
  copy.tail = element.tail;
  copy.children = children;
  return copy;
}

function isFootnoteReference(element: Element): boolean {
  return element.tag === 'sup' && (element.get('id')?.startsWith('fnref') ?? false);
}

function markedFootnote(reference: Element): Element {
  const marked = new Element('sup', reference.start, reference.end, { id: FOOTNOTE_ID });
  marked.tail = reference.tail;
  return marked;
}

function withLineFeed(lineBreak: Element): Element {
  const copy = new Element('br', lineBreak.start, lineBreak.end, lineBreak.attributes);
  const lineFeed = InlineText.generated('\n', lineBreak.end);
  copy.tail = lineBreak.tail === null ? lineFeed : joinInlineTexts([lineFeed, lineBreak.tail]);
  return copy;
}

/** White space that is not a single space between two words. */
const ODD_SPACE = /^ | $| {2}|[^\x20-\x7e]/;

/** HTML without comments and tags, white space collapsed; entities stay (`toc.strip_tags`). */
export function stripTags(html: string): string {
  if (!html.includes('<')) return ODD_SPACE.test(html) ? splitWords(html).join(' ') : html;
  return splitWords(stripBetweenAngles(stripComments(html))).join(' ');
}

function stripBetweenAngles(text: string): string {
  let result = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf('<', from);
    const end = start === -1 ? -1 : text.indexOf('>', start);
    if (end === -1) return result + text.slice(from);
    result += text.slice(from, start);
    from = end + 1;
  }
}

/** The reference starts over after each comment, so what stands around one may form the next. */
function stripComments(text: string): string {
  let result = '';
  let from = 0;
  for (;;) {
    const joined = commentAcross(result, text, from);
    const start = joined > 0 ? from : text.indexOf('<!--', from);
    if (start === -1) return result + text.slice(from);
    // The end may overlap the beginning: `<!-->` is a comment, even when its beginning was cut in two.
    const lead = joined > 0 ? result.slice(-joined) : '';
    const overlap = (lead + text.slice(start, start + 5)).indexOf('-->');
    const end = overlap !== -1 ? start + overlap - lead.length : text.indexOf('-->', start);
    if (end === -1) return result + text.slice(from);
    result = joined > 0 ? result.slice(0, -joined) : result + text.slice(from, start);
    from = end + 3;
  }
}

/** How many characters at the end of `before` begin a comment that goes on in `text` at `from`; 0 when none do. */
function commentAcross(before: string, text: string, from: number): number {
  for (let length = 3; length > 0; length--) {
    if (before.endsWith('<!--'.slice(0, length)) && text.startsWith('<!--'.slice(length), from)) return length;
  }
  return 0;
}

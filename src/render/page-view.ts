import { withoutComments } from '../html/comments.ts';
import { unescapeReferences } from '../html/entities.ts';
import { type Tag, tagAttribute, tagsOf } from '../html/tags.ts';

/** What a page shows, taken from its HTML in document order. */
export interface PageView {
  /** [level, id or null, text] */
  readonly headings: readonly (readonly [number, string | null, string])[];
  /** `href` of every `a`, as it stands. Links of headings to themselves are left out. */
  readonly links: readonly string[];
  readonly images: readonly string[];
  /** Every `id`, and `name` of `a` elements. */
  readonly ids: readonly string[];
  /** The words, one blank between them; scripts, styles and drawings left out. */
  readonly text: string;
}

/**
 * Reads the view off the tags as they are written: nothing is closed that has no end tag, as in Python's `HTMLParser`, with
 * which the reference data was made.
 */
export function pageView(html: string): PageView {
  const headings: [number, string | null, string][] = [];
  const links: string[] = [];
  const images: string[] = [];
  const ids: string[] = [];
  const shown: string[] = [];
  let heading: [number, string | null, string] | null = null;
  /** Open drawings; text in them is no text of the page. */
  let drawings = 0;
  let inHeadingLink = false;

  const addText = (from: number, to: number) => {
    if (from >= to || drawings > 0 || inHeadingLink) return;
    const text = unescapeReferences(withoutComments(html.slice(from, to)));
    shown.push(text);
    if (heading !== null) heading[2] += text;
  };
  const open = (tag: Tag) => {
    const id = tagAttribute(tag, 'id')?.value;
    const name = tag.name === 'a' ? tagAttribute(tag, 'name')?.value : undefined;
    if (typeof id === 'string') ids.push(id);
    if (typeof name === 'string') ids.push(name);
    if (/^h[1-6]$/.test(tag.name)) {
      heading = [Number(tag.name[1]), id ?? null, ''];
      headings.push(heading);
    } else if (tag.name === 'a') {
      inHeadingLink = (tagAttribute(tag, 'class')?.value ?? '').includes('headerlink');
      const href = tagAttribute(tag, 'href');
      if (href !== undefined && !inHeadingLink) links.push(href.value ?? '');
    } else if (tag.name === 'img') {
      const source = tagAttribute(tag, 'src');
      if (source !== undefined) images.push(source.value ?? '');
    } else if (tag.name === 'svg' && tag.kind !== 'empty') drawings++;
  };

  let position = 0;
  for (const tag of tagsOf(html)) {
    addText(position, tag.start);
    position = tag.end;
    if (tag.kind === 'end') {
      if (/^h[1-6]$/.test(tag.name)) heading = null;
      else if (tag.name === 'a') inHeadingLink = false;
      else if (tag.name === 'svg' && drawings > 0) drawings--;
      continue;
    }
    open(tag);
    if ((tag.name === 'script' || tag.name === 'style') && tag.content !== null) position = tag.content[1];
  }
  addText(position, html.length);
  return { headings, links, images, ids, text: shown.join('').split(/\s+/).filter(Boolean).join(' ') };
}

import { Parser } from 'htmlparser2';

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

const WITHOUT_TEXT = new Set(['script', 'style', 'svg']);

export function pageView(html: string): PageView {
  const headings: [number, string | null, string][] = [];
  const links: string[] = [];
  const images: string[] = [];
  const ids: string[] = [];
  const words: string[] = [];
  let heading: [number, string | null, string] | null = null;
  let skipped = 0;
  let inHeadingLink = false;
  const parser = new Parser(
    {
      onopentag(name, attributes, implied) {
        if (implied) return;
        if (attributes.id !== undefined) ids.push(attributes.id);
        if (name === 'a' && attributes.name !== undefined) ids.push(attributes.name);
        if (/^h[1-6]$/.test(name)) {
          heading = [Number(name[1]), attributes.id ?? null, ''];
          headings.push(heading);
        }
        const headingLink = name === 'a' && (attributes.class ?? '').includes('headerlink');
        if (name === 'a' && attributes.href !== undefined && !headingLink) links.push(attributes.href);
        if (name === 'img' && attributes.src !== undefined) images.push(attributes.src);
        if (WITHOUT_TEXT.has(name)) skipped++;
        if (headingLink) {
          skipped++;
          inHeadingLink = true;
        }
      },
      onclosetag(name, implied) {
        // Only tags that are written count: a drawing ends where its end tag stands.
        if (implied) return;
        if (/^h[1-6]$/.test(name)) heading = null;
        if (WITHOUT_TEXT.has(name) && skipped > 0) skipped--;
        if (name === 'a' && inHeadingLink) {
          skipped--;
          inHeadingLink = false;
        }
      },
      ontext(text) {
        if (skipped > 0) return;
        words.push(text);
        if (heading !== null) heading[2] += text;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  return { headings, links, images, ids, text: words.join('').split(/\s+/).filter(Boolean).join(' ') };
}

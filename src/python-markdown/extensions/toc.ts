import { unescapeReferences } from '../../html/entities.ts';
import { Element } from '../element.ts';
import { booleanOption, type Extension, type ExtensionOptions, numberOption, stringOption } from '../extension.ts';
import { InlineText } from '../inline-text.ts';
import type { Markdown, TreeProcessor } from '../markdown.ts';
import { stripSpaces } from '../python-text.ts';
import { type ContentsEntry, type ContentsStyle, contentsElement, nestEntries } from './toc/contents.ts';
import { headingHtml, stripTags } from './toc/heading-name.ts';
import { type Slugify, slugify, slugifyOption } from './toc/slugs.ts';
import { nextId, UniqueNames } from './toc/unique.ts';

const HEADING = /^[Hh][1-6]$/;
const HEADING_TAG = /^[Hh][1-6]/;

interface TocOptions {
  readonly marker: string;
  readonly contents: ContentsStyle;
  /** Added to the level of each heading. */
  readonly levelOffset: number;
  readonly slugify: Slugify;
  readonly separator: string;
  readonly anchorlinkClass: string | null;
  readonly permalink: { text: string; className: string; title: string; leading: boolean } | null;
  /** First and last level in the table of contents. */
  readonly depth: readonly [number, number];
}

function readOptions(options: ExtensionOptions): TocOptions {
  const permalink = permalinkText(options.permalink);
  return {
    marker: stringOption(options, 'marker', '[TOC]'),
    contents: {
      title: stringOption(options, 'title', ''),
      titleClass: stringOption(options, 'title_class', 'toctitle'),
      className: stringOption(options, 'toc_class', 'toc'),
    },
    levelOffset: Math.trunc(numberOption(options, 'baselevel', 1)) - 1,
    slugify: slugifyOption(options.slugify) ?? slugify,
    separator: stringOption(options, 'separator', '-'),
    anchorlinkClass: booleanOption(options, 'anchorlink', false)
      ? stringOption(options, 'anchorlink_class', 'toclink')
      : null,
    permalink:
      permalink === null
        ? null
        : {
            text: permalink,
            className: stringOption(options, 'permalink_class', 'headerlink'),
            title: stringOption(options, 'permalink_title', 'Permanent link'),
            leading: booleanOption(options, 'permalink_leading', false),
          },
    depth: depthOption(options.toc_depth),
  };
}

/** The text of the link behind a heading: a boolean switches it on with a pilcrow, another text is its text. */
function permalinkText(value: unknown): string | null {
  if (typeof value !== 'string') return value ? '&para;' : null;
  if (['true', 'yes', 'y', 'on', '1'].includes(value.toLowerCase())) return '&para;';
  return ['false', 'no', 'n', 'off', '0', 'none'].includes(value.toLowerCase()) ? null : value;
}

function depthOption(value: unknown): readonly [number, number] {
  if (typeof value === 'string' && value.includes('-')) {
    const [top, bottom] = value.split('-').map(Number);
    return [top ?? 1, bottom ?? 6];
  }
  return [1, value === undefined ? 6 : Math.trunc(Number(value))];
}

/**
 * Gives each heading of the tree an id, and puts the table of contents in the place of its marker (`TocTreeprocessor`).
 * The name of a heading is left in its notes as `headingText`.
 */
class TocTreeProcessor implements TreeProcessor {
  readonly #markdown: Markdown;
  readonly #options: TocOptions;

  constructor(markdown: Markdown, options: TocOptions) {
    this.#markdown = markdown;
    this.#options = options;
  }

  run(root: Element): void {
    const ids = new UniqueNames(nextId);
    const headings: Element[] = [];
    for (const element of root.iterate()) {
      const id = element.get('id');
      if (id !== undefined) ids.add(id);
      if (element.tag.length === 2 && HEADING.test(element.tag)) headings.push(element);
    }
    const entries = headings.flatMap((heading) => this.#name(heading, ids));
    if (this.#options.marker !== '') this.#placeContents(root, nestEntries(entries));
  }

  /** Sets level, id and links of a heading; returns its entry when it belongs into the table of contents. */
  #name(heading: Element, ids: UniqueNames): ContentsEntry[] {
    const { levelOffset, depth, anchorlinkClass, permalink } = this.#options;
    const level = Math.min(6, Number(heading.tag.slice(-1)) + levelOffset);
    heading.tag = `h${level}`;
    let name = stripTags(headingHtml(heading, this.#markdown));
    const plain = unescapeReferences(name);
    heading.note({ headingText: plain });
    let id = heading.get('id');
    if (id === undefined) {
      id = ids.take(this.#options.slugify(plain, this.#options.separator));
      heading.set('id', id);
    }
    const label = heading.get('data-toc-label');
    if (label !== undefined) {
      name = stripTags(stripSpaces(label));
      delete heading.attributes['data-toc-label'];
    }
    if (anchorlinkClass !== null) addAnchor(heading, id, anchorlinkClass);
    if (permalink !== null) addPermalink(heading, id, permalink);
    return level >= depth[0] && level <= depth[1] ? [{ level, id, name, children: [] }] : [];
  }

  /** Replaces every element that holds nothing but the marker; none inside headings and code is looked at. */
  #placeContents(parent: Element, entries: readonly ContentsEntry[]): void {
    for (let i = 0; i < parent.children.length; i++) {
      const child = parent.children[i]!;
      if (child.children.length === 0) {
        if (child.text === null || !child.text.text.includes(this.#options.marker)) continue;
        if (HEADING_TAG.test(child.tag) || child.tag === 'pre' || child.tag === 'code') continue;
        if (stripSpaces(child.text.text) !== this.#options.marker) continue;
        parent.children[i] = contentsElement(entries, this.#options.contents, child.start, child.end);
      } else if (!(HEADING_TAG.test(child.tag) || child.tag === 'pre' || child.tag === 'code'))
        this.#placeContents(child, entries);
    }
  }
}

/** Makes the whole heading a link to itself (`add_anchor`). */
function addAnchor(heading: Element, id: string, className: string): void {
  const anchor = new Element('a', heading.start, heading.end, { href: `#${id}`, class: className });
  anchor.note({ syntax: 'anchorlink' });
  anchor.text = heading.text;
  anchor.children = heading.children;
  heading.text = null;
  heading.children = [anchor];
}

function addPermalink(heading: Element, id: string, permalink: NonNullable<TocOptions['permalink']>): void {
  const link = new Element('a', heading.end, heading.end, { href: `#${id}`, class: permalink.className });
  link.note({ syntax: 'permalink' });
  link.text = InlineText.generated(permalink.text, heading.end);
  if (permalink.title !== '') link.set('title', permalink.title);
  if (permalink.leading) {
    link.tail = heading.text;
    heading.text = null;
    heading.insert(0, link);
  } else heading.append(link);
}

/** `toc`, which MkDocs always switches on. */
const toc: Extension = {
  name: 'toc',
  extend(markdown, options) {
    markdown.treeProcessors.register(new TocTreeProcessor(markdown, readOptions(options)), 'toc', 5);
  },
};

export default toc;

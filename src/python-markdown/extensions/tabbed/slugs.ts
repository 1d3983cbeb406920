import { unescapeReferences } from '../../../html/entities.ts';
import type { Element } from '../../element.ts';
import type { Markdown, TreeProcessor } from '../../markdown.ts';
import { headingHtml, stripTags } from '../toc/heading-name.ts';
import type { Slugify } from '../toc/slugs.ts';
import { nextId, UniqueNames } from '../toc/unique.ts';

/** Options of `pymdownx.tabbed` that make ids. */
export interface TabSlugOptions {
  readonly alternate: boolean;
  readonly slugify: Slugify;
  readonly separator: string;
  /** Whether the id of the heading before a set begins the ids of its tabs. */
  readonly combineHeaderSlug: boolean;
}

const HEADING = /^h[1-6]$/;

/** Makes the ids of tabs of their titles (`TabbedTreeprocessor`). */
export class TabSlugs implements TreeProcessor {
  readonly #markdown: Markdown;
  readonly #options: TabSlugOptions;

  constructor(markdown: Markdown, options: TabSlugOptions) {
    this.#markdown = markdown;
    this.#options = options;
  }

  run(root: Element): void {
    const ids = new UniqueNames(nextId);
    for (const element of root.iterate()) {
      const id = element.get('id');
      if (id !== undefined) ids.add(id);
    }
    this.#visit(root, '', ids);
  }

  /** `heading` is the id of the heading that precedes the element, as the reference finds it. */
  #visit(element: Element, heading: string, ids: UniqueNames): void {
    const classes = (element.get('class') ?? '').split(/\s+/);
    if (
      element.tag.toLowerCase() === 'div' &&
      classes.includes('tabbed-set') &&
      (!this.#options.alternate || classes.includes('tabbed-alternate'))
    ) {
      this.#name(element, heading, ids);
    }
    let before = heading;
    for (const child of element.children) {
      this.#visit(child, before, ids);
      if (HEADING.test(child.tag) && child.get('id') !== undefined) before = child.get('id')!;
    }
  }

  #name(set: Element, heading: string, ids: UniqueNames): void {
    const { alternate, combineHeaderSlug, separator, slugify } = this.#options;
    const inputs = set.children.filter((child) => child.tag === 'input');
    const labelParent = alternate
      ? set.children.findLast((child) => child.tag === 'div' && child.get('class') === 'tabbed-labels')
      : set;
    const labels = labelParent?.children.filter((child) => child.tag === 'label') ?? [];
    for (const [i, input] of inputs.entries()) {
      const label = labels[i];
      if (label === undefined) return;
      const text = unescapeReferences(stripTags(headingHtml(label, this.#markdown)));
      const slug = slugify(text, separator);
      const id = ids.take(combineHeaderSlug && heading !== '' ? heading + separator + slug : slug);
      input.set('id', id);
      label.set('for', id);
    }
  }
}

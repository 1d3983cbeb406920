import type { SourceSpan } from '../text/span.ts';

/** What is kept of a page when its tree is gone: plain JSON, offsets in place of nodes. */
export interface PageFacts {
  /** Path of the source below the docs folder. */
  readonly path: string;
  /** As MkDocs finds it (front matter, first heading); null where it falls back to the file's name. */
  readonly title: string | null;
  readonly headings: readonly HeadingFact[];
  readonly ids: readonly IdFact[];
  /** Where MkDocs' own list of anchors is another than `ids`; absent where it is the same. */
  readonly mkdocsAnchors?: MkdocsAnchorsFact;
  /** Ids of the lines of highlighted code. */
  readonly lineIds: readonly LineIdFact[];
  readonly links: readonly LinkFact[];
  /** Links and images in Markdown that raw HTML keeps from being read: readers see `[text](address)`. */
  readonly strandedLinks: readonly LinkFact[];
  /** Null when the page has none that MkDocs accepts. */
  readonly frontMatter: Readonly<Record<string, unknown>> | null;
  readonly styleElements: readonly StyleElementFact[];
  readonly styleAttributes: readonly StyleAttributeFact[];
  /** The markers of plugins (`{{`) that the text holds, of those that the site asks for. */
  readonly markers: readonly string[];
  /** Files that the page includes, as the reader names them. */
  readonly dependencies: readonly string[];
  /** What the reader could not do. */
  readonly notes: readonly NoteFact[];
}

/** Something that the reader could not do, or that makes MkDocs fail: kinds are those of `ReaderNote`. */
export interface NoteFact {
  readonly kind: 'include-missing' | 'include-outside' | 'include-url' | 'unknown-extension' | 'page-fails';
  readonly detail: string;
  readonly span: SourceSpan;
}

export interface HeadingFact {
  readonly depth: number;
  /** Null for a heading without one (raw HTML). */
  readonly id: string | null;
  readonly text: string;
  readonly span: SourceSpan | null;
}

/** An id that a browser finds on the built page (`id`, or `name` of an `a`). */
export interface IdFact {
  readonly id: string;
  /** `heading`: made by `toc` or an attribute list on a heading; `html`: written in raw HTML; `other`: notes, tabs, attribute lists. */
  readonly source: 'heading' | 'html' | 'other';
}

/** What MkDocs takes for the anchors of a page when it checks links itself, against what a browser finds. */
export interface MkdocsAnchorsFact {
  /** MkDocs counts them, no browser finds them (tags in code). */
  readonly added: readonly string[];
  /** A browser finds them, MkDocs does not (ids that are written late, as those of tabs). */
  readonly missing: readonly string[];
  /** Addresses of the back links of footnotes that nothing refers to: they lead nowhere. */
  readonly unusedBackLinks: readonly string[];
}

/** The ids of a code block's lines: the prefix (`__codelineno-0-`) and the number of a line behind it. */
export interface LineIdFact {
  readonly prefix: string;
  /** Number of the first line, and how many lines there are. */
  readonly first: number;
  readonly count: number;
}

/**
 * - `markdown`: `[text](address)`, `![alt](address)`.
 * - `reference`: `[text][label]`; the address stands in the definition.
 * - `autolink`: `<https://...>`, and addresses that magiclink makes links.
 * - `html`: an attribute of a tag.
 * - `other`: made by an extension (wikilinks, footnotes).
 */
export type LinkSyntax = 'markdown' | 'reference' | 'autolink' | 'html' | 'other';

/** An address on a page. */
export interface LinkFact {
  /** As it stands in the tree, before MkDocs rewrites links to pages. */
  readonly url: string;
  /** The same before its character references (`&amp;`) were resolved, where they differ: what MkDocs looks up. */
  readonly undecoded?: string;
  /** Name of the element that holds it in the built page, lower case: `a`, `img`, `source`. */
  readonly element: string;
  /** Name of the attribute: `href`, `src`. */
  readonly attribute: string;
  readonly syntax: LinkSyntax;
  /** Whether MkDocs resolves it (an element of the tree); an address in raw HTML stays as it is (S-URL-20). */
  readonly resolved: boolean;
  /** The whole link. */
  readonly span: SourceSpan | null;
  /** Exactly the characters of the address in the source; null where there are none (wikilinks). */
  readonly destination: SourceSpan | null;
}

export interface StyleElementFact {
  /** What stands between the tags. */
  readonly css: string;
  /** The whole element. */
  readonly span: SourceSpan | null;
}

export interface StyleAttributeFact {
  readonly element: string;
  readonly css: string;
  readonly span: SourceSpan | null;
}

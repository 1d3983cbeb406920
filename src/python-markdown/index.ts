import type { Root } from 'mdast';
import type { Plugin } from 'unified';
import { registerBlocks } from './blocks/index.ts';
import { type Dialect, dialectOf, resolveDialect } from './dialect.ts';
import { Element } from './element.ts';
import type { ExtensionOptions } from './extension.ts';
import { cutFrontMatter, type FrontMatter } from './front-matter.ts';
import { registerInline } from './inline/index.ts';
import { type IncludeFile, Markdown, type PageContext, type ReaderNote, type Reference } from './markdown.ts';
import { registerAnchors } from './mkdocs-anchors.ts';
import { registerPreprocessors } from './preprocess/index.ts';
import type { SourceFile } from './source.ts';
import { toMdast } from './to-mdast.ts';

export type { Dialect } from './dialect.ts';
export { dialectOf } from './dialect.ts';
export type { IncludeFile, PageContext } from './markdown.ts';

/** All that one reading of a page yields. */
export interface PageReading {
  readonly tree: Root;
  /** The front matter as MkDocs takes it off the page. */
  readonly frontMatter: FrontMatter;
  /** The page itself first, then what it includes; offsets of included nodes count in their file. */
  readonly files: readonly SourceFile[];
  /** Link definitions, by label as they are looked up. */
  readonly references: ReadonlyMap<string, Reference>;
  /** What could not be included, and what makes the page fail. */
  readonly notes: readonly ReaderNote[];
  /** Ids in raw HTML as MkDocs collects them for its own check of anchors. */
  readonly rawIds: readonly { readonly id: string; readonly start: number; readonly end: number }[];
  /** All anchors that MkDocs finds on the page for that check: those ids, and the ids of the tree before it is finished. */
  readonly anchors: ReadonlySet<string>;
  /** Addresses of the back links of footnotes, which that check looks at too. */
  readonly backLinks: readonly string[];
}

const converters = new WeakMap<Dialect, Markdown>();

/** The names of a dialect's extensions that this reader does not know. What they would change is not judged. */
export function unknownExtensions(dialect: Dialect): readonly string[] {
  return resolveDialect(dialect).unknown;
}

/**
 * Reads a page as MkDocs does: front matter off, then Python-Markdown with the dialect's extensions. Offsets count in
 * `text` as it is given, from 0, UTF-16. Never throws on any text.
 */
export function readPage(text: string, dialect: Dialect, page: PageContext = ALONE): PageReading {
  return read(text, dialect, page, cutFrontMatter(text));
}

/** Reads a text as Python-Markdown alone does: what MkDocs would take off as front matter stays. */
export function readMarkdown(text: string, dialect: Dialect, page: PageContext = ALONE): PageReading {
  return read(text, dialect, page, { data: null, format: null, start: 0, end: 0, bodyStart: 0 });
}

/** A page without a site: it can include nothing. */
const ALONE: PageContext = { path: null, include: () => null };

function read(text: string, dialect: Dialect, page: PageContext, frontMatter: FrontMatter): PageReading {
  const markdown = converterOf(dialect);
  markdown.reset();
  markdown.page = page;
  const body = markdown.files.add(null, text).slice(frontMatter.bodyStart);
  const root = body.text.trim() === '' ? new Element('div', 0, text.length) : markdown.parse(body);
  const tree = toMdast(root, markdown);
  if (markdown.references.size > 0) tree.data = { definitions: [...markdown.references.keys()] };
  return {
    tree,
    frontMatter,
    files: markdown.files.all,
    references: new Map(markdown.references),
    notes: [...markdown.notes],
    rawIds: [...markdown.rawIds],
    anchors: new Set([...markdown.treeIds, ...markdown.rawIds.map(({ id }) => id)]),
    backLinks: [...markdown.backLinks],
  };
}

function converterOf(dialect: Dialect): Markdown {
  let markdown = converters.get(dialect);
  if (markdown === undefined) {
    markdown = new Markdown();
    registerPreprocessors(markdown);
    registerBlocks(markdown);
    registerInline(markdown);
    for (const { extension, options } of resolveDialect(dialect).known) extension.extend(markdown, options);
    registerAnchors(markdown);
    converters.set(dialect, markdown);
  }
  return markdown;
}

/** Options of `remarkMkdocs`. */
export interface RemarkMkdocsOptions {
  /** As `markdown_extensions` of `mkdocs.yml`: names, or objects of a name and its options. */
  readonly extensions?: readonly (string | Readonly<Record<string, ExtensionOptions | null>>)[];
  /** In place of `extensions`: a dialect that is already made. */
  readonly dialect?: Dialect;
  /** How pages include files; without it they include nothing. The path of the file is the page's path. */
  readonly include?: IncludeFile;
}

/**
 * A unified parser for MkDocs pages: `unified().use(remarkMkdocs, { extensions: ['admonition'] }).parse(text)` gives mdast.
 * The whole reading (front matter, link definitions, notes) is put on the file as `data.mkdocs`.
 */
export const remarkMkdocs: Plugin<[RemarkMkdocsOptions?], string, Root> = function remarkMkdocs(options = {}) {
  const dialect = options.dialect ?? dialectOf(options.extensions ?? []);
  this.parser = (document, file) => {
    const page = { path: file.path ?? null, include: options.include ?? ALONE.include };
    const reading = readPage(document, dialect, page);
    file.data.mkdocs = reading;
    return reading.tree;
  };
};

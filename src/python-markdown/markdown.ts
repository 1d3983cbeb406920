import { BlockParser } from './block-parser.ts';
import type { Element } from './element.ts';
import { HtmlStash } from './html-stash.ts';
import { InlineParser } from './inline-parser.ts';
import type { MappedString } from './mapped-string.ts';
import { Registry } from './registry.ts';
import { SourceFiles } from './source.ts';

/** Changes the whole text before blocks are read (`Preprocessor`, on a string in place of lines). */
export interface Preprocessor {
  run(text: MappedString): MappedString;
}

/** Changes the tree (`Treeprocessor`). */
export interface TreeProcessor {
  run(root: Element): void;
}

/** Does to the finished tree what the reference does to its HTML (`Postprocessor`). */
export interface PostProcessor extends TreeProcessor {
  /** The same to a piece of HTML: names of headings are taken from it. */
  restore?(html: string): string;
}

/**
 * A file that a page includes. `path` is what the extension asks for: absolute when it starts with `/`, else relative to
 * the folder of the configuration. Returns null when there is no such file.
 */
export type IncludeFile = (path: string) => string | null;

/** A link definition, `[label]: address "title"`. */
export interface Reference {
  readonly address: string;
  readonly title: string | null;
  /** Spans as origins. */
  readonly start: number;
  readonly end: number;
  readonly destination: readonly [number, number];
  readonly label: string;
}

/** Something the reader met that makes part of the page other than the source says, or that it could not do. */
export interface ReaderNote {
  readonly kind: 'include-missing' | 'include-outside' | 'include-url' | 'unknown-extension' | 'page-fails';
  readonly detail: string;
  readonly start: number;
  readonly end: number;
}

/** An anchor that MkDocs finds in the text itself; the span, as origins, is that of the value. */
export interface RawId {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** One page's surroundings. */
export interface PageContext {
  /** Path from the docs folder, with `/`; null for text from elsewhere. */
  readonly path: string | null;
  readonly include: IncludeFile;
}

/** Names of HTML elements that are blocks (`markdown.core.BLOCK_LEVEL_ELEMENTS`). */
export const BLOCK_LEVEL_ELEMENTS: readonly string[] = [
  // biome-ignore format: a list of names
  'address',
  'article',
  'aside',
  'blockquote',
  'details',
  'div',
  'dl',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hgroup',
  'hr',
  'main',
  'menu',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'ul',
  'canvas',
  'colgroup',
  'dd',
  'body',
  'dt',
  'group',
  'html',
  'iframe',
  'li',
  'legend',
  'math',
  'map',
  'noscript',
  'output',
  'object',
  'option',
  'progress',
  'script',
  'style',
  'summary',
  'tbody',
  'td',
  'textarea',
  'tfoot',
  'th',
  'thead',
  'tr',
  'video',
  'center',
];

/** A tag that may be known under another spelling. */
const ODD_TAG = /[^a-z0-9]/;

/**
 * One converter, as `markdown.Markdown(extensions=...)` builds it: registries that extensions fill once, and the state of
 * the page being read, which `reset` clears.
 */
export class Markdown {
  readonly tabLength: number = 4;
  /** Characters that a backslash escapes; extensions add to it. */
  escapedCharacters: string[] = [...'\\`*_{}[]()>#+-.!'];
  readonly blockLevelElements = new Set(BLOCK_LEVEL_ELEMENTS);

  readonly preprocessors = new Registry<Preprocessor>();
  readonly parser: BlockParser;
  readonly inline: InlineParser;
  /** Run before and after the inline patterns, by priority: `inline` itself stands at 20. */
  readonly treeProcessors = new Registry<TreeProcessor>();
  /**
   * What the reference does to the HTML as a string, done to the tree and the stash: runs last, when marks are still in
   * their texts and placeholders in theirs.
   */
  readonly postprocessors = new Registry<PostProcessor>();

  /** Link definitions by lower-case label with white space collapsed. */
  readonly references = new Map<string, Reference>();
  readonly stash = new HtmlStash();
  files = new SourceFiles();
  page: PageContext = { path: null, include: () => null };
  readonly notes: ReaderNote[] = [];
  /** What MkDocs takes for anchors before the page is read (`html/raw-ids.ts`). */
  readonly rawIds: RawId[] = [];
  /** The ids of the tree, and the addresses of footnotes' back links, as MkDocs finds them (`mkdocs-anchors.ts`). */
  readonly treeIds = new Set<string>();
  readonly backLinks: string[] = [];
  readonly #resets: (() => void)[] = [];

  constructor() {
    this.parser = new BlockParser(this);
    this.inline = new InlineParser(this);
    this.treeProcessors.register({ run: (root) => void this.inline.run(root) }, 'inline', 20);
  }

  /** Calls `reset` before each page (`registerExtension`). */
  onReset(reset: () => void): void {
    this.#resets.push(reset);
  }

  reset(): void {
    this.references.clear();
    this.stash.reset();
    this.notes.length = 0;
    this.rawIds.length = 0;
    this.treeIds.clear();
    this.backLinks.length = 0;
    this.files = new SourceFiles();
    for (const reset of this.#resets) reset();
  }

  isBlockLevel(tag: string): boolean {
    if (this.blockLevelElements.has(tag)) return true;
    return ODD_TAG.test(tag) && this.blockLevelElements.has(tag.toLowerCase().replace(/\/+$/, ''));
  }

  /** Reads one page up to the finished tree. The text is mapped by `files`, which the caller has filled. */
  parse(text: MappedString): Element {
    let source = text;
    for (const preprocessor of this.preprocessors.all) source = preprocessor.run(source);
    const root = this.parser.parseDocument(source);
    for (const processor of this.treeProcessors.all) processor.run(root);
    for (const processor of this.postprocessors.all) processor.run(root);
    return root;
  }
}

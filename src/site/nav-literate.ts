import type { Link, List, ListItem, Nodes, Root } from 'mdast';
import { dialectOf, readMarkdown } from '../python-markdown/index.ts';
import { type ConfigurationNode, type RangeMaker, rangeMaker, stringValue } from './configuration.ts';
import { targetEntry } from './nav.ts';
import { folderTitle, type NavSource, type PluginNav, sectionEntry, UnreadableNav } from './nav-source.ts';
import { folderOf, joinPath, nameOf, normalizePath } from './paths.ts';
import { globExpression } from './plugin-files.ts';
import { optionTexts } from './plugins.ts';
import type { ConfiguredPlugin, NavEntry, SourceRange } from './site.ts';

/** An entry before its patterns are filled in. */
interface Item {
  readonly title: string | null;
  readonly range: SourceRange;
  /** A target, a list of its own, or a pattern. */
  readonly value: string | readonly Item[] | Pattern;
}

interface Pattern {
  readonly glob: string;
  /** `folder/`: the folder's own list, in place of what it matches. */
  readonly isFolder: boolean;
  /** Only folders are meant. */
  readonly onlyFolders: boolean;
  /** The target that is kept when nothing matches. */
  readonly fallback: string | null;
}

/** The navigation that the plugin `literate-nav` makes of `SUMMARY.md` files, and of folders and patterns in `nav`. */
export function literateNav(
  plugin: ConfiguredPlugin,
  nav: ConfigurationNode | null,
  source: NavSource,
  filename: string,
): PluginNav {
  const options = optionTexts(plugin.options.markdown_extensions);
  return new LiterateNav(source, filename, plugin.options.implicit_index === true, options).make(nav);
}

class LiterateNav {
  readonly #source: NavSource;
  readonly #filename: string;
  readonly #implicitIndex: boolean;
  readonly #dialect;
  readonly #seen = new Set<string>();
  readonly #hidden = new Set<string>();
  readonly #folders = new Set<string>(['']);

  constructor(source: NavSource, filename: string, implicitIndex: boolean, extensions: readonly string[]) {
    this.#source = source;
    this.#filename = filename;
    this.#implicitIndex = implicitIndex;
    this.#dialect = dialectOf([...extensions]);
    for (const page of source.pages) {
      for (let folder = folderOf(page); folder !== ''; folder = folderOf(folder)) this.#folders.add(folder);
    }
  }

  make(nav: ConfigurationNode | null): PluginNav {
    const isList = nav?.kind === 'sequence' && nav.items.length > 0;
    const hasFile = this.#source.read(this.#filename) !== null;
    let entries = !isList || hasFile ? this.#folderNav(['']) : [];
    if (entries.length === 0 && isList) {
      entries = this.#resolve(
        nav.items.map((item) => this.#configured(item)),
        [''],
      );
    }
    const listed = new Set<string>();
    const walk = (list: readonly NavEntry[]): void => {
      for (const { path, children } of list) {
        if (path !== null) listed.add(path);
        walk(children);
      }
    };
    walk(entries);
    return { entries, hidden: new Set([...this.#hidden].filter((path) => !listed.has(path))) };
  }

  /** `markdown_to_nav`: the list in a folder's file, else everything in the folder. */
  #folderNav(roots: readonly string[]): readonly NavEntry[] {
    const root = roots[0]!;
    const file = joinPath(root, this.#filename);
    const text = this.#source.read(file);
    const list = text === null ? null : this.#listIn(text);
    if (text === null || list === null) {
      if (text !== null) this.#hidden.add(file);
      return this.#resolve([this.#everything(root)], roots);
    }
    this.#hidden.add(file);
    const index = this.#implicitIndex ? this.#indexOf(root) : null;
    if (file !== index) this.#seen.add(file);
    const ranges = rangeMaker(joinPath(this.#source.docsDir, file), text);
    const items = this.#itemsOf(list, root, ranges);
    const first: Item[] =
      index === null ? [] : [{ title: null, range: ranges(0, 0), value: patternOf('', index, null) }];
    return this.#resolve([...first, ...items], roots);
  }

  #everything(root: string): Item {
    return { title: null, range: this.#source.range, value: patternOf(root, '*', null) };
  }

  #indexOf(root: string): string | null {
    const index = this.#source.pages.find(
      (page) => folderOf(page) === root && /^(?:index|README)\.[^.]*$/.test(nameOf(page)),
    );
    return index ?? null;
  }

  /** The last list, or the first one after `<!--nav-->`. */
  #listIn(text: string): List | null {
    const { children } = readMarkdown(text, this.#dialect).tree as Root;
    const mark = children.findLastIndex((node) => node.type === 'html' && node.value.trim() === '<!--nav-->');
    const isList = (node: Nodes): node is List => node.type === 'list';
    return (mark === -1 ? children.findLast(isList) : children.slice(mark).find(isList)) ?? null;
  }

  #itemsOf(list: List, root: string, ranges: RangeMaker): readonly Item[] {
    return list.children.map((item) => this.#itemOf(item, root, ranges));
  }

  #itemOf(item: ListItem, root: string, ranges: RangeMaker): Item {
    const [first, ...rest] = item.children;
    const content = first?.type === 'paragraph' ? first.children : [];
    const below = first?.type === 'list' ? first : rest.find((node): node is List => node.type === 'list');
    const range = rangeOf(first ?? item, ranges);
    const link = content[0];
    if (link?.type === 'link') {
      const target = this.#target(root, link.url);
      const linkRange = rangeOf(link, ranges);
      if (below === undefined) return { title: textOf(link), range: linkRange, value: target };
      const own: Item = { title: null, range: linkRange, value: target };
      return { title: textOf(link), range: linkRange, value: [own, ...this.#itemsOf(below, root, ranges)] };
    }
    const title = content.map(textOf).join('').trim();
    if (below !== undefined) return { title, range, value: this.#itemsOf(below, root, ranges) };
    if (title.includes('*')) return { title: null, range, value: patternOf(root, title, title) };
    throw new UnreadableNav('an item of the list has neither a link nor a list');
  }

  /** `_resolve_string_item`. */
  #target(root: string, link: string): string | Pattern {
    if (/^(?:[A-Za-z][A-Za-z0-9+.-]*:|\/\/)/.test(link)) return link;
    const path = normalizePath(joinPath(root, link));
    this.#seen.add(path);
    if (link.endsWith('/') && this.#folders.has(path === '.' ? '' : path)) {
      return { ...patternOf(root, link, link), isFolder: true };
    }
    return path;
  }

  /** An entry of `nav` itself (`_resolve_yaml_nav`). */
  #configured(node: ConfigurationNode): Item {
    const text = stringValue(node);
    const { range } = node;
    if (text !== null) return { title: null, range, value: text.includes('*') ? patternOf('', text, text) : text };
    const entry = node.kind === 'mapping' && node.entries.length === 1 ? node.entries[0]! : null;
    if (entry === null) throw new UnreadableNav('an entry has not one title');
    const title = String(entry.key);
    if (entry.value.kind === 'sequence') {
      return { title, range: entry.keyRange, value: entry.value.items.map((item) => this.#configured(item)) };
    }
    const value = stringValue(entry.value);
    if (value === null) throw new UnreadableNav('the target of an entry is no text');
    const target = value.includes('*') ? patternOf('', value, value) : this.#target('', value);
    return { title, range: entry.value.range, value: target };
  }

  /** `_resolve_wildcards`. */
  #resolve(items: readonly Item[], roots: readonly string[]): readonly NavEntry[] {
    const { context } = this.#source;
    for (const { value } of items) if (typeof value === 'string') this.#seen.add(value);
    return items.flatMap((item): readonly NavEntry[] => {
      const { title, range, value } = item;
      if (typeof value === 'string') return [targetEntry(title, null, value, range, context)];
      if (!isPattern(value)) return section(title ?? '', range, this.#resolve(value, roots));
      const fallback = (): readonly NavEntry[] =>
        value.fallback === null ? [] : [targetEntry(title, null, value.fallback, range, context)];
      if (value.isFolder && title !== null) {
        if (roots.includes(value.glob)) return fallback();
        return section(title, range, this.#folderNav([value.glob, ...roots]));
      }
      const matches = this.#glob(value.glob);
      const found = matches.flatMap((path) => this.#matched(path, value, range, roots));
      if (title !== null) return found.length === 0 ? fallback() : section(title, range, found);
      return matches.length === 0 ? fallback() : found;
    });
  }

  #matched(path: string, pattern: Pattern, range: SourceRange, roots: readonly string[]): readonly NavEntry[] {
    if (this.#seen.has(path) || roots.includes(path)) return [];
    if (this.#folders.has(path)) {
      const inner = this.#folderNav([path, ...roots]);
      this.#seen.add(path);
      return section(folderTitle(nameOf(path)), range, inner);
    }
    if (pattern.onlyFolders) return [];
    this.#seen.add(path);
    return [targetEntry(null, null, path, range, this.#source.context)];
  }

  /** Segment by segment, files before folders. */
  #glob(glob: string): readonly string[] {
    const parts = glob.split('/').map(globExpression);
    const matches = (path: string): boolean => {
      const names = path.split('/');
      return names.length === parts.length && parts.every((part, i) => part.test(names[i]!));
    };
    return [...this.#source.pages, ...this.#folders].filter((path) => path !== '' && matches(path));
  }
}

function section(title: string, range: SourceRange, children: readonly NavEntry[]): readonly NavEntry[] {
  return children.length === 0 ? [] : [sectionEntry(title, range, children)];
}

function isPattern(value: Item['value']): value is Pattern {
  return typeof value === 'object' && 'glob' in value;
}

function patternOf(root: string, written: string, fallback: string | null): Pattern {
  const glob = normalizePath(joinPath(root, written).replace(/^\/+/, ''));
  return { glob, isFolder: false, onlyFolders: written.endsWith('/'), fallback };
}

function textOf(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

function rangeOf(node: Link | Nodes, ranges: RangeMaker): SourceRange {
  const { position } = node;
  return ranges(position?.start.offset ?? 0, position?.end.offset ?? 0);
}

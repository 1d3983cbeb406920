import { booleanValue, type ConfigurationNode, childOf, stringValue } from './configuration.ts';
import { targetEntry } from './nav.ts';
import {
  folderTitle,
  type NavSource,
  type PluginNav,
  pageEntry,
  readNavFile,
  sectionEntry,
  UnreadableNav,
} from './nav-source.ts';
import { pathGlob } from './path-glob.ts';
import { folderOf, joinPath, nameOf, purePath } from './paths.ts';
import type { NavEntry, SourceRange } from './site.ts';

/** More than any site opens. */
const MOST_FOLDERS = 20_000;

/** An entry of a `.nav.yml` before it is resolved. */
type Item =
  | { readonly kind: 'entry'; readonly entry: NavEntry }
  | { readonly kind: 'page'; readonly path: string; readonly entry: NavEntry }
  | { readonly kind: 'folder'; readonly folder: Folder; readonly title: string | null; readonly range: SourceRange }
  | { readonly kind: 'pattern'; readonly glob: string; readonly ignore: readonly RegExp[]; readonly range: SourceRange }
  | { readonly kind: 'section'; readonly title: string; readonly range: SourceRange; readonly children: Item[] };

/** A folder with the settings that hold in it. */
interface Folder {
  readonly path: string;
  readonly node: ConfigurationNode | null;
  readonly hide: boolean;
  readonly ignore: readonly RegExp[];
  readonly appendUnmatched: boolean;
}

/**
 * The navigation that the plugin `awesome-nav` makes of the `.nav.yml` files. Which pages are in it is exact; where a
 * pattern matches several, they keep the site's order, whatever `sort` says.
 */
export function awesomeNav(source: NavSource, filename: string): PluginNav {
  return new AwesomeNav(source, filename).make();
}

class AwesomeNav {
  readonly #source: NavSource;
  readonly #filename: string;
  /** Pages and folders (with a slash at the end) that no entry has taken yet. */
  readonly #unvisited: Set<string>;
  readonly #pages: ReadonlySet<string>;
  readonly #folders: ReadonlySet<string>;
  readonly #hidden: RegExp[] = [];
  /** How many folders have been opened: files that list a folder twice, level by level, double the work each time. */
  #opened = 0;

  constructor(source: NavSource, filename: string) {
    this.#source = source;
    this.#filename = filename;
    const folders = new Set<string>();
    for (const page of source.pages) {
      for (let folder = folderOf(page); folder !== ''; folder = folderOf(folder)) folders.add(folder);
    }
    this.#pages = new Set(source.pages);
    this.#folders = folders;
    this.#unvisited = new Set([...source.pages, ...[...folders].map((folder) => `${folder}/`)]);
  }

  make(): PluginNav {
    const entries = this.#children(this.#folder('', null));
    const left = [...this.#unvisited].filter((path) => !path.endsWith('/'));
    return { entries, hidden: new Set(left.filter((path) => this.#hidden.some((pattern) => pattern.test(path)))) };
  }

  /** The settings of a folder; what its file leaves out is the parent's. */
  #folder(path: string, parent: Folder | null): Folder {
    if (++this.#opened > MOST_FOLDERS) throw new UnreadableNav('folders are listed too often');
    const node = readNavFile(this.#source, joinPath(path, this.#filename));
    if (node === 'invalid') throw new UnreadableNav(`${joinPath(path, this.#filename)} cannot be read`);
    return {
      path,
      node,
      hide: booleanValue(childOf(node, 'hide')) ?? false,
      ignore: this.#ignored(childOf(node, 'ignore'), path, parent),
      appendUnmatched: booleanValue(childOf(node, 'append_unmatched')) ?? parent?.appendUnmatched ?? false,
    };
  }

  #ignored(node: ConfigurationNode | null, path: string, parent: Pick<Folder, 'ignore'> | null): readonly RegExp[] {
    const inherited = parent?.ignore ?? [];
    const nodes = node === null ? [] : node.kind === 'sequence' ? node.items : [node];
    const patterns = nodes.map(stringValue).filter((text) => text !== null);
    if (patterns.length === 0) return inherited;
    return patterns.flatMap((pattern) => {
      if (pattern === '$inherit') return inherited;
      const expression = pathGlob(
        pattern.startsWith('/') ? joinPath(path, pattern.slice(1)) : joinPath(path, `**/${pattern}`),
      );
      this.#hidden.push(expression);
      return [expression];
    });
  }

  #children(folder: Folder): readonly NavEntry[] {
    const nav = childOf(folder.node, 'nav');
    const all = (glob: string): Item => ({ kind: 'pattern', glob, ignore: folder.ignore, range: this.#source.range });
    const items: Item[] =
      nav?.kind === 'sequence'
        ? nav.items.map((node) => this.#item(node, folder))
        : [all('@(index.md|README.md)'), all('*')];
    if (folder.appendUnmatched) items.push(all('*'));
    return this.#resolve(items, folder);
  }

  #item(node: ConfigurationNode, folder: Folder): Item {
    const text = stringValue(node);
    if (text !== null && text !== '') return this.#named(text, null, null, node.range, folder);
    if (node.kind !== 'mapping') throw new UnreadableNav('an entry is neither a text nor a mapping');
    const glob = stringValue(childOf(node, 'glob'));
    if (glob !== null) {
      const range = childOf(node, 'glob')!.range;
      return { kind: 'pattern', glob, ignore: this.#ignored(childOf(node, 'ignore'), folder.path, folder), range };
    }
    const [entry] = node.entries;
    if (entry === undefined || node.entries.length !== 1) throw new UnreadableNav('an entry has not one title');
    const title = String(entry.key);
    if (entry.value.kind === 'sequence') {
      const children = entry.value.items.map((child) => this.#item(child, folder));
      return { kind: 'section', title, range: entry.keyRange, children };
    }
    const value = stringValue(entry.value);
    if (value === null) throw new UnreadableNav('the target of an entry is no text');
    return this.#named(value, title, entry.keyRange, entry.value.range, folder);
  }

  #named(text: string, title: string | null, titleRange: SourceRange | null, range: SourceRange, folder: Folder): Item {
    const path = purePath(joinPath(folder.path, text));
    const found = this.#source.context.find(path) ?? path;
    if (this.#pages.has(found)) {
      return { kind: 'page', path: found, entry: { ...pageEntry(found, range, title, titleRange), target: text } };
    }
    if (path === folder.path) throw new UnreadableNav('a folder lists itself');
    if (this.#folders.has(path)) return { kind: 'folder', folder: this.#folder(path, folder), title, range };
    if (title !== null) {
      return { kind: 'entry', entry: targetEntry(title, titleRange, text, range, this.#source.context) };
    }
    // A name that is no pattern and that nothing has; a page that is kept out of the navigation is no match either.
    if (!/[*?[\]!@+()]/.test(text) && this.#source.context.find(path) === null) {
      const entry = targetEntry(null, null, path, range, this.#source.context);
      return { kind: 'entry', entry };
    }
    return { kind: 'pattern', glob: text, ignore: folder.ignore, range };
  }

  /** Pages are taken first, then folders from the deepest up, then what patterns find among the rest. */
  #resolve(items: readonly Item[], folder: Folder): readonly NavEntry[] {
    const queue: { readonly item: Item; readonly rank: number }[] = [];
    const enqueue = (list: readonly Item[]): void => {
      for (const item of list) {
        if (item.kind === 'section') enqueue(item.children);
        else if (item.kind === 'page') queue.push({ item, rank: -Infinity });
        else if (item.kind === 'folder') queue.push({ item, rank: -item.folder.path.split('/').length });
        else if (item.kind === 'pattern') queue.push({ item, rank: 1 });
      }
    };
    enqueue(items);
    const made = new Map<Item, readonly NavEntry[]>();
    for (const { item } of queue.sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank))) {
      made.set(item, this.#resolveItem(item, folder));
    }
    const flatten = (list: readonly Item[]): readonly NavEntry[] =>
      list.flatMap((item) => {
        if (item.kind === 'entry') return [item.entry];
        if (item.kind === 'section') return [sectionEntry(item.title, item.range, flatten(item.children), item.range)];
        return made.get(item)!;
      });
    return flatten(items);
  }

  #resolveItem(item: Item, folder: Folder): readonly NavEntry[] {
    if (item.kind === 'page') {
      this.#unvisited.delete(item.path);
      return [item.entry];
    }
    if (item.kind === 'folder') return this.#section(item.folder, item.title, item.range);
    if (item.kind !== 'pattern') return [];
    const expression = pathGlob(joinPath(folder.path, item.glob));
    const matches = [...this.#unvisited].filter(
      (path) => expression.test(path) && !item.ignore.some((ignored) => ignored.test(path)),
    );
    const found = matches.map((path): Item | null => {
      if (!path.endsWith('/')) return { kind: 'page', path, entry: pageEntry(path, item.range) };
      const below = this.#folder(path.slice(0, -1), { ...folder, ignore: item.ignore });
      if (!below.hide) return { kind: 'folder', folder: below, title: null, range: item.range };
      this.#hidden.push(pathGlob(`${path}**`));
      return null;
    });
    return this.#resolve(
      found.filter((one) => one !== null),
      folder,
    );
  }

  #section(folder: Folder, title: string | null, range: SourceRange): readonly NavEntry[] {
    this.#unvisited.delete(`${folder.path}/`);
    const children = this.#children(folder);
    if (children.length === 0) return [];
    const name = title ?? stringValue(childOf(folder.node, 'title')) ?? folderTitle(nameOf(folder.path));
    return [sectionEntry(name, range, children)];
  }
}

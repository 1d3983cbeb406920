import { booleanValue, type ConfigurationNode, childOf, stringValue } from './configuration.ts';
import { navTargets, targetEntry } from './nav.ts';
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
import { joinPath, nameOf } from './paths.ts';
import type { NavEntry, SourceRange } from './site.ts';

/** `...`, `... | glob`, `... | regex=expression`, `... | flat | glob`: what no other entry names. */
const REST = /^\.{3}\s*(?:\|\s*(flat)\s*)?\s*(?:\|\s*(?:(regex|glob)=)?(.*))?/;

/** A folder of the docs folder with the pages in it, as MkDocs nests them. */
interface Tree {
  readonly path: string;
  readonly pages: string[];
  readonly folders: Map<string, Tree>;
}

/** A page or a folder, under the name by which `nav` of a `.pages` file calls it. */
interface Child {
  readonly name: string;
  readonly entries: (title: string | null, range: SourceRange) => readonly NavEntry[];
}

/** An entry of `nav`; `rest` is filled once it is known what the others name. */
type Item =
  | { readonly entries: readonly NavEntry[] }
  | { readonly rest: RegExp | null }
  | { readonly section: Section };

interface Section {
  readonly title: string;
  readonly range: SourceRange;
  readonly items: readonly Item[];
}

/**
 * The navigation that the plugin `awesome-pages` makes of the folders and their `.pages` files. A `nav` of the configuration
 * stays as it is, unless it asks for the rest of the pages or the top folder arranges it, which is not followed here. Which pages are in it is exact; `order` and `collapse` are passed over.
 */
export function awesomePagesNav(source: NavSource, filename: string): PluginNav {
  const hidden = new Set<string>();
  const { configured } = source;
  if (configured !== null) {
    const top = readNavFile(source, filename);
    const isArranged = top === 'invalid' || childOf(top, 'nav') !== null || childOf(top, 'arrange') !== null;
    const asksForRest = navTargets(configured).some(({ target }) => REST.test(target!));
    if (isArranged || asksForRest) throw new UnreadableNav('`nav` is arranged anew');
    return { entries: configured, hidden };
  }
  const entries = folderEntries(treeOf(source.pages), source, filename, hidden);
  return { entries, hidden };
}

function treeOf(pages: readonly string[]): Tree {
  const root: Tree = { path: '', pages: [], folders: new Map() };
  for (const page of pages) {
    let tree = root;
    for (const name of page.split('/').slice(0, -1)) {
      let below = tree.folders.get(name);
      if (below === undefined) {
        below = { path: joinPath(tree.path, name), pages: [], folders: new Map() };
        tree.folders.set(name, below);
      }
      tree = below;
    }
    tree.pages.push(page);
  }
  return root;
}

function folderEntries(tree: Tree, source: NavSource, filename: string, hidden: Set<string>): readonly NavEntry[] {
  const node = settingsOf(tree, source, filename);
  const children: Child[] = [
    ...tree.pages.map((page) => ({
      name: nameOf(page),
      entries: (title: string | null, range: SourceRange) => [
        pageEntry(page, range, title, title === null ? null : range),
      ],
    })),
    ...[...tree.folders].map(([name, below]) => ({
      name,
      entries: (title: string | null, range: SourceRange) => {
        const settings = settingsOf(below, source, filename);
        if (booleanValue(childOf(settings, 'hide')) === true) {
          for (const page of source.pages) if (page.startsWith(`${below.path}/`)) hidden.add(page);
          return [];
        }
        const inner = folderEntries(below, source, filename, hidden);
        const own = title ?? stringValue(childOf(settings, 'title')) ?? folderTitle(name);
        return inner.length === 0 ? [] : [sectionEntry(own, range, inner)];
      },
    })),
  ];
  const nav = childOf(node, 'nav') ?? childOf(node, 'arrange');
  if (nav === null) return children.flatMap((child) => child.entries(null, source.range));
  if (nav.kind !== 'sequence') throw new UnreadableNav('`nav` is no list');
  return arranged(nav.items, childOf(node, 'nav') === null, children, source);
}

function arranged(
  nodes: readonly ConfigurationNode[],
  appendsRest: boolean,
  children: readonly Child[],
  source: NavSource,
): readonly NavEntry[] {
  const byName = new Map(children.map((child) => [child.name, child]));
  const used = new Set<Child>();
  const rests: (RegExp | null)[] = [];
  const rest = (expression: RegExp | null): Item => {
    rests.push(expression);
    return { rest: expression };
  };
  const items: Item[] = nodes.map((node) => itemOf(node));
  function itemOf(node: ConfigurationNode): Item {
    const text = stringValue(node);
    if (text !== null) {
      const match = REST.exec(text);
      if (match !== null) return rest(match[3] === undefined ? null : expressionOf(match[2], match[3]));
      return { entries: named(text, null, node.range) };
    }
    const entry = node.kind === 'mapping' && node.entries.length === 1 ? node.entries[0]! : null;
    if (entry === null) throw new UnreadableNav('an entry has not one title');
    const title = String(entry.key);
    if (entry.value.kind === 'sequence') {
      return { section: { title, range: entry.keyRange, items: entry.value.items.map(itemOf) } };
    }
    const value = stringValue(entry.value);
    if (value === null) throw new UnreadableNav('the target of an entry is no text');
    return { entries: named(value, title, entry.value.range) };
  }
  function named(name: string, title: string | null, range: SourceRange): readonly NavEntry[] {
    const child = byName.get(name);
    if (child === undefined) return [targetEntry(title, null, name, range, source.context)];
    used.add(child);
    return child.entries(title, range);
  }
  if (appendsRest && !rests.includes(null)) items.push(rest(null));
  // Patterns take what they match before the rest without one.
  const order = [
    ...rests.filter((expression) => expression !== null),
    ...rests.filter((expression) => expression === null),
  ];
  const taken = new Map<RegExp | null, Child[]>();
  for (const child of children) {
    if (used.has(child)) continue;
    const at = order.findIndex((expression) => expression === null || expression.test(child.name));
    if (at === -1) continue;
    const list = taken.get(order[at]!);
    if (list === undefined) taken.set(order[at]!, [child]);
    else list.push(child);
  }
  const made = (list: readonly Item[]): readonly NavEntry[] =>
    list.flatMap((item) => {
      if ('entries' in item) return item.entries;
      if ('section' in item) {
        const { title, range, items: inner } = item.section;
        return [sectionEntry(title, range, made(inner), range)];
      }
      return (taken.get(item.rest) ?? []).flatMap((child) => child.entries(null, source.range));
    });
  return made(items);
}

function expressionOf(kind: string | undefined, pattern: string): RegExp {
  if (kind !== 'regex') return pathGlob(pattern);
  try {
    return new RegExp(pattern);
  } catch {
    throw new UnreadableNav(`\`${pattern}\` is an expression that cannot be read here`);
  }
}

function settingsOf(tree: Tree, source: NavSource, filename: string): ConfigurationNode | null {
  const node = readNavFile(source, joinPath(tree.path, filename));
  if (node === 'invalid') throw new UnreadableNav(`${joinPath(tree.path, filename)} cannot be read`);
  return node;
}

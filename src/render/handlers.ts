import type { ElementContent, Element as HastElement, Properties } from 'hast';
import type { Nodes, Root } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import type { Handlers, State } from 'mdast-util-to-hast';
import { BLOCK_LEVEL_ELEMENTS } from '../python-markdown/markdown.ts';
import { withLines } from './code-lines.ts';

declare module 'hast' {
  interface ElementData {
    /** The address of a link or an image as MkDocs looks it up, where character references make it another one. */
    undecodedAddress?: string;
  }
}

const BLOCK_LEVEL = new Set(BLOCK_LEVEL_ELEMENTS);

/**
 * How each node of a MkDocs tree becomes the HTML that Python-Markdown writes. The handlers that `mdast-util-to-hast`
 * brings show CommonMark: tight lists, trimmed lines and footnotes differ, so none of them is used.
 */
const byType: Handlers = {
  root: (state, node) => ({ type: 'root', children: all(state, node) }) as never,
  text: (_state, node) => ({ type: 'text', value: node.value }),
  html: (_state, node) => ({ type: 'raw', value: node.value }),
  paragraph: (state, node) =>
    node.data?.bare === true && node.data.hName === undefined ? all(state, node) : element('p', all(state, node)),
  heading: (state, node) => element(`h${node.depth}`, all(state, node)),
  thematicBreak: () => element('hr', []),
  break: () => [element('br', []), { type: 'text', value: '\n' }],
  blockquote: (state, node) => element('blockquote', all(state, node)),
  list: (state, node) => element(node.ordered ? 'ol' : 'ul', all(state, node)),
  listItem: (state, node) => element('li', all(state, node)),
  code: (_state, node) => element('pre', [element('code', [{ type: 'text', value: `${node.value}\n` }])]),
  inlineCode: (_state, node) => element('code', [{ type: 'text', value: node.value }]),
  emphasis: (state, node) => element('em', all(state, node)),
  strong: (state, node) => element('strong', all(state, node)),
  delete: (state, node) => element('del', all(state, node)),
  link: (state, node) => {
    const properties: Properties = node.data?.noAddress === true ? {} : { href: node.url };
    if (typeof node.title === 'string') properties.title = node.title;
    return withAddress(element('a', all(state, node), properties), node);
  },
  image: (_state, node) => {
    const properties: Properties = node.data?.noAlternative === true ? {} : { alt: node.alt ?? '' };
    properties.src = node.url;
    if (typeof node.title === 'string') properties.title = node.title;
    return withAddress(element('img', [], properties), node);
  },
  table: (state, node) => {
    const sections: HastElement[] = [];
    for (const row of node.children) {
      const name = typeof row.data?.section === 'string' ? row.data.section : sections.length === 0 ? 'thead' : 'tbody';
      if (sections[sections.length - 1]?.tagName !== name) sections.push(element(name, [lineFeed()]));
      sections[sections.length - 1]!.children.push(...content(state.one(row, node)), lineFeed());
    }
    return element(
      'table',
      sections.flatMap((section) => [lineFeed(), section]),
    );
  },
  tableRow: (state, node) => element('tr', all(state, node)),
  tableCell: (state, node) => element('td', all(state, node)),
  footnotes: (state, node) => {
    const before = node.data?.separator === true ? [element('hr', [])] : [];
    return element('div', [...before, element('ol', all(state, node))]);
  },
  footnoteDefinition: (state, node) => element('li', all(state, node)),
  footnoteReference: () => element('sup', []),
  containerDirective: (state, node) =>
    element('div', node.data?.tabbedSet === true ? tabbedSet(state, node) : all(state, node)),
  textDirective: (state, node) => element('span', all(state, node)),
};

/** The same, with what the node's `data` says of its element applied. */
export const handlers: Handlers = Object.fromEntries(
  Object.entries(byType).map(([type, handle]) => [
    type,
    (state: State, node: Nodes, parent: Parameters<typeof handle>[2]) => {
      const made = handle(state, node, parent);
      return made !== undefined && !Array.isArray(made) && made.type === 'element' ? withData(node, made) : made;
    },
  ]),
);
/** What `state.applyData` does, without the deep copy that it makes of every attribute. */
function withData({ data }: Nodes, made: HastElement): HastElement {
  if (data === undefined) return made;
  if (typeof data.hName === 'string') made.tagName = data.hName;
  if (data.hProperties) Object.assign(made.properties, data.hProperties);
  if (data.hChildren) made.children = data.lineCount === undefined ? data.hChildren : withLines(data.hChildren, data);
  return made;
}

/** What `renderHast` wraps a tree in. */
export interface PageNode {
  readonly type: 'page';
  readonly tree: Root;
}

/** A node that has no handler of its own is an element of the name in its `data`. */
export function unknownHandler(state: State, node: Nodes | PageNode): ReturnType<State['one']> {
  if (node.type === 'page') return state.one(node.tree, undefined);
  const made = element(node.data?.hName ?? 'div', 'children' in node ? all(state, node) : []);
  return withData(node, made);
}

/** The buttons, labels and bodies of a set of tabs, in the form that the extension was set to write. */
function tabbedSet(state: State, node: Nodes): ElementContent[] {
  const tabs = ('children' in node ? (node.children as ContainerDirective[]) : []).map((tab) => {
    const body = state.one({ ...tab, children: tab.children.slice(1) }, node as never) as HastElement;
    return {
      input: element('input', [], tab.data?.input as Properties),
      label: state.one(tab.children[0]!, tab) as HastElement,
      body,
    };
  });
  if (node.data?.alternate !== true) {
    return tabs.flatMap(({ input, label, body }) => [input, label, body, lineFeed()]);
  }
  return [
    ...tabs.map(({ input }) => input),
    element(
      'div',
      tabs.map(({ label }) => label),
      { class: 'tabbed-labels' },
    ),
    lineFeed(),
    element(
      'div',
      tabs.flatMap(({ body }) => [lineFeed(), body]),
      { class: 'tabbed-content' },
    ),
  ];
}

/**
 * A node's children. Blocks are set apart by line feeds as Python-Markdown's `PrettifyTreeprocessor` does: without them the
 * words of neighbouring cells and paragraphs would run into each other.
 */
function all(state: State, node: Nodes): ElementContent[] {
  const children: ElementContent[] = [];
  if (!('children' in node)) return children;
  for (const child of node.children) {
    for (const piece of content(state.one(child, node as never))) {
      const block = isBlock(piece, child);
      // What follows in one piece of raw HTML or in one paragraph brings its own line feeds, which count inside `pre`.
      const last = children[children.length - 1];
      const own = child.data?.adjoins === true || (piece.type === 'text' && piece.value.startsWith('\n'));
      if (own && last?.type === 'text' && last.value === '\n') children.pop();
      if (block && children.length === 0 && node.type !== 'root') children.push(lineFeed());
      children.push(piece);
      if (block) children.push(lineFeed());
    }
  }
  return children;
}

function isBlock(piece: ElementContent, node: Nodes): boolean {
  if (piece.type === 'element') return BLOCK_LEVEL.has(piece.tagName);
  return node.type === 'html' && node.data?.inline !== true;
}

/** Carries the address that MkDocs looks up to where links are rewritten. */
function withAddress(made: HastElement, node: Nodes): HastElement {
  if (typeof node.data?.undecodedAddress === 'string') made.data = { undecodedAddress: node.data.undecodedAddress };
  return made;
}

function lineFeed(): ElementContent {
  return { type: 'text', value: '\n' };
}

function content(value: ReturnType<State['one']>): ElementContent[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as ElementContent[];
}

function element(tagName: string, children: ElementContent[], properties: Properties = {}): HastElement {
  return { type: 'element', tagName, properties, children };
}

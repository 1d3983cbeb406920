import type { ElementContent } from 'hast';
import type { Image, Link, Nodes, Root } from 'mdast';
import type { Visitor } from '../rule.ts';
import type { Site, SitePage } from '../site/site.ts';
import { ADDRESS_ATTRIBUTES, htmlFacts } from './html-facts.ts';
import { spanIn, spanOf } from './node-span.ts';
import { textOf } from './node-text.ts';
import type {
  HeadingFact,
  IdFact,
  LineIdFact,
  LinkFact,
  LinkSyntax,
  MkdocsAnchorsFact,
  NoteFact,
  PageFacts,
  StyleAttributeFact,
  StyleElementFact,
} from './page-facts.ts';
import { strandedLinks } from './stranded-links.ts';

/** What the collection needs of a page beside its tree. */
export interface FactSource {
  readonly page: SitePage;
  readonly text: string;
  readonly tree: Root;
  readonly title: string | null;
  readonly frontMatter: Readonly<Record<string, unknown>> | null;
  readonly dependencies: readonly string[];
  readonly notes: readonly NoteFact[];
  /** The anchors that MkDocs finds, and the addresses of the back links of footnotes. */
  readonly anchors: ReadonlySet<string>;
  readonly backLinks: readonly string[];
}

/** Handlers that gather a page's facts during the walk that the rules share, and the facts once it is over. */
export function collectFacts(site: Site, source: FactSource): { visitor: Visitor; facts(): PageFacts } {
  const headings: HeadingFact[] = [];
  const links: LinkFact[] = [];
  const stranded: LinkFact[] = [];
  const ids: IdFact[] = [];
  const lineIds: LineIdFact[] = [];
  const styleElements: StyleElementFact[] = [];
  const styleAttributes: StyleAttributeFact[] = [];

  const addAttributes = (node: Nodes, element: string, attributes: Readonly<Record<string, unknown>>) => {
    if (typeof attributes.id === 'string') ids.push({ id: attributes.id, source: 'other' });
    if (element === 'a' && typeof attributes.name === 'string') ids.push({ id: attributes.name, source: 'other' });
    if (typeof attributes.style === 'string') {
      styleAttributes.push({ element, css: attributes.style, span: spanOf(node) });
    }
  };
  /** Attributes of any node that MkDocs shows: an attribute list may stand on each of them. */
  const any = (node: Nodes) => {
    const { data } = node;
    if (data === undefined) return;
    if (data.hProperties !== undefined) addAttributes(node, data.hName ?? node.type, data.hProperties);
    if (data.hChildren !== undefined) addHast(node, data.hChildren);
  };
  const addHast = (node: Nodes, children: readonly ElementContent[]) => {
    for (const child of children) {
      if (child.type !== 'element') continue;
      addAttributes(node, child.tagName, child.properties);
      addHast(node, child.children);
    }
  };
  const addLink = (node: Link | Image, element: 'a' | 'img', attribute: string) => {
    any(node);
    const { data } = node;
    if (data?.generated === true || data?.noAddress === true) return;
    const destination = data?.definition ?? (data?.destination === undefined ? null : spanIn(node, data.destination));
    const undecoded = data?.undecodedAddress;
    links.push({
      url: node.url,
      ...(typeof undecoded === 'string' && { undecoded }),
      element,
      attribute,
      syntax: syntaxOf(node),
      resolved: true,
      span: spanOf(node),
      destination,
    });
  };
  /** An element of the tree that mdast has no node for; MkDocs resolves `a` and `img` of these too. */
  const directive: NonNullable<Visitor['containerDirective']> = (node) => {
    const attributes = node.attributes ?? {};
    const element = node.data?.hName ?? node.name;
    addAttributes(node, element, attributes);
    if (node.data?.hChildren !== undefined) addHast(node, node.data.hChildren);
    for (const attribute of ADDRESS_ATTRIBUTES[element] ?? []) {
      const url = attributes[attribute];
      if (typeof url !== 'string') continue;
      const resolved = (element === 'a' && attribute === 'href') || (element === 'img' && attribute === 'src');
      links.push({ url, element, attribute, syntax: 'html', resolved, span: spanOf(node), destination: null });
    }
  };

  const visitor: Visitor = {
    paragraph: any,
    emphasis: any,
    strong: any,
    delete: any,
    inlineCode: any,
    list: any,
    listItem: any,
    blockquote: any,
    table: any,
    tableRow: any,
    tableCell: any,
    footnoteReference: any,
    footnoteDefinition: any,
    footnotes: any,
    definitionList: any,
    definitionTerm: any,
    definitionDescription: any,
    mark: any,
    insert: any,
    superscript: any,
    subscript: any,
    keyboard: any,
    abbreviation: any,
    icon: any,
    inlineMath: any,
    math: any,
    thematicBreak: any,
    break: any,
    code(node) {
      any(node);
      const { data } = node;
      if (typeof data?.lineIds !== 'string') return;
      const first = Number(data.firstLine ?? 1);
      const count = Number(data.lineCount ?? 0);
      for (const prefix of data.lineIds.split(' ')) lineIds.push({ prefix, first, count });
    },
    heading(node) {
      const { data } = node;
      const { id: _own, ...rest } = data?.hProperties ?? {};
      addAttributes(node, `h${node.depth}`, rest);
      const id = data?.id ?? (typeof _own === 'string' ? _own : null);
      if (id !== null) ids.push({ id, source: 'heading' });
      headings.push({ depth: node.depth, id, text: data?.headingText ?? textOf(node), span: spanOf(node) });
    },
    link: (node) => addLink(node, 'a', 'href'),
    image: (node) => addLink(node, 'img', 'src'),
    containerDirective: directive,
    textDirective: directive as unknown as NonNullable<Visitor['textDirective']>,
    html(node) {
      const found = htmlFacts(node);
      headings.push(...found.headings);
      ids.push(...found.ids);
      links.push(...found.links);
      stranded.push(...strandedLinks(node));
      styleElements.push(...found.styleElements);
      styleAttributes.push(...found.styleAttributes);
    },
  };
  const markers = new Set(site.unknowable.text.flatMap((text) => text.markers).filter((m) => source.text.includes(m)));
  return {
    visitor,
    facts: () => ({
      path: source.page.path,
      title: source.title,
      headings,
      ids,
      ...mkdocsAnchors(ids, source),
      lineIds,
      links,
      strandedLinks: stranded,
      frontMatter: source.frontMatter,
      styleElements,
      styleAttributes,
      markers: [...markers],
      dependencies: source.dependencies,
      notes: source.notes,
    }),
  };
}

function mkdocsAnchors(
  ids: readonly IdFact[],
  { anchors, backLinks }: FactSource,
): { readonly mkdocsAnchors?: MkdocsAnchorsFact } {
  const own = new Set(ids.map(({ id }) => id));
  const added = [...anchors].filter((id) => !own.has(id));
  const missing = [...own].filter((id) => !anchors.has(id));
  const unusedBackLinks = backLinks.filter((address) => !anchors.has(address.slice(1)));
  if (added.length + missing.length + unusedBackLinks.length === 0) return {};
  return { mkdocsAnchors: { added, missing, unusedBackLinks } };
}

function syntaxOf(node: Link | Image): LinkSyntax {
  const syntax = node.data?.syntax;
  if (node.data?.referenceType !== undefined) return 'reference';
  if (syntax === 'autolink' || syntax === 'magiclink') return 'autolink';
  if (syntax === 'md_in_html' || syntax === 'html') return 'html';
  return node.data?.destination === undefined ? 'other' : 'markdown';
}

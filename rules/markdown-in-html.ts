import type { Nodes, Root } from 'mdast';
import { canonicalName, resolveDialect } from '../src/python-markdown/dialect.ts';
import { defineRule } from '../src/rule.ts';
import type { Site } from '../src/site/site.ts';
import { indentedContents, mayBeContent } from './shared/indented-content.ts';
import { strandedIn, withFixes } from './shared/stranded-element.ts';
import { MAY_HOLD_MARKDOWN, type MarkdownCount } from './shared/stranded-markdown.ts';

export default defineRule({
  summary: 'Markdown within HTML elements is read as Markdown.',
  why: 'Python-Markdown passes a block-level HTML element on as it is, up to its end tag, so readers see `**bold**`, `[text](address)` and `### Heading` as they are written, and links in it do not work. Only an element with the attribute `markdown` is looked into (extension `md_in_html`), and only when each element around it has the attribute, too.',
  since: '0.1.0',
  fix: 'unsafe',
  options: {},
  messages: {
    attribute: '{what} as plain text: this `<{element}>` is passed on as it is, for want of the attribute `markdown`.',
    inside: '{what} as plain text: an element in this `<{element}>` lacks the attribute `markdown`.',
    indented:
      '{what} as code: the content of this `<{element}>` is indented by four columns or more, which makes it a code block.',
    extension: '{what} as plain text: Markdown in HTML is not read, as the extension `md_in_html` is not switched on.',
  },
  page({ site, text, readAs, report }) {
    let tree: Root | null = null;
    let isCandidate = false;
    let isIndented = false;
    /** Elements that `md_in_html` has read: others in them may lack the attribute. */
    const element = (node: Nodes) => {
      if (node.data?.syntax === 'md_in_html') isCandidate = true;
    };
    return {
      root(node) {
        tree = node;
      },
      html(node) {
        if (isCandidate || node.data?.syntax !== 'raw') return;
        isCandidate = MAY_HOLD_MARKDOWN.test(node.value);
      },
      code(node, _index, parent) {
        if (!isIndented && mayBeContent(node, parent)) isIndented = MAY_HOLD_MARKDOWN.test(node.value);
      },
      containerDirective: element,
      list: element,
      table: element,
      blockquote: element,
      definitionList: element,
      end() {
        if (tree === null) return undefined;
        for (const { name, span, count, edits } of isIndented ? indentedContents(tree, text) : []) {
          const title = `Move the content of the <${name}> to the margin`;
          report({
            message: 'indented',
            values: { what: shown(count), element: name },
            span,
            data: { element: name, ...countsOf(count) },
            // What stands in a code block may be meant as code after all.
            fixes: [{ title, class: 'unsafe', effect: 'code', edits }],
          });
        }
        if (!isCandidate) return undefined;
        const found = strandedIn(tree, text);
        if (found.length === 0) return undefined;
        const extensions = extensionsOf(site);
        const isOn = extensions.has('md_in_html');
        let fixed: ReturnType<typeof withFixes> | null = null;
        for (const [index, { root, count }] of found.entries()) {
          report({
            message: !isOn ? 'extension' : root.mode === 'off' ? 'attribute' : 'inside',
            values: { what: shown(count), element: root.name },
            span: { start: root.start, end: root.contentStart },
            data: { element: root.name, ...countsOf(count) },
            ...(isOn && {
              fixes: () => {
                fixed ??= withFixes(found, tree!, text, readAs, extensions);
                const { edits } = fixed[index]!;
                if (edits === null) return [];
                return [
                  {
                    title: `Let the Markdown in the <${root.name}> be read`,
                    class: 'safe',
                    effect: 'structure',
                    edits,
                  },
                ];
              },
            }),
          });
        }
        return undefined;
      },
    };
  },
});

function countsOf({ headings, links, bold, lists, listItems, tables }: MarkdownCount) {
  return { headings, links, bold, lists, listItems, tables };
}

/** "`**Patterns**` and 12 links show". */
function shown(count: MarkdownCount): string {
  const kinds: [keyof MarkdownCount, string, string][] = [
    ['headings', 'heading', 'headings'],
    ['links', 'link', 'links'],
    ['listItems', 'list item', 'list items'],
    ['bold', 'bold text', 'bold texts'],
    ['tables', 'table', 'tables'],
  ];
  const parts: string[] = [];
  const total = kinds.reduce((sum, [kind]) => sum + Number(count[kind]), 0);
  for (const [kind, one, more] of kinds) {
    const number = Number(count[kind]);
    if (number > 0) parts.push(`${number} ${number === 1 ? one : more}`);
  }
  if (total === 1) return `\`${count.sample}\` shows`;
  const listed = parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  return `${listed} (\`${count.sample}\`) show`;
}

const known = new WeakMap<Site, ReadonlySet<string>>();

/** Names of the extensions that are on, those that `extra` stands for included. */
function extensionsOf(site: Site): ReadonlySet<string> {
  let names = known.get(site);
  if (names === undefined) {
    names = new Set(resolveDialect(site.dialect).known.map(({ extension }) => canonicalName(extension.name)));
    known.set(site, names);
  }
  return names;
}

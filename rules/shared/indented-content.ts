import type { Nodes, Root } from 'mdast';
import { spanOf } from '../../src/facts/node-span.ts';
import type { TextEdit } from '../../src/text/edits.ts';
import type { SourceSpan, Span } from '../../src/text/span.ts';
import { countMarkdown, type MarkdownCount } from './stranded-markdown.ts';

/** An element that `md_in_html` reads, whose content is indented as in HTML and so became code. */
export interface IndentedContent {
  readonly name: string;
  /** Its start tag. */
  readonly span: SourceSpan;
  readonly count: MarkdownCount;
  /** Edits that move the content to the margin. */
  readonly edits: readonly TextEdit[];
}

/** Whether a code block may be the indented content of an HTML element. */
export function mayBeContent(node: Nodes, parent: Nodes | undefined): boolean {
  return node.data?.syntax === 'indented' && parent?.data?.syntax === 'md_in_html';
}

/**
 * Elements whose content begins right behind the start tag, on the next line, indented by four columns or more, and all of
 * whose text is indented so. Code that is meant stands behind an empty line; and only what is neither a list nor a comment of a
 * program counts: bold text, links, tables.
 */
export function indentedContents(tree: Root, text: string): IndentedContent[] {
  const found: IndentedContent[] = [];
  const walk = (node: Nodes) => {
    if (!('children' in node)) return;
    const content = node.data?.syntax === 'md_in_html' ? contentOf(node, text) : null;
    if (content !== null) found.push(content);
    for (const child of node.children) walk(child);
  };
  walk(tree);
  return found;
}

function contentOf(node: Nodes & { readonly children: readonly Nodes[] }, text: string): IndentedContent | null {
  const span = spanOf(node);
  const marker = node.data?.marker as Span | undefined;
  const code = node.children.filter((child) => child.type === 'code');
  if (span === null || span.file !== undefined || marker === undefined || code.length === 0) return null;
  const isAllCode = node.children.every(
    (child) => child.data?.syntax === 'indented' || child.data?.syntax === 'md_in_html' || child.type === 'html',
  );
  if (!isAllCode || !/^\r?\n(?: {4,}|\t)\S/.test(text.slice(marker.end, marker.end + 200))) return null;
  const count = countMarkdown(code.map((child) => (child.type === 'code' ? `\n${child.value}` : '')).join('\n'));
  if (count.bold + count.links + count.tables === 0) return null;
  return {
    name: String(node.data?.hName ?? ('name' in node ? node.name : node.type)),
    span: { start: marker.start, end: marker.end },
    count,
    edits: dedent(text, marker.end, span.end),
  };
}

/** Moves the lines between two offsets to the left by the blanks that all of them begin with. */
function dedent(text: string, from: number, to: number): TextEdit[] {
  const lines: { start: number; blanks: number }[] = [];
  for (let start = text.indexOf('\n', from) + 1; start > 0 && start < to; start = text.indexOf('\n', start) + 1) {
    const blanks = /[ \t]*/y;
    blanks.lastIndex = start;
    const length = blanks.exec(text)![0].length;
    const first = start + length;
    if (first < to && !'\r\n'.includes(text[first]!) && !text.startsWith('</', first))
      lines.push({ start, blanks: length });
  }
  const base = Math.min(...lines.map(({ blanks }) => blanks));
  return lines.map(({ start }) => ({ start, end: start + base, text: '' }));
}

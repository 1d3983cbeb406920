import type { Nodes, Parents } from 'mdast';
import { defineRule } from '../src/rule.ts';
import { type ContainerBody, evidentBody, indentBody } from './shared/container-body.ts';
import { opensContainer } from './shared/line-forms.ts';

/**
 * The method: of each admonition, details element and tab that the reader made without a body, the lines below its marker
 * are looked at. What is right below, or indented by one to three columns, was meant as its body; a box that has nothing
 * of the kind below it is a title alone, which is legal.
 */
export default defineRule({
  summary: 'The text of an admonition, of details or of a tab is indented by four columns.',
  why: 'With less the box is shown empty, and its text stands below it like any other: a warning no longer looks like one, hidden text is not hidden, a tab opens to nothing.',
  since: '0.1.0',
  fix: 'unsafe',
  options: {},
  messages: {
    indented: '`{marker}` shows as {what}: its text is indented by {columns} instead of four, and stands below it.',
    flush: '`{marker}` shows as {what}: its text is not indented, and stands below it.',
  },
  page({ site, text, span, report }) {
    const markers = site.unknowable.text.flatMap((cause) => cause.markers);
    let habit: boolean | null = null;
    const listsAreIndented = () => (habit ??= hasIndentedLists(text));

    const inspect = (node: Nodes, index: number | undefined, parent: Parents | undefined) => {
      const place = span(node);
      const marker = node.data?.marker;
      if (place === null || place.file !== undefined || marker === undefined) return;
      const body = evidentBody(text, marker.start, marker.end);
      if (body === null) return;
      const last = body.lines.at(-1)!;
      const written = text.slice(body.lines[0]!.start, last.end);
      // A macro may write what is missing.
      if (markers.some((mark) => written.includes(mark))) return;
      const isList = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]/.test(body.lines[0]!.text);
      if (body.apart && isList && node.data?.titleSpan !== undefined && listsAreIndented()) return;

      const following = parent === undefined || index === undefined ? [] : parent.children.slice(index + 1, index + 40);
      report({
        message: body.indent === 0 ? 'flush' : 'indented',
        values: {
          marker: text.slice(marker.start, marker.end).replaceAll('`', "'").trim(),
          what: shownAs(node),
          columns: body.indent === 1 ? 'one column' : body.indent === 2 ? 'two columns' : 'three columns',
        },
        span: { start: marker.start, end: marker.end },
        data: { columns: body.indent, lines: body.lines.length },
        fixes: [
          {
            title: 'Indent its text by four columns.',
            class: fixClass(body, written, following),
            effect: 'structure',
            edits: indentBody(body, text, marker.start),
          },
        ],
      });
    };
    return {
      containerDirective(node, index, parent) {
        const syntax = node.data?.syntax;
        if (syntax === 'admonition' || syntax === 'details') {
          if (isEmpty(node)) inspect(node, index, parent);
        } else if (syntax === 'tabbed' && node.name === 'tabs') {
          // Text below a tab ends the set, so only its last tab can have lost its body.
          const last = node.children.at(-1);
          if (last !== undefined && isEmpty(last)) inspect(last, index, parent);
        }
      },
    };
  },
});

function isEmpty(node: Nodes): boolean {
  return 'children' in node && node.children.every((child) => child.data?.directiveLabel === true);
}

function shownAs(node: Nodes): string {
  switch (node.data?.syntax) {
    case 'tabbed':
      return 'an empty tab';
    case 'details':
      return 'a box that opens to nothing';
    default:
      return 'an empty box';
  }
}

/** Safe only where nothing else can have been meant, and where the text reads in the box as it does outside. */
function fixClass(body: ContainerBody, written: string, following: readonly Nodes[]): 'safe' | 'unsafe' | 'suggestion' {
  // A list that goes on after the blank line would be cut in two. A paragraph ends where its lines do.
  const end = body.lines.at(-1)!.end;
  const cut = following.some(({ type, position }) => {
    if (type === 'paragraph') return false;
    const from = position?.start.offset;
    const to = position?.end.offset;
    return from !== undefined && to !== undefined && from < end && to > end;
  });
  if (body.open) return 'suggestion';
  // Four columns in, raw HTML is running text (S-HTML-05): Markdown in it comes alive, and a blank line cuts it.
  if (cut || /<(?:pre|script|style|textarea)\b/i.test(written) || isCutDrawing(written)) return 'unsafe';
  return 'safe';
}

function isCutDrawing(written: string): boolean {
  const start = written.indexOf('<svg');
  return start >= 0 && /\n[ \t\r]*\n/.test(written.slice(start, written.lastIndexOf('</svg>')));
}

/** Whether the page indents lists that follow on a paragraph: then one below a title need not be its body. */
function hasIndentedLists(text: string): boolean {
  for (const match of text.matchAll(/^(\S[^\n]*)\n[ \t\r]*\n {1,3}(?:[-*+]|\d+[.)])[ \t]/gm)) {
    if (!opensContainer(match[1]!) && !/^(?:[-*+]|\d+[.)])[ \t]/.test(match[1]!)) return true;
  }
  return false;
}

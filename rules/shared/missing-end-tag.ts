import type { Nodes, Root } from 'mdast';
import { spanOf } from '../../src/facts/node-span.ts';
import type { Fix } from '../../src/rule.ts';
import { applyEdits } from '../../src/text/edits.ts';
import type { Span } from '../../src/text/span.ts';

const MARKS = /^(?:#{1,6} \S|[-*+] \S|\d{1,9}\. \S|\|.*\|$)|\*\*[^*\s]|\]\([^)\s]/m;
/** What is no Markdown wherever it stands: fences, and elements with text of another kind. */
const OTHER = /^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[ \t]*$|<(pre|script|style|svg)\b[\s\S]*?<\/\2>/gim;

/** Whether a source that is left as it is holds marks of Markdown, outside of fences. */
export function showsMarkdown(source: string): boolean {
  return MARKS.test(source.replace(OTHER, ''));
}

const HEADING = /^#{1,6} +\S/;

/**
 * Puts the end tag of an element before the first heading that follows it after a blank line, where that mends the page:
 * what follows is read as Markdown again. Null where nothing tells the place.
 */
export function missingEndTag(name: string, opening: Span, text: string, readAs: (text: string) => Root): Fix | null {
  const lineStart = text.lastIndexOf('\n', opening.start - 1) + 1;
  const indent = text.slice(lineStart, opening.start);
  if (indent.trim() !== '') return null;
  let at = opening.end;
  let last: number | null = null;
  let blank = false;
  let isFirst = true;
  while (at < text.length) {
    const feed = text.indexOf('\n', at);
    const end = feed === -1 ? text.length : feed;
    const line = text.slice(at, end).trimEnd();
    if (!isFirst && blank && last !== null && HEADING.test(line)) break;
    if (/^(?:`{3,}|~{3,})/.test(line.trimStart())) return null;
    blank = line.trim() === '';
    if (!blank) last = at + line.length;
    isFirst = false;
    at = end + 1;
  }
  if (last === null || at >= text.length) return null;
  const onItsLine = text.slice(opening.end, text.indexOf('\n', opening.end)).trim() !== '';
  const edits = [{ start: last, end: last, text: onItsLine ? `</${name}>` : `\n${indent}</${name}>` }];
  const fixed = applyEdits(text, edits);
  if (!hasHeadingAt(readAs(fixed), fixed.length - (text.length - at))) return null;
  return { title: `Close the \`<${name}>\` before the heading`, class: 'unsafe', effect: 'structure', edits };
}

function hasHeadingAt(node: Nodes, offset: number): boolean {
  if (node.type === 'heading') return spanOf(node)?.start === offset;
  return 'children' in node && node.children.some((child) => hasHeadingAt(child, offset));
}

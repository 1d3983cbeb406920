import type { Root } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { defineRule } from '../src/rule.ts';
import { unknowableText } from '../src/site/plugins.ts';
import type { SourceSpan } from '../src/text/span.ts';
import { fenceFaults, isInFenceFault } from './shared/fence-fault.ts';
import { missingEndTag, showsMarkdown } from './shared/missing-end-tag.ts';
import { type RawPiece, tagFaults } from './shared/open-tags.ts';

/**
 * The method: the tags of a page's raw HTML are followed in order, as Python-Markdown and a browser do. Elements whose end
 * tag may be left out are fine inside others; at the start of a block Python-Markdown waits for the end tag of each.
 */
export default defineRule({
  summary: 'Every HTML element that needs an end tag has one.',
  why: 'From a block element without its end tag on, Python-Markdown leaves the whole rest of the page as it is: headings, lists and links show as text.',
  since: '0.2.0',
  fix: 'unsafe',
  options: {},
  messages: {
    raw: '`<{name}>` is never closed: from here to the end of the page Markdown shows as text.',
    inside: '`<{name} markdown>` is never closed: the rest {of} is inside it.',
    formatting: '`<{name}>` is never closed: the rest of the page looks like it.',
    link: '`<a>` is not closed: the link goes on up to the next one.',
    stray:
      'Nothing is open that `</{name}>` could close: it closes an element of the theme, and what follows falls out of its place.',
    comment: 'This comment is never closed: it shows as text.',
    brokenComment: 'A comment that does not begin in the first columns holds no blank line: this one shows as text.',
  },
  page({ site, text, span, readAs, report }) {
    const pieces: { nodes: RawPiece['nodes'][number][]; inline: boolean; inCell: boolean }[] = [];
    const elements: ContainerDirective[] = [];
    let cell: unknown = null;
    let tree: Root | null = null;
    const isExchanged = (at: SourceSpan) =>
      at.file === undefined && isInFenceFault(fenceFaults(tree!, text, readAs), at.start);
    return {
      root(node) {
        tree = node;
      },
      tableCell(node) {
        cell = node;
      },
      html(node, _index, parent) {
        const last = pieces.at(-1);
        const inline = node.data?.inline === true || node.data?.syntax !== 'raw';
        if (node.data?.adjoins === true && last !== undefined && !inline) last.nodes.push(node);
        else pieces.push({ nodes: [node], inline, inCell: parent === cell });
      },
      containerDirective(node) {
        if (node.data?.syntax === 'md_in_html') elements.push(node);
      },
      text(node) {
        if (!node.value.includes('<!--')) return;
        const at = span(node);
        if (at === null || at.file !== undefined) return;
        const start = text.slice(at.start, at.end).search(/(?<!\\)<!--/) + at.start;
        if (start < at.start) return;
        const close = text.indexOf('-->', start);
        const line = { start, end: start + 4 };
        if (close === -1) report({ message: 'comment', span: line });
        else if (/\n[ \t]*\r?\n/.test(text.slice(start, close))) report({ message: 'brokenComment', span: line });
      },
      end() {
        if (pieces.length === 0 && elements.length === 0) return undefined;
        if (unknowableText(site, text) !== null) return undefined;
        const faults = tagFaults(pieces);
        for (const { name, span: at, piece } of faults.unclosed) {
          const last = span(piece.nodes.at(-1)!);
          // What nothing closes goes on to the end; else it is a tag alone in text that is no Markdown.
          if (at === null || at.file !== undefined || last === null || text.slice(last.end).trim() !== '') continue;
          if (isExchanged(at) || !showsMarkdown(text.slice(at.end))) continue;
          const fixes = () => {
            const fix = missingEndTag(name, at, text, readAs);
            return fix === null ? [] : [fix];
          };
          report({ message: 'raw', values: { name }, span: at, fixes });
        }
        for (const node of elements) {
          const at = span(node);
          if (at === null || at.file !== undefined || closesItself(node, text.slice(at.start, at.end))) continue;
          const isLast = text.slice(at.end).trim() === '';
          const marker = node.data?.marker ?? at;
          const values = { name: node.name, of: isLast ? 'of the page' : 'of the element around it' };
          if (text.slice(marker.end, at.end).trim() !== '') report({ message: 'inside', values, span: marker });
        }
        for (const { name, span: at } of faults.formatting) {
          if (at === null || isExchanged(at)) continue;
          if (name !== 'a') report({ message: 'formatting', values: { name }, span: at });
          else if (at.file === undefined && reachesText(text.slice(at.end))) report({ message: 'link', span: at });
        }
        for (const { name, span: at } of faults.stray) {
          if (at !== null && !isExchanged(at)) report({ message: 'stray', values: { name }, span: at });
        }
        return undefined;
      },
    };
  },
});

/** Whether words stand between an opening tag and the next link. */
function reachesText(after: string): boolean {
  const next = /<a[\s>]|\]\(|\n[ \t]*\r?\n/i.exec(after)?.index ?? after.length;
  const inside = after.slice(0, next).replace(/<[^<>]*>/g, ' ');
  return /[\p{L}\p{N}]/u.test(inside);
}

/** Whether the source of an element with the attribute `markdown` ends in its end tag, or needs none. */
function closesItself(node: ContainerDirective, source: string): boolean {
  if (node.name === 'p' || node.name === 'li' || node.name === 'dd' || node.name === 'dt') return true;
  return new RegExp(`</${node.name}\\s*>\\s*$`, 'i').test(source.slice(-60));
}

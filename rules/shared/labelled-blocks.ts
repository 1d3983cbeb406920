import type { Html } from 'mdast';
import { type Tag, tagAttribute, tagsOf } from '../../src/html/tags.ts';

/** A part of a block that a bold label opens: `**Patterns Used:**` with a list below or text behind it. */
export interface LabelledPart {
  /** Without the colon. */
  readonly label: string;
  /** Items of the list that follows at once (blank lines apart). */
  readonly items: number;
  /** Whether text stands on the label's own line. */
  readonly text: boolean;
}

const LABEL = /^[ \t]*(?:\*\*|__|<strong>|<b>)([^*_<>]+?)(:?)(?:\*\*|__|<\/strong>|<\/b>)(:?)[ \t]*(.*)$/;
const ITEM = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\S/;

/** The labelled parts of a block's source: the words count, not whether MkDocs renders them. */
export function labelledParts(source: string): readonly LabelledPart[] {
  const parts: { label: string; items: number; text: boolean }[] = [];
  let open: { label: string; items: number; text: boolean } | null = null;
  for (const line of source.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') continue;
    const match = LABEL.exec(line);
    if (match !== null && (match[2] === ':' || match[3] === ':')) {
      open = { label: match[1]!.trim(), items: 0, text: match[4] !== '' };
      parts.push(open);
    } else if (open !== null && ITEM.test(line)) open.items++;
    else if (open !== null && open.items > 0 && /^[ \t]{2,}\S/.test(line)) continue;
    else open = null;
  }
  return parts;
}

/** An element with a class in a piece of raw HTML: offsets in the piece. */
export interface ClassedElement {
  readonly classes: readonly string[];
  readonly start: number;
  /** End of the opening tag. */
  readonly open: number;
  readonly contentEnd: number;
}

/** The elements with a class of a piece of raw HTML that also close in it. */
export function classedElements(node: Html): readonly ClassedElement[] {
  if (!node.value.includes('class')) return [];
  const elements: ClassedElement[] = [];
  const open: Tag[] = [];
  for (const tag of tagsOf(node.value)) {
    if (tag.kind === 'start') open.push(tag);
    else if (tag.kind === 'end') {
      const at = open.findLastIndex(({ name }) => name === tag.name);
      if (at === -1) continue;
      const [opening] = open.splice(at);
      const classes = (tagAttribute(opening!, 'class')?.value ?? '').split(/\s+/).filter(Boolean);
      if (classes.length === 0) continue;
      elements.push({ classes, start: opening!.start, open: opening!.end, contentEnd: tag.start });
    }
  }
  return elements.sort((a, b) => a.start - b.start);
}

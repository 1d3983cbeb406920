import { columns } from '../../src/text/columns.ts';
import type { Span } from '../../src/text/span.ts';
import { type RawElement, withDescendants } from './raw-element.ts';

/** A line of the page within an element, without its line end. */
export interface ContentLine {
  readonly start: number;
  readonly text: string;
  /** Columns before the first character that is no blank; a tab goes to the next multiple of four. */
  readonly indent: number;
  /** Offset of that character; the line's end for an empty line. */
  readonly first: number;
  readonly kind: 'blank' | 'text' | 'fence' | 'opening' | 'closing' | 'sheltered' | 'kept';
  /** The element that the line stands in: its indentation is of this element's content. */
  readonly owner: RawElement;
  /** The element whose start or end tag the line begins with. */
  readonly element: RawElement | null;
}

/** The lines of an element's content; that of its start tag is not among them, that of its end tag is. */
export function linesOf(source: string, root: RawElement, fences: readonly Span[]): ContentLine[] {
  const lines: ContentLine[] = [];
  const elements = [...withDescendants(root)];
  let next = 0;
  let inner = root;
  let fence = 0;
  let start = source.indexOf('\n', root.contentStart) + 1;
  while (start > 0 && start <= root.end) {
    const feed = source.indexOf('\n', start);
    const text = source.slice(start, feed === -1 ? source.length : feed).replace(/\r$/, '');
    const { length } = /^[ \t]*/.exec(text)![0];
    const first = start + length;
    if (first >= root.end) break;
    const opening = () => elements[next] !== undefined && elements[next]!.start <= first;
    while (opening()) inner = elements[next++]!;
    while (inner !== root && inner.end <= first) inner = inner.parent ?? root;
    while (fences[fence] !== undefined && fences[fence]!.end <= first) fence++;
    const inFence = fences[fence] !== undefined && fences[fence]!.start <= first;

    let kind: ContentLine['kind'] = 'text';
    let element: RawElement | null = null;
    let owner = inner;
    if (isSheltered(source, inner, first)) kind = 'sheltered';
    else if (inner.start === first && inner !== root) {
      kind = 'opening';
      element = inner;
      owner = inner.parent ?? root;
    } else if (inner.closed && inner.contentEnd === first) {
      kind = 'closing';
      element = inner;
      if (inner.isOpaque) kind = 'kept';
    } else if (inFence) kind = 'fence';
    else if (length === text.length) kind = 'blank';
    // Lines of a start tag, and of what shows its blanks.
    else if (first < inner.contentStart || inner.isOpaque) kind = 'kept';
    lines.push({ start, text, indent: columns(text.slice(0, length)), first, kind, owner, element });
    start = feed + 1;
  }
  return lines;
}

/** Choices, and comments between them: at the margin they would be taken out of the element that holds them. */
function isSheltered(source: string, element: RawElement, offset: number): boolean {
  if (element.name === 'option') return element.parent?.name === 'select' && element.start === offset;
  return element.name === 'select' && source.startsWith('<!--', offset);
}

/** The blanks before an offset, if nothing else stands before it on its line; else null. */
export function indentBefore(source: string, offset: number): string | null {
  let at = offset;
  while (at > 0 && (source[at - 1] === ' ' || source[at - 1] === '\t')) at--;
  return at === 0 || source[at - 1] === '\n' ? source.slice(at, offset) : null;
}

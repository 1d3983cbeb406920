import type { Html } from 'mdast';
import { spanIn } from '../../src/facts/node-span.ts';
import { type Tag, tagAttribute, tagsOf } from '../../src/html/tags.ts';
import type { SourceSpan } from '../../src/text/span.ts';

/** Elements without content, which have no end tag. */
const VOID = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(' '),
);

/** Elements whose look goes on behind their parent's end, up to the end of the page. */
const FORMATTING = new Set('a b big em font i s small strike strong tt u'.split(' '));

/** Elements of cells: formatting ends with them. */
const CELLS = new Set(['td', 'th', 'caption', 'button', 'object']);

/** Elements that themes put around a page: an end tag too many ends theirs. */
const AROUND_PAGES = new Set(['div', 'main', 'article']);

/** A tag in the source of a page. */
export interface PlacedTag {
  readonly name: string;
  readonly span: SourceSpan | null;
  /** The piece of raw HTML that holds it, and the index there. */
  readonly piece: RawPiece;
  readonly tag: Tag;
}

/** A block of raw HTML: one node, or several where fences stand in between; or a tag in running text. */
export interface RawPiece {
  readonly nodes: readonly Html[];
  readonly inline: boolean;
  readonly inCell: boolean;
}

/** What is wrong with the tags of a page. */
export interface TagFaults {
  /** The outermost elements of raw blocks that nothing ends: what follows them is raw. */
  readonly unclosed: readonly PlacedTag[];
  /** Elements of formatting that nothing ends. */
  readonly formatting: readonly PlacedTag[];
  /** End tags without an element, which end one of the theme's. */
  readonly stray: readonly PlacedTag[];
}

/** Follows the tags of all raw HTML of a page, in the order of the page. */
export function tagFaults(pieces: readonly RawPiece[]): TagFaults {
  const unclosed: PlacedTag[] = [];
  const stray: PlacedTag[] = [];
  /** Formatting that is open, by name, and how many elements of a name are, on the whole page. */
  const formatting = new Map<string, PlacedTag[]>();
  const onPage = new Map<string, number>();
  for (const piece of pieces) {
    const stack: PlacedTag[] = [];
    const open = new Map<string, number>();
    for (const node of piece.nodes) {
      for (const tag of tagsOf(node.value)) {
        const { name } = tag;
        if (VOID.has(name) || tag.kind === 'empty') continue;
        const placed: PlacedTag = { name, span: spanOfTag(node, tag), piece, tag };
        const inCell = piece.inCell || stack.some((other) => CELLS.has(other.name));
        if (FORMATTING.has(name) && !inCell) trackFormatting(formatting, placed);
        if (AROUND_PAGES.has(name)) {
          const count = (onPage.get(name) ?? 0) + (tag.kind === 'start' ? 1 : -1);
          onPage.set(name, Math.max(0, count));
          if (count < 0) stray.push(placed);
        }
        if (piece.inline) continue;
        if (tag.kind === 'start') {
          stack.push(placed);
          open.set(name, (open.get(name) ?? 0) + 1);
        } else if ((open.get(name) ?? 0) > 0) {
          for (let closed = stack.pop(); closed !== undefined; closed = stack.pop()) {
            open.set(closed.name, open.get(closed.name)! - 1);
            if (closed.name === name) break;
          }
        }
      }
    }
    if (stack.length > 0) unclosed.push(stack[0]!);
  }
  return { unclosed, stray, formatting: [...formatting.values()].flat() };
}

function trackFormatting(open: Map<string, PlacedTag[]>, placed: PlacedTag): void {
  const { name, tag } = placed;
  const known = open.get(name) ?? [];
  if (tag.kind === 'end') known.pop();
  else if (name !== 'a' || tagAttribute(tag, 'href') !== undefined) known.push(placed);
  else return;
  open.set(name, known);
}

function spanOfTag(node: Html, { start, end }: Tag): SourceSpan | null {
  const offsetAt = node.data?.offsetAt;
  return offsetAt === undefined ? null : spanIn(node, { start: offsetAt(start), end: offsetAt(end - 1) + 1 });
}

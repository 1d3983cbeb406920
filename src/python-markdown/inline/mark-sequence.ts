import { Element } from '../element.ts';
import type { InlineMatch, InlinePattern } from '../inline-parser.ts';
import { type InlineText, knownOf } from '../inline-text.ts';

/** What an item matches. Ranges are indices into the text. */
export interface SequenceMatch {
  readonly end: number;
  readonly first: readonly [number, number];
  readonly second: readonly [number, number] | null;
}

/** One way to read a mark: `EmStrongItem` and pymdownx's `PatSeqItem`. */
export interface SequenceItem {
  /**
   * - `single`: one element around the first range.
   * - `double`: the inner element around the first range, the second after it in the outer.
   * - `double2`: the first range in the outer, then the inner element around the second.
   */
  readonly builder: 'single' | 'double' | 'double2';
  /** One tag, or the outer and the inner one. */
  readonly tags: readonly [string] | readonly [string, string];
  /** Whether what it covers is read by all items again, not only by those that follow. */
  readonly fullRecursion: boolean;
  match(scan: MarkScan, at: number): SequenceMatch | null;
}

/** A text with what the items know about it already: positions from which a search is known to fail. */
export class MarkScan {
  readonly text: string;
  private readonly lasts = new Map<string, number>();

  constructor(text: string) {
    this.text = text;
  }

  /** Index of the next `needle` from `from` on, or -1. */
  next(needle: string, from: number): number {
    let last = this.lasts.get(needle);
    if (last === undefined) {
      last = this.text.lastIndexOf(needle);
      this.lasts.set(needle, last);
    }
    return from > last ? -1 : this.text.indexOf(needle, from);
  }

  /** The last index at which `find` succeeds, looked for once: `name` names the search. */
  last(name: string, find: (text: string) => number): number {
    let last = this.lasts.get(name);
    if (last === undefined) {
      last = find(this.text);
      this.lasts.set(name, last);
    }
    return last;
  }
}

/** Number of marks that stand for a tag. */
function marksOf(tag: string): number {
  return tag === 'em' || tag === 'sub' || tag === 'sup' ? 1 : 2;
}

/**
 * Emphasis and its relatives (`AsteriskProcessor`, pymdownx's `PatternSequenceProcessor`): at each mark the items are tried in
 * order, and what one covers is read by the items after it.
 */
export function markSequence(mark: string, items: readonly SequenceItem[], looksBehind: boolean): InlinePattern {
  return {
    expression: new RegExp(`[${mark === '^' ? '\\^' : mark}]`, 'g'),
    triggers: mark,
    looksBehind,
    handle(match, data): InlineMatch | null {
      const known = knownOf(data);
      known.marks ??= new MarkScan(data.text);
      const scan = known.marks;
      const start = match.index;
      for (let index = 0; index < items.length; index++) {
        const found = items[index]!.match(scan, start);
        if (found === null) continue;
        const element = build(mark, items, index, data, start, found);
        return { start, end: found.end, replacement: { kind: 'element', element } };
      }
      return null;
    },
  };
}

function build(
  mark: string,
  items: readonly SequenceItem[],
  index: number,
  data: InlineText,
  start: number,
  found: SequenceMatch,
): Element {
  const { builder, tags, fullRecursion } = items[index]!;
  const after = fullRecursion ? -1 : index;
  const outer = new Element(tags[0], data.origin(start), data.originEnd(found.end));
  outer.note({ syntax: mark });
  const [from, to] = found.first;
  if (builder === 'single' || tags.length === 1) {
    parseWithin(mark, items, after, data.slice(from, to), outer, null);
    return outer;
  }
  const width = marksOf(tags[1]);
  if (builder === 'double') {
    const inner = new Element(tags[1], data.origin(from - width), data.originEnd(to + width)).note({ syntax: mark });
    parseWithin(mark, items, after, data.slice(from, to), inner, null);
    outer.append(inner);
    if (found.second !== null) {
      parseWithin(mark, items, after, data.slice(found.second[0], found.second[1]), outer, inner);
    }
    return outer;
  }
  parseWithin(mark, items, after, data.slice(from, to), outer, null);
  const [a, b] = found.second!;
  const inner = new Element(tags[1], data.origin(a - width), data.originEnd(b + width)).note({ syntax: mark });
  outer.append(inner);
  parseWithin(mark, items, after, data.slice(a, b), inner, null);
  return outer;
}

/** Reads a covered text by the items after `after` (`parse_sub_patterns`). */
function parseWithin(
  mark: string,
  items: readonly SequenceItem[],
  after: number,
  data: InlineText,
  parent: Element,
  lastChild: Element | null,
): void {
  let last = lastChild;
  let offset = 0;
  const attach = (text: InlineText) => {
    if (text.length === 0) return;
    if (last !== null) last.tail = text;
    else parent.text = text;
  };
  const text = data.text;
  let position = after + 1 < items.length ? text.indexOf(mark) : -1;
  const scan = position === -1 ? null : new MarkScan(text);
  while (position !== -1) {
    let matched = false;
    // After a match the following items are tried where it ended, as the reference's loop does, mark or not.
    for (let index = after + 1; index < items.length; index++) {
      const found = items[index]!.match(scan!, position);
      if (found === null) continue;
      attach(data.slice(offset, position));
      const element = build(mark, items, index, data, position, found);
      parent.append(element);
      last = element;
      offset = position = found.end;
      matched = true;
    }
    position = text.indexOf(mark, matched ? position : position + 1);
  }
  attach(data.slice(offset));
}

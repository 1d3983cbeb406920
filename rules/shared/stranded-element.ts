import type { Root } from 'mdast';
import { applyEdits, orderEdits, type TextEdit, withLineEnds } from '../../src/text/edits.ts';
import { readableContent } from './html-content-edits.ts';
import { type AttributePlan, planAttributes, strandedElements } from './markdown-attribute.ts';
import { type RawElement, rawElements } from './raw-element.ts';
import { type HtmlRegion, htmlRegions } from './raw-region.ts';
import { idsOf, keepsIds, type ReadingOutline, readingOutline, takenIds, whatIsLost } from './reading-outline.ts';
import { addCounts, type MarkdownCount, NOTHING_STRANDED } from './stranded-markdown.ts';

/** An outermost element with Markdown in it that is not read. */
export interface StrandedElement {
  readonly root: RawElement;
  readonly region: HtmlRegion;
  /** The elements in it (or itself) whose own text holds the Markdown. */
  readonly stranded: ReadonlyMap<RawElement, MarkdownCount>;
  readonly count: MarkdownCount;
  /** What makes all of it be read; null when nothing does, or nothing that keeps the rest of the page. */
  readonly edits: readonly TextEdit[] | null;
}

/** The outermost elements of a page that hold Markdown which is not read. Those without an end tag are left out. */
export function strandedIn(tree: Root, text: string): StrandedElement[] {
  const found: StrandedElement[] = [];
  for (const region of htmlRegions(tree)) {
    for (const root of rawElements(text, region)) {
      if (!root.closed) continue;
      const stranded = strandedElements(root);
      if (stranded.size === 0) continue;
      const count = [...stranded.values()].reduce(addCounts, NOTHING_STRANDED);
      found.push({ root, region, stranded, count, edits: null });
    }
  }
  return found;
}

/** So many elements of one page are tried one by one when they do not go together. */
const MOST_TRIALS = 40;

/** The elements with the edits that mend them, each tried: the page is read with them, and must keep all else. */
export function withFixes(
  found: readonly StrandedElement[],
  tree: Root,
  text: string,
  readAs: (text: string) => Root,
  extensions: ReadonlySet<string>,
): StrandedElement[] {
  const trial = new Trial(tree, text, readAs, extensions.has('attr_list'));
  const planned = found.map((element) => {
    const plan = planAttributes(element.stranded);
    return { element, edits: plan === null ? null : editsFor(element, plan, text, extensions.has('nl2br')) };
  });
  const together = planned.flatMap(({ edits }) => edits ?? []);
  if (together.length === 0) return [...found];
  const all = trial.run(together);
  if (all !== null) {
    let next = 0;
    // Elements and edits both come in the order of the page.
    return planned.map(({ element, edits }) => {
      if (edits === null) return element;
      const from = next;
      while (next < all.length && all[next]!.start < element.root.end) next++;
      return { ...element, edits: all.slice(from, next) };
    });
  }
  let trials = 0;
  return planned.map(({ element, edits }) => {
    if (edits === null || (planned.length > 1 && ++trials > MOST_TRIALS)) return element;
    return { ...element, edits: planned.length === 1 ? null : trial.run(edits) };
  });
}

function editsFor({ region }: StrandedElement, plan: AttributePlan, text: string, breaksLines: boolean): TextEdit[] {
  return readableContent(text, plan, region.fences, breaksLines);
}

/** Tries edits of one page. */
class Trial {
  readonly #text: string;
  readonly #readAs: (text: string) => Root;
  readonly #before: ReadingOutline;
  readonly #ids: Set<string>;
  readonly #hasAttributeLists: boolean;

  constructor(tree: Root, text: string, readAs: (text: string) => Root, hasAttributeLists: boolean) {
    this.#text = text;
    this.#readAs = readAs;
    this.#before = readingOutline(tree);
    this.#ids = idsOf(this.#before);
    this.#hasAttributeLists = hasAttributeLists;
  }

  /** The edits, with ids of their own for headings that would take another's; null when something would be lost. */
  run(edits: readonly TextEdit[]): TextEdit[] | null {
    const first = orderEdits(withLineEnds(edits, this.#text));
    const changed = applyEdits(this.#text, first);
    const after = readingOutline(this.#readAs(changed));
    const lost = whatIsLost(this.#before, after);
    if (process.env.MIH)
      console.error('LOST', lost, first.length, first[0]!.start, process.env.MIH.length > 1 ? changed : '');
    if (lost !== null) return null;
    const toSource = sourceOffsets(first);
    const taken = takenIds(this.#before, after, toSource);
    if (taken.length === 0) return keepsIds(this.#before, after, toSource) ? first : null;

    for (const id of idsOf(after)) this.#ids.add(id);
    const second = [...first];
    for (const { id, start, isHtml } of taken) {
      const edit = this.#ownId(id, toSource(start!), isHtml);
      if (edit === null) return null;
      second.push(edit);
    }
    const ordered = orderEdits(second);
    const again = readingOutline(this.#readAs(applyEdits(this.#text, ordered)));
    const back = sourceOffsets(ordered);
    if (whatIsLost(this.#before, again) !== null || takenIds(this.#before, again, back).length > 0) return null;
    return keepsIds(this.#before, again, back) ? ordered : null;
  }

  /** Gives the heading at (or right after the blanks at) an offset an id that no other content has. */
  #ownId(id: string, offset: number, isHtml: boolean): TextEdit | null {
    let number = 2;
    while (this.#ids.has(`${id}-${number}`)) number++;
    const own = `${id}-${number}`;
    this.#ids.add(own);
    if (isHtml) {
      const tag = /<h[1-6]/iy;
      tag.lastIndex = this.#text.indexOf('<', offset);
      if (!tag.test(this.#text)) return null;
      return { start: tag.lastIndex, end: tag.lastIndex, text: ` id="${own}"` };
    }
    if (!this.#hasAttributeLists) return null;
    const line = /[^\r\n]*/y;
    line.lastIndex = offset;
    const written = line.exec(this.#text)![0];
    if (/\}[ \t]*$/.test(written)) return null;
    const end = offset + written.trimEnd().length;
    return { start: end, end, text: ` { #${own} }` };
  }
}

/** Gives, for an offset in the text with the edits applied, the one in the text without. */
function sourceOffsets(edits: readonly TextEdit[]): (offset: number) => number {
  return (offset) => {
    let moved = 0;
    for (const { start, end, text } of edits) {
      const at = start + moved;
      if (at > offset || (at === offset && text.length > 0 && end === start)) break;
      if (offset < at + text.length) return start;
      moved += text.length - (end - start);
    }
    return offset - moved;
  };
}

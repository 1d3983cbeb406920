import { Element } from './element.ts';
import { type InlineMark, type InlineReplacement, type InlineText, STX } from './inline-text.ts';
import type { Markdown } from './markdown.ts';
import { Registry } from './registry.ts';

/** What a pattern makes of a match: the range it covers (indices into the text it was given) and what stands for it. */
export interface InlineMatch {
  readonly start: number;
  readonly end: number;
  /** null leaves the text as it is and goes on after `end` (a handler that returns `None` for the node). */
  readonly replacement: InlineReplacement | null;
}

/**
 * One inline pattern (`InlineProcessor`). `handle` gets a match of `expression` (which must have the flag `g`; give it `s`
 * where Python's DOTALL matters, `u` where Unicode does) and returns what it covers, or null when it is none after all; then the search goes on
 * after the match of the expression.
 */
export interface InlinePattern {
  readonly expression: RegExp;
  /** The pattern is tried only on texts that hold one of these characters. Must be ASCII and complete; '' means always. */
  readonly triggers: string;
  /** Every text with a match has one of this too, which is found faster. Without the flags `g` and `y`. */
  readonly requires?: RegExp;
  /** No match inside elements of these tags (`ANCESTOR_EXCLUDES`). */
  readonly excludedAncestors?: readonly string[];
  /**
   * Whether the expression or the handler looks at what stands before a match (a look-behind, `\\b`). `'always'`: the mask of
   * one match may let the next one begin where it ends.
   */
  readonly looksBehind?: boolean | 'always';
  /**
   * Where an earlier candidate stands that the mask of the match from `start` to `end` lets match, -1 when there is none.
   * `masked` are the ranges before it that have been matched and not yet masked.
   */
  enclosing?(text: string, start: number, end: number, masked: readonly TextRange[]): number;
  handle(match: RegExpExecArray, data: InlineText, context: InlineContext): InlineMatch | null;
}

/** Indices into a text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface InlineContext {
  readonly markdown: Markdown;
  /** Tags of the elements around the text, outermost first. */
  readonly ancestors: readonly string[];
}

/** A text is passed over this often at most by one pattern (short texts more often), where a match lets an earlier candidate match. */
const MOST_PASSES = 64;
/** Inline elements nested deeper than this stay text. */
const DEEPEST = 100;

/** Which patterns a character may begin. Each pattern has a bit in one of two words; beyond 64 they share bits. */
interface TriggerTable {
  readonly patterns: readonly InlinePattern[];
  /** By character code: the bits of the patterns with an even index, and of those with an odd one. */
  readonly even: Int32Array;
  readonly odd: Int32Array;
  /** Whether some pattern is tried on every text. */
  readonly always: boolean;
}

/**
 * Applies the inline patterns to the texts of a tree, in the order and with the repetitions of Python-Markdown's
 * `InlineProcessor` tree processor: pattern by pattern over the whole text, texts of the new elements by the patterns that
 * follow; then, once in the tree, texts below new elements by all patterns again.
 */
export class InlineParser {
  readonly patterns = new Registry<InlinePattern>();
  readonly markdown: Markdown;
  #ancestors: string[] = [];
  #triggerTable: TriggerTable | null = null;
  #depth = 0;

  constructor(markdown: Markdown) {
    this.markdown = markdown;
  }

  /**
   * Parses all texts below `root` (which itself is only a container), replacing them in place. The order, and which texts are
   * read a second time, are the reference's: children that come out of a tail are met again by the loop that they are
   * inserted into, those that come out of a text only where their parent had children before.
   */
  run(root: Element, ancestors: readonly string[] = []): Element {
    const queue: Element[] = [root];
    /** The tags around each element of the queue, its own last. */
    const arounds: (readonly string[])[] = [[...ancestors, root.tag]];
    for (let at = 0; at < queue.length; at++) {
      const current = queue[at]!;
      const around = arounds[at]!;
      let fromText: { child: Element; elements: Element[] }[] | null = null;
      for (let i = 0; i < current.children.length; i++) {
        const child = current.children[i]!;
        const { text, tail } = child;
        if (text !== null && text.text.length > 0 && !text.atomic) {
          this.#ancestors.length = 0;
          for (const tag of around) this.#ancestors.push(tag);
          this.#ancestors.push(child.tag);
          const read = this.#handle(text, 0);
          if (read.text.includes(STX)) {
            child.text = null;
            const elements = this.#place(read, child);
            for (const element of elements) {
              if (element.children.length === 0) continue;
              queue.push(element);
              arounds.push([...around, child.tag, element.tag]);
            }
            if (elements.length > 0) (fromText ??= []).push({ child, elements });
          }
        }
        if (tail !== null && tail.text.length > 0) {
          this.#ancestors.length = 0;
          for (const tag of around) this.#ancestors.push(tag);
          const read = this.#handle(tail, 0);
          if (read.text.includes(STX)) {
            const holder = new Element('d');
            const following = this.#place(read, holder);
            child.tail = holder.text;
            if (following.length > 0) current.children.splice(i + 1, 0, ...following);
          }
        }
        if (child.children.length > 0) {
          queue.push(child);
          arounds.push([...around, child.tag]);
        }
      }
      if (fromText === null) continue;
      for (const { child, elements } of fromText) {
        child.children = child.children.length === 0 ? elements : elements.concat(child.children);
      }
    }
    return root;
  }

  /** Applies the patterns from `from` on; returns the masked text. */
  #handle(text: InlineText, from: number): InlineText {
    if (text.atomic || this.#depth >= DEEPEST) return text;
    const { patterns, even, odd, always } = this.#triggers();
    const written = text.text;
    let presentEven = 0;
    let presentOdd = 0;
    for (let i = 0; i < written.length; i++) {
      const code = written.charCodeAt(i);
      if (code >= 128) continue;
      presentEven |= even[code]!;
      presentOdd |= odd[code]!;
    }
    if ((presentEven | presentOdd) === 0 && !always) return text;
    this.#depth++;
    let data = text;
    for (let index = from; index < patterns.length; index++) {
      const pattern = patterns[index]!;
      const present = (index & 1) === 0 ? presentEven : presentOdd;
      if (pattern.triggers !== '' && (present & patternBit(index)) === 0) continue;
      if (pattern.excludedAncestors !== undefined && this.#isExcluded(pattern.excludedAncestors)) continue;
      if (pattern.requires !== undefined && !pattern.requires.test(data.text)) continue;
      data = this.#apply(pattern, index, data);
    }
    this.#depth--;
    return data;
  }

  #isExcluded(tags: readonly string[]): boolean {
    for (const tag of tags) if (this.#ancestors.includes(tag)) return true;
    return false;
  }

  /**
   * One pattern over one text. The reference searches again from the start after each match; that finds something new only
   * where an earlier candidate was refused, or where a look-behind meets the mask. So does this, within a budget that keeps
   * the time linear; once that is spent, the rest is read in one pass.
   */
  #apply(pattern: InlinePattern, index: number, text: InlineText): InlineText {
    const { expression } = pattern;
    expression.lastIndex = 0;
    let next = expression.exec(text.text);
    if (next === null) return text;
    const context: InlineContext = { markdown: this.markdown, ancestors: this.#ancestors };
    let data = text;
    let from = 0;
    let budget = MOST_PASSES * Math.max(text.length, 4096);
    for (;;) {
      const exact = budget > 0;
      let matches: { start: number; end: number; replacement: InlineReplacement }[] | null = null;
      let refused = -1;
      let again = -1;
      let lastEnd = -1;
      let at = from;
      while (at <= data.length) {
        expression.lastIndex = at;
        const match: RegExpExecArray | null = next ?? expression.exec(data.text);
        next = null;
        if (match === null) break;
        if (pattern.looksBehind && match.index === lastEnd && exact) {
          again = lastEnd;
          break;
        }
        const made = pattern.handle(match, data, context);
        if (made === null) {
          if (refused === -1) refused = match.index;
          at = Math.max(match.index + match[0].length, match.index + 1);
          continue;
        }
        if (made.replacement !== null && made.start < lastEnd) {
          if (exact) again = lastEnd;
          break;
        }
        at = Math.max(made.end, match.index + 1);
        if (made.replacement === null) continue;
        this.#handleNew(made.replacement, index);
        const enclosing = exact ? (pattern.enclosing?.(data.text, made.start, made.end, (matches ??= [])) ?? -1) : -1;
        (matches ??= []).push({ start: made.start, end: made.end, replacement: made.replacement });
        lastEnd = made.end;
        if (enclosing !== -1) {
          again = enclosing;
          break;
        }
        // Backslashes that only escape each other no longer stand before what follows them.
        const uncovers =
          pattern.looksBehind === 'always' || (pattern.looksBehind === true && made.replacement.kind === 'text');
        if (exact && (refused !== -1 || uncovers)) {
          again = refused === -1 ? lastEnd : refused;
          break;
        }
      }
      if (matches === null) break;
      data = data.withMarks(matches);
      if (again === -1) break;
      from = again;
      budget -= text.length + 1;
    }
    return data;
  }

  /** The texts of a new element are read by the patterns after the one that made it; tails of its children by that one too. */
  #handleNew(replacement: InlineReplacement, index: number): void {
    if (replacement.kind !== 'element') return;
    const element = replacement.element;
    if (element.text?.atomic) return;
    this.#handleTexts(element, index);
    if (element.children.length > 0) for (const child of [...element.children]) this.#handleTexts(child, index);
  }

  #handleTexts(element: Element, index: number): void {
    const { text, tail } = element;
    if (text !== null && text.text.length > 0) {
      this.#ancestors.push(element.tag);
      element.text = this.#handle(text, index + 1);
      this.#ancestors.pop();
    }
    if (tail !== null && tail.text.length > 0) element.tail = this.#handle(tail, index);
  }

  /**
   * Takes the elements out of a masked text: what stands before the first becomes the holder's text, what follows an
   * element its tail (`__processPlaceholders`). Other marks stay masked inside the texts.
   */
  #place(masked: InlineText, holder: Element): Element[] {
    if (!masked.text.includes(STX)) {
      if (masked.length > 0) holder.text = masked;
      return [];
    }
    const text = masked.withoutPlainMarks();
    const elements: Element[] = [];
    let from = 0;
    let at = text.text.indexOf(STX);
    while (at !== -1) {
      const mark: InlineMark | undefined = text.mark(at);
      if (mark === undefined || mark.kind !== 'element') {
        at = text.text.indexOf(STX, mark === undefined ? at + 1 : mark.end);
        continue;
      }
      if (at > from) attach(text.slice(from, at), elements, holder);
      this.#placeWithin(mark.element);
      elements.push(mark.element);
      from = mark.end;
      at = text.text.indexOf(STX, from);
    }
    if (from < text.length) attach(text.slice(from), elements, holder);
    return elements;
  }

  #placeWithin(element: Element): void {
    const original = element.children;
    let children: Element[] | null = null;
    const { text } = element;
    if (text?.text.includes(STX)) {
      element.text = null;
      children = this.#place(text, element);
    }
    if (original.length === 0) {
      if (children !== null) element.children = children;
      return;
    }
    children ??= [];
    for (const child of original) {
      children.push(child);
      if (child.text !== null && child.text.length > 0) {
        const text = child.text;
        child.text = null;
        const fresh = this.#place(text, child);
        if (fresh.length > 0) child.children = [...fresh, ...child.children];
      }
      if (child.tail !== null && child.tail.length > 0) {
        const holder = new Element('d');
        const tail = child.tail;
        child.tail = null;
        const following = this.#place(tail, holder);
        child.tail = holder.text;
        children.push(...following);
      }
    }
    element.children = children;
  }

  #triggers(): TriggerTable {
    const patterns = this.patterns.all;
    if (this.#triggerTable === null || this.#triggerTable.patterns !== patterns) {
      const even = new Int32Array(128);
      const odd = new Int32Array(128);
      patterns.forEach((pattern, index) => {
        const words = (index & 1) === 0 ? even : odd;
        for (const character of pattern.triggers) words[character.charCodeAt(0)]! |= patternBit(index);
      });
      this.#triggerTable = { patterns, even, odd, always: patterns.some(({ triggers }) => triggers === '') };
    }
    return this.#triggerTable;
  }
}

/** Puts a piece of text where it belongs: behind the last element, or at the start of their holder. */
function attach(piece: InlineText, elements: readonly Element[], holder: Element): void {
  const last = elements[elements.length - 1];
  if (last === undefined) holder.text = piece;
  else last.tail = piece;
}

/** The bit that stands for a pattern's triggers, in the word that its index chooses. */
function patternBit(index: number): number {
  return 1 << ((index >> 1) & 31);
}

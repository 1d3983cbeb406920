import { Element } from '../../element.ts';
import { InlineText } from '../../inline-text.ts';
import { joinInlineTexts, rawInlineText } from '../../inline-text-join.ts';
import type { TreeProcessor } from '../../markdown.ts';

/** What a caption says about the number of its figure; kept in the notes of the figure until numbers are given. */
export interface FigureMark {
  readonly type: string;
  readonly prepend: boolean;
  /** Nesting depth that is to be added, or the number itself, as written. */
  readonly level: string;
  readonly number: string;
}

/** Sets the id and the prefix of a figure (`update_tag`). */
export function setNumber(figure: Element, type: string, number: string, template: string): void {
  if (figure.get('id') === undefined) figure.set('id', `__${type}_${number.split('.').join('_')}`);
  if (template === '') return;
  for (const caption of figure.children) {
    if (caption.tag !== 'figcaption') continue;
    const prefix = new Element('span', caption.start, caption.start, { class: 'caption-prefix' });
    prefix.text = rawInlineText(
      template.replaceAll('{}', () => number),
      caption.start,
    );
    const first = caption.children[0];
    if (first?.tag === 'p') {
      const { text } = first;
      prefix.tail =
        text === null || text.length === 0
          ? null
          : joinInlineTexts([InlineText.generated(' ', caption.start, false), text]);
      first.text = null;
      first.insert(0, prefix);
    } else {
      const paragraph = caption.insert(0, new Element('p', caption.start));
      paragraph.append(prefix);
      paragraph.tail = caption.text;
      caption.text = null;
    }
  }
}

/**
 * Numbers all figures by type and depth (`CaptionTreeprocessor`, 4).
 *
 * @param templates - prefix of each type, with `{}` for the number; an empty one for types without numbers
 * @param deepest - depth from which on figures get no number; 0 for none
 */
export function captionNumbers(
  templates: ReadonlyMap<string, string>,
  deepest: number,
  marks: ReadonlyMap<Element, FigureMark>,
): TreeProcessor {
  return { run: (root) => new Numbering(templates, deepest, marks).visit(root, []) };
}

/** A figure around the one that is numbered. */
interface OuterFigure {
  readonly type: string | null;
  /** Set when its depth is given: by its caption or by a number. */
  level: number | null;
}

class Numbering {
  readonly #templates: ReadonlyMap<string, string>;
  readonly #deepest: number;
  readonly #marks: ReadonlyMap<Element, FigureMark>;
  readonly #last = new Map<string, number>();
  readonly #counters = new Map<string, number[]>();

  constructor(templates: ReadonlyMap<string, string>, deepest: number, marks: ReadonlyMap<Element, FigureMark>) {
    this.#templates = templates;
    this.#deepest = deepest;
    this.#marks = marks;
  }

  /** `around` holds the figures around the element, innermost first. */
  visit(element: Element, around: readonly OuterFigure[]): void {
    let inside = around;
    if (element.tag === 'figure') {
      const mark = this.#marks.get(element);
      const own: OuterFigure = { type: mark?.type ?? null, level: null };
      if (mark !== undefined) this.#number(element, mark, own, around);
      inside = [own, ...around];
    }
    for (const child of element.children) this.visit(child, inside);
  }

  #number(figure: Element, mark: FigureMark, own: OuterFigure, around: readonly OuterFigure[]): void {
    if (mark.level !== '') own.level = Number(mark.level);
    // The reference keeps a given number in an attribute, and forgets to take it off figures that get none.
    const keep = () => {
      if (mark.number !== '') figure.set('__figure_num', mark.number);
    };
    const template = this.#templates.get(mark.type) ?? '';
    if (template === '') {
      keep();
      return;
    }
    let depth = own.level === null ? 0 : own.level;
    if (own.level !== null && this.#tooDeep(depth)) {
      keep();
      return;
    }
    for (const outer of around) {
      if (outer.type !== mark.type) continue;
      depth += outer.level === null ? 1 : outer.level + 1;
      if (outer.level !== null) own.level = depth + 1;
      if (this.#tooDeep(depth)) {
        keep();
        return;
      }
    }
    let given: number[] | null = null;
    if (mark.number !== '') {
      given = mark.number.split('.').map(Number);
      own.level = given.length - 1 - depth;
      depth = given.length - 1;
    }
    const counter = this.#count(mark.type, depth);
    if (given !== null && isGreater(given, counter)) counter.splice(0, counter.length, ...given);
    setNumber(figure, mark.type, counter.slice(0, depth + 1).join('.'), template);
  }

  #tooDeep(depth: number): boolean {
    return this.#deepest > 0 && depth >= this.#deepest;
  }

  /** Raises the counter of a type at a depth; deeper ones begin anew. */
  #count(type: string, depth: number): number[] {
    let counter = this.#counters.get(type);
    if (counter === undefined) {
      counter = [0];
      this.#counters.set(type, counter);
    }
    const last = this.#last.get(type) ?? 0;
    if (depth > last) for (let i = last; i < depth; i++) counter.push(1);
    else {
      if (depth < last) counter.length = depth + 1;
      counter[counter.length - 1]!++;
    }
    this.#last.set(type, depth);
    return counter;
  }
}

/** Python's order of lists. */
function isGreater(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) {
    if (i >= b.length || a[i]! > b[i]!) return true;
    if (a[i]! < b[i]!) return false;
  }
  return false;
}

import { Element } from '../../element.ts';
import { InlineText } from '../../inline-text.ts';
import { MappedString } from '../../mapped-string.ts';

/** How a formula is written out. */
export interface MathForm {
  /** Wrapped text for any library, or a script for MathJax. */
  readonly generic: boolean;
  /** A preview before the script. */
  readonly preview: boolean;
  readonly tag: string;
  /** What stands before and after the formula in the generic form. */
  readonly wrap: readonly [string, string];
  readonly className: string;
  readonly start: number;
  readonly end: number;
}

/** The element of a formula in a line (`_inline_generic_format`, `_inline_mathjax_format`). */
export function inlineMath(math: MappedString, form: MathForm): Element {
  return formula(math, form, 'span', 'math/tex');
}

/** The element of a formula that is a block. */
export function blockMath(math: MappedString, form: MathForm): Element {
  return formula(math, form, 'div', 'math/tex; mode=display');
}

function formula(math: MappedString, form: MathForm, previewTag: string, type: string): Element {
  const element = new Element(form.tag, form.start, form.end);
  element.note({ syntax: 'math', content: [math.start, math.end] });
  if (form.generic) {
    element.set('class', form.className);
    element.text = InlineText.atomic(MappedString.concat([form.wrap[0], math, form.wrap[1]]));
    return element;
  }
  element.set('class', 'arithmatex');
  if (form.preview) {
    const preview = element.append(new Element(previewTag, form.start, form.end, { class: 'MathJax_Preview' }));
    preview.text = InlineText.atomic(math);
  }
  element.append(new Element('script', form.start, form.end, { type })).text = InlineText.atomic(math);
  return element;
}

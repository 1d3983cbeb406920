import { Element } from '../../element.ts';
import { type ExtensionOptions, isPythonValue } from '../../extension.ts';
import { InlineText } from '../../inline-text.ts';
import type { MappedString } from '../../mapped-string.ts';

/** A fence whose header has been accepted, ready to be given its form. */
export interface FenceContent {
  readonly source: MappedString;
  readonly language: string;
  readonly classes: readonly string[];
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** `hl_lines`, `linenums` and `title`, as accepted by the validator. */
  readonly options: Readonly<Record<string, string>>;
  readonly title: MappedString | null;
  readonly start: number;
  readonly end: number;
}

/** Sorts a header's values into options and attributes; `false` refuses the fence. */
export type FenceValidator = (
  values: Readonly<Record<string, string>>,
  options: Record<string, string>,
  attributes: Record<string, string>,
) => boolean;

/** One kind of fence (an entry of `custom_fences`, or the highlighter). */
export interface FenceKind {
  /** A language; `*` for all; null for the highlighter, which takes all too. */
  readonly name: string | null;
  readonly validate: FenceValidator;
  readonly format: (content: FenceContent) => Element;
}

/** Mirrors `default_validator`: every value is an attribute. */
export const defaultValidator: FenceValidator = (values, _options, attributes) => {
  Object.assign(attributes, values);
  return true;
};

/**
 * Reads `custom_fences`. Formatters are known by their dotted names; one that is not is taken for `fence_code_format`, and
 * an unknown validator for the default one.
 */
export function customFences(options: ExtensionOptions): FenceKind[] {
  const kinds: FenceKind[] = [];
  if (!Array.isArray(options.custom_fences)) return kinds;
  for (const entry of options.custom_fences as unknown[]) {
    if (typeof entry !== 'object' || entry === null) continue;
    const custom = entry as Readonly<Record<string, unknown>>;
    if (typeof custom.name !== 'string' || typeof custom.class !== 'string') continue;
    const className = custom.class;
    const form = formOf(custom.format);
    kinds.push({
      name: custom.name,
      validate: defaultValidator,
      format: (content) => format(content, className, form),
    });
  }
  return kinds;
}

/** `code`: `pre > code`; `text`: one element with the text; with what the text is wrapped in. */
interface FenceForm {
  readonly tag: string;
  readonly code: boolean;
  readonly wrap?: readonly [before: string, after: string];
  /** The formula stands in a script element, after a copy of it to look at while it loads if `preview` is set. */
  readonly script?: { readonly preview: boolean };
}

const CODE: FenceForm = { tag: 'pre', code: true };
const MATH: FenceForm = { tag: 'div', code: false, wrap: ['\\[\n', '\n\\]'] };

const FORMS: Readonly<Record<string, FenceForm>> = {
  'pymdownx.superfences.fence_code_format': CODE,
  'pymdownx.superfences.fence_div_format': { tag: 'div', code: false },
  'mermaid2.fence_mermaid': { tag: 'div', code: false },
  'mermaid2.fence_mermaid_custom': CODE,
  'pymdownx.arithmatex.fence_generic_format': MATH,
  'pymdownx.arithmatex.fence_mathjax_format': { tag: 'div', code: false, script: { preview: false } },
  'pymdownx.arithmatex.fence_mathjax_preview_format': { tag: 'div', code: false, script: { preview: true } },
};

function formOf(value: unknown): FenceForm {
  if (!isPythonValue(value)) return CODE;
  if (value.name === 'pymdownx.arithmatex.arithmatex_fenced_format') {
    const tag = typeof value.kwds.tag === 'string' ? value.kwds.tag : MATH.tag;
    if ((value.kwds.mode ?? 'generic') === 'generic') return { ...MATH, tag };
    return { tag, code: false, script: { preview: Boolean(value.kwds.preview) } };
  }
  return FORMS[value.name] ?? CODE;
}

/** Mirrors `fence_code_format` and `fence_div_format`. */
function format(content: FenceContent, className: string, form: FenceForm): Element {
  const element = new Element(form.tag, content.start, content.end);
  const classes = className === '' ? [...content.classes] : [className, ...content.classes];
  if (content.id !== '') element.set('id', content.id);
  if (classes.length > 0) element.set('class', classes.join(' '));
  for (const [name, value] of Object.entries(content.attributes)) element.set(name, value);
  if (form.code) {
    const code = element.append(new Element('code', content.source.start, content.source.end));
    code.text = InlineText.atomic(content.source);
    return element;
  }
  if (form.script !== undefined) {
    element.set('class', 'arithmatex');
    const formula = () => InlineText.atomic(content.source);
    if (form.script.preview)
      element.append(new Element('div', content.start, content.end, { class: 'MathJax_Preview' })).text = formula();
    const script = element.append(new Element('script', content.start, content.end));
    script.set('type', 'math/tex; mode=display').text = formula();
    return element;
  }
  if (form.wrap !== undefined) {
    // Not escaped: what looks like a tag in a formula is one.
    const { source } = content;
    const value = form.wrap[0] + source.text + form.wrap[1];
    element.text = InlineText.of(source)
      .withMarks([{ start: 0, end: source.length, replacement: { kind: 'raw', value } }])
      .asAtomic();
    return element;
  }
  // Outside of `code`, an ampersand that looks like an entity would pass for one.
  element.text = InlineText.atomic(content.source.replace(/&/g, () => '&amp;'));
  return element;
}

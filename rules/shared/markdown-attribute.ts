import { tagAttribute } from '../../src/html/tags.ts';
import { isSpanTag, modeOf, type RawElement, withDescendants } from './raw-element.ts';
import { countMarkdown, holdsBlocks, isStranded, type MarkdownCount } from './stranded-markdown.ts';

/**
 * A value of the attribute `markdown`: `on` is the plain one, which reads what the element is for; `written` is one that the
 * element has already, and that an element around it keeps from working.
 */
export type MarkdownAttribute = 'on' | 'span' | 'block' | 'written';

/** The elements that need the attribute, with its value. */
export type AttributePlan = ReadonlyMap<RawElement, MarkdownAttribute>;

/** The elements in (and with) `root` whose own text holds Markdown that is not read, with what they hold. */
export function strandedElements(root: RawElement): Map<RawElement, MarkdownCount> {
  const stranded = new Map<RawElement, MarkdownCount>();
  for (const element of withDescendants(root)) {
    if (element.isOpaque || element.mode !== 'off') continue;
    const count = countMarkdown(element.text);
    if (isStranded(count)) stranded.set(element, count);
  }
  return stranded;
}

/** Elements of one paragraph, in which no block may stand. */
const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'summary', 'legend']);

/**
 * Which elements need the attribute for the stranded ones to be read: these, and all around them. Null where nothing helps: the
 * content of a paragraph or of an element that is switched off for good.
 */
export function planAttributes(stranded: ReadonlyMap<RawElement, MarkdownCount>): AttributePlan | null {
  const needed = new Set<RawElement>();
  for (const element of stranded.keys()) {
    for (let at: RawElement | null = element; at !== null && !needed.has(at); at = at.parent) needed.add(at);
  }
  const plan = new Map<RawElement, MarkdownAttribute>();
  for (const element of needed) {
    const count = stranded.get(element);
    const holdsBlock =
      (count !== undefined && holdsBlocks(count)) ||
      element.children.some((child) => needed.has(child) && !isLine(child, stranded.get(child)));
    if (element.mode !== 'off') {
      if (element.mode === 'span' && holdsBlock) return null;
      continue;
    }
    if (tagAttribute(element.tag, 'markdown') !== undefined) {
      const mode = modeOf(element.tag, null);
      if (mode === 'off' || (mode === 'span' && holdsBlock)) return null;
      plan.set(element, 'written');
    } else if (!isSpanTag(element.name)) plan.set(element, isLine(element, count) ? 'span' : 'on');
    else if (!holdsBlock) plan.set(element, 'on');
    else if (PARAGRAPHS.has(element.name)) return null;
    else plan.set(element, 'block');
  }
  return plan;
}

/** Whether the element stays a line of text when it is read: no paragraph comes to stand in it. */
function isLine(element: RawElement, count: MarkdownCount | undefined): boolean {
  if (count === undefined || holdsBlocks(count)) return false;
  if (element.children.some((child) => !child.isOpaque)) return false;
  if (isSpanTag(element.name)) return true;
  const isOneLine = !element.text.trim().includes('\n');
  if (element.name === 'figcaption') return !/\n[ \t\r]*\n/.test(element.text.trim());
  return isOneLine && !element.text.includes('\n');
}

/** An `on` element whose content is blocks, for the page as it will be. */
export function willHoldBlocks(element: RawElement, plan: AttributePlan): boolean {
  const attribute = plan.get(element);
  if (attribute === undefined) return false;
  if (attribute === 'written') return modeOf(element.tag, null) === 'block';
  return attribute === 'block' || (attribute === 'on' && !isSpanTag(element.name));
}

/** The attribute as it is written, with a blank before it. */
export function attributeText(attribute: MarkdownAttribute, withValue: boolean): string {
  if (attribute === 'written') return '';
  if (attribute !== 'on') return ` markdown="${attribute}"`;
  return withValue ? ' markdown="1"' : ' markdown';
}

/** Whether a page prefers `markdown="1"` to the plain `markdown`. */
export function writesValue(pageText: string): boolean {
  const withValue = pageText.match(/<[a-zA-Z][^<>]{0,500}\smarkdown=["']?1/g)?.length ?? 0;
  const without = pageText.match(/<[a-zA-Z][^<>]{0,500}\smarkdown[\s>]/g)?.length ?? 0;
  return withValue > without;
}

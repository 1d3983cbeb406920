import type { ElementContent, Element as HastElement, Properties } from 'hast';
import { escapeAttribute as attribute, escapeText } from './serialize.ts';

/** What the node of a code block says of its lines (`docs/tree.md`). */
interface Lines {
  readonly first: number;
  readonly count: number;
  /** Prefixes of the ids of lines: of elements around them, and of anchors before them. */
  readonly spans: string | null;
  readonly anchors: string | null;
  /** `table`, `inline` or `pymdownx-inline`; null without numbers. */
  readonly numbers: string | null;
  readonly step: number;
  readonly special: number;
  /** Whether a number links to its line. */
  readonly linked: boolean;
}

/**
 * The content of a code block with its lines drawn as Pygments' `HtmlFormatter` does (`_wrap_linespans`, `_wrap_lineanchors`,
 * `_wrap_inlinelinenos`, `_wrap_tablelinenos`), less the colours. The tree holds the code in one piece: a node for
 * every line of every block would be most of a page.
 */
export function withLines(
  children: readonly ElementContent[],
  data: Readonly<Record<string, unknown>>,
): ElementContent[] {
  const lines: Lines = {
    first: number(data.firstLine, 1),
    count: number(data.lineCount, 0),
    spans: string(data.lineSpans),
    anchors: string(data.lineAnchors),
    numbers: string(data.lineNumbers),
    step: number(data.lineStep, 1),
    special: number(data.lineSpecial, 0),
    linked: data.lineLinks === true,
  };
  return children.map((child) => draw(child, lines, false));
}

function draw(node: ElementContent, lines: Lines, inGutter: boolean): ElementContent {
  if (node.type !== 'element') return node;
  const gutter = inGutter || node.properties.class === 'linenos';
  const [only] = node.children;
  if (gutter && node.tagName === 'pre') {
    // The empty element before the numbers, where the extension writes one.
    const lead = only?.type === 'element' && only.children.length === 0 ? [only] : [];
    return { ...node, children: [...lead, ...gutterNumbers(lines)] };
  }
  if (node.tagName !== 'code') return { ...node, children: node.children.map((child) => draw(child, lines, gutter)) };
  if (node.children.length !== 1 || only?.type !== 'text') return node;
  return { ...node, children: codeLines(only.value, lines) };
}

function gutterNumbers(lines: Lines): ElementContent[] {
  const out: ElementContent[] = [];
  for (let line = lines.first; line < lines.first + lines.count; line++) {
    if (line > lines.first) out.push(text('\n'));
    const shown = line % lines.step === 0;
    const written = text(numberOf(line, lines));
    const content = shown && lines.linked ? [element('a', [written], { href: addressOf(line, lines) })] : [written];
    out.push(element('span', content, { class: isSpecial(line, lines) ? 'special' : 'normal' }));
  }
  return out;
}

/** As one piece of raw HTML: elements for every line would take most of the time that a page of code is rendered in. */
function codeLines(code: string, lines: Lines): ElementContent[] {
  let html = '';
  let from = 0;
  for (let line = lines.first; from < code.length; line++) {
    const lineFeed = code.indexOf('\n', from);
    const to = lineFeed === -1 ? code.length : lineFeed + 1;
    if (lines.spans !== null) html += `<span id="${attribute(lines.spans)}${line}">`;
    if (lines.anchors !== null) html += anchorOf(line, lines);
    if (lines.numbers !== null && lines.numbers !== 'table') html += inlineNumber(line, lines);
    html += escapeText(code.slice(from, to));
    if (lines.spans !== null) html += '</span>';
    from = to;
  }
  return [{ type: 'raw', value: html }];
}

/** A number before its line: as text, or for the style sheet to show. */
function inlineNumber(line: number, lines: Lines): string {
  const written = numberOf(line, lines);
  const name = isSpecial(line, lines) ? 'linenos special' : 'linenos';
  const shown =
    lines.numbers === 'pymdownx-inline'
      ? `<span class="${name}" data-linenos="${written} "></span>`
      : `<span class="${name}">${written}</span>`;
  return lines.linked ? `<a href="${attribute(addressOf(line, lines))}">${shown}</a>` : shown;
}

function anchorOf(line: number, lines: Lines): string {
  const id = attribute(lines.anchors + String(line));
  return `<a${lines.numbers === null ? ` href="#${id}"` : ''} id="${id}" name="${id}"></a>`;
}

/** Where the number of a line leads. */
function addressOf(line: number, { anchors, spans }: Lines): string {
  return `#${anchors ?? spans}${line}`;
}

/** As wide as the last one; blanks for a line that is passed over. */
function numberOf(line: number, { first, count, step }: Lines): string {
  return (line % step === 0 ? String(line) : '').padStart(String(first + count - 1).length);
}

function isSpecial(line: number, { special }: Lines): boolean {
  return special > 0 && line % special === 0;
}

function text(value: string): ElementContent {
  return { type: 'text', value };
}

function element(tagName: string, children: ElementContent[], properties: Properties = {}): HastElement {
  return { type: 'element', tagName, properties, children };
}

function number(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function string(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

import type { ElementContent, Element as HastElement, Properties } from 'hast';

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
    const content = shown && lines.linked ? [linkTo(line, lines, [written])] : [written];
    out.push(element('span', content, { class: isSpecial(line, lines) ? 'special' : 'normal' }));
  }
  return out;
}

function codeLines(code: string, lines: Lines): ElementContent[] {
  const out: ElementContent[] = [];
  let from = 0;
  for (let line = lines.first; from < code.length; line++) {
    const lineFeed = code.indexOf('\n', from);
    const to = lineFeed === -1 ? code.length : lineFeed + 1;
    const content: ElementContent[] = [];
    if (lines.anchors !== null) content.push(anchorOf(line, lines));
    if (lines.numbers !== null && lines.numbers !== 'table') content.push(inlineNumber(line, lines));
    content.push(text(code.slice(from, to)));
    if (lines.spans === null) out.push(...content);
    else out.push(element('span', content, { id: lines.spans + line }));
    from = to;
  }
  return out;
}

/** A number before its line: as text, or for the style sheet to show. */
function inlineNumber(line: number, lines: Lines): HastElement {
  const written = numberOf(line, lines);
  const name = isSpecial(line, lines) ? 'linenos special' : 'linenos';
  const shown =
    lines.numbers === 'pymdownx-inline'
      ? element('span', [], { class: name, 'data-linenos': `${written} ` })
      : element('span', [text(written)], { class: name });
  return lines.linked ? linkTo(line, lines, [shown]) : shown;
}

function anchorOf(line: number, lines: Lines): HastElement {
  const id = lines.anchors + String(line);
  return element('a', [], { id, name: id, ...(lines.numbers === null && { href: `#${id}` }) });
}

function linkTo(line: number, lines: Lines, content: ElementContent[]): HastElement {
  return element('a', content, { href: `#${lines.anchors ?? lines.spans}${line}` });
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

import type { Code, Nodes, Root } from 'mdast';
import { spanOf } from '../../src/facts/node-span.ts';
import { cutFrontMatter } from '../../src/python-markdown/front-matter.ts';
import { type AcceptsFence, type FenceLine, fenceLines, type ReadFenceLine, resembles } from './fence-line.ts';
import { type Intention, intendedFences } from './intended-fences.ts';

/** A stretch of a page in which MkDocs takes other lines for code than its author. Line numbers count from 1. */
export interface FenceFault extends Intention {
  /** First and last line: outside of them the page is read as it is meant. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Offsets of the same. */
  readonly start: number;
  readonly end: number;
  /** Lines that are meant as code and show as text, and the reverse: the first and the last of them, null for none. */
  readonly codeAsText: readonly [number, number] | null;
  readonly textAsCode: readonly [number, number] | null;
}

const known = new WeakMap<Root, readonly FenceFault[]>();

/**
 * The faults of a page's fences, in order. What lies inside one of them is no text that a rule may judge. They are looked
 * for once for each tree. `code` are its nodes of code and mathematics, from whoever has them; else they are looked for.
 */
export function fenceFaults(
  root: Root,
  text: string,
  readAs: (text: string) => Root,
  code?: readonly Nodes[],
): readonly FenceFault[] {
  let faults = known.get(root);
  if (faults === undefined) {
    faults = text.includes('```') || text.includes('~~~') ? findFaults(code ?? [root], text, readAs) : [];
    known.set(root, faults);
  }
  return faults;
}

/** Whether an offset of the page lies in a stretch where code and text are exchanged. */
export function isInFenceFault(faults: readonly FenceFault[], offset: number): boolean {
  return faults.some(({ start, end }) => start <= offset && offset < end);
}

function findFaults(nodes: readonly Nodes[], text: string, readAs: (text: string) => Root): readonly FenceFault[] {
  const blocks: CodeBlock[] = [];
  if (!nodes.every((node) => collectCode(node, text, blocks))) return [];
  const lines = withRoles(fenceLines(text), blocks);
  if (!lines.some(({ role }, i) => role === 'stray' || (role === 'open' && hasSuspicious(lines, i)))) return [];
  const body = cutFrontMatter(text).bodyStart;
  const hidden = hiddenRanges(text, blocks);
  const shown = lines.filter(
    ({ start, role }) =>
      start >= body && (role !== 'stray' || !hidden.some(([from, to]) => from <= start && start < to)),
  );
  const accepted = new Map<string, boolean>();
  const accepts: AcceptsFence = (opening, columns) => {
    const indent = ' '.repeat(columns);
    const fence = /^(?:`+|~+)/.exec(opening)![0];
    const sample = `${indent}${opening}\n${indent}x\n${indent}${fence}\n`;
    let answer = accepted.get(sample);
    if (answer === undefined) {
      answer = readAs(sample).children.some(({ type }) => type === 'code' || type === 'math');
      accepted.set(sample, answer);
    }
    return answer;
  };
  const faults: FenceFault[] = [];
  const sourceLines = text.split('\n');
  for (let i = 0; i < shown.length; i++) {
    const { role } = shown[i]!;
    if (role !== 'stray' && !(role === 'open' && hasSuspicious(shown, i))) continue;
    const { intention, last } = intendedFences(shown, i, sourceLines, accepts);
    if (intention !== null) faults.push(faultOf(intention, shown, i, last, sourceLines, blocks));
    i = last;
  }
  return faults;
}

/** A code block of the tree, as offsets of the page. */
interface CodeBlock {
  readonly start: number;
  readonly end: number;
  /** Where the closing fence begins; -1 for indented code. */
  readonly closing: number;
}

/** False when a fence begins or ends in an included file: then the page's own lines do not tell. */
function collectCode(node: Nodes, text: string, blocks: CodeBlock[]): boolean {
  if (node.type === 'code' || node.type === 'math') {
    const block = codeBlock(node as Code, text);
    if (block === null) return false;
    if (block !== 'elsewhere') blocks.push(block);
    return true;
  }
  return !('children' in node) || node.children.every((child) => collectCode(child, text, blocks));
}

function codeBlock(node: Code, text: string): CodeBlock | 'elsewhere' | null {
  const span = spanOf(node);
  if (span === null || span.file !== undefined) return 'elsewhere';
  if (node.data?.syntax !== 'fence') return { ...span, closing: -1 };
  const closing = node.data.closing as { readonly start: number } | undefined;
  const at = closing?.start ?? -1;
  const fence = /^(?:`{3,}|~{3,})/.exec(text.slice(span.start, span.start + 100))?.[0];
  return fence !== undefined && at > span.start && text.startsWith(fence, at)
    ? { start: span.start, end: span.end, closing: at }
    : null;
}

function withRoles(lines: readonly FenceLine[], blocks: CodeBlock[]): ReadFenceLine[] {
  blocks.sort((a, b) => a.start - b.start);
  let at = 0;
  return lines.map((line): ReadFenceLine => {
    while (at < blocks.length && blocks[at]!.end <= line.start) at++;
    const block = blocks[at];
    if (block === undefined || line.start < block.start) {
      // An indented code block begins at its text, after the indentation.
      return { ...line, role: 'stray' };
    }
    if (block.closing === -1) return { ...line, role: 'inside' };
    return { ...line, role: line.start === block.start ? 'open' : line.start === block.closing ? 'close' : 'inside' };
  });
}

/** Whether a line within a fence looks as if it opened one of the same kind. */
function hasSuspicious(lines: readonly ReadFenceLine[], open: number): boolean {
  for (let i = open + 1; i < lines.length && lines[i]!.role === 'inside'; i++) {
    if (lines[i]!.info !== '' && resembles(lines[open]!, lines[i]!)) return true;
  }
  return false;
}

/** Comments and elements whose content is no Markdown: a fence in them is not looked for. */
function hiddenRanges(text: string, blocks: readonly CodeBlock[]): readonly (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = [];
  const opening = /<(!--|pre\b|script\b|style\b|textarea\b)/gi;
  const lower = text.toLowerCase();
  const unclosed = new Set<string>();
  let block = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index;
    while (block < blocks.length && blocks[block]!.end <= start) block++;
    const name = match[1]!.toLowerCase();
    if (unclosed.has(name) || (blocks[block]?.start ?? Number.POSITIVE_INFINITY) <= start) continue;
    const at = lower.indexOf(name === '!--' ? '-->' : `</${name}`, start);
    if (at === -1) {
      unclosed.add(name);
      continue;
    }
    ranges.push([start, at]);
    opening.lastIndex = at;
  }
  return ranges;
}

function faultOf(
  intention: Intention,
  lines: readonly ReadFenceLine[],
  first: number,
  last: number,
  sourceLines: readonly string[],
  blocks: readonly CodeBlock[],
): FenceFault {
  const firstLine = lines[first]!.number;
  const lastLine = intention.reachesEnd ? sourceLines.length : lines[last]!.number;
  const fences = new Set(lines.slice(first, last + 1).map(({ number }) => number));
  let codeAsText: [number, number] | null = null;
  let textAsCode: [number, number] | null = null;
  let offset = lines[first]!.lineStart;
  let block = 0;
  let pair = 0;
  for (let number = firstLine; number <= lastLine; number++) {
    const line = sourceLines[number - 1]!;
    const at = offset + line.length - line.trimStart().length;
    offset += line.length + 1;
    if (fences.has(number) || line.trim() === '') continue;
    while (pair < intention.code.length && intention.code[pair]![1] < number) pair++;
    const meant = (intention.code[pair]?.[0] ?? number) < number;
    if (!meant && intention.open.some(([from, to]) => from < number && number < to)) continue;
    while (block < blocks.length && blocks[block]!.end <= at) block++;
    const shows = (blocks[block]?.start ?? Number.POSITIVE_INFINITY) <= at;
    if (meant && !shows) codeAsText = [codeAsText?.[0] ?? number, number];
    else if (!meant && shows) textAsCode = [textAsCode?.[0] ?? number, number];
  }
  const end = intention.reachesEnd ? offset : lines[last]!.lineEnd;
  return { ...intention, firstLine, lastLine, start: lines[first]!.lineStart, end, codeAsText, textAsCode };
}

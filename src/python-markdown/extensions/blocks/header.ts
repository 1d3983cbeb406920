import { parse } from 'yaml';
import type { MappedString } from '../../mapped-string.ts';
import type { BlockKind } from './block.ts';
import { readAttributes } from './option-types.ts';

const START = /(?:^|\n) {0,3}(\/{3,}) *([\p{L}\p{N}_-]+) *(?=\||\n|$)/u;
const END = /(?:^|\n) {0,3}(\/{3,}) *(?:\n|$)/gm;
const OPTION_LINE = /^ {4,}(?:[^\s]|$)/;

/** The first line of a block. All numbers are indices into the text that was searched. */
export interface FoundStart {
  /** The line feed before it, or 0. */
  readonly start: number;
  /** The first slash. */
  readonly marker: number;
  readonly length: number;
  readonly name: string;
  /** Range of the argument, without spaces around; null without a `|`. */
  readonly argument: readonly [number, number] | null;
  /** End of the line, and the index after its line feed. */
  readonly lineEnd: number;
  readonly end: number;
}

/** The first line of a text that may begin a block, whatever its name (`RE_START`). */
export function findStart(text: string): FoundStart | null {
  if (!text.includes('///')) return null;
  const match = START.exec(text);
  if (match === null) return null;
  const after = match.index + match[0].length;
  const feed = text.indexOf('\n', after);
  const lineEnd = feed === -1 ? text.length : feed;
  const argument = text[after] === '|' ? trimRange(text, after + 1, lineEnd) : null;
  return {
    start: match.index,
    marker: text.indexOf('/', match.index),
    length: match[1]!.length,
    name: match[2]!.toLowerCase(),
    argument,
    lineEnd,
    end: feed === -1 ? text.length : feed + 1,
  };
}

function trimRange(text: string, from: number, to: number): readonly [number, number] {
  let start = from;
  let end = to;
  while (start < end && text[start] === ' ') start++;
  while (end > start && text[end - 1] === ' ') end--;
  return [start, end];
}

/** The line that ends a block of so many slashes, as the range of the match (`RE_END`), or null. */
export function findEnd(text: string, length: number): { start: number; end: number } | null {
  if (!text.includes('///')) return null;
  for (const match of text.matchAll(END)) {
    if (match[1]!.length === length) return { start: match.index, end: match.index + match[0].length };
  }
  return null;
}

/**
 * Takes the options, indented lines of YAML, off the front of what follows a block's first line. Options are null when
 * they are no mapping (`split_header`).
 */
export function splitHeader(
  text: MappedString,
  length: number,
): { options: Readonly<Record<string, unknown>> | null; rest: readonly MappedString[] } {
  const end = findEnd(text.text, length);
  const body = end === null ? text : text.slice(0, end.start);
  const tail = end === null ? [] : [text.slice(end.start)];
  let to = 0;
  while (to < body.length) {
    const feed = body.text.indexOf('\n', to);
    const lineEnd = feed === -1 ? body.length : feed;
    // A line of spaces belongs to the options only where the text ends with it.
    const line = body.text.slice(to, lineEnd);
    if (!OPTION_LINE.test(line) || (feed !== -1 && line.trim() === '')) break;
    to = feed === -1 ? body.length : feed + 1;
  }
  if (to === 0) return { options: {}, rest: [body, ...tail] };
  const lines = body.text.slice(0, to);
  if (lines.trim() === '') return { options: {}, rest: [body, body.slice(to), ...tail] };
  return { options: readYaml(dedent(lines)), rest: [body.slice(to), ...tail] };
}

function dedent(text: string): string {
  const lines = text.split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length);
  const indent = Math.min(...indents);
  return lines.map((line) => (line.trim() === '' ? '' : line.slice(indent))).join('\n');
}

function readYaml(text: string): Readonly<Record<string, unknown>> | null {
  // A document that ends before it has begun is none to PyYAML.
  if (/^\.\.\.(?:\s|$)/.test(text)) return null;
  try {
    const value: unknown = parse(text, { version: '1.1', uniqueKeys: false, logLevel: 'silent' });
    if (value === null) return {};
    return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** The options of a kind of block with their defaults; null when one is unknown or has no valid value (`_validate`). */
export function readBlockOptions(
  kind: BlockKind,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | null {
  const options: Record<string, unknown> = { attrs: {} };
  for (const [name, option] of Object.entries(kind.options)) options[name] = option.fallback;
  for (const [name, value] of Object.entries(given)) {
    const read =
      name === 'attrs' ? readAttributes : Object.hasOwn(kind.options, name) ? kind.options[name]!.read : null;
    if (read === null) return null;
    try {
      options[name] = read(value);
    } catch {
      return null;
    }
  }
  return options;
}

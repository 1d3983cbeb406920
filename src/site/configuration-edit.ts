import {
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  parseDocument,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { TextEdit } from '../text/edits.ts';

/** An entry of a list of a configuration: a name, alone or with options. */
export interface ListEntry {
  readonly name: string;
  /** Lines of YAML that stand below the name, indented among each other, not from the left. */
  readonly options?: readonly string[];
}

/** How far the options of an entry stand to the right of its dash, where a file has no example. */
const OPTION_INDENT = 4;
const LIST_INDENT = 2;

/**
 * The edit that adds an entry at the end of a list of an `mkdocs.yml` (`markdown_extensions`, `extra_css`), in the style of
 * that list: its indentation, its quotes, a mapping where the list is one. The key is made when the file has none. All else
 * stays to the letter. Null where the text is no such YAML, or the list has a form that cannot take the entry.
 */
export function addListEntry(text: string, key: string, entry: ListEntry): TextEdit | null {
  const root = parseRoot(text);
  if (root === undefined) return null;
  const pair = root === null ? null : pairOf(root, key);
  if (pair === null) return addKey(text, root, key, entry);
  const value = pair.value as ParsedNode | null;
  if (isNothing(value)) {
    const at = lineEnd(text, endOf(pair.key as ParsedNode));
    return insertion(at, `\n${entryLines(entry, listIndent(text, root), OPTION_INDENT, '').join('\n')}`);
  }
  if (isSeq(value)) return value.flow ? addToFlow(text, value, entry) : addToList(text, value, entry);
  if (isMap(value) && !value.flow) return addToMapping(text, value, entry);
  return null;
}

/**
 * The edit that gives an entry of a list an option: lines of YAML below the entry's name, or below the options that it has.
 * Null when the list has no such entry, or when the entry has the option, or options in a form that cannot take one.
 */
export function addEntryOption(text: string, key: string, name: string, lines: readonly string[]): TextEdit | null {
  const root = parseRoot(text);
  const list = root === undefined || root === null ? null : (pairOf(root, key)?.value as ParsedNode | null | undefined);
  if (list === null || list === undefined || (!isSeq(list) && !isMap(list)) || list.flow) return null;
  const option = /^[\w.-]+/.exec(lines[0] ?? '')?.[0];
  if (option === undefined) return null;
  const within = isSeq(list) ? list.items : [list];
  for (const item of within as ParsedNode[]) {
    if (isScalar(item) && item.value === name) {
      const indent = columnOf(text, item.range[0]) - dashWidth(text, item) + optionIndent(text, list);
      return insertion(item.range[1], `:\n${indented(lines, indent).join('\n')}`);
    }
    if (!isMap(item) || item.flow) continue;
    const pair = pairOf(item, name);
    if (pair === null) continue;
    const value = pair.value as ParsedNode | null;
    const start = columnOf(text, (pair.key as ParsedNode).range[0]);
    if (isNothing(value)) {
      const indent = isSeq(list) ? start - dashWidth(text, item) + optionIndent(text, list) : start + LIST_INDENT;
      return insertion(lineEnd(text, endOf(pair.key as ParsedNode)), `\n${indented(lines, indent).join('\n')}`);
    }
    if (!isMap(value) || value.flow || pairOf(value, option) !== null) return null;
    const first = value.items[0] as Pair<ParsedNode> | undefined;
    if (first === undefined) return null;
    const indent = columnOf(text, first.key.range[0]);
    return insertion(afterBlock(text, value.range[1], indent - 1), `\n${indented(lines, indent).join('\n')}`);
  }
  return null;
}

/** The mapping at the top; null for an empty text, undefined for one that is no mapping. */
function parseRoot(text: string): YAMLMap | null | undefined {
  const document = parseDocument(text, { version: '1.1', schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
  if (document.errors.length > 0) return undefined;
  if (document.contents === null) return null;
  return isMap(document.contents) && !document.contents.flow ? (document.contents as YAMLMap) : undefined;
}

function pairOf(map: YAMLMap, key: string): Pair | null {
  // The last of several keys counts.
  return map.items.findLast((pair) => isScalar(pair.key) && pair.key.value === key) ?? null;
}

function addKey(text: string, root: YAMLMap | null, key: string, entry: ListEntry): TextEdit | null {
  const ending = /\n(?:\.\.\.|---)[ \t]*(?:\r?\n|$)/.exec(text.slice(root?.range?.[1] ?? 0));
  if (ending !== null) return null;
  const end = text.trimEnd().length;
  const spaced = /\n[ \t]*\r?\n\S/.test(text.slice(0, end));
  const lines = [`${key}:`, ...entryLines(entry, listIndent(text, root), OPTION_INDENT, '')].join('\n');
  if (end === 0) return insertion(text.length, `${lines}\n`);
  const from = lineEnd(text, end);
  const before = spaced ? '\n\n' : '\n';
  return { start: from, end: from, text: `${before}${lines}${from === text.length ? '\n' : ''}` };
}

function addToList(text: string, list: YAMLSeq, entry: ListEntry): TextEdit | null {
  const first = list.items[0] as ParsedNode | undefined;
  if (first === undefined) return null;
  const dash = columnOf(text, first.range[0]) - dashWidth(text, first);
  if (dash < 0) return null;
  const quoted = (list.items as ParsedNode[]).flatMap((item) => (isScalar(item) ? [quoteOf(item)] : []));
  const quote = quoted.length > 0 && quoted.every((one) => one === quoted[0]) ? quoted[0]! : '';
  const lines = entryLines(entry, dash, optionIndent(text, list), quote);
  return insertion(afterBlock(text, list.range![1], dash), `\n${lines.join('\n')}`);
}

function addToMapping(text: string, map: YAMLMap, entry: ListEntry): TextEdit | null {
  const first = map.items[0]?.key as ParsedNode | undefined;
  if (first === undefined) return null;
  const column = columnOf(text, first.range[0]);
  const options = indented(entry.options ?? [], column + LIST_INDENT);
  const line = `${' '.repeat(column)}${entry.name}:`;
  return insertion(afterBlock(text, map.range![1], column - 1), `\n${[line, ...options].join('\n')}`);
}

function addToFlow(text: string, list: YAMLSeq, entry: ListEntry): TextEdit | null {
  if (entry.options !== undefined && entry.options.length > 0) return null;
  const last = list.items.at(-1) as ParsedNode | undefined;
  const quote = last !== undefined && isScalar(last) ? quoteOf(last) : '';
  const written = `${quote}${entry.name}${quote}`;
  if (last === undefined) return insertion(text.indexOf('[', list.range![0]) + 1, written);
  return insertion(last.range[1], `, ${written}`);
}

/** An entry in block style, its dash in a column. */
function entryLines({ name, options = [] }: ListEntry, dash: number, option: number, quote: string): string[] {
  const written = `${' '.repeat(dash)}- ${quote}${name}${quote}`;
  return options.length === 0 ? [written] : [`${written}:`, ...indented(options, dash + option)];
}

function indented(lines: readonly string[], columns: number): string[] {
  return lines.map((line) => `${' '.repeat(columns)}${line}`);
}

/** The indentation of lists in a file: that of the first one below a key at the top. */
function listIndent(text: string, root: YAMLMap | null): number {
  for (const { value } of root?.items ?? []) {
    if (!isSeq(value) || value.flow || value.items.length === 0) continue;
    const first = value.items[0] as ParsedNode;
    return Math.max(0, columnOf(text, first.range[0]) - dashWidth(text, first));
  }
  return LIST_INDENT;
}

/** How far options stand to the right of the dash (in a mapping: of the name), as the first entry with options has it. */
function optionIndent(text: string, list: YAMLSeq | YAMLMap): number {
  if (isMap(list)) return LIST_INDENT;
  for (const item of list.items as ParsedNode[]) {
    if (!isMap(item) || item.flow) continue;
    const options = item.items[0]?.value as ParsedNode | null | undefined;
    if (options === null || options === undefined || !isMap(options) || options.flow) continue;
    const key = (options.items[0] as Pair<ParsedNode> | undefined)?.key;
    if (key === undefined) continue;
    return columnOf(text, key.range[0]) - (columnOf(text, item.range[0]) - dashWidth(text, item));
  }
  return OPTION_INDENT;
}

/** Columns from the dash of an item to its text. */
function dashWidth(text: string, item: ParsedNode): number {
  const start = text.lastIndexOf('\n', item.range[0] - 1) + 1;
  const before = text.slice(start, item.range[0]);
  const dash = before.lastIndexOf('-');
  return dash < 0 ? 0 : before.length - dash;
}

/** Whether a key has no value. */
function isNothing(value: ParsedNode | null): value is null {
  return value === null || (isScalar(value) && value.source === '' && value.tag === undefined);
}

function quoteOf(item: ParsedNode): string {
  if (!isScalar(item)) return '';
  return item.type === Scalar.QUOTE_DOUBLE ? '"' : item.type === Scalar.QUOTE_SINGLE ? "'" : '';
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function endOf(node: ParsedNode): number {
  return node.range[1];
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const end = newline < 0 ? text.length : newline;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** The end of the last line of a block: comments below that are indented further than `column` belong to it. */
function afterBlock(text: string, blockEnd: number, column: number): number {
  // The parser counts comments below the block to it, whatever their column.
  let last = text.slice(0, blockEnd).trimEnd().length;
  for (let start = lineStart(text, last); /^[ \t]*#/.test(text.slice(start, last)); start = lineStart(text, last)) {
    last = text.slice(0, start).trimEnd().length;
  }
  let end = lineEnd(text, last);
  for (let at = end; ; ) {
    const next = text.indexOf('\n', at) + 1;
    if (next === 0) return end;
    at = lineEnd(text, next);
    const line = text.slice(next, at);
    const comment = /^( *)#/.exec(line);
    if (comment === null || comment[1]!.length <= column) return end;
    end = at;
  }
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

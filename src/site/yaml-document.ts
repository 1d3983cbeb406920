import { type Document, isAlias, isMap, isScalar, isSeq, Lexer, type ParsedNode, parseDocument, Scalar } from 'yaml';
import { type ConfigurationNode, type MappingEntry, problem, type RangeMaker, rangeMaker } from './configuration.ts';
import type { ConfigurationProblem, SourceRange } from './site.ts';
import { resolvePlainScalar } from './yaml-scalars.ts';
import { applyTag, type Environment, shortTag } from './yaml-tags.ts';

/** A YAML file as PyYAML with MkDocs' tags reads it. */
export interface YamlFile {
  /** Best effort when `valid` is false; null for an empty file. */
  readonly root: ConfigurationNode | null;
  readonly problems: readonly ConfigurationProblem[];
  /** False when PyYAML refuses the text. PyYAML stops at the first fault, so there is one problem. */
  readonly valid: boolean;
}

export function readYaml(file: string, written: string, environment: Environment): YamlFile {
  // A lone carriage return ends a line for PyYAML.
  const text = written.replace(/\r(?!\n)/g, '\n');
  const range = rangeMaker(file, text);
  const { document, original } = parseIndulgently(text);
  const fault = firstFault(document, text, original);
  const problems: ConfigurationProblem[] = [];
  if (fault !== null) {
    problems.push(problem('error', `This is not valid YAML: ${fault.message}.`, range(fault.start, fault.end)));
  }
  const reader = new NodeReader((start, end) => range(original(start), original(end)), environment, problems);
  const root = document.contents === null ? null : reader.read(document.contents as ParsedNode);
  const empty = root === null || (root.kind === 'scalar' && root.value === null);
  return {
    root: empty ? null : root,
    problems: problems.slice(0, 1),
    valid: problems.length === 0,
  };
}

interface Fault {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

function firstFault(document: Document, text: string, original: (offset: number) => number): Fault | null {
  const faults: Fault[] = [];
  for (const error of document.errors) {
    const [start, end] = error.pos;
    const tooDeep = /call stack/.test(error.message);
    const message = tooDeep ? 'It is nested too deeply' : error.message.replace(/\.$/, '');
    faults.push({ message, start: original(start), end: original(end) });
  }
  const control = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ud800-\udfff\ue000-\ufffd]/.exec(text);
  if (control !== null) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    faults.push({ message: `The character U+${code} is not allowed`, start: control.index, end: control.index + 1 });
  }
  const tab = separatingTab(text);
  if (tab !== null) faults.push({ message: 'A tab cannot separate or indent', start: tab, end: tab + 1 });
  return faults.sort((a, b) => a.start - b.start)[0] ?? null;
}

/** PyYAML allows tabs inside quotes, block texts and comments only; `yaml` reads more. */
function separatingTab(text: string): number | null {
  if (!text.includes('\t')) return null;
  let offset = 0;
  let header = '';
  let isPlain = false;
  for (const lexeme of new Lexer().lex(text)) {
    // Marks of the lexer that stand for no characters: document, scalar (plain or block), end of a broken flow.
    if (lexeme === '\u0002' || lexeme === '\u0018') continue;
    if (lexeme === '\u001f') {
      isPlain = !/^[|>]/.test(header);
      continue;
    }
    const isBlank = lexeme.trim() === '';
    const tab = isBlank || isPlain ? lexeme.indexOf('\t') : -1;
    if (tab >= 0) return offset + tab;
    if (!isBlank && !lexeme.startsWith('#')) header = lexeme;
    isPlain = false;
    offset += lexeme.length;
  }
  return null;
}

interface IndulgentParse {
  readonly document: Document;
  /** Offset in the text as it was given. */
  readonly original: (offset: number) => number;
}

/** Lines that are indented before giving up: each costs a parse, so a long file gets fewer. */
function patience(text: string): number {
  return Math.max(4, Math.min(64, Math.floor(500_000 / (text.length + 1))));
}

/**
 * PyYAML does not look at the indentation inside of brackets and quotes, `yaml` does. Such lines are indented for it, and
 * positions are counted back.
 */
function parseIndulgently(text: string): IndulgentParse {
  const first = parse(text);
  let document = first;
  let padded = text;
  const padding = '                                ';
  const insertions: number[] = [];
  for (let left = patience(text); left > 0; left--) {
    const error = document.errors[0];
    if (error === undefined) return { document, original: (offset) => countBack(offset, insertions, padding.length) };
    if (!/sufficiently indented|Missing closing/.test(error.message)) break;
    const line = nextContentLine(padded, error.pos[0]);
    if (line === null || insertions.includes(line)) break;
    padded = padded.slice(0, line) + padding + padded.slice(line);
    insertions.push(line);
    document = parse(padded);
  }
  return { document: first, original: (offset) => offset };
}

function parse(text: string): Document {
  // With the failsafe schema every scalar stays text: PyYAML's own rules give it a meaning.
  return parseDocument(text, {
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    merge: false,
  });
}

function nextContentLine(text: string, offset: number): number | null {
  let line = offset === 0 || text[offset - 1] === '\n' ? offset : text.indexOf('\n', offset) + 1;
  while (line > 0 && line < text.length) {
    const end = text.indexOf('\n', line);
    if (text.slice(line, end < 0 ? undefined : end).trim() !== '') return line;
    if (end < 0) return null;
    line = end + 1;
  }
  return null;
}

/** Insertions are kept at their offsets in the padded text of their time; later ones lie further down. */
function countBack(offset: number, insertions: readonly number[], length: number): number {
  let result = offset;
  for (let i = insertions.length - 1; i >= 0; i--) {
    const at = insertions[i]!;
    if (result > at) result = Math.max(at, result - length);
  }
  return result;
}

class NodeReader {
  readonly #anchors = new Map<string, ParsedNode>();
  readonly #range: RangeMaker;
  readonly #environment: Environment;
  readonly #problems: ConfigurationProblem[];
  readonly #made = new Map<ParsedNode, ConfigurationNode>();
  readonly #open = new Set<ParsedNode>();

  constructor(range: RangeMaker, environment: Environment, problems: ConfigurationProblem[]) {
    this.#range = range;
    this.#environment = environment;
    this.#problems = problems;
  }

  read(node: ParsedNode): ConfigurationNode {
    const range = this.#range(node.range[0], node.range[1]);
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source);
      if (target === undefined) return this.#refuse(`There is no anchor \`&${node.source}\` above`, range);
      if (this.#open.has(target)) return this.#refuse(`\`*${node.source}\` holds itself`, range);
      return this.read(target);
    }
    const known = this.#made.get(node);
    if (known !== undefined) return known;
    // An alias means the last anchor of its name above it; `Alias.resolve` walks the whole document for each.
    if (!isAlias(node) && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    this.#open.add(node);
    const made = this.#tagged(node, this.#untagged(node, range));
    this.#open.delete(node);
    this.#made.set(node, made);
    return made;
  }

  #refuse(message: string, range: SourceRange): ConfigurationNode {
    this.#problems.push(problem('error', `${message}.`, range));
    return { kind: 'scalar', value: null, range };
  }

  #untagged(node: ParsedNode, range: SourceRange): ConfigurationNode {
    if (isSeq(node)) return { kind: 'sequence', items: node.items.map((item) => this.#item(item, range)), range };
    if (isMap(node)) return { kind: 'mapping', entries: this.#entries(node), range };
    if (!isScalar(node)) return { kind: 'scalar', value: null, range };
    const text = String(node.value ?? '');
    const plain = node.type === Scalar.PLAIN || node.type === undefined;
    return { kind: 'scalar', value: plain && node.tag === undefined ? resolvePlainScalar(text) : text, range };
  }

  #item(item: unknown, parent: SourceRange): ConfigurationNode {
    return item === null || item === undefined
      ? { kind: 'scalar', value: null, range: parent }
      : this.read(item as ParsedNode);
  }

  #tagged(node: ParsedNode, made: ConfigurationNode): ConfigurationNode {
    const tag = node.tag;
    if (tag === undefined || tag === '!') return made;
    const raw = isScalar(node) ? String(node.value ?? '') : null;
    const rawItems = isSeq(node) ? node.items.map((item) => (isScalar(item) ? String(item.value ?? '') : null)) : [];
    const result = applyTag({ tag, raw, node: made, rawItems }, this.#environment);
    if ('node' in result) return result.node;
    // The tag is written before the value.
    const start = made.range.start - shortTag(tag).length - 1;
    return this.#refuse(result.refused.replace(/\.$/, ''), this.#range(Math.max(0, start), made.range.end));
  }

  #entries(node: ParsedNode): readonly MappingEntry[] {
    const own = new Map<unknown, MappingEntry>();
    const merged = new Map<unknown, MappingEntry>();
    if (!isMap(node)) return [];
    for (const pair of node.items) {
      const keyNode = pair.key as ParsedNode | null;
      const key: ConfigurationNode =
        keyNode === null
          ? { kind: 'scalar', value: null, range: this.#range(node.range[0], node.range[0]) }
          : this.read(keyNode);
      const value: ConfigurationNode =
        pair.value === null || pair.value === undefined
          ? { kind: 'scalar', value: null, range: key.range }
          : this.read(pair.value as ParsedNode);
      if (key.kind !== 'scalar') {
        this.#refuse('A key cannot be a list or a mapping', key.range);
        continue;
      }
      if (isScalar(keyNode) && keyNode.type === Scalar.PLAIN && key.value === '<<') this.#merge(value, merged);
      else own.set(key.value, { key: key.value, keyRange: key.range, value });
    }
    for (const [key, entry] of own) merged.set(key, entry);
    return [...merged.values()];
  }

  /** `<<`: entries of one or more mappings, the first of several that has a key counts. */
  #merge(value: ConfigurationNode, into: Map<unknown, MappingEntry>): void {
    const sources = value.kind === 'sequence' ? value.items : [value];
    for (const source of [...sources].reverse()) {
      if (source.kind !== 'mapping') {
        this.#refuse('`<<` needs a mapping or a list of mappings', value.range);
        return;
      }
      for (const entry of source.entries) into.set(entry.key, entry);
    }
  }
}

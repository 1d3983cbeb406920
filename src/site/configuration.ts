import type { ConfigurationProblem, SourceRange } from './site.ts';

/**
 * A configuration as data that knows where each part was written, whichever language it was written in. YAML and TOML
 * are read into this form; everything after works on it.
 */
export type ConfigurationNode = ScalarNode | SequenceNode | MappingNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  /** String, number, boolean, null, a `PythonValue`, or `{ relative: text }`. */
  readonly value: unknown;
  readonly range: SourceRange;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly items: readonly ConfigurationNode[];
  readonly range: SourceRange;
}

export interface MappingNode {
  readonly kind: 'mapping';
  /** No key twice; a key that YAML reads as a number, a boolean or null keeps that type. */
  readonly entries: readonly MappingEntry[];
  readonly range: SourceRange;
}

export interface MappingEntry {
  readonly key: unknown;
  readonly keyRange: SourceRange;
  readonly value: ConfigurationNode;
}

/** What was read of a configuration file and of those it inherits from. */
export interface ReadConfiguration {
  /** Null when nothing could be read (the problems say why). */
  readonly root: MappingNode | null;
  readonly problems: readonly ConfigurationProblem[];
  /** Absolute paths of all files read. */
  readonly files: readonly string[];
}

/** The entry of a key, or null; `pair.value` of a null-valued key is a scalar with null. */
export function entryOf(node: ConfigurationNode | null, key: string): MappingEntry | null {
  if (node?.kind !== 'mapping') return null;
  return node.entries.find((entry) => entry.key === key) ?? null;
}

export function childOf(node: ConfigurationNode | null, key: string): ConfigurationNode | null {
  return entryOf(node, key)?.value ?? null;
}

export function isNull(node: ConfigurationNode | null): boolean {
  return node === null || (node.kind === 'scalar' && node.value === null);
}

export function stringValue(node: ConfigurationNode | null): string | null {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : null;
}

export function booleanValue(node: ConfigurationNode | null): boolean | null {
  return node?.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : null;
}

/** Plain data of a node. Shared parts (YAML aliases) are made once. */
export function plainValue(node: ConfigurationNode, made = new Map<ConfigurationNode, unknown>()): unknown {
  if (node.kind === 'scalar') return node.value;
  const known = made.get(node);
  if (known !== undefined) return known;
  if (node.kind === 'sequence') {
    const items: unknown[] = [];
    made.set(node, items);
    for (const item of node.items) items.push(plainValue(item, made));
    return items;
  }
  const record: Record<string, unknown> = Object.create(null);
  made.set(node, record);
  for (const entry of node.entries) record[String(entry.key)] = plainValue(entry.value, made);
  return record;
}

/** Options of an extension or plugin: a mapping as plain data, nothing for anything else. */
export function plainOptions(node: ConfigurationNode | null): Readonly<Record<string, unknown>> {
  return node?.kind === 'mapping' ? (plainValue(node) as Record<string, unknown>) : {};
}

/** Child over parent, mappings merged, everything else replaced: `mergedeep.merge` as `INHERIT` uses it (S-SITE-09). */
export function mergeConfigurations(parent: ConfigurationNode, child: ConfigurationNode): ConfigurationNode {
  if (parent.kind !== 'mapping' || child.kind !== 'mapping') return child;
  const entries = new Map<unknown, MappingEntry>(parent.entries.map((entry) => [entry.key, entry]));
  for (const entry of child.entries) {
    const inherited = entries.get(entry.key);
    entries.set(
      entry.key,
      inherited === undefined ? entry : { ...entry, value: mergeConfigurations(inherited.value, entry.value) },
    );
  }
  return { ...child, entries: [...entries.values()] };
}

/** How Python names the type of a value, in words for a message. */
export function typeName(node: ConfigurationNode): string {
  if (node.kind === 'sequence') return 'a list';
  if (node.kind === 'mapping') return 'a mapping';
  switch (typeof node.value) {
    case 'string':
      return 'a text';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    default:
      return node.value === null ? 'nothing' : 'a Python object';
  }
}

export function problem(
  level: ConfigurationProblem['level'],
  message: string,
  range: SourceRange,
): ConfigurationProblem {
  return { level, message, range };
}

/** Ranges in one file, from offsets. */
export type RangeMaker = (start: number, end: number) => SourceRange;

export function rangeMaker(file: string, text: string): RangeMaker {
  const lineStarts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) lineStarts.push(i + 1);
  const place = (offset: number): { line: number; column: number } => {
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - lineStarts[low]! + 1 };
  };
  return (start, end) => {
    const from = Math.max(0, Math.min(start, text.length));
    const to = Math.max(from, Math.min(end, text.length));
    const first = place(from);
    const last = place(to);
    return { file, ...first, endLine: last.line, endColumn: last.column, start: from, end: to };
  };
}

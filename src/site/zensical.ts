import { parse, TomlError } from 'smol-toml';
import type { PythonValue } from '../python-markdown/extension.ts';
import {
  type ConfigurationNode,
  type MappingEntry,
  type MappingNode,
  problem,
  type RangeMaker,
  rangeMaker,
} from './configuration.ts';
import type { Configuration } from './read-configuration.ts';
import type { ConfiguredExtension } from './site.ts';

/** `zensical.toml`: the keys of MkDocs under `[project]`, or at the top when there is no such table (S-ZEN-01). */
export function readZensical(file: string, text: string): Configuration {
  const range = rangeMaker(file, text);
  let data: Record<string, unknown>;
  try {
    data = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const start = offsetAt(text, error.line, error.column);
    const words = error.message.split('\n')[0]!.replace(/^Invalid TOML document:\s*|\.+$/g, '');
    return {
      root: null,
      problems: [problem('error', `This is not valid TOML: ${words}.`, range(start, start + 1))],
      valid: false,
      files: [file],
    };
  }
  const reader = new TomlPlaces(text, range);
  const root = reader.mapping(data);
  const project = root.entries.find((entry) => entry.key === 'project')?.value;
  return { root: project?.kind === 'mapping' ? project : root, problems: [], valid: true, files: [file] };
}

function offsetAt(text: string, line: number, column: number): number {
  let start = 0;
  for (let i = 1; i < line; i++) {
    const newline = text.indexOf('\n', start);
    if (newline < 0) break;
    start = newline + 1;
  }
  return Math.min(text.length, start + column - 1);
}

/**
 * Finds where the parts of a TOML file were written, which its parser does not tell: the values come in the order of the
 * file, so each text is looked for after the one before it. What is not found so gets the place where the search stands.
 */
class TomlPlaces {
  readonly #text: string;
  readonly #range: RangeMaker;
  #offset = 0;

  constructor(text: string, range: RangeMaker) {
    this.#text = text;
    this.#range = range;
  }

  mapping(data: Readonly<Record<string, unknown>>): MappingNode {
    const start = this.#offset;
    const entries = Object.entries(data).map(([key, value]): MappingEntry => {
      const keyRange = this.#find(key);
      return { key, keyRange, value: this.#node(value) };
    });
    return { kind: 'mapping', entries, range: this.#range(entries[0]?.keyRange.start ?? start, this.#offset) };
  }

  #node(value: unknown): ConfigurationNode {
    if (Array.isArray(value)) {
      const start = this.#offset;
      const items = value.map((item) => this.#node(item));
      return { kind: 'sequence', items, range: this.#range(items[0]?.range.start ?? start, this.#offset) };
    }
    if (value instanceof Date) return { kind: 'scalar', value: value.toISOString(), range: this.#here() };
    if (typeof value === 'object' && value !== null) return this.mapping(value as Record<string, unknown>);
    if (typeof value === 'string') return { kind: 'scalar', value, range: this.#find(value) };
    return {
      kind: 'scalar',
      value: typeof value === 'bigint' ? Number(value) : value,
      range: this.#find(String(value)),
    };
  }

  #find(text: string): ReturnType<RangeMaker> {
    const found = text === '' ? -1 : this.#text.indexOf(text, this.#offset);
    if (found < 0) return this.#here();
    this.#offset = found + text.length;
    return this.#range(found, this.#offset);
  }

  #here(): ReturnType<RangeMaker> {
    return this.#range(this.#offset, this.#offset);
  }
}

/** Names that TOML lets stand as tables: `[project.markdown_extensions.pymdownx.blocks.tab]`. */
const namespaces: Readonly<Record<string, readonly string[]>> = { pymdownx: ['blocks'], zensical: ['extensions'] };

/** Entries of `markdown_extensions` with the tables of a namespace hoisted (`_convert_markdown_extensions`). */
export function hoistNamespaces(node: MappingNode): MappingNode {
  const entries = node.entries.flatMap((entry): MappingEntry[] => {
    const nested = namespaces[String(entry.key)];
    if (nested === undefined || entry.value.kind !== 'mapping') return [entry];
    return entry.value.entries.flatMap((inner): MappingEntry[] => {
      const name = `${String(entry.key)}.${String(inner.key)}`;
      if (!nested.includes(String(inner.key)) || inner.value.kind !== 'mapping') return [{ ...inner, key: name }];
      return inner.value.entries.map((deepest) => ({ ...deepest, key: `${name}.${String(deepest.key)}` }));
    });
  });
  return { ...node, entries };
}

function pythonName(name: string): PythonValue {
  return { python: 'name', name, args: [], kwds: {} };
}

/** Options of an extension with the texts and tables that Zensical resolves to Python functions made `PythonValue`s. */
export function resolveFunctions(name: string, options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const resolved = { ...options };
  const resolve = (record: Record<string, unknown>, key: string): void => {
    const value = record[key];
    if (typeof value === 'string') record[key] = pythonName(value);
    else if (typeof value === 'object' && value !== null && !('python' in value)) {
      const call = value as Readonly<Record<string, unknown>>;
      const object = typeof call.object === 'string' ? call.object : defaultFunctions[key]!;
      record[key] = { python: 'call', name: object, args: [], kwds: (call.kwds ?? {}) as Record<string, unknown> };
    }
  };
  if (name === 'pymdownx.emoji') for (const key of ['emoji_index', 'emoji_generator']) resolve(resolved, key);
  if (['toc', 'pymdownx.tabbed', 'pymdownx.blocks.tab'].includes(name) && typeof resolved.slugify === 'object') {
    resolve(resolved, 'slugify');
  }
  if (name === 'pymdownx.superfences' && Array.isArray(resolved.custom_fences)) {
    resolved.custom_fences = resolved.custom_fences.map((fence: unknown) => {
      if (typeof fence !== 'object' || fence === null) return fence;
      const copy: Record<string, unknown> = { ...fence };
      for (const key of ['format', 'validator']) resolve(copy, key);
      return copy;
    });
  }
  return resolved;
}

const defaultFunctions: Readonly<Record<string, string>> = {
  slugify: 'pymdownx.slugs.slugify',
  format: 'pymdownx.superfences.fence_code_format',
  validator: '',
  emoji_index: '',
  emoji_generator: '',
};

/** What Zensical switches on when `markdown_extensions` is absent (S-ZEN-02). */
export const zensicalDefaults: readonly ConfiguredExtension[] = Object.entries({
  abbr: {},
  admonition: {},
  attr_list: {},
  def_list: {},
  footnotes: {},
  md_in_html: {},
  toc: { permalink: true },
  'pymdownx.arithmatex': { generic: true },
  'pymdownx.betterem': {},
  'pymdownx.caret': {},
  'pymdownx.details': {},
  'pymdownx.emoji': {
    emoji_generator: pythonName('zensical.extensions.emoji.to_svg'),
    emoji_index: pythonName('zensical.extensions.emoji.twemoji'),
  },
  'pymdownx.highlight': { anchor_linenums: true, line_spans: '__span', pygments_lang_class: true },
  'pymdownx.inlinehilite': {},
  'pymdownx.keys': {},
  'pymdownx.magiclink': {},
  'pymdownx.mark': {},
  'pymdownx.smartsymbols': {},
  'pymdownx.superfences': { custom_fences: [{ name: 'mermaid', class: 'mermaid' }] },
  'pymdownx.tabbed': { alternate_style: true, combine_header_slug: true },
  'pymdownx.tasklist': { custom_checkbox: true },
  'pymdownx.tilde': {},
}).map(([name, options]) => ({ name, options, range: null }));

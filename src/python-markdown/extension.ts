import type { Markdown } from './markdown.ts';

/** Options of an extension as `mkdocs.yml` gives them; values of Python tags are `PythonValue`s. */
export type ExtensionOptions = Readonly<Record<string, unknown>>;

/**
 * A value that only Python can make (`!!python/name:pymdownx.slugs.slugify`, `!!python/object/apply:...`). It is known by
 * name and never run.
 */
export interface PythonValue {
  readonly python: 'name' | 'call';
  /** Dotted name. */
  readonly name: string;
  readonly args: readonly unknown[];
  readonly kwds: Readonly<Record<string, unknown>>;
}

export function isPythonValue(value: unknown): value is PythonValue {
  return typeof value === 'object' && value !== null && 'python' in value && 'name' in value;
}

/** An extension of Python-Markdown: adds to the registries of a converter (`Extension.extendMarkdown`). */
export interface Extension {
  /** Canonical name, as written in `mkdocs.yml`. */
  readonly name: string;
  extend(markdown: Markdown, options: ExtensionOptions): void;
}

/** A boolean option as Python-Markdown reads it: booleans, 0 and 1, and the words that `parseBoolValue` knows. */
export function booleanOption(options: ExtensionOptions, name: string, fallback: boolean): boolean {
  const value = options[name];
  if (value === undefined) return fallback;
  if (typeof value === 'string') return ['true', 'yes', 'y', 'on', '1'].includes(value.toLowerCase());
  return Boolean(value);
}

/** A text option; numbers and booleans become text, nothing else does. */
export function stringOption(options: ExtensionOptions, name: string, fallback: string): string {
  const value = options[name];
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return fallback;
}

export function numberOption(options: ExtensionOptions, name: string, fallback: number): number {
  const value = options[name];
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : fallback;
}

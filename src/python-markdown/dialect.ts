import type { Extension, ExtensionOptions } from './extension.ts';
import { expandExtras } from './extensions/extra.ts';
import { extensions as known } from './extensions/index.ts';

/** One entry of `markdown_extensions`. */
export interface DialectExtension {
  readonly name: string;
  readonly options: ExtensionOptions;
}

/**
 * What a site switches on, in the order in which Python-Markdown registers it. MkDocs puts `toc`, `tables` and
 * `fenced_code` before what `markdown_extensions` names (`config/defaults.py`).
 */
export interface Dialect {
  readonly extensions: readonly DialectExtension[];
}

/** What MkDocs switches on by itself. */
export const BUILT_IN: readonly string[] = ['toc', 'tables', 'fenced_code'];

/** A dialect from a list as `mkdocs.yml` has it: names, or objects of a name and its options. */
export function dialectOf(list: readonly (string | Readonly<Record<string, ExtensionOptions | null>>)[]): Dialect {
  const options = new Map<string, ExtensionOptions>(BUILT_IN.map((name) => [name, {}]));
  for (const entry of list) {
    if (typeof entry === 'string') options.set(entry, options.get(entry) ?? {});
    else for (const name of Object.keys(entry)) options.set(name, entry[name] ?? {});
  }
  return { extensions: [...options].map(([name, value]) => ({ name, options: value })) };
}

/** The name under which an extension is known: without `markdown.extensions.` and without a class behind a colon. */
export function canonicalName(name: string): string {
  return name.replace(/^markdown\.extensions\./, '').replace(/:[A-Za-z_]+$/, '');
}

/** The extensions of a dialect that are known, in order, and the names of those that are not. */
export function resolveDialect(dialect: Dialect): {
  readonly known: readonly { readonly extension: Extension; readonly options: ExtensionOptions }[];
  readonly unknown: readonly string[];
} {
  const found: { extension: Extension; options: ExtensionOptions }[] = [];
  const unknown: string[] = [];
  const add = (name: string, options: ExtensionOptions) => {
    const canonical = canonicalName(name);
    const expanded = expandExtras(canonical, options);
    if (expanded !== null) {
      for (const part of expanded) add(part.name, part.options);
      return;
    }
    const extension = known.get(canonical);
    if (extension === undefined) unknown.push(name);
    else found.push({ extension, options });
  };
  for (const { name, options } of dialect.extensions) add(name, options);
  return { known: found, unknown };
}

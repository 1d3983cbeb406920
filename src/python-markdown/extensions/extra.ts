import type { Extension, ExtensionOptions } from '../extension.ts';

/** What the bundles switch on, in order: the name in the list, which is also the key of its options. */
const BUNDLES: Readonly<Record<string, readonly string[]>> = {
  extra: ['fenced_code', 'footnotes', 'attr_list', 'def_list', 'tables', 'abbr', 'md_in_html'],
  'pymdownx.extra': [
    'pymdownx.betterem',
    'pymdownx.superfences',
    'markdown.extensions.footnotes',
    'markdown.extensions.attr_list',
    'markdown.extensions.def_list',
    'markdown.extensions.tables',
    'markdown.extensions.abbr',
    'markdown.extensions.md_in_html',
  ],
};

/**
 * The extensions that a bundle (`extra`, `pymdownx.extra`) switches on, in order, under their canonical names, each with its
 * part of the bundle's options; null for a name that is no bundle.
 */
export function expandExtras(
  name: string,
  options: ExtensionOptions,
): readonly { readonly name: string; readonly options: ExtensionOptions }[] | null {
  if (!Object.hasOwn(BUNDLES, name)) return null;
  const all = name === 'extra' ? options : { ...asOptions(options.configs), ...options };
  return BUNDLES[name]!.map((part) => ({
    name: part.replace(/^markdown\.extensions\./, ''),
    options: asOptions(all[part]),
  }));
}

function asOptions(value: unknown): ExtensionOptions {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ExtensionOptions) : {};
}

/** The bundles themselves register nothing: whoever sets up a converter expands them. */
const extras: readonly Extension[] = Object.keys(BUNDLES).map((name) => ({ name, extend: () => undefined }));

export default extras;

import { type ConfigurationNode, childOf } from './configuration.ts';
import { joinPath, resolvePath } from './paths.ts';
import type { ConfiguredText } from './site.ts';
import { FileError, type SiteFiles } from './site-files.ts';

/** What the search for style sheets needs to know of a site. */
export interface StyleSources {
  readonly docsDir: string;
  /** Absolute, or null. */
  readonly customDir: string | null;
  readonly extraCss: readonly ConfiguredText[];
  /** The value of the key `theme`. */
  readonly theme: ConfigurationNode | null;
}

/** Sheets of other sites that bring fonts, icons or formulas, and style no content. */
const HARMLESS = /font|icon|katex|mathjax|asciinema|leaflet|animate/i;
const CLASS = /\.(-?[_a-zA-Z\u00a0-\uffff][\w\u00a0-\uffff-]*)/g;
const IMPORT = /@import\s+(?:url\(\s*)?["']?([^"')\s;]+)/g;

/**
 * The names of classes that the sheets of a site may style: those of `extra_css` and what they import, what lies in the
 * theme's `custom_dir`, and the types of admonition that the theme is given an icon for. Rather one too many than one too
 * few. Null when a sheet cannot be read: it may style anything.
 */
export function readStyleClasses(files: SiteFiles, sources: StyleSources): ReadonlySet<string> | null {
  const { docsDir, customDir, extraCss, theme } = sources;
  const classes = new Set<string>();
  const icons = childOf(childOf(theme, 'icon'), 'admonition');
  if (icons?.kind === 'mapping') for (const { key } of icons.entries) classes.add(String(key));

  const read = new Set<string>();
  const waiting: { readonly address: string; readonly folder: string }[] = extraCss.map(({ text }) => ({
    address: text,
    folder: docsDir,
  }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const address = next.address.replace(/[?#].*$/s, '');
    if (/^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(address)) {
      if (HARMLESS.test(address)) continue;
      return null;
    }
    const path = resolvePath(next.folder, address.replace(/^\//, ''));
    if (read.has(path)) continue;
    read.add(path);
    const text =
      readText(files, path) ?? (customDir === null ? null : readText(files, resolvePath(customDir, address)));
    // A plugin or a build step writes it.
    if (text === null) return null;
    for (const name of classesOf(text)) classes.add(name);
    const folder = path.slice(0, path.lastIndexOf('/'));
    for (const match of text.matchAll(IMPORT)) waiting.push({ address: match[1]!, folder });
  }
  if (customDir !== null) {
    for (const path of files.list(customDir).paths) {
      if (!/\.(?:css|html|scss)$/i.test(path)) continue;
      for (const name of classesOf(readText(files, joinPath(customDir, path)) ?? '')) classes.add(name);
    }
  }
  return classes;
}

/** The names that follow a dot in a text of CSS. */
export function classesOf(css: string): readonly string[] {
  return Array.from(css.matchAll(CLASS), (match) => match[1]!);
}

function readText(files: SiteFiles, path: string): string | null {
  try {
    return files.read(path).text;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return null;
  }
}

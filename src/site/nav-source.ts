import type { ConfigurationNode } from './configuration.ts';
import type { NavContext } from './nav.ts';
import { joinPath } from './paths.ts';
import type { NavEntry, SourceRange } from './site.ts';
import { readYaml } from './yaml-document.ts';

/** What a plugin that makes the navigation works on. */
export interface NavSource {
  readonly context: NavContext;
  /** What `nav` of the configuration says; null without one. */
  readonly configured: readonly NavEntry[] | null;
  /** Paths of the pages that are expected in the navigation, in the site's order. */
  readonly pages: readonly string[];
  /** The text of a file of the docs folder that the site knows, excluded ones included; null when there is none. */
  readonly read: (path: string) => string | null;
  /** Absolute path of the docs folder. */
  readonly docsDir: string;
  /** Where an entry stands that no file writes. */
  readonly range: SourceRange;
}

/** The navigation that a plugin makes. */
export interface PluginNav {
  readonly entries: readonly NavEntry[];
  /** Pages that are kept out of it on purpose (`hide`, `ignore`, the file of the navigation itself). */
  readonly hidden: ReadonlySet<string>;
}

/** A file of settings in the docs folder (`.nav.yml`, `.pages`): null when there is none, `invalid` when it is no YAML mapping. */
export function readNavFile(source: NavSource, path: string): ConfigurationNode | null | 'invalid' {
  const text = source.read(path);
  if (text === null) return null;
  const { root, valid } = readYaml(joinPath(source.docsDir, path), text, () => undefined);
  if (!valid) return 'invalid';
  if (root === null || (root.kind === 'scalar' && root.value === null)) return null;
  return root.kind === 'mapping' ? root : 'invalid';
}

/** An entry for a page that is there. */
export function pageEntry(
  path: string,
  range: SourceRange,
  title: string | null = null,
  titleRange: SourceRange | null = null,
): NavEntry {
  return { kind: 'page', title, titleRange, target: path, path, range, children: [] };
}

export function sectionEntry(
  title: string,
  range: SourceRange,
  children: readonly NavEntry[],
  titleRange: SourceRange | null = null,
): NavEntry {
  return { kind: 'section', title, titleRange, target: null, path: null, range, children };
}

/** A folder's name as the title of its section (`dirname_to_title`). */
export function folderTitle(name: string): string {
  const title = name.replaceAll('-', ' ').replaceAll('_', ' ');
  return title.toLowerCase() === title ? title.charAt(0).toUpperCase() + title.slice(1) : title;
}

/** A settings file that the plugin refuses: nothing is known of the navigation then. */
export class UnreadableNav extends Error {
  override readonly name = 'UnreadableNav';
}

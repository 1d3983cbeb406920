import { resolvePath } from './paths.ts';
import type { ChangedContents } from './plugin-files.ts';
import { optionTexts, unknowableOf } from './plugins.ts';
import type { ConfiguredPlugin, ConfiguredText, Unknowable, UnknowablePart } from './site.ts';
import { readText, type SiteFiles } from './site-files.ts';

/** What tells which parts of a site cannot be known. */
export interface UnknowableSource {
  readonly plugins: readonly ConfiguredPlugin[];
  readonly hooks: readonly ConfiguredText[];
  /** Names of Markdown extensions. */
  readonly extensions: readonly string[];
  /** What plugins are known to do to the files. */
  readonly changed: ChangedContents;
  /** The plugin whose navigation has been read from its files; null when none has. */
  readonly navPlugin: string | null;
  /** Folders below the docs folder that could not be listed. */
  readonly unlisted: readonly string[];
}

/** What plugins, hooks and extensions make unknowable, without what has been followed from the sources. */
export function siteUnknowable(files: SiteFiles, configDir: string, source: UnknowableSource): Unknowable {
  const { plugins, changed, navPlugin } = source;
  // Hooks with their sources: the events that they define tell what they may change.
  const hooks = source.hooks.map(({ text }) => ({
    name: text,
    source: readText(files, resolvePath(configDir, text)),
  }));
  const whole = unknowableOf(plugins, hooks, source.extensions);
  const isOpen = (part: UnknowablePart) => !changed.followed.has(part.source);
  const openFiles = whole.files.filter(isOpen);
  // The files that a plugin makes the navigation of may themselves be written while MkDocs runs.
  const navIsRead = openFiles.every(({ prefix }) => prefix !== '');
  return {
    ...whole,
    text: whole.text.map((part) => {
      const plugin = plugins.find(({ name }) => name === part.source);
      if (plugin?.shortName !== 'macros' || hasMacroModule(files, configDir, plugin)) return part;
      // Without functions of the site only loops over its pages write links.
      return { ...part, addsLinks: part.markers.slice(1) };
    }),
    nav: whole.nav.filter((cause) => !(cause.source === navPlugin && navIsRead) && !changed.navKept.has(cause.source)),
    urls: whole.urls.filter(isOpen),
    files: [...openFiles, ...source.unlisted.map(unlistedFolder)],
  };
}

/** A folder that was not read may hold anything. */
function unlistedFolder(path: string): UnknowablePart {
  return { source: 'files', reason: 'a folder could not be read', prefix: path === '' ? '' : `${path}/` };
}

/** Whether the plugin `macros` runs code of the site. */
function hasMacroModule(files: SiteFiles, configDir: string, { options }: ConfiguredPlugin): boolean {
  const [name = 'main'] = optionTexts(options.module_name);
  if (optionTexts(options.modules).length > 0) return true;
  const path = resolvePath(configDir, name.replaceAll('.', '/'));
  return [`${path}.py`, `${path}/__init__.py`, resolvePath(configDir, `${name}.py`)].some((file) => files.isFile(file));
}

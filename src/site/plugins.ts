import { isPythonValue } from '../python-markdown/extension.ts';
import { extensionKnowledge, harmlessPlugins, type PluginKnowledge, pluginKnowledge } from './plugin-knowledge.ts';
import type {
  Cause,
  ConfiguredPlugin,
  MissingTarget,
  Site,
  Unknowable,
  UnknowableAnchors,
  UnknowablePart,
  UnknowableText,
} from './site.ts';

/** A script of `hooks`, its source null when it cannot be read. */
export interface HookSource {
  readonly name: string;
  readonly source: string | null;
}

/** Words of a script that writes files. */
const WRITES_FILES = /\bopen\s*\(|write|copy|shutil|subprocess|os\.system|urlretrieve|\bimport_module\b/;
/** Words of a script that may change links: an address, or the signs of one. */
const NAMES_ADDRESSES = /\]\(|\]\\\(|href|src\b|\.md\b|\.html\b|https?:|url|link/i;

/** What the plugins, hooks and Markdown extensions of a site make unknowable. */
export function unknowableOf(
  plugins: readonly ConfiguredPlugin[],
  hooks: readonly HookSource[],
  extensions: readonly string[] = [],
): Unknowable {
  const nav: Cause[] = [];
  const files: UnknowablePart[] = [];
  const anchors: UnknowableAnchors[] = [];
  const references: Cause[] = [];
  const text: UnknowableText[] = [];
  const urls: UnknowablePart[] = [];
  for (const plugin of plugins) {
    const known = Object.hasOwn(pluginKnowledge, plugin.shortName) ? pluginKnowledge[plugin.shortName]! : null;
    if (known === null) {
      if (!harmlessPlugins.has(plugin.shortName)) {
        const cause = { source: plugin.name, reason: `assay does not know the plugin \`${plugin.name}\`` };
        files.push({ ...cause, prefix: '' });
        anchors.push({ ...cause, prefix: '', fragmentPrefix: '' });
        nav.push(cause);
      }
      continue;
    }
    const cause: Cause = { source: plugin.name, reason: `the plugin \`${plugin.name}\` ${known.does}` };
    const prefixes = (list: readonly string[] | undefined) =>
      (list ?? []).map((prefix) => ({
        ...cause,
        prefix: withOptions(prefix, plugin, known),
        ...(known.urlsOnly && { urlsOnly: true }),
      }));
    files.push(...prefixes(known.files));
    urls.push(...prefixes(known.urls));
    if (known.nav) nav.push(cause);
    if (known.references) references.push(cause);
    if (known.anchors) anchors.push({ ...cause, ...known.anchors });
    if (known.text)
      text.push({ ...cause, markers: markersOf(plugin, known.text), addsLinks: known.addsNoLinks !== true });
    if (plugin.shortName === 'tags' && typeof plugin.options.tags_file === 'string') {
      anchors.push({ ...cause, prefix: plugin.options.tags_file, fragmentPrefix: '' });
    }
  }
  for (const { name, source } of hooks) {
    const defines = (events: RegExp): boolean => source === null || events.test(source);
    const holds = (words: RegExp): boolean => source === null || words.test(source);
    const cause = { source: 'hooks', reason: `the hook \`${name}\` runs while MkDocs builds`, prefix: '' };
    const writes = defines(/\bon_(?:startup|pre_build|post_build|env)\b/) && holds(WRITES_FILES);
    const changesPages = defines(/\bon_(?:page_markdown|page_read_source|page_content|post_page|page_context)\b/);
    // A hook that fills in a word or a date leaves links as they are.
    if (defines(/\bon_(?:files|config)\b/) || writes || (changesPages && holds(NAMES_ADDRESSES))) files.push(cause);
    if (defines(/\bon_files\b/)) urls.push(cause);
    if (defines(/\bon_(?:nav|files|config)\b/)) nav.push(cause);
    if (changesPages || writes) anchors.push({ ...cause, fragmentPrefix: '' });
  }
  for (const name of extensions) {
    if (!Object.hasOwn(extensionKnowledge, name)) continue;
    const { does, text: markers = [] } = extensionKnowledge[name]!;
    text.push({ source: name, reason: `the extension \`${name}\` ${does}`, markers, addsLinks: true });
  }
  return { nav, files, anchors, references, text, urls };
}

/** `<blog_dir>/` with the value of the option; `.` is the top. */
function withOptions(prefix: string, plugin: ConfiguredPlugin, known: PluginKnowledge): string {
  const filled = prefix.replace(/<(\w+)>/g, (_, name: string) => {
    const value = plugin.options[name];
    return typeof value === 'string' ? value : (known.defaults?.[name] ?? '');
  });
  return filled.replace(/^\.?\//, '');
}

/** Jinja's marks can be set by options of the plugin `macros`. */
function markersOf(plugin: ConfiguredPlugin, markers: readonly string[]): readonly string[] {
  if (plugin.shortName !== 'macros') return markers;
  const option = (name: string, fallback: string): string => {
    const value = plugin.options[name];
    return typeof value === 'string' && value !== '' ? value : fallback;
  };
  return [option('j2_variable_start_string', '{{'), option('j2_block_start_string', '{%')];
}

/** Why the text of a page is not what MkDocs reads; null when it is. The ids of such a page are unknowable as well. */
export function unknowableText(site: Pick<Site, 'unknowable'>, text: string): Cause | null {
  for (const part of site.unknowable.text) {
    if (part.markers.length === 0 || part.markers.some((marker) => text.includes(marker))) return part;
  }
  return null;
}

/** Why nobody can tell from the sources whether a target exists that was not found; null when it does not. */
export function unknowableTarget(site: Pick<Site, 'unknowable'>, target: MissingTarget): Cause | null {
  const { path, fragment } = target;
  const isSource = /\.(?:markdown|mdown|mkdn|mkd|md)$/.test(path);
  const holds = (part: UnknowablePart): boolean =>
    (path.startsWith(part.prefix) || `${path}/` === part.prefix) && !(isSource && part.urlsOnly === true);
  if (fragment !== null) {
    return site.unknowable.anchors.find((part) => holds(part) && fragment.startsWith(part.fragmentPrefix)) ?? null;
  }
  return site.unknowable.files.find(holds) ?? site.unknowable.urls.find(holds) ?? null;
}

/** Texts of an option that may be one or a list. */
export function optionTexts(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string');
}

/** Entries of a mapping option with texts as values. */
export function optionPairs(value: unknown): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isPythonValue(value)) return [];
  return Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
}

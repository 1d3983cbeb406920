import { destinationOf, hrefOf, isBuilt, type PageRules, type SiteContents, siteFile, urlOf } from './pages.ts';
import { translate } from './plugin-i18n.ts';
import { optionPairs, optionTexts } from './plugins.ts';
import type { Cause, ConfiguredPlugin, SiteFile, SitePage } from './site.ts';

/** The contents of the docs folder after what plugins are known to do to them. */
export interface ChangedContents {
  readonly pages: ReadonlyMap<string, SitePage>;
  readonly files: ReadonlyMap<string, SiteFile>;
  /** Files that plugins write, which a browser finds and MkDocs' links do not. */
  readonly generated: readonly SiteFile[];
  readonly removed: ReadonlyMap<string, Cause>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly plainPaths: ReadonlyMap<string, string>;
  readonly redirects: ReadonlyMap<string, string>;
  /** Names of plugins of which it is known what they do to the addresses of files. */
  readonly followed: ReadonlySet<string>;
  /** Names of plugins that are known to leave the navigation as it is. */
  readonly navKept: ReadonlySet<string>;
}

export function applyPlugins(
  plugins: readonly ConfiguredPlugin[],
  rules: PageRules,
  { pages, files }: SiteContents,
): ChangedContents {
  const generated: SiteFile[] = [];
  const removed = new Map<string, Cause>();
  const aliases = new Map<string, string>();
  const redirects = new Map<string, string>();
  const plainPaths = new Map<string, string>();
  const followed = new Set<string>();
  const navKept = new Set<string>();
  for (const plugin of plugins) {
    if (plugin.shortName === 'exclude') {
      for (const path of excludedBy(plugin, [...pages.keys(), ...files.keys()])) {
        pages.delete(path);
        files.delete(path);
        removed.set(path, { source: plugin.name, reason: `the plugin \`${plugin.name}\` takes it out of the site` });
      }
    } else if (plugin.shortName === 'redirects') {
      for (const [from, to] of optionPairs(plugin.options.redirect_maps)) {
        const target = to.split('#')[0]!;
        // A redirect to nothing is not written.
        if (!/^https?:\/\//i.test(to) && !isBuiltPage(pages, target)) continue;
        const file = siteFile(rules, from, 'included', 'plugin');
        redirects.set(file.url, to);
        generated.push(file);
      }
    } else if (plugin.shortName === 'jupyter' || plugin.shortName === 'mkdocs-jupyter') {
      for (const file of files.values()) {
        if (!file.path.endsWith('.ipynb') || !isBuilt(file)) continue;
        // A notebook is built as a page of its name is.
        const destination = destinationOf(rules.kind, file.path.replace(/\.ipynb$/, '.md'), rules.useDirectoryUrls);
        const url = urlOf(destination, rules.useDirectoryUrls);
        const page: SiteFile = { ...file, destination, url, href: hrefOf(url) };
        files.set(file.path, page);
        generated.push({ ...file, origin: 'plugin' });
      }
    } else if (plugin.shortName === 'rss') {
      for (const path of feedFiles(plugin)) generated.push(siteFile(rules, path, 'included', 'plugin'));
    } else if (plugin.shortName === 'i18n') {
      const translated = translate(plugin, rules, pages, files);
      for (const [alias, path] of translated.aliases) aliases.set(alias, path);
      for (const [path, plain] of translated.plainPaths) plainPaths.set(path, plain);
      generated.push(...translated.standIns);
      if (translated.isKnown) followed.add(plugin.name);
      if (translated.keepsNav) navKept.add(plugin.name);
    }
  }
  return { pages, files, generated, removed, aliases, plainPaths, redirects, followed, navKept };
}

/** The feeds that `mkdocs-rss-plugin` writes, under their own names or those of `feeds_filenames`. */
function feedFiles(plugin: ConfiguredPlugin): readonly string[] {
  const names = new Map(optionPairs(plugin.options.feeds_filenames));
  return ['json', 'rss'].flatMap((format) =>
    ['created', 'updated'].map((time) => {
      const name = `${format}_${time}`;
      return names.get(name) ?? `feed_${name}.${format === 'rss' ? 'xml' : 'json'}`;
    }),
  );
}

function isBuiltPage(pages: ReadonlyMap<string, SitePage>, path: string): boolean {
  const page = pages.get(path);
  return page !== undefined && isBuilt(page);
}

/** `mkdocs-exclude`: `glob` as `fnmatch.fnmatchcase` over the whole path, `regex` as `re.match`. */
function excludedBy(plugin: ConfiguredPlugin, paths: readonly string[]): readonly string[] {
  const expressions = [
    ...optionTexts(plugin.options.glob).map(globExpression),
    ...optionTexts(plugin.options.regex).map((source) => {
      try {
        return new RegExp(`^(?:${source.replace(/\(\?P</g, '(?<')})`);
      } catch {
        return null;
      }
    }),
  ];
  return paths.filter((path) => expressions.some((expression) => expression?.test(path)));
}

/** Python's `fnmatch`: `*` crosses slashes. */
export function globExpression(glob: string): RegExp {
  let source = '';
  for (let i = 0; i < glob.length; i++) {
    const character = glob[i]!;
    const close = character === '[' ? glob.indexOf(']', i + (glob[i + 1] === '!' ? 3 : 2)) : -1;
    if (character === '*') source += '.*';
    else if (character === '?') source += '.';
    else if (close > 0) {
      const members = glob
        .slice(i + 1, close)
        .replace(/^!/, '^')
        .replace(/[\\[]/g, '\\$&');
      source += `[${members}]`;
      i = close;
    } else source += character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }
  try {
    return new RegExp(`^(?:${source})$`, 's');
  } catch {
    return /^(?!)/;
  }
}

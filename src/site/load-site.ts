import { decodePercent } from '../text/url.ts';
import { type MappingNode, rangeMaker } from './configuration.ts';
import { readDialect } from './dialect.ts';
import { defaultExclusions, type PathPatterns, PatternError, pathPatterns } from './exclusions.ts';
import { type NavContext, readNav } from './nav.ts';
import { pluginNav } from './nav-plugins.ts';
import { builtFiles, isPagePath, type PageRules, readContents } from './pages.ts';
import { folderOf, isWithin, nameOf, resolvePath } from './paths.ts';
import { applyPlugins } from './plugin-files.ts';
import { readPlugins } from './plugin-list.ts';
import { readConfiguration } from './read-configuration.ts';
import { Settings } from './settings.ts';
import type { ConfigurationProblem, FileProblem, Site, SiteKind } from './site.ts';
import { readText, type SiteFiles } from './site-files.ts';
import { lazyTexts } from './site-texts.ts';
import { siteUnknowable } from './site-unknowable.ts';
import { readStyleClasses } from './style-classes.ts';
import { themeFiles } from './theme-files.ts';
import { readValidation } from './validation.ts';

export interface LoadOptions {
  /** What `!ENV` reads; nothing when left out. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** The generator that reads a configuration of this name. */
export function siteKind(path: string): SiteKind {
  const name = nameOf(path).toLowerCase();
  if (name.endsWith('.toml')) return 'zensical';
  return name.startsWith('properdocs.') ? 'properdocs' : 'mkdocs';
}

/**
 * The site of a configuration file (absolute path, `/` as separator). Never throws for what stands in the files: what
 * cannot be read becomes a problem, and the site is as much of it as could be read.
 */
export function loadSite(configPath: string, files: SiteFiles, options: LoadOptions = {}): Site {
  const kind = siteKind(configPath);
  const configDir = folderOf(configPath);
  const secrets = new Set<string>();
  const configTexts = new Map<string, string>();
  const configuration = readConfiguration(keepingTexts(files, configTexts), configPath, (name) => {
    const value = options.environment?.[name];
    if (value) secrets.add(value);
    return value;
  });
  const nothing: MappingNode = { kind: 'mapping', entries: [], range: rangeMaker(configPath, '')(0, 0) };
  const problems: ConfigurationProblem[] = [];
  const settings = new Settings(configuration.root ?? nothing, problems);

  const siteName = settings.text('site_name');
  if (siteName === null && settings.node('site_name')?.kind !== 'mapping' && settings.node('site_name') === null) {
    settings.refuse('`site_name` is missing.', settings.start);
  }
  const siteUrl = settings.address('site_url') || null;
  const strict = settings.switch('strict', false);
  const docsDir = docsFolder(settings, files, configPath, kind);
  const plugins = readPlugins(settings.node('plugins'), problems);
  const offline = plugins.some((plugin) => plugin.shortName === 'offline');
  const useDirectoryUrls = settings.switch('use_directory_urls', true) && !offline;
  const dialect = readDialect(kind, settings.node('markdown_extensions'), problems);
  const hooks = kind === 'zensical' ? [] : settings.texts('hooks');
  for (const hook of hooks) {
    if (files.isFile(resolvePath(configDir, hook.text))) continue;
    settings.refuse(`The hook \`${hook.text}\` does not exist.`, hook.range);
  }
  const theme = settings.theme();
  const customDir = theme.customDir === null ? null : resolvePath(configDir, theme.customDir);
  if (customDir !== null && theme.customDirRange !== null && !files.isFolder(customDir)) {
    settings.refuse(`The folder \`${theme.customDir}\` of \`custom_dir\` does not exist.`, theme.customDirRange);
  }
  const validation = readValidation(settings.node('validation'), problems, settings.warnings);
  const extraCss = settings.texts('extra_css');
  const extraJavascript = settings.texts('extra_javascript');
  const extraTemplates = kind === 'zensical' ? [] : settings.texts('extra_templates');
  settings.checkOthers(kind);

  const rules: PageRules = {
    kind,
    docsDir,
    useDirectoryUrls,
    excluded: patterns(settings, kind, 'exclude_docs', defaultExclusions) ?? pathPatterns(defaultExclusions),
    drafts: patterns(settings, kind, 'draft_docs', []),
    notInNav: patterns(settings, kind, 'not_in_nav', []),
  };
  const listing = files.list(docsDir);
  const contents = readContents(rules, listing.paths);
  for (const file of customDir === null ? [] : themeFiles(files, customDir, theme.staticTemplates, kind)) {
    if (!contents.pages.has(file.path) && !contents.files.has(file.path)) contents.files.set(file.path, file);
  }
  const changed = applyPlugins(plugins, rules, contents);
  const { built, collisions } = builtFiles(changed.files.values(), changed.pages.values());
  for (const file of changed.generated) {
    for (const address of [file.url, file.destination]) if (!built.has(address)) built.set(address, file);
  }
  const find = (path: string): string | null =>
    changed.pages.has(path) || changed.files.has(path) ? path : (changed.aliases.get(path) ?? null);
  const navContext: NavContext = {
    find,
    absoluteIsRelativeToDocs: validation.nav.absoluteLinks === 'relative_to_docs',
    problems,
    warnings: settings.warnings,
  };
  const navNode = settings.node('nav');
  const configuredNav = readNav(navNode, navContext);
  const madeNav = pluginNav(plugins, navNode, {
    context: navContext,
    configured: configuredNav,
    pages: [...changed.pages.values()].filter(({ inclusion }) => inclusion === 'included').map(({ path }) => path),
    read: (path) => {
      const found = find(path);
      return found === null ? null : readText(files, (changed.pages.get(found) ?? changed.files.get(found))!.file);
    },
    docsDir,
    range: settings.rangeOf('nav'),
  });
  const unknowable = siteUnknowable(files, configDir, {
    plugins,
    hooks,
    extensions: dialect.extensions.map(({ name }) => name),
    changed,
    navPlugin: madeNav?.plugin.name ?? null,
    unlisted: listing.problems.filter(({ isFolder }) => isFolder).map(({ path }) => path),
  });

  return {
    kind,
    configPath,
    configDir,
    configTexts,
    configFiles: configuration.files,
    siteName,
    docsDir,
    siteUrl,
    base: basePath(siteUrl),
    useDirectoryUrls,
    strict,
    dialect,
    // Half of a broken file tells nothing of the order of pages.
    nav: configuration.valid ? (madeNav?.entries ?? configuredNav) : null,
    navPlugin: madeNav?.plugin.name ?? null,
    hiddenFromNav: madeNav?.hidden ?? new Set<string>(),
    navRange: configuration.valid ? (settings.node('nav')?.range ?? null) : null,
    plugins,
    hooks,
    theme: { name: theme.name, customDir, logo: theme.logo, favicon: theme.favicon },
    extraCss,
    styleClasses: once(() => readStyleClasses(files, { docsDir, customDir, extraCss, theme: settings.node('theme') })),
    extraJavascript,
    extraTemplates,
    validation,
    pages: changed.pages,
    files: changed.files,
    built,
    removed: changed.removed,
    aliases: changed.aliases,
    plainPaths: changed.plainPaths,
    redirects: changed.redirects,
    texts: lazyTexts(files, () => ({
      folders: customDir === null ? [] : [customDir],
      files: [
        ...[...changed.files.values()].map(({ file }) => file),
        ...hooks.map(({ text }) => resolvePath(configDir, text)),
        // It often shows pictures of the docs folder.
        resolvePath(configDir, 'README.md'),
      ],
    })),
    pageTexts: lazyTexts(
      files,
      () => ({ folders: [], files: [...changed.pages.values()].map(({ file }) => file) }),
      () => true,
    ),
    collisions: [...contents.collisions, ...collisions],
    problems: withoutValues(
      configuration.valid ? inOrder([...configuration.problems, ...problems]) : configuration.problems,
      secrets,
    ),
    configurationWarnings: configuration.valid ? settings.warnings : [],
    fileProblems: [
      // Editors lay links to nothing beside a file while it is open, with a leading dot.
      ...listing.problems
        .filter(({ path }) => !rules.excluded.matches(path))
        .map(({ path, message }): FileProblem => ({ file: resolvePath(docsDir, path), path, message })),
      ...(files.isFolder(docsDir) &&
      listing.problems.every(({ path }) => path !== '') &&
      ![...changed.pages.keys()].some((path) => isPagePath(kind, path))
        ? [{ file: docsDir, path: null, message: 'The docs folder has no pages.' }]
        : []),
    ],
    unknowable: configuration.valid
      ? unknowable
      : {
          ...unknowable,
          nav: [...unknowable.nav, { source: nameOf(configPath), reason: 'the configuration cannot be read' }],
        },
  };
}

/** The files, with the text of each that is read put aside. */
function keepingTexts(files: SiteFiles, texts: Map<string, string>): SiteFiles {
  const read: SiteFiles['read'] = (path) => {
    const file = files.read(path);
    texts.set(path, file.text);
    return file;
  };
  return { ...files, read };
}

/** `docs_dir`, and what MkDocs says against it. */
function docsFolder(settings: Settings, files: SiteFiles, configPath: string, kind: SiteKind): string {
  const configDir = folderOf(configPath);
  const written = settings.text('docs_dir', 'docs')!;
  const docsDir = resolvePath(configDir, written);
  const range = settings.rangeOf('docs_dir');
  if (!files.isFolder(docsDir)) {
    settings.refuse(`The docs folder \`${written}\` does not exist.`, range);
    return docsDir;
  }
  if (kind !== 'zensical' && docsDir === configDir) {
    settings.refuse('`docs_dir` must not be the folder of the configuration, but one below it.', range);
  }
  const siteDir = resolvePath(configDir, settings.text('site_dir', 'site') ?? 'site');
  if (isWithin(docsDir, siteDir)) {
    settings.refuse(`\`docs_dir\` lies in \`site_dir\`, which a build overwrites.`, range);
  } else if (isWithin(siteDir, docsDir) && docsDir !== configDir) {
    settings.refuse(
      '`site_dir` lies in `docs_dir`: the site would be copied into itself.',
      settings.rangeOf('site_dir'),
    );
  }
  return docsDir;
}

function patterns(settings: Settings, kind: SiteKind, key: string, before: readonly string[]): PathPatterns | null {
  if (kind === 'zensical') return null;
  const lines = settings.patterns(key);
  if (lines === null) return null;
  try {
    return pathPatterns([...before, ...lines]);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    settings.refuse(`\`${key}\`: ${error.message}`, settings.rangeOf(key));
    return null;
  }
}

function basePath(siteUrl: string | null): string {
  const path =
    siteUrl === null ? '' : siteUrl.replace(/^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]*/, '').replace(/[?#].*$/s, '');
  const trimmed = decodePercent(path).replace(/^\/+|\/+$/g, '');
  return trimmed === '' ? '/' : `/${trimmed}/`;
}

function inOrder(problems: readonly ConfigurationProblem[]): readonly ConfigurationProblem[] {
  return [...problems].sort(
    (a, b) => (a.range.file < b.range.file ? -1 : a.range.file > b.range.file ? 1 : 0) || a.range.start - b.range.start,
  );
}

/** Messages show values in backticks; those that `!ENV` read are not shown, as they may be secret. */
function withoutValues(
  problems: readonly ConfigurationProblem[],
  values: ReadonlySet<string>,
): readonly ConfigurationProblem[] {
  return problems.map((one) => {
    let message = one.message;
    for (const value of values) message = message.replaceAll(`\`${value}\``, 'the value of `!ENV`');
    return message === one.message ? one : { ...one, message };
  });
}

/** A function that works its result out when it is called first. */
function once<Result>(work: () => Result): () => Result {
  let made: { readonly result: Result } | null = null;
  return () => (made ??= { result: work() }).result;
}

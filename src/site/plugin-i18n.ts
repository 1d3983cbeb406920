import { destinationOf, hrefOf, type PageRules, urlOf } from './pages.ts';
import { nameOf, stemOf } from './paths.ts';
import type { ConfiguredPlugin, SiteFile, SitePage } from './site.ts';

/** What `mkdocs-static-i18n` makes of the files. */
export interface TranslatedSite {
  /** Paths that stand for a file of some language: without the language, or with another one. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Paths of files of a language, to the path that they have without it. */
  readonly plainPaths: ReadonlyMap<string, string>;
  /** Pages of the default language at the addresses of languages that do not have them. */
  readonly standIns: readonly SiteFile[];
  /** Whether the settings say enough to know all addresses. */
  readonly isKnown: boolean;
  /** Whether all languages have the navigation of the configuration. */
  readonly keepsNav: boolean;
}

interface Language {
  readonly locale: string;
  readonly isDefault: boolean;
  readonly isBuilt: boolean;
  readonly hasNav: boolean;
}

/**
 * Gives the files of each language their addresses: those of the default one stand where they would without the plugin, the
 * others in a folder of their language. The language is a suffix (`index.en.md`) or a folder (`en/index.md`). What a language
 * does not have is taken from the default one.
 *
 * Links name a page or a picture without its language. Any language that has it will do here: for which one a page is being
 * built is not followed.
 */
export function translate(
  plugin: ConfiguredPlugin,
  rules: PageRules,
  pages: Map<string, SitePage>,
  files: Map<string, SiteFile>,
): TranslatedSite {
  const { options } = plugin;
  const languages = languagesOf(options.languages);
  const byFolder = options.docs_structure === 'folder';
  const main = languages.find(({ isDefault }) => isDefault) ?? null;
  const locales = languages.map(({ locale }) => locale);
  const aliases = aliasesOf([...pages.keys(), ...files.keys()], locales, byFolder);
  const plainPaths = new Map<string, string>();
  const localeOf = new Map<string, string>();
  for (const path of [...pages.keys(), ...files.keys()]) {
    const found = localized(path, locales, byFolder);
    if (found === null) continue;
    plainPaths.set(path, found.plain);
    localeOf.set(path, found.locale);
  }
  const isKnown = main !== null && options.build_only_locale === undefined;
  const keepsNav = isKnown && languages.every(({ hasNav }) => !hasNav);
  const standIns: SiteFile[] = [];
  const translated = { aliases, plainPaths, standIns, isKnown, keepsNav };
  if (!isKnown) return translated;

  const addressOf = (path: string, locale: string) => {
    const own = destinationOf(rules.kind, path, rules.useDirectoryUrls);
    const destination = locale === main.locale ? own : `${locale}/${own}`;
    const url = urlOf(destination, rules.useDirectoryUrls);
    return { destination, url, href: hrefOf(url) };
  };
  for (const [path, plain] of plainPaths) {
    const address = addressOf(plain, localeOf.get(path)!);
    const page = pages.get(path);
    const index = /^(?:index|README)$/.test(stemOf(nameOf(plain)));
    if (page !== undefined) pages.set(path, { ...page, ...address, index });
    else files.set(path, { ...files.get(path)!, ...address });
  }
  if (options.fallback_to_default === false) return translated;
  const own = new Set([...plainPaths].map(([path, plain]) => `${localeOf.get(path)}/${plain}`));
  for (const { locale, isBuilt } of languages) {
    if (!isBuilt || locale === main.locale) continue;
    for (const page of pages.values()) {
      const plain = plainPaths.get(page.path) ?? page.path;
      const isMain = (localeOf.get(page.path) ?? main.locale) === main.locale;
      if (!isMain || own.has(`${locale}/${plain}`)) continue;
      standIns.push({ ...page, ...addressOf(plain, locale) });
    }
  }
  return translated;
}

function languagesOf(value: unknown): readonly Language[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const languages = list.flatMap((language): readonly Language[] => {
    if (typeof language !== 'object' || language === null || !('locale' in language)) return [];
    if (typeof language.locale !== 'string' || language.locale === 'null') return [];
    const isDefault = 'default' in language && language.default === true;
    const isBuilt = !('build' in language && language.build === false);
    return [{ locale: language.locale, isDefault, isBuilt, hasNav: 'nav' in language }];
  });
  return languages.sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
}

/** The language of a path, and the path without it; null for a file of no language. */
function localized(
  path: string,
  locales: readonly string[],
  byFolder: boolean,
): { readonly locale: string; readonly plain: string } | null {
  if (byFolder) {
    const locale = locales.find((one) => path.startsWith(`${one}/`));
    return locale === undefined ? null : { locale, plain: path.slice(locale.length + 1) };
  }
  const suffix = /\.([^./]+)(\.[^./]+)$/.exec(path);
  if (suffix === null || !locales.includes(suffix[1]!)) return null;
  return { locale: suffix[1]!, plain: path.slice(0, suffix.index) + suffix[2]! };
}

function aliasesOf(
  paths: readonly string[],
  locales: readonly string[],
  byFolder: boolean,
): ReadonlyMap<string, string> {
  const known = new Set(paths);
  const aliases = new Map<string, string>();
  const add = (alias: string, path: string): void => {
    if (!known.has(alias) && !aliases.has(alias)) aliases.set(alias, path);
  };
  const all = paths.map((path) => ({ path, found: localized(path, locales, byFolder) }));
  for (const locale of locales) {
    for (const { path, found } of all) {
      if (found?.locale !== locale) continue;
      add(found.plain, path);
      // A page of one language names the others of its folder.
      if (byFolder) for (const other of locales) if (other !== locale) add(`${other}/${found.plain}`, path);
    }
  }
  if (byFolder) {
    for (const { path, found } of all) if (found === null) for (const locale of locales) add(`${locale}/${path}`, path);
  }
  const home = known.has('index.md') ? 'index.md' : aliases.get('index.md');
  if (home !== undefined) add('.', home);
  return aliases;
}

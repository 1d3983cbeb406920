/**
 * What assay knows of a documentation site before it reads a page: the configuration, the files, the URL of each, the
 * navigation, and what plugins make unknowable. Types only; `load-site.ts` makes a `Site`.
 *
 * Words used throughout:
 * - *path* (`src_uri` of MkDocs): where a file lies below the docs folder, with `/` as separator, no leading slash
 *   (`guide/set-up.md`). It is the key of a page and of a file, and is case-sensitive.
 * - *file*: the absolute path on disk, POSIX separators.
 * - *url*: where the built file is found below the site's base, percent-DEcoded, no leading slash: `''` for the top page
 *   with directory URLs, else `guide/set-up/`, `guide/set-up.html`, `img/a b.png`.
 * - *href*: the same as a browser needs it, percent-encoded as MkDocs does (`urllib.parse.quote`); `./` for the top page.
 * - *destination* (`dest_uri`): the built file below the site folder, decoded: `guide/set-up/index.html`.
 */

import type { ConfigurationNode } from './configuration.ts';

/** Which generator the configuration is for. `properdocs` is read as `mkdocs`. */
export type SiteKind = 'mkdocs' | 'properdocs' | 'zensical';

/** A range in a configuration file. Lines and columns are 1-based, columns and offsets count UTF-16 code units. */
export interface SourceRange {
  /** Absolute path of the configuration file: with `INHERIT` this may be a parent. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Offset of the first character in the file's text (a byte order mark is not counted), and of the one after the last. */
  readonly start: number;
  readonly end: number;
}

/** Something in the configuration that the generator refuses (`error`) or warns of (`warning`). */
export interface ConfigurationProblem {
  readonly level: 'error' | 'warning';
  readonly message: string;
  readonly range: SourceRange;
}

/** A file or page that cannot be read as the generator needs it (invalid UTF-8, no permission, a circle of links). */
export interface FileProblem {
  /** Absolute path. */
  readonly file: string;
  /** Path below the docs folder, or null outside of it. */
  readonly path: string | null;
  readonly message: string;
}

/** A text of the configuration with its place: an entry of `extra_css`, a hook. */
export interface ConfiguredText {
  readonly text: string;
  readonly range: SourceRange;
}

/** An entry of `markdown_extensions`. Values of Python tags are `PythonValue`s, `!relative` is `{ relative: text }`. */
export interface ConfiguredExtension {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Null for one that MkDocs adds by itself (`toc`, `tables`, `fenced_code`) or that is a default of Zensical. */
  readonly range: SourceRange | null;
}

/** The dialect of Markdown that every page of the site is written in. */
export interface Dialect {
  /** In the order in which Python-Markdown registers them: built-in ones first, no name twice (the last options count). */
  readonly extensions: readonly ConfiguredExtension[];
  /** Options by the name of the extension (`mdx_configs` of MkDocs): only those that have any. */
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** An entry of `plugins`, disabled ones (`enabled: false`) left out. `search` by itself when there is no `plugins` key. */
export interface ConfiguredPlugin {
  /** As written (`material/blog`). */
  readonly name: string;
  /** Without the theme before the slash (`blog`). */
  readonly shortName: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The options with their places; null without any. */
  readonly node: ConfigurationNode | null;
  /** Null for the default `search`. */
  readonly range: SourceRange | null;
}

export interface SiteTheme {
  /** Null when the theme is `custom_dir` alone (`name: null`). */
  readonly name: string | null;
  /** Absolute path of `custom_dir`, or null. */
  readonly customDir: string | null;
  /** Pictures that the theme shows on each page, as configured. */
  readonly logo: ConfiguredText | null;
  readonly favicon: ConfiguredText | null;
}

/**
 * - `included`: built, and expected in the navigation.
 * - `not_in_nav`: built, not expected in the navigation.
 * - `draft`: built by `serve` only; a link to it is a link to nothing on the real site.
 * - `excluded`: never built, but known: MkDocs rewrites links to it and only says so (S-SITE-04).
 */
export type Inclusion = 'included' | 'not_in_nav' | 'draft' | 'excluded';

/** A file of the site: page or static. */
export interface SiteFile {
  readonly path: string;
  readonly file: string;
  readonly url: string;
  readonly href: string;
  readonly destination: string;
  readonly inclusion: Inclusion;
  /** `theme`: it comes from the theme's `custom_dir` (S-SITE-10); `plugin`: a plugin is known to write it (redirects). */
  readonly origin: 'docs' | 'theme' | 'plugin';
}

/** A Markdown file that becomes a page. */
export interface SitePage extends SiteFile {
  readonly origin: 'docs' | 'plugin';
  /** Whether the page's own URL is a folder's URL (`index.md`, `README.md`). */
  readonly index: boolean;
}

/** An entry of `nav`, in the order of the file. */
export interface NavEntry {
  /**
   * - `section`: a title with children.
   * - `page`: the target is a page (or another file of the docs folder), found as exact path; see `path`.
   * - `missing`: a relative target that no file has (MkDocs: `nav.not_found`).
   * - `absolute`: starts with `/` and is left alone (`nav.absolute_links`).
   * - `external`: has a scheme or a host.
   */
  readonly kind: 'section' | 'page' | 'missing' | 'absolute' | 'external';
  /** As written; null for a bare path. */
  readonly title: string | null;
  readonly titleRange: SourceRange | null;
  /** As written; null for a section. */
  readonly target: string | null;
  /** Key into `pages` or `files` when `kind` is `page`. */
  readonly path: string | null;
  /** The target when there is one, else the title. */
  readonly range: SourceRange;
  readonly children: readonly NavEntry[];
}

/** Two or more sources of one built file (S-SITE-03). */
export interface Collision {
  readonly destination: string;
  readonly url: string;
  /** The source that is built. */
  readonly winner: string;
  /** The sources that are not. */
  readonly losers: readonly string[];
  /**
   * `excluded`: MkDocs warns and drops the losers from the site (`README.md` beside `index.md`): links to them are links
   * to nothing. `overwritten`: MkDocs says nothing, the winner is written over the losers (`foo.md`, `foo/index.md`).
   */
  readonly kind: 'excluded' | 'overwritten';
}

export type ValidationLevel = 'warn' | 'info' | 'ignore';

/** `validation` of MkDocs with its defaults (S-SITE-08). */
export interface Validation {
  readonly nav: {
    readonly omittedFiles: ValidationLevel;
    readonly notFound: ValidationLevel;
    readonly absoluteLinks: ValidationLevel | 'relative_to_docs';
  };
  readonly links: {
    readonly notFound: ValidationLevel;
    readonly absoluteLinks: ValidationLevel | 'relative_to_docs';
    readonly unrecognizedLinks: ValidationLevel;
    readonly anchors: ValidationLevel;
  };
}

/** Why something cannot be known: said to the user, and the key by which what was not judged is counted. */
export interface Cause {
  /** The plugin, hook or extension (`gen-files`, `hooks`). */
  readonly source: string;
  /** A clause that ends "is not judged, because ...": `the plugin gen-files writes pages while MkDocs runs`. */
  readonly reason: string;
}

/** Something that cannot be known in a part of the site. */
export interface UnknowablePart extends Cause {
  /**
   * Which paths or URLs below the docs folder are concerned: all that begin with this text; `''` is the whole site.
   * Paths and URLs share their folders, so one prefix serves both.
   */
  readonly prefix: string;
  /** Only URLs are concerned: what is not found by the path of a Markdown file (`guide/x.md`) does not exist. */
  readonly urlsOnly?: boolean;
}

/** Ids that pages have beside those of their text. A page whose TEXT is unknowable has unknowable ids as well. */
export interface UnknowableAnchors extends UnknowablePart {
  /** Only ids that begin so (`tag:`); `''` for any id. */
  readonly fragmentPrefix: string;
}

/** Text of pages that a plugin changes before Python-Markdown sees it. */
export interface UnknowableText extends Cause {
  /** A page is concerned if its text holds one of these; an empty list means every page. */
  readonly markers: readonly string[];
  /** Whether what it writes may link to pages of the site; a list: on pages that hold one of these. */
  readonly addsLinks: boolean | readonly string[];
}

/** What plugins and hooks make unknowable, by what it is that cannot be known. */
export interface Unknowable {
  /** The navigation is not (only) what `nav` says. */
  readonly nav: readonly Cause[];
  /** Pages and other files may exist that are not in the docs folder. */
  readonly files: readonly UnknowablePart[];
  /** Pages may have ids that are not in their text (tags). */
  readonly anchors: readonly UnknowableAnchors[];
  /** `[text][identifier]` without a definition may become a link (autorefs). */
  readonly references: readonly Cause[];
  readonly text: readonly UnknowableText[];
  /** Pages or files of the docs folder may be left out of the site, or be built at another URL. */
  readonly urls: readonly UnknowablePart[];
}

/** A site. Made once a run; plain data, never changed. */
export interface Site {
  readonly kind: SiteKind;
  /** Absolute path of the configuration. */
  readonly configPath: string;
  readonly configDir: string;
  /** The texts of the configuration files that could be read, by absolute path, without byte order marks: what edits count in. */
  readonly configTexts: ReadonlyMap<string, string>;
  /** Each configuration file that was read, the parents of `INHERIT` included: a change of one makes a new site. */
  readonly configFiles: readonly string[];
  readonly siteName: string | null;
  /** Absolute. */
  readonly docsDir: string;
  /** As configured, or null. */
  readonly siteUrl: string | null;
  /** Path of `siteUrl` with a slash at both ends, decoded; `/` when there is none. */
  readonly base: string;
  readonly useDirectoryUrls: boolean;
  readonly strict: boolean;
  readonly dialect: Dialect;
  /** Null when the configuration has none (MkDocs then makes it from the files). */
  readonly nav: readonly NavEntry[] | null;
  /** The plugin that made `nav` of other files (`awesome-nav`), where that is known; null when `nav` is the configuration's. */
  readonly navPlugin: string | null;
  /** Pages that are kept out of the navigation on purpose by means of that plugin. */
  readonly hiddenFromNav: ReadonlySet<string>;
  /** The value of the key `nav`, null without one. */
  readonly navRange: SourceRange | null;
  readonly plugins: readonly ConfiguredPlugin[];
  /** Paths as written, relative to the folder of the configuration. */
  readonly hooks: readonly ConfiguredText[];
  readonly theme: SiteTheme;
  readonly extraCss: readonly ConfiguredText[];
  /**
   * Names of classes that the site's own sheets style; null when one of them cannot be read, so that any class may be
   * styled. The sheets are read when this is called first.
   */
  readonly styleClasses: () => ReadonlySet<string> | null;
  readonly extraJavascript: readonly ConfiguredText[];
  /** Templates of the docs folder that are built as pages of their own. */
  readonly extraTemplates: readonly ConfiguredText[];
  readonly validation: Validation;
  /** Pages by path, in MkDocs' order: index first in each folder, folders last (S-SITE-06). Excluded and draft ones too. */
  readonly pages: ReadonlyMap<string, SitePage>;
  /** Static files by path: `inclusion` tells which are built. */
  readonly files: ReadonlyMap<string, SiteFile>;
  /**
   * The source of each built URL (pages and static files, decoded `url` and `destination` both): what a browser finds.
   * `guide/set-up/` and `guide/set-up/index.html` both give `guide/set-up.md`.
   */
  readonly built: ReadonlyMap<string, SiteFile>;
  /** Files of the docs folder that a plugin takes out of the site, with the reason: for MkDocs they do not exist. */
  readonly removed: ReadonlyMap<string, Cause>;
  /** Other paths that a plugin lets stand for a file (`index.md` for `index.en.md` with i18n), to the path in `pages`. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Paths of files of one language (`index.en.md`), to the path without it by which links and the navigation call them. */
  readonly plainPaths: ReadonlyMap<string, string>;
  /** Addresses that a plugin redirects (`old/` -> target as configured); they exist in the browser, not for MkDocs. */
  readonly redirects: ReadonlyMap<string, string>;
  readonly collisions: readonly Collision[];
  /** Texts beside the pages that may name pages and files (templates, styles, scripts), by absolute path; read when asked for. */
  readonly texts: () => ReadonlyMap<string, string>;
  /** The sources of all pages, excluded ones included, by absolute path; read when asked for. */
  readonly pageTexts: () => ReadonlyMap<string, string>;
  readonly problems: readonly ConfigurationProblem[];
  readonly fileProblems: readonly FileProblem[];
  /** What MkDocs itself warns of in the configuration, in its words: `problems` of that level are ours. */
  readonly configurationWarnings: readonly string[];
  readonly unknowable: Unknowable;
}

/** A target that was not found, for `unknowableTarget(site, target)` of `plugins.ts`. */
export interface MissingTarget {
  /** Path or URL below the docs folder after resolving, decoded, no leading slash (`guide/api.md`, `guide/api/`). */
  readonly path: string;
  /** The anchor that is missing on a page that exists; null when the page itself is missing. */
  readonly fragment: string | null;
}

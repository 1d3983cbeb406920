/** What is known of MkDocs plugins, by their short names: data only; `plugins.ts` applies it. */

/** What a plugin does that a reader of the sources cannot see. */
export interface PluginKnowledge {
  /** A clause for "is not judged, because the plugin `x` ...". */
  readonly does: string;
  /** It changes the text of pages that hold one of these (`[]`: of every page). */
  readonly text?: readonly string[];
  /** What it writes into the text leads to no page: it shows what is there in another way. */
  readonly addsNoLinks?: boolean;
  /** It makes pages or other files below these folders; an option's name in angle brackets stands for its value. */
  readonly files?: readonly string[];
  /** It gives pages ids that their text does not have. */
  readonly anchors?: { readonly prefix: string; readonly fragmentPrefix: string };
  /** It moves pages below these folders to other URLs, or takes some away. */
  readonly urls?: readonly string[];
  /** It makes no new sources: a path of a Markdown file that is not there leads nowhere. */
  readonly urlsOnly?: boolean;
  /** It makes or changes the navigation. */
  readonly nav?: boolean;
  /** It makes links of `[text][identifier]` without a definition. */
  readonly references?: boolean;
  /** Values of options that are not given. */
  readonly defaults?: Readonly<Record<string, string>>;
}

const macro = ['{{', '{%'];

const makesFiles = (does: string, ...files: string[]): PluginKnowledge => ({
  does,
  files: files.length ? files : [''],
});
const changesText = (does: string, ...text: string[]): PluginKnowledge => ({ does, text });
/** It shows another way what stands in the text. */
const showsText = (does: string, ...text: string[]): PluginKnowledge => ({ does, text, addsNoLinks: true });
const makesNav = (does: string): PluginKnowledge => ({ does, nav: true });

export const pluginKnowledge: Readonly<Record<string, PluginKnowledge>> = {
  // Text of pages.
  macros: changesText('computes parts of the page', ...macro),
  'include-markdown': changesText('includes other files', '{%', '{!'),
  include_dir_to_nav: makesNav('writes folders into the navigation'),
  markdownextradata: changesText('computes parts of the page', ...macro),
  'markdown-exec': changesText('runs code blocks and shows what they print', 'exec='),
  'table-reader': showsText('reads tables from files', '{{'),
  codeinclude: changesText('includes code from other files', '<!--codeinclude-->'),
  'embed-file': changesText('embeds other files', '[['),
  'external-markdown': changesText('includes pages from elsewhere', '{{'),
  'mkdocs-jinja2': changesText('computes parts of the page', ...macro),
  jinja2: changesText('computes parts of the page', ...macro),
  'ezlinks-plugin': changesText('resolves wiki links', '[['),
  ezlinks: changesText('resolves wiki links', '[['),
  ezglossary: changesText('makes links of glossary terms', '<'),
  alias: changesText('resolves aliases of pages', '[['),
  'obsidian-bridge': changesText('reads the syntax of Obsidian', '[[', '![[', '^'),
  'obsidian-support': changesText('reads the syntax of Obsidian', '[[', '![[', '> [!'),
  callouts: showsText('makes admonitions of quotes', '> [!', '>[!'),
  'gh-admonitions': showsText('makes admonitions of quotes', '> [!', '>[!'),
  'github-admonitions': showsText('makes admonitions of quotes', '> [!', '>[!'),
  bibtex: showsText('writes citations', '[@', '\\bibliography', '\\full_bibliography'),
  'swagger-ui-tag': showsText('embeds API descriptions', '<swagger-ui'),
  render_swagger: showsText('embeds API descriptions', '!!swagger'),
  'neoteroi.mkdocsoad': showsText('embeds API descriptions', '[OAD('),
  site_urls: changesText('resolves addresses that begin with `site:`', 'site:'),
  'site-urls': changesText('resolves addresses that begin with `site:`', 'site:'),
  'mkdocs-simple-hooks': { does: 'runs code of the site', text: [], files: [''] },
  mkdocs_simple_hooks: { does: 'runs code of the site', text: [], files: [''] },
  roamlinks: { does: 'finds the targets of links by file name', text: ['[['], files: [''] },
  autolinks: makesFiles('finds the targets of links by file name'),
  autolinks_plugin: makesFiles('finds the targets of links by file name'),
  mkdocstrings: { does: 'writes documentation from source code', text: [':::'], references: true },
  autorefs: { does: 'makes links of identifiers', references: true },
  abstract: changesText('changes pages while MkDocs runs'),

  // Pages and files.
  'gen-files': makesFiles('writes pages while MkDocs runs'),
  'api-autonav': { ...makesFiles('writes pages of an API'), nav: true },
  autoapi: makesFiles('writes pages of an API'),
  'mkdocs-autoapi': makesFiles('writes pages of an API'),
  apidocs: makesFiles('writes pages of an API'),
  mkdoxy: makesFiles('writes pages of an API'),
  doxygen: makesFiles('writes pages of an API'),
  gallery: makesFiles('writes pages from scripts'),
  monorepo: { ...makesFiles('adds pages of other folders'), nav: true },
  multirepo: { ...makesFiles('adds pages of other repositories'), nav: true },
  'techdocs-core': { ...makesFiles('adds pages of other folders'), nav: true },
  projects: makesFiles('builds further sites', '<projects_dir>/'),
  'same-dir': { does: 'takes files out of the site', urls: [''] },
  'exclude-unused': { does: 'takes files out of the site', urls: [''] },
  i18n: { does: 'builds each page once per language', urls: [''], files: [''], urlsOnly: true, nav: true },
  'print-site': makesFiles('makes a page of all pages', 'print_page'),
  'with-pdf': makesFiles('writes PDF files', 'pdf/'),
  'pdf-export': makesFiles('writes PDF files', 'pdf/'),
  coverage: makesFiles('adds a page with a coverage report', '<page_path>'),
  llmstxt: makesFiles('writes texts for language models', 'llms'),
  'llmstxt-md': makesFiles('writes texts for language models', 'llms'),
  blog: {
    does: 'gives posts their addresses and adds pages',
    files: ['<blog_dir>/'],
    urls: ['<blog_dir>/'],
    defaults: { blog_dir: 'blog' },
  },
  blogging: { does: 'fills pages with lists of posts', text: ['{{ blog_content'] },
  publisher: { does: 'adds and moves pages', files: [''], urls: [''], nav: true },
  'pub-blog': { does: 'adds and moves pages', files: [''], urls: [''], nav: true },
  'pub-obsidian': { does: 'reads the syntax of Obsidian', text: ['[['], files: [''] },
  tags: {
    does: 'lists tags with ids of their own',
    anchors: { prefix: '', fragmentPrefix: 'tag:' },
    text: ['<!-- material/tags'],
    addsNoLinks: true,
    files: ['tags.json'],
  },

  // Navigation.
  'awesome-nav': makesNav('makes the navigation'),
  'awesome-pages': makesNav('makes the navigation'),
  'literate-nav': makesNav('makes the navigation'),
  'mkdocs-nav-weight': makesNav('orders the navigation'),
  navorder: makesNav('orders the navigation'),
  'file-filter': { does: 'takes files out of the site', urls: [''] },
  'file-filter-plus': { does: 'takes files out of the site', urls: [''] },
};

/** Markdown extensions that assay does not mirror, of which it is known which pages they change. */
export const extensionKnowledge: Readonly<Record<string, PluginKnowledge>> = {
  mkautodoc: changesText('writes documentation from source code', ':::'),
  mdx_include: changesText('includes other files', '{!'),
  markdown_include_variants: changesText('includes other files', '{*', '{!'),
  'zensical.extensions.macros': changesText('computes parts of the page', ...macro),
};

/** Plugins that change nothing of what assay judges. */
export const harmlessPlugins: ReadonlySet<string> = new Set([
  'search',
  'offline',
  'minify',
  'minify_html',
  'social',
  'privacy',
  'optimize',
  'meta',
  'typeset',
  'info',
  'group',
  'section-index',
  'git-revision-date',
  'git-revision-date-localized',
  'git-authors',
  'git-committers',
  'git-committers-2',
  'document-dates',
  'git-latest-changes',
  'glightbox',
  'mermaid2',
  'mermaid',
  'encryptcontent',
  'mike',
  'exclude-search',
  'exclude',
  'redirects',
  'rss',
  'kroki',
  'plantuml',
  'build_plantuml',
  'd2',
  'drawio',
  'drawio-exporter',
  'charts',
  'img2fig',
  'caption',
  'open-in-new-tab',
  'enumerate-headings',
  'tooltips',
  'htmlproofer',
  'linkcheck',
  'spellcheck',
  'rtd-dropdown',
  'lightgallery',
  'asciinema-player',
  'no-sorry-page',
  'autolinks-checker',
  'material-extensions',
  'swagger',
  'video',
  'mkdocs-video',
  'page-view-count',
  'favicon',
  'markmap',
  'jupyter',
  'mkdocs-jupyter',
  'termynal',
  'panzoom',
  'link-marker',
  'unused_files',
  'charset',
  'statistics',
  'badges',
  'pagetree',
  'toc-sidebar',
  'to-dos',
  'timetoread',
  'include_exclude_files',
  'ultralytics',
  'linkembeds',
  'open_in_new_tab',
]);

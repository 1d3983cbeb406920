import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../src/host/memory-files.ts';
import { pathPatterns } from '../../src/site/exclusions.ts';
import { loadSite } from '../../src/site/load-site.ts';
import { unknowableTarget, unknowableText } from '../../src/site/plugins.ts';
import type { Site } from '../../src/site/site.ts';

function siteOf(plugins: string, pages: readonly string[] = [], files: Readonly<Record<string, string>> = {}): Site {
  const all: Record<string, string> = { '/s/mkdocs.yml': `site_name: x\n${plugins}\n`, '/s/docs/index.md': '' };
  for (const path of pages) all[`/s/docs/${path}`] = '';
  for (const [path, text] of Object.entries(files)) all[`/s/${path}`] = text;
  return loadSite('/s/mkdocs.yml', memoryFiles(all));
}

const page = (path: string) => ({ path, fragment: null });

describe('what plugins make unknowable', () => {
  it('is nothing without them, and search is there by itself', () => {
    const site = siteOf('');
    expect(site.plugins.map(({ name, range }) => [name, range])).toEqual([['search', null]]);
    expect(unknowableTarget(site, page('gone.md'))).toBeNull();
    expect(unknowableText(site, '{{ x }}')).toBeNull();
  });

  it('has a reason that names the plugin', () => {
    const site = siteOf('plugins: [gen-files, macros, autorefs, awesome-nav]');
    expect(unknowableTarget(site, page('gone.md'))?.reason).toBe(
      'the plugin `gen-files` writes pages while MkDocs runs',
    );
    expect(unknowableText(site, 'a {{ b }}')?.source).toBe('macros');
    expect(unknowableText(site, 'a { b }')).toBeNull();
    expect(site.unknowable.references).toHaveLength(1);
    expect(site.unknowable.nav.map(({ source }) => source)).toEqual(['awesome-nav']);
  });

  it('reaches as far as the plugin does', () => {
    const blog = siteOf('plugins:\n  - material/blog: {blog_dir: news}');
    expect(unknowableTarget(blog, page('news/2024/x/'))?.source).toBe('material/blog');
    expect(unknowableTarget(blog, page('guide/'))).toBeNull();
    const tags = siteOf('plugins: [tags]');
    expect(unknowableTarget(tags, { path: 'tags.md', fragment: 'tag:a' })?.source).toBe('tags');
    expect(unknowableTarget(tags, { path: 'tags.md', fragment: 'a' })).toBeNull();
    const macros = siteOf('plugins:\n  macros: {j2_variable_start_string: "[["}');
    expect(unknowableText(macros, '{{ x }}')).toBeNull();
    expect(unknowableText(macros, '[[ x ]]')?.source).toBe('macros');
  });

  it('is everything that an unknown plugin might make; one that is off makes nothing', () => {
    const site = siteOf('plugins: [never-heard-of]');
    expect(unknowableTarget(site, page('x.md'))?.reason).toBe('assay does not know the plugin `never-heard-of`');
    expect(unknowableTarget(siteOf('plugins: [{never-heard-of: {enabled: false}}]'), page('x.md'))).toBeNull();
    const grouped = siteOf('plugins: [{group: {enabled: !ENV [CI, false], plugins: [gen-files]}}]');
    expect(grouped.plugins).toEqual([]);
  });

  it('is told by the events of a hook', () => {
    const hook = (source: string) => siteOf('hooks: [h.py]', [], { 'h.py': source });
    expect(unknowableTarget(hook('def on_files(files, config): ...'), page('x.md'))?.source).toBe('hooks');
    const text = hook('def on_page_markdown(markdown, **kwargs): ...');
    expect(unknowableTarget(text, page('x.md'))).toBeNull();
    expect(unknowableTarget(text, { path: 'index.md', fragment: 'x' })?.source).toBe('hooks');
    const links = hook('def on_page_markdown(markdown, **kwargs):\n  return markdown.replace("](/x", "](/y")');
    expect(unknowableTarget(links, page('x.md'))?.source).toBe('hooks');
    const writer = hook('def on_pre_build(config):\n  open("docs/api.md", "w")');
    expect(unknowableTarget(writer, page('api.md'))?.source).toBe('hooks');
    expect(unknowableTarget(hook('def on_pre_build(config):\n  print("hello")'), page('x.md'))).toBeNull();
  });

  it('of an unknown plugin are anchors too', () => {
    const site = siteOf('plugins: [never-heard-of]');
    expect(unknowableTarget(site, { path: 'index.md', fragment: 'x' })?.source).toBe('never-heard-of');
  });

  it('is only the pages with the marks of an extension that is known by name', () => {
    const site = siteOf('markdown_extensions: [mkautodoc]');
    expect(unknowableText(site, '::: package.module')?.source).toBe('mkautodoc');
    expect(unknowableText(site, 'plain')).toBeNull();
  });

  it('of a badge is no admonition', () => {
    const site = siteOf('plugins: [gh-admonitions]');
    expect(unknowableText(site, '[![badge](a.svg)](b.md)')).toBeNull();
    expect(unknowableText(site, '> [!NOTE]\n> x')?.source).toBe('gh-admonitions');
  });
});

describe('what plugins are known to do', () => {
  it('redirects: addresses for browsers, unless the target is missing', () => {
    const site = siteOf(
      'plugins: [{redirects: {redirect_maps: {old.md: index.md, away.md: "https://x.test/", bad.md: gone.md}}}]',
    );
    expect([...site.redirects]).toEqual([
      ['old/', 'index.md'],
      ['away/', 'https://x.test/'],
    ]);
    expect(site.built.get('old/index.html')?.origin).toBe('plugin');
    expect(site.pages.has('old.md')).toBe(false);
  });

  it('exclude: files are gone', () => {
    const site = siteOf('plugins: [{exclude: {glob: ["snip/*", "*.tmp.md"], regex: ["draft-\\\\d+"]}}]', [
      'snip/a/b.md',
      'x.tmp.md',
      'draft-1.md',
      'sub/draft-1.md',
    ]);
    expect([...site.pages.keys()]).toEqual(['index.md', 'sub/draft-1.md']);
    expect(site.removed.size).toBe(3);
  });

  it('i18n: pages are linked to without their language', () => {
    const languages = 'languages: [{locale: de}, {locale: en, default: true}]';
    const site = siteOf(`plugins: [{i18n: {docs_structure: suffix, ${languages}}}]`, ['a.en.md', 'a.de.md', 'b.de.md']);
    expect([...site.aliases]).toEqual([
      ['a.md', 'a.en.md'],
      ['b.md', 'b.de.md'],
      ['.', 'index.md'],
    ]);
    const folders = siteOf(`plugins: [{i18n: {docs_structure: folder, ${languages}}}]`, ['en/a.md', 'de/a.md']);
    expect(folders.aliases.get('a.md')).toBe('en/a.md');
  });

  it('i18n: what a language does not have is taken from another, and what none has does not exist', () => {
    const languages = 'languages: [{locale: de}, {locale: en, default: true}]';
    const folders = siteOf(`plugins: [{i18n: {docs_structure: folder, ${languages}}}]`, [
      'en/index.md',
      'en/b.md',
      'de/index.md',
      'img/x.png',
    ]);
    expect(folders.aliases.get('de/b.md')).toBe('en/b.md');
    expect(folders.aliases.get('de/img/x.png')).toBe('img/x.png');
    expect(unknowableTarget(folders, page('de/gone.md'))).toBeNull();
    expect(unknowableTarget(folders, page('de/gone/'))).toBeNull();
    const open = siteOf('plugins: [{i18n: {docs_structure: folder, languages: [{locale: de}]}}]', ['de/a.md']);
    expect(unknowableTarget(open, page('de/gone/'))?.source).toBe('i18n');
    expect(unknowableTarget(open, page('de/gone.md'))).toBeNull();
  });

  it('i18n: the default language stands at the top, others in their folder, and lend what they lack', () => {
    const languages = 'languages: [{locale: de}, {locale: en, default: true}, {locale: fr, build: false}]';
    const site = siteOf(`nav: [index.md, sub/a.md]\nplugins: [{i18n: {${languages}}}]`, [
      'index.de.md',
      'sub/a.en.md',
      'sub/a.de.md',
      'sub/b.en.md',
      'sub/x.de.png',
    ]);
    const urlOf = (path: string) => (site.pages.get(path) ?? site.files.get(path))!.url;
    expect(urlOf('index.md')).toBe('');
    expect(urlOf('index.de.md')).toBe('de/');
    expect(site.pages.get('index.de.md')!.index).toBe(true);
    expect(urlOf('sub/a.en.md')).toBe('sub/a/');
    expect(urlOf('sub/a.de.md')).toBe('de/sub/a/');
    expect(urlOf('sub/x.de.png')).toBe('de/sub/x.png');
    expect(site.built.get('de/sub/b/')?.path).toBe('sub/b.en.md');
    expect(site.built.has('fr/sub/a/')).toBe(false);
    expect(site.nav!.map(({ path }) => path)).toEqual(['index.md', 'sub/a.en.md']);
    expect(site.unknowable.nav).toEqual([]);
    expect(site.plainPaths.get('sub/a.de.md')).toBe('sub/a.md');
    const folders = siteOf(`plugins: [{i18n: {docs_structure: folder, ${languages}}}]`, ['en/a.md', 'de/a.md']);
    expect(['en/a.md', 'de/a.md'].map((path) => folders.pages.get(path)!.url)).toEqual(['a/', 'de/a/']);
  });

  it('jupyter: notebooks are pages; rss: feeds are files; offline: no directory URLs', () => {
    expect(siteOf('plugins: [mkdocs-jupyter]', ['n/book.ipynb']).built.get('n/book/')?.path).toBe('n/book.ipynb');
    expect(siteOf('plugins: [rss]').built.has('feed_rss_created.xml')).toBe(true);
    expect(siteOf('plugins: [offline]', ['a.md']).pages.get('a.md')!.url).toBe('a.html');
  });
});

describe('patterns', () => {
  // What pathspec's GitIgnoreSpec says, which is not what Git says: see `exclusions.ts`.
  it.each([
    [
      ['a/', '!a/b.md'],
      ['a/c.md', 'a/1/2/b'],
    ],
    [
      ['!a/b.md', 'a/'],
      ['a/c.md', 'a/1/2/b'],
    ],
    [
      ['a/*', '!a/b.md'],
      ['a/c.md', 'a/1/2/b'],
    ],
    [['.*', '!.b/'], ['.a']],
    [['/x'], ['x']],
    [['**/b'], ['a/1/2/b']],
    [['a/**/b'], ['a/1/2/b']],
    [['/[!a].md'], ['b.md']],
    [['[z-a]', '# c', '', '/'], []],
    [['b.md  '], ['a/b.md', 'b.md']],
  ])('%j', (lines, expected) => {
    const patterns = pathPatterns(lines);
    const paths = ['a/b.md', 'a/c.md', 'a/1/2/b', 'b.md', 'x', '.a', 'q/.b/c'];
    expect(paths.filter((path) => patterns.matches(path))).toEqual(expected);
  });
});

describe('two sources of one page', () => {
  it('are dropped by MkDocs, or overwritten without a word', () => {
    const site = siteOf('', ['README.md', 'foo.md', 'foo/index.md']);
    expect(site.collisions).toEqual([
      { destination: 'index.html', url: '', winner: 'index.md', losers: ['README.md'], kind: 'excluded' },
      { destination: 'foo/index.html', url: 'foo/', winner: 'foo/index.md', losers: ['foo.md'], kind: 'overwritten' },
    ]);
    expect(site.built.get('foo/')?.path).toBe('foo/index.md');
    expect(site.pages.has('README.md')).toBe(false);
  });
});

describe('files of the theme', () => {
  it('are files of the site, templates and Python are not', () => {
    const site = siteOf('theme: {name: material, custom_dir: over}', ['a.css'], {
      'over/main.html': '',
      'over/img/x.svg': '',
      'over/h.py': '',
      'over/.icons/y.svg': '',
      'over/a.css': '',
      'over/x.md': '',
    });
    expect([...site.files.values()].map(({ path, origin }) => [path, origin])).toEqual([
      ['a.css', 'docs'],
      ['img/x.svg', 'theme'],
    ]);
  });
});

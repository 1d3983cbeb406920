import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../src/host/memory-files.ts';
import { loadSite } from '../../src/site/load-site.ts';
import type { Site } from '../../src/site/site.ts';

/** A small site of one page, with this configuration and further files below `/site`. */
function siteOf(yaml: string, files: Readonly<Record<string, string | Uint8Array>> = {}, name = 'mkdocs.yml'): Site {
  const all: Record<string, string | Uint8Array> = { '/site/docs/index.md': '# Home\n', [`/site/${name}`]: yaml };
  for (const [path, text] of Object.entries(files)) all[`/site/${path}`] = text;
  return loadSite(`/site/${name}`, memoryFiles(all), { environment: { BASE: 'https://x.test/a/', OFF: 'false' } });
}

function problemsOf(yaml: string, files?: Readonly<Record<string, string>>): readonly string[] {
  return siteOf(`site_name: x\n${yaml}`, files).problems.map(
    ({ level, range, message }) => `${level} ${range.line}:${range.column} ${message}`,
  );
}

describe('a configuration', () => {
  it('may be in order', () => {
    expect(problemsOf('nav:\n  - index.md\n  - Part:\n    - index.md\n    - Away: https://x.test/\n')).toEqual([]);
  });

  it('that is not valid YAML is one problem on its line, and the pages are still there', () => {
    const site = siteOf('site_name: x\nnav:\n  - A: index.md\n   - B: b.md\n');
    expect(site.problems).toHaveLength(1);
    expect(site.problems[0]!.range.line).toBe(4);
    expect(site.problems[0]!.message).toMatch(/^This is not valid YAML: /);
    expect([...site.pages.keys()]).toEqual(['index.md']);
    expect(site.nav).toBeNull();
    expect(site.unknowable.nav).toHaveLength(1);
  });

  it.each([
    ['nav:\n  - Empty:\n', 'error 3:5 The section `Empty` of `nav` is empty: it needs a path or a list.'],
    ['nav:\n  - 12\n', 'error 3:5 An entry of `nav` must be a path or a title with its target, not `12`.'],
    [
      'nav:\n  - A: index.md\n    B: index.md\n',
      'error 3:5 An entry of `nav` must have one title, not 2: each needs its own `-`.',
    ],
    ['nav: {Home: index.md}\n', 'error 2:6 `nav` must be a list, not a mapping.'],
    ['nav:\n  - A:\n      B: index.md\n', 'warning 3:5 The section `A` of `nav` should hold a list, not a mapping.'],
    ['nav:\n  - A: yes\n', 'error 3:8 The target of `A` in `nav` must be a path or a list, not `true`.'],
    ['use_directory_urls: "no"\n', 'error 2:21 `use_directory_urls` must be true or false, not a text.'],
    ['docs_dir: none\n', 'error 2:11 The docs folder `none` does not exist.'],
    ['docs_dir: .\n', 'error 2:11 `docs_dir` must not be the folder of the configuration, but one below it.'],
    ['site_url: x.test\n', 'error 2:11 `site_url` must be a whole URL with its `https://`, not `x.test`.'],
    ['exclude_docs: [a]\n', 'error 2:15 `exclude_docs` must be a text of patterns, one in a line, not a list.'],
    ['nonsense: 1\n', 'warning 2:1 MkDocs does not know the setting `nonsense`.'],
    [
      'markdown_extensions:\n  - toc: {}\n    tables: {}\n',
      'error 3:5 An entry of `markdown_extensions` must be a name, or one name with its options, not a mapping of 2 keys.',
    ],
    ['plugins:\n  - 3\n', 'error 3:5 `3` is no name of a plugin.'],
    ['hooks: [gone.py]\n', 'error 2:9 The hook `gone.py` does not exist.'],
    ['theme: {name: material, custom_dir: gone}\n', 'error 2:37 The folder `gone` of `custom_dir` does not exist.'],
    [
      'validation: {links: {anchors: error}}\n',
      'error 2:31 `validation.links.anchors` must be `warn`, `info` or `ignore`, not `error`.',
    ],
    ['x: !unknown 1\n', 'error 2:4 This is not valid YAML'],
  ])('%j', (yaml, expected) => {
    const problems = problemsOf(yaml);
    if (expected.includes('not valid YAML')) {
      expect(problems).toEqual(['error 2:4 MkDocs does not know the tag `!unknown`.']);
      return;
    }
    expect(problems).toEqual([expected]);
  });

  it('must be a mapping with a name', () => {
    expect(siteOf('- a\n').problems.map(({ message }) => message)).toEqual([
      'The configuration must be a mapping of keys to values, not a list.',
    ]);
    expect(siteOf('').problems.map(({ message }) => message)).toEqual(['`site_name` is missing.']);
  });

  it('may begin with a byte order mark and end its lines in CRLF', () => {
    const site = siteOf('\ufeffsite_name: x\r\nnav:\r\n  - index.md\r\n  - gone.md\r\n');
    expect(site.problems).toEqual([]);
    expect(site.nav![1]).toMatchObject({ kind: 'missing', range: { line: 4, column: 5, endColumn: 12 } });
  });

  it('that is no UTF-8, or is not there, is a problem', () => {
    const bytes = siteOf('', { 'mkdocs.yml': Uint8Array.of(0x61, 0x0a, 0xff) });
    expect(bytes.problems.map(({ message }) => message)).toEqual(['The file is not valid UTF-8 (line 2).']);
    const none = loadSite('/nowhere/mkdocs.yml', memoryFiles({}));
    expect(none.problems.map(({ message }) => message)).toEqual(['The file does not exist.']);
  });

  it('reads brackets and quotes as PyYAML does, whatever their indentation', () => {
    const site = siteOf('site_name: x\nnav: [\nindex.md,\n"gone\n.md"\n]\nextra_css:\n  - a.css\n');
    expect(site.problems).toEqual([]);
    expect(site.nav!.map(({ target }) => target)).toEqual(['index.md', 'gone .md']);
    expect(site.extraCss[0]!.range).toMatchObject({ line: 8, column: 5, endColumn: 10 });
    expect(site.nav![0]!.range).toMatchObject({ line: 3, column: 1 });
  });

  it('reads the tags of MkDocs, and shows no value of the environment', () => {
    const site = siteOf(
      'site_name: !ENV [NONE, x]\nsite_url: !ENV BASE\nuse_directory_urls: !ENV [OFF, true]\n' +
        'markdown_extensions:\n' +
        "  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji ''\n" +
        '  - toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n' +
        '  - pymdownx.snippets:\n      base_path: [!relative $docs_dir/parts, !relative ""]\n',
    );
    expect(site.problems).toEqual([]);
    expect(site.base).toBe('/a/');
    expect(site.useDirectoryUrls).toBe(false);
    expect(site.dialect.extensions.map(({ name }) => name)).toEqual([
      'toc',
      'tables',
      'fenced_code',
      'pymdownx.emoji',
      'pymdownx.snippets',
    ]);
    expect(site.dialect.options).toMatchObject({
      toc: { slugify: { python: 'call', name: 'pymdownx.slugs.slugify', kwds: { case: 'lower' } } },
      'pymdownx.emoji': { emoji_index: { python: 'name', name: 'material.extensions.emoji.twemoji' } },
      'pymdownx.snippets': { base_path: [{ relative: '$docs_dir/parts' }, { relative: '' }] },
    });
    const refused = siteOf('site_name: x\nsite_url: !ENV [OFF]\n').problems[0]!.message;
    expect(refused).toBe('`site_url` must be a text, not true or false.');
    const secret = loadSite(
      '/site/mkdocs.yml',
      memoryFiles({
        '/site/mkdocs.yml': 'site_name: x\nsite_url: !ENV KEY\nvalidation: {anchors: !ENV KEY}\ndocs_dir: !ENV KEY\n',
      }),
      {
        environment: { KEY: 'hunter2' },
      },
    );
    expect(JSON.stringify(secret.problems)).not.toContain('hunter2');
  });

  it('inherits: mappings are merged, lists replaced, a circle is a problem', () => {
    const parent = 'site_name: parent\nmarkdown_extensions: {toc: {permalink: true}, attr_list: {}}\nnav: [index.md]\n';
    const child = siteOf('INHERIT: base.yml\nmarkdown_extensions: {toc: {title: T}}\nnav: []\n', {
      'base.yml': parent,
    });
    expect(child.problems).toEqual([]);
    expect(child.siteName).toBe('parent');
    expect(child.dialect.options).toEqual({ toc: { permalink: true, title: 'T' } });
    expect(child.nav).toBeNull();
    expect(child.configFiles).toEqual(['/site/mkdocs.yml', '/site/base.yml']);
    const circle = siteOf('site_name: x\nINHERIT: b.yml\n', { 'b.yml': 'INHERIT: mkdocs.yml\n' });
    expect(circle.problems.map(({ message }) => message)).toEqual([
      '`INHERIT` leads in a circle: `mkdocs.yml` inherits from this file.',
    ]);
    expect(circle.problems[0]!.range.file).toBe('/site/b.yml');
  });

  it('merges keys and aliases as YAML does, and survives those that hold themselves', () => {
    const site = siteOf('site_name: x\nextra: &a {b: *a}\n');
    expect(site.problems.map(({ message }) => message)).toEqual(['`*a` holds itself.']);
    const many = ['site_name: x', 'a0: &a0 [x, x]'];
    for (let i = 1; i < 40; i++) many.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`);
    expect(siteOf(`${many.join('\n')}\nmarkdown_extensions: [{toc: {x: *a39}}]\n`).problems).toHaveLength(40);
    const merged = siteOf(
      'site_name: x\nextra: {t: &t {permalink: true, title: A}}\nmarkdown_extensions: [{toc: {<<: *t, title: B}}]\n',
    );
    expect(merged.dialect.options.toc).toEqual({ permalink: true, title: 'B' });
  });
});

describe('zensical.toml', () => {
  const toml =
    '[project]\nsite_name = "x"\nnav = [\n  "index.md",\n  { "Part" = [ { "Gone" = "gone.md" } ] },\n]\n' +
    '[project.markdown_extensions.toc]\npermalink = true\n[project.markdown_extensions.pymdownx.blocks.tab]\n' +
    '[project.markdown_extensions.pymdownx.superfences]\ncustom_fences = [{ name = "mermaid", class = "mermaid", format = "pymdownx.superfences.fence_code_format" }]\n';

  it('is read with its places', () => {
    const site = siteOf(toml, { 'docs/a.html': '', 'docs/.h/x.md': '', 'docs/b.markdown': '' }, 'zensical.toml');
    expect(site.problems).toEqual([]);
    expect(site.kind).toBe('zensical');
    expect(site.dialect.extensions.map(({ name }) => name)).toEqual([
      'toc',
      'tables',
      'pymdownx.blocks.tab',
      'pymdownx.superfences',
    ]);
    expect(site.dialect.options['pymdownx.superfences']).toMatchObject({
      custom_fences: [{ format: { python: 'name', name: 'pymdownx.superfences.fence_code_format' } }],
    });
    const section = site.nav![1]!;
    expect(section.children[0]).toMatchObject({ kind: 'missing', target: 'gone.md', range: { line: 5, column: 28 } });
    expect([...site.pages.keys(), ...site.files.keys()]).toEqual(['index.md', 'b.markdown']);
  });

  it('has defaults of its own, and its faults have a place', () => {
    expect(
      siteOf('[project]\nsite_name = "x"\n', {}, 'zensical.toml').dialect.extensions.map(({ name }) => name),
    ).toContain('pymdownx.magiclink');
    const broken = siteOf('[project]\nsite_name = x\n', {}, 'zensical.toml');
    expect(broken.problems[0]!.range.line).toBe(2);
    expect(broken.problems[0]!.message).toMatch(/^This is not valid TOML: /);
    expect(broken.pages.size).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../src/host/memory-files.ts';
import { loadSite } from '../../src/site/load-site.ts';
import { pathGlob } from '../../src/site/path-glob.ts';
import { redirectEntries } from '../../src/site/redirects.ts';
import type { NavEntry, Site } from '../../src/site/site.ts';

function siteOf(yaml: string, docs: Readonly<Record<string, string>>): Site {
  const files: Record<string, string> = { '/site/mkdocs.yml': `site_name: x\n${yaml}` };
  for (const [path, text] of Object.entries(docs)) files[`/site/docs/${path}`] = text;
  return loadSite('/site/mkdocs.yml', memoryFiles(files));
}

function pages(...paths: string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, '# X\n']));
}

/** Sections as `title: [...]`, everything else as its target. */
function shape(entries: readonly NavEntry[] | null): unknown {
  return (entries ?? []).map((entry) =>
    entry.kind === 'section'
      ? { [entry.title!]: shape(entry.children) }
      : (entry.path ?? `${entry.kind} ${entry.target}`),
  );
}

describe('awesome-nav', () => {
  const plugin = 'plugins: [awesome-nav]';

  it('takes all pages of the folders without a file of its own', () => {
    const site = siteOf(plugin, pages('z.md', 'index.md', 'b-c/y.md', 'b-c/README.md', 'b-c/d/e.md'));
    expect(shape(site.nav)).toEqual([
      'index.md',
      'z.md',
      { 'B c': ['b-c/README.md', 'b-c/y.md', { D: ['b-c/d/e.md'] }] },
    ]);
    expect(site.navPlugin).toBe('awesome-nav');
    expect(site.unknowable.nav).toEqual([]);
  });

  it('lists what the file lists, looked up in its folder and else from the top', () => {
    const nav =
      'nav:\n  - Start: index.md\n  - sub\n  - Part:\n      - "a*.md"\n  - Link: /x/\n  - Top: sub/t.md\n  - gone.md\n';
    const sub = 'title: Under\nnav:\n  - Home: t.md\n  - Up: index.md\n';
    const site = siteOf(plugin, {
      ...pages('index.md', 'a1.md', 'a2.md', 'b.md', 'sub/t.md', 'sub/u.md'),
      '.nav.yml': nav,
      'sub/.nav.yml': sub,
    });
    expect(shape(site.nav)).toEqual([
      'index.md',
      { Under: ['sub/t.md', 'index.md'] },
      { Part: ['a1.md', 'a2.md'] },
      'absolute /x/',
      'sub/t.md',
      'missing gone.md',
    ]);
  });

  it('hides, ignores and appends', () => {
    const site = siteOf(plugin, {
      ...pages('index.md', 'a.md', 'b.hidden.md', 'old/x.md', 'new/y.md', 'new/z.hidden.md'),
      '.nav.yml': 'ignore: "*.hidden.md"\nappend_unmatched: true\nnav: [a.md]\n',
      'old/.nav.yml': 'hide: true\n',
    });
    expect(shape(site.nav)).toEqual(['a.md', 'index.md', { New: ['new/y.md'] }]);
    expect([...site.hiddenFromNav].sort()).toEqual(['b.hidden.md', 'new/z.hidden.md', 'old/x.md']);
  });

  it('reads the name of its files, and says nothing of those that it cannot read', () => {
    const named = siteOf('plugins: [{awesome-nav: {filename: .order.yml}}]', {
      ...pages('a.md', 'b.md'),
      '.order.yml': 'nav: [b.md]',
    });
    expect(shape(named.nav)).toEqual(['b.md']);
    const broken = siteOf(plugin, { ...pages('a.md'), '.nav.yml': 'nav: [a.md' });
    expect(broken.nav).toBeNull();
    expect(broken.unknowable.nav.map(({ source }) => source)).toEqual(['awesome-nav']);
  });

  it('is not known where its files may be made while MkDocs runs', () => {
    const site = siteOf('plugins: [awesome-nav, gen-files]', pages('a.md'));
    expect(site.unknowable.nav.map(({ source }) => source)).toEqual(['awesome-nav']);
  });
});

describe('awesome-pages', () => {
  const plugin = 'plugins: [awesome-pages]';

  it('arranges folders, keeps the rest, drops what a list leaves out', () => {
    const site = siteOf(plugin, {
      ...pages('index.md', 'a/1.md', 'a/2.md', 'a/3.md', 'b/4.md', 'c/5.md', 'c/6.md', 'd/7.md'),
      '.pages': 'nav:\n  - Last: d\n  - ...\n',
      'a/.pages': 'title: First\nnav: [2.md, {Twice: 1.md}, {Site: "https://x.test/"}]\n',
      'b/.pages': 'hide: true\n',
      'c/.pages': 'arrange: [6.md]\n',
    });
    expect(shape(site.nav)).toEqual([
      { Last: ['d/7.md'] },
      'index.md',
      { First: ['a/2.md', 'a/1.md', 'external https://x.test/'] },
      { C: ['c/6.md', 'c/5.md'] },
    ]);
    expect([...site.hiddenFromNav]).toEqual(['b/4.md']);
  });

  it('leaves a `nav` of the configuration alone, unless it asks for the rest', () => {
    const plain = siteOf(`${plugin}\nnav: [a.md]`, pages('a.md', 'b.md'));
    expect(shape(plain.nav)).toEqual(['a.md']);
    expect(plain.unknowable.nav).toEqual([]);
    const rest = siteOf(`${plugin}\nnav: [a.md, ...]`, pages('a.md', 'b.md'));
    expect(rest.unknowable.nav).toHaveLength(1);
  });
});

describe('literate-nav', () => {
  const plugin = 'plugins: [literate-nav]';

  it('reads lists, folders and patterns', () => {
    const summary =
      '# Contents\n\n* [Home](index.md)\n* Part\n    * [One](p/1.md)\n    * p/*.md\n* [Folder](f/)\n* [Gone](gone.md)\n* [Web](https://x.test/)\n';
    const site = siteOf(plugin, {
      ...pages('index.md', 'p/1.md', 'p/2.md', 'f/a.md', 'f/b.md', 'left.md'),
      'SUMMARY.md': summary,
      'f/SUMMARY.md': '- [B](b.md)\n',
    });
    expect(shape(site.nav)).toEqual([
      'index.md',
      { Part: ['p/1.md', 'p/2.md'] },
      { Folder: ['f/b.md'] },
      'missing gone.md',
      'external https://x.test/',
    ]);
    expect([...site.hiddenFromNav].sort()).toEqual(['SUMMARY.md', 'f/SUMMARY.md']);
    expect(site.nav![3]!.range).toMatchObject({ file: '/site/docs/SUMMARY.md', line: 8 });
  });

  it('fills in folders and patterns of `nav`, and keeps the index first', () => {
    const site = siteOf(
      'plugins: [{literate-nav: {implicit_index: true, nav_file: README.md}}]\nnav:\n  - index.md\n  - Sub: sub/\n  - Any: "x*.md"\n',
      {
        ...pages('index.md', 'x1.md', 'sub/a.md', 'sub/b.md'),
        'sub/README.md': '- [B](b.md)\n',
      },
    );
    expect(shape(site.nav)).toEqual(['index.md', { Sub: ['sub/README.md', 'sub/b.md'] }, { Any: ['x1.md'] }]);
  });
});

describe('files that go in circles', () => {
  it('make the navigation unknown, or are cut short', () => {
    const own = siteOf('plugins: [awesome-nav]', { ...pages('sub/a.md'), 'sub/.nav.yml': 'nav: [.]\n' });
    expect(own.unknowable.nav).toHaveLength(1);
    const summary = { ...pages('a.md', 'sub/b.md'), 'SUMMARY.md': '- [S](sub/)\n', 'sub/SUMMARY.md': '- ../*\n' };
    expect(shape(siteOf('plugins: [literate-nav]', summary).nav)).toEqual([{ S: ['a.md'] }]);
    const deep: Record<string, string> = {};
    for (let depth = 1, folder = ''; depth <= 40; depth++) {
      deep[`${folder}.nav.yml`] = 'nav: [x, x]\n';
      folder += 'x/';
      deep[`${folder}a.md`] = '# A\n';
    }
    expect(siteOf('plugins: [awesome-nav]', deep).unknowable.nav).toHaveLength(1);
  });
});

describe('globs over paths', () => {
  it.each([
    ['*', ['a.md', 'sub/'], ['sub/a.md', '.a.md']],
    ['*/', ['sub/'], ['a.md']],
    ['**/*.md', ['a.md', 'x/y/a.md'], ['x/.y/a.md', 'a.txt']],
    ['a/**', ['a/b.md', 'a/b/c.md', 'a/b/'], ['b.md']],
    ['@(index|README).md', ['index.md', 'README.md'], ['xindex.md']],
    ['!(old).md', ['new.md'], ['old.md', 'x/new.md']],
    ['[ab]?.md', ['a1.md'], ['c1.md', 'a.md']],
  ])('%s', (glob, matching, others) => {
    for (const path of matching) expect(pathGlob(glob).test(path), path).toBe(true);
    for (const path of others) expect(pathGlob(glob).test(path), path).toBe(false);
  });
});

describe('redirects', () => {
  it('have their places, in YAML and in TOML, in a group of plugins too', () => {
    const yaml = siteOf(
      'plugins:\n  - group:\n      plugins:\n        - redirects:\n            redirect_maps:\n              "a.md": b.md\n',
      {},
    );
    expect(redirectEntries(yaml)).toMatchObject([
      { from: 'a.md', to: 'b.md', fromRange: { line: 7, column: 15, endColumn: 21 }, toRange: { line: 7, column: 23 } },
    ]);
    const toml = '[project]\nsite_name = "x"\n[project.plugins.redirects.redirect_maps]\n"a.md" = "b.md#c"\n';
    const site = loadSite(
      '/site/zensical.toml',
      memoryFiles({ '/site/zensical.toml': toml, '/site/docs/b.md': '# B\n' }),
    );
    expect(redirectEntries(site)).toMatchObject([{ from: 'a.md', to: 'b.md#c', toRange: { line: 4 } }]);
    const [entry] = redirectEntries(site);
    expect(toml.slice(entry!.toRange.start, entry!.toRange.end)).toBe('b.md#c');
  });
});

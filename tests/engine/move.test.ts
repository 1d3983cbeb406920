import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../src/host/memory-files.ts';
import { type MovePlan, planMove } from '../../src/move.ts';
import { Session } from '../../src/session.ts';
import { loadSite } from '../../src/site/load-site.ts';

const CONFIG = `site_name: Harbour
markdown_extensions:
  - pymdownx.snippets
nav:
  - Home: index.md
  - "North": 'berths/north.md' # the quay
plugins:
  - redirects:
      redirect_maps:
        # the past
        quay.md: berths/north.md#depth
`;

const PAGES = {
  'index.md':
    '# Harbour\n\n[n](berths/north.md#depth "North") ![k](img/knot.png) [r][q] <a href="berths/north/">raw</a>\n\n[q]: berths/north.md\n',
  'berths/north.md':
    '# North\n\n## Depth\n\n[home](../index.md) [south](south.md) [self](#depth) ![k](../img/knot.png) <img src="../../img/knot.png">\n',
  'berths/south.md':
    '# South\n\n[north](north.md) [broken](nowhere.md) [out](https://a.example/north.md) `[code](north.md)`\n',
  'gear/rules.md': '--8<-- "docs/parts/note.md"\n\n    --8<-- "docs/parts/note.md"\n',
  'parts/note.md': 'A note.\n',
};

function move(names: Readonly<Record<string, string>>, redirect = false, pages: Record<string, string> = PAGES) {
  const contents = Object.fromEntries(
    [...Object.entries(pages), ['img/knot.png', ''] as const].map(([path, text]) => [`/site/docs/${path}`, text]),
  );
  const files = memoryFiles({ '/site/mkdocs.yml': CONFIG, ...contents });
  const session = new Session(loadSite('/site/mkdocs.yml', files), files, { rules: {}, settings: {} });
  const renames = Object.entries(names).map(([from, to]) => [`/site/docs/${from}`, `/site/docs/${to}`] as const);
  return planMove(session, files, new Map(renames), { redirect });
}

function textsOf({ changes }: MovePlan): Record<string, string> {
  return Object.fromEntries(changes.map(({ file, after }) => [file.replace('/site/', ''), after]));
}

describe('a page that moves', () => {
  const plan = move({ 'berths/north.md': 'piers/far.md' });
  const texts = textsOf(plan);

  it('takes every link to it along, in the form that each had', () => {
    expect(texts['docs/index.md']).toBe(
      '# Harbour\n\n[n](piers/far.md#depth "North") ![k](img/knot.png) [r][q] <a href="piers/far/">raw</a>\n\n[q]: piers/far.md\n',
    );
    expect(texts['docs/berths/south.md']).toBe(
      '# South\n\n[north](../piers/far.md) [broken](nowhere.md) [out](https://a.example/north.md) `[code](north.md)`\n',
    );
  });

  it('keeps its own links', () => {
    expect(texts['docs/piers/far.md']).toBe(
      '# North\n\n## Depth\n\n[home](../index.md) [south](../berths/south.md) [self](#depth) ![k](../img/knot.png) <img src="../../img/knot.png">\n',
    );
  });

  it('is found by the configuration, whose comments and quotes stay', () => {
    expect(texts['mkdocs.yml']).toBe(CONFIG.replaceAll('berths/north.md', 'piers/far.md'));
  });

  it('breaks nothing, and changes nothing else', () => {
    expect(plan.broken).toEqual([]);
    expect(plan.left).toEqual([]);
    expect(Object.keys(texts).sort()).toEqual([
      'docs/berths/south.md',
      'docs/index.md',
      'docs/piers/far.md',
      'mkdocs.yml',
    ]);
  });
});

it('a deeper page needs more steps up', () => {
  const texts = textsOf(move({ 'berths/north.md': 'a/b/c/far.md' }));
  expect(texts['docs/a/b/c/far.md']).toContain('[home](../../../index.md) [south](../../../berths/south.md)');
  expect(texts['docs/a/b/c/far.md']).toContain('<img src="../../../../img/knot.png">');
});

it('a folder moves with the links inside of it as they are', () => {
  const texts = textsOf(move({ 'berths/north.md': 'piers/north.md', 'berths/south.md': 'piers/south.md' }));
  expect(texts['docs/piers/south.md']).toBeUndefined();
  expect(texts['docs/index.md']).toContain('[n](piers/north.md#depth "North")');
});

it('a redirect leads from the old page to the new one', () => {
  const texts = textsOf(move({ 'berths/south.md': 'piers/south.md' }, true));
  expect(texts['mkdocs.yml']).toContain(
    'redirect_maps:\n        # the past\n        berths/south.md: piers/south.md\n        quay.md: berths/north.md#depth\n',
  );
});

it('a picture and a snippet are found under their new names', () => {
  const texts = textsOf(move({ 'img/knot.png': 'pictures/knot.png', 'parts/note.md': 'parts/old/note.md' }));
  expect(texts['docs/index.md']).toContain('![k](pictures/knot.png)');
  expect(texts['docs/berths/north.md']).toContain('![k](../pictures/knot.png) <img src="../../pictures/knot.png">');
  expect(texts['docs/gear/rules.md']).toBe('--8<-- "docs/parts/old/note.md"\n\n    --8<-- "docs/parts/old/note.md"\n');
});

it('a move that would make links end elsewhere says so', () => {
  // Both would be built at `berths/south/`, and MkDocs would write one over the other.
  const { broken } = move({ 'berths/north.md': 'berths/south/index.md' });
  expect(broken.join()).toContain('would no longer lead to');
});

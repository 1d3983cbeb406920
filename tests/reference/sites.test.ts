/**
 * Every page of the reference's sites, rendered and compared with what MkDocs makes of it. The pages that differ, and in what,
 * are a snapshot beside this file: a page that agreed and does not any more changes it, and so does one that is won
 * (`vitest -u` writes it anew).
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RenderedPage, renderPage } from '../../src/engine/render-page.ts';
import { nodeFiles } from '../../src/host/node-files.ts';
import { readPage } from '../../src/python-markdown/index.ts';
import { includeFrom } from '../../src/site/include-files.ts';
import { loadSite } from '../../src/site/load-site.ts';
import { htmlTokens } from './html-tokens.ts';
import { referenceFolder, type TruthPage, truthOf } from './reference.ts';

const LINE_ANCHOR = /^#?(__codelineno|__span|_code_|__code_)/;

/** What is compared of a page, each as a list of texts. */
const VIEWS: Readonly<Record<string, (page: TruthPage | RenderedPage) => readonly string[]>> = {
  url: (page) => [page.url],
  headings: (page) => page.headings.map(([level, id]) => `${level} ${id}`),
  'heading text': (page) => page.headings.map(([, , text]) => text.replace(/\s+|¶/g, '')),
  links: (page) => page.links.filter((link) => !LINE_ANCHOR.test(link)),
  images: (page) => page.images,
  ids: (page) => page.ids.filter((id) => !LINE_ANCHOR.test(id)),
  words: (page) => page.text.replaceAll('¶', '').split(/\s+/).filter(Boolean),
  html: (page) => htmlTokens(page.html),
};

const sites =
  referenceFolder === null
    ? []
    : readdirSync(join(referenceFolder, 'truth')).map((name) => name.replace(/\.json\.gz$/, ''));

describe.skipIf(referenceFolder === null)('the reference sites', () => {
  let folder = '';
  const equal: Record<string, number> = {};
  let pages = 0;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-sites-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    const figures = Object.entries(equal).map(([view, count]) => `${view} ${((100 * count) / pages).toFixed(2)} %`);
    console.log(`pages equal, of ${pages}: ${figures.join(', ')}`);
  });

  it.each(sites)('%s', { timeout: 600_000 }, async (name) => {
    execFileSync('tar', ['xzf', join(referenceFolder!, 'sites', `${name}.tar.gz`), '-C', folder]);
    const site = loadSite(configurationBelow(join(folder, name)), nodeFiles);
    const include = includeFrom(site, nodeFiles);
    const differing: string[] = [];
    for (const [path, truth] of Object.entries(truthOf(name))) {
      pages++;
      // Lets the test runner answer its parent between pages.
      await new Promise(setImmediate);
      const page = site.pages.get(path);
      const rendered =
        page === undefined
          ? null
          : renderPage(site, page, readPage(nodeFiles.read(page.file).text, site.dialect, { path, include }));
      for (const [view, itemsOf] of Object.entries(VIEWS)) {
        if (rendered !== null && JSON.stringify(itemsOf(rendered)) === JSON.stringify(itemsOf(truth))) {
          equal[view] = (equal[view] ?? 0) + 1;
        } else differing.push(`${path}: ${view}`);
      }
    }
    await expect(`${differing.join('\n')}\n`).toMatchFileSnapshot(`differing/${name}.txt`);
  });
});

function configurationBelow(folder: string): string {
  for (const candidate of ['mkdocs.reference.yml', 'docs/en/mkdocs.reference.yml']) {
    if (existsSync(join(folder, candidate))) return join(folder, candidate);
  }
  throw new Error(`no mkdocs.reference.yml below ${folder}`);
}

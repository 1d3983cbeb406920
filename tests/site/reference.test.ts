import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../src/host/memory-files.ts';
import { loadSite } from '../../src/site/load-site.ts';
import { navTargets } from '../../src/site/nav.ts';
import { isBuilt } from '../../src/site/pages.ts';
import type { NavEntry } from '../../src/site/site.ts';

/** The reference's own results, when `ASSAY_REFERENCE` names their folder. */
const folder = process.env.ASSAY_REFERENCE;

interface SiteVector {
  readonly id: string;
  readonly config: { readonly mkdocs_yml?: string; readonly env?: Record<string, string>; readonly serve?: boolean };
  readonly files: Readonly<Record<string, string>>;
  readonly expect: {
    readonly result: string;
    readonly log: readonly string[];
    readonly built: readonly string[];
    readonly pages?: Readonly<
      Record<string, { readonly url: string; readonly dest: string; readonly inclusion?: string }>
    >;
    readonly nav?: readonly ReferenceEntry[];
  };
}

interface ReferenceEntry {
  readonly page?: string;
  readonly link?: string;
  readonly section?: string;
  readonly children?: readonly ReferenceEntry[];
}

/** Cases that turn on what is installed beside MkDocs, which no reader of the sources can know. */
const installed = new Set(['SITE-28', 'SITE-29']);

describe.skipIf(folder === undefined)('the site vectors of the reference', () => {
  const vectors: readonly SiteVector[] =
    folder === undefined ? [] : JSON.parse(readFileSync(join(folder, 'vectors/site.json'), 'utf8'));
  for (const vector of vectors.filter(({ id }) => !installed.has(id))) {
    it(vector.id, () => {
      const yaml = vector.config.mkdocs_yml ?? '';
      const head = [/^site_name:/m.test(yaml) ? '' : 'site_name: x\n', /^plugins:/m.test(yaml) ? '' : 'plugins: []\n'];
      const files: Record<string, string> = { '/site/mkdocs.yml': head.join('') + yaml };
      for (const [path, text] of Object.entries(vector.files)) files[`/site/${path}`] = text;
      const site = loadSite('/site/mkdocs.yml', memoryFiles(files), { environment: vector.config.env ?? {} });
      const errors = site.problems.filter((problem) => problem.level === 'error');
      if (vector.expect.result.includes('configuration error')) {
        expect(errors).not.toEqual([]);
        return;
      }
      expect(errors).toEqual([]);
      const unknown = vector.expect.log.filter((line) => line.includes('Unrecognised configuration name')).length;
      expect(site.problems).toHaveLength(unknown);

      const pages = Object.fromEntries(
        [...site.pages.values()]
          .filter((page) => isBuilt(page) || (vector.config.serve === true && page.inclusion === 'draft'))
          .map(({ path, href, destination, inclusion }) => [path, { href, destination, inclusion }]),
      );
      const wanted = Object.entries(vector.expect.pages ?? {}).map(([path, page]) => [
        path,
        { href: page.url, destination: page.dest, inclusion: page.inclusion },
      ]);
      expect(pages).toEqual(Object.fromEntries(wanted));
      if (vector.expect.result === 'ok' && vector.config.serve !== true) {
        const built = [...site.built]
          .filter(([address, file]) => address === file.destination)
          .map(([address]) => address);
        expect(built.sort()).toEqual([...vector.expect.built].sort());
      }
      const nav = vector.expect.nav;
      if (site.nav !== null && nav !== undefined) expect(shape(site.nav)).toEqual(referenceShape(nav));
      const missing = vector.expect.log.filter((line) =>
        line.includes('is not found in the documentation files'),
      ).length;
      if (site.nav !== null && site.validation.nav.notFound === 'warn') {
        expect(navTargets(site.nav).filter((entry) => entry.kind === 'missing')).toHaveLength(missing);
      }
    });
  }
});

function shape(entries: readonly NavEntry[]): readonly unknown[] {
  return entries.map((entry) =>
    entry.kind === 'section' ? { section: entry.title, children: shape(entry.children) } : (entry.path ?? entry.target),
  );
}

function referenceShape(entries: readonly ReferenceEntry[]): readonly unknown[] {
  return entries.map((entry) =>
    entry.section !== undefined
      ? { section: entry.section, children: referenceShape(entry.children ?? []) }
      : (entry.page ?? entry.link),
  );
}

describe.skipIf(folder === undefined)('the pages of the real sites', () => {
  const names = folder === undefined || !existsSync(join(folder, 'truth')) ? [] : readdirSync(join(folder, 'truth'));
  for (const name of names) {
    it(name, () => {
      const truth = JSON.parse(gunzipSync(readFileSync(join(folder!, 'truth', name))).toString('utf8'));
      const files: Record<string, string> = {
        '/site/mkdocs.yml': JSON.stringify({
          site_name: 'x',
          plugins: [],
          use_directory_urls: truth.config.use_directory_urls ?? true,
          exclude_docs: truth.config.exclude_docs ?? null,
        }),
      };
      for (const path of Object.keys(truth.pages)) files[`/site/docs/${path}`] = '';
      const site = loadSite('/site/mkdocs.yml', memoryFiles(files));
      for (const [path, page] of Object.entries<{ url: string }>(truth.pages)) {
        expect(site.pages.get(path)?.href, path).toBe(page.url);
      }
    });
  }
});

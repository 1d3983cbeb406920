/**
 * What `--as-mkdocs` prints against MkDocs' own log: the whole log of each small case, in its order, and the messages of the
 * twelve sites as multisets (their truth was taken page by page).
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagePipeline, runPage } from '../../src/engine/pipeline.ts';
import type { PageFacts } from '../../src/facts/page-facts.ts';
import { memoryFiles } from '../../src/host/memory-files.ts';
import { nodeFiles } from '../../src/host/node-files.ts';
import { type MkdocsMessages, mkdocsMessages } from '../../src/mkdocs-messages/index.ts';
import { includeFrom } from '../../src/site/include-files.ts';
import { loadSite } from '../../src/site/load-site.ts';
import { isBuilt } from '../../src/site/pages.ts';
import type { Site, Validation, ValidationLevel } from '../../src/site/site.ts';
import type { SiteFiles } from '../../src/site/site-files.ts';
import { referenceFolder, vectorsOf } from './reference.ts';

/** Reads all pages of a site and gives its messages. */
async function messagesOf(site: Site, files: SiteFiles): Promise<MkdocsMessages> {
  const commonMark = () => {
    throw new Error('no rule asks for it');
  };
  const pipeline = pagePipeline({ site, planned: [], include: includeFrom(site, files), commonMark });
  const facts = new Map<string, PageFacts>();
  for (const page of site.pages.values()) {
    if (!isBuilt(page)) continue;
    // Lets the test runner answer its parent between pages.
    await new Promise(setImmediate);
    facts.set(page.path, runPage(pipeline, page, files.read(page.file).text).inspection.facts);
  }
  return mkdocsMessages(site, facts);
}

/** Cases whose log turns on more than links and the navigation, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'URL-44': 'a missing snippet stops the build',
  'SITE-08': 'the log of `mkdocs serve`',
  'SITE-21': 'a hook adds a link',
  'SITE-26': 'the configuration is refused',
  'SITE-27': 'the configuration is refused',
  'SITE-28': 'the configuration is refused',
  'SITE-29': 'the configuration is refused',
  'SITE-32': 'a template that does not exist stops the build',
  'ANC-52': 'a hook adds an anchor: it is not judged',
  'PLG-SEC-01': 'a message of the plugin about the theme',
  'PLG-AUTO-01': 'a message of the plugin about its own references',
  'PLG-DEF-01': 'the configuration is refused',
};

describe.skipIf(referenceFolder === null)('the log of small sites', () => {
  const names = referenceFolder === null ? [] : readdirSync(join(referenceFolder, 'vectors'));
  for (const name of names) {
    for (const vector of vectorsOf(name.replace(/\.json$/, ''))) {
      if (vector.kind !== 'site' || vector.id in OTHERWISE) continue;
      it(vector.id, async () => {
        const yaml = vector.config.mkdocs_yml ?? '';
        const head = [
          /^site_name:/m.test(yaml) ? '' : 'site_name: x\n',
          /^plugins:/m.test(yaml) ? '' : 'plugins: []\n',
          /^site_url:/m.test(yaml) ? '' : 'site_url: https://x.test/base/\n',
        ];
        const contents: Record<string, string> = { '/site/mkdocs.yml': head.join('') + yaml };
        for (const [path, text] of Object.entries(vector.files)) contents[`/site/${path}`] = text;
        const files = memoryFiles(contents);
        const site = loadSite('/site/mkdocs.yml', files, { environment: vector.config.env ?? {} });
        const { messages } = await messagesOf(site, files);
        expect(messages.map(({ level, text }) => `${level}: ${text}`)).toEqual(vector.expect.log);
      });
    }
  }
});

interface Truth {
  readonly config: { readonly validation?: Readonly<Record<string, unknown>> };
  readonly nav_messages: readonly (readonly [string, string])[];
  readonly pages: Readonly<Record<string, { readonly messages: readonly (readonly [string, string])[] }>>;
}

/** Messages that MkDocs has and we do not, by site: none. Messages that we have and the truth does not: none. */
describe.skipIf(referenceFolder === null)('the messages of the reference sites', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-messages-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const names = referenceFolder === null ? [] : readdirSync(join(referenceFolder, 'truth'));
  it.each(names.map((name) => name.replace(/\.json\.gz$/, '')))('%s', { timeout: 600_000 }, async (name) => {
    execFileSync('tar', ['xzf', join(referenceFolder!, 'sites', `${name}.tar.gz`), '-C', folder]);
    const truth: Truth = JSON.parse(
      gunzipSync(readFileSync(join(referenceFolder!, 'truth', `${name}.json.gz`))).toString('utf8'),
    );
    const site = loadSite(configurationBelow(join(folder, name)), nodeFiles);
    // The truth was made with levels of its own where the site sets none.
    const validation = levelsOf(truth.config.validation ?? {});
    const { messages, unknowable } = await messagesOf({ ...site, validation }, nodeFiles);
    const want = [...truth.nav_messages, ...Object.values(truth.pages).flatMap((page) => page.messages)];
    expect(unknowable).toEqual([]);
    expect(messages.map(({ level, text }) => `${level} ${text}`).sort()).toEqual(
      want.map(([level, text]) => `${level} ${text}`).sort(),
    );
  });
});

/** `validation` as the truth was made with it. */
function levelsOf(given: Readonly<Record<string, unknown>>): Validation {
  const level = (group: 'nav' | 'links', key: string, fallback: ValidationLevel): ValidationLevel => {
    const own = given[group] as Readonly<Record<string, ValidationLevel>> | undefined;
    return own?.[key] ?? (given[key] as ValidationLevel | undefined) ?? fallback;
  };
  return {
    nav: {
      omittedFiles: level('nav', 'omitted_files', 'info'),
      notFound: level('nav', 'not_found', 'warn'),
      absoluteLinks: level('nav', 'absolute_links', 'info'),
    },
    links: {
      notFound: level('links', 'not_found', 'warn'),
      absoluteLinks: level('links', 'absolute_links', 'info'),
      unrecognizedLinks: level('links', 'unrecognized_links', 'info'),
      anchors: level('links', 'anchors', 'info'),
    },
  };
}

function configurationBelow(folder: string): string {
  for (const candidate of ['mkdocs.reference.yml', 'docs/en/mkdocs.reference.yml']) {
    if (existsSync(join(folder, candidate))) return join(folder, candidate);
  }
  throw new Error(`no mkdocs.reference.yml below ${folder}`);
}

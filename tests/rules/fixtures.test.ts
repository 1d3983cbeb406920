import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import type { Finding } from '../../src/engine/finding.ts';
import { memoryFiles } from '../../src/host/memory-files.ts';
import { readSettings } from '../../src/options.ts';
import { Session } from '../../src/session.ts';
import { loadSite } from '../../src/site/load-site.ts';

const root = join(import.meta.dirname, '../../fixtures/rules');

/** What `expected.json` holds; `UPDATE=1` writes it anew, for the author to read. */
interface Expected {
  readonly findings: readonly (Omit<Finding, 'data' | 'page' | 'fixes'> & { readonly fixes?: readonly string[] })[];
  readonly unknowable: readonly string[];
}

const cases = readdirSync(root).flatMap((id) => readdirSync(join(root, id)).map((name) => ({ id, name })));

/** The files of a fixture as a site of its own, each text changed on the way. */
function filesOf(folder: string, change: (text: string) => string): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === 'expected.json') continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    const isText = /\.md$/.test(entry.name) && !bytes.toString('utf8').includes('\ufffd');
    files[`/site/${relative(folder, file)}`] = isText ? Buffer.from(change(bytes.toString('utf8'))) : bytes;
  }
  return files;
}

async function check(id: string, folder: string, change: (text: string) => string = (text) => text): Promise<Expected> {
  const files = memoryFiles(filesOf(folder, change));
  const site = loadSite('/site/mkdocs.yml', files);
  const given = files.isFile('/site/assay.yml') ? files.read('/site/assay.yml').text : '';
  const { settings, mistakes } = await readSettings(given, rules);
  expect(mistakes).toEqual([]);
  const session = new Session(site, files, { rules, settings: settings.rules, only: [id] });
  await session.prepare();
  const result = session.check();
  expect(result.failures).toEqual([]);
  expect(result.findings).toEqual(JSON.parse(JSON.stringify(result.findings)));
  return {
    findings: result.findings.map(({ data: _data, page: _page, fixes, ...finding }) =>
      fixes.length === 0 ? finding : { ...finding, fixes: fixes.map((fix) => `${fix.class}, ${fix.effect}: ${fix.title}`) },
    ),
    unknowable: result.unknowable.map(({ cause, count }) => `${count} ${cause.reason}`),
  };
}

describe.each(Object.keys(rules))('the rule %s', (id) => {
  it('has a page, a fixture with a finding and one file', () => {
    expect(existsSync(join(root, '../../rules', `${id}.md`))).toBe(true);
    const found = cases.filter((fixture) => fixture.id === id);
    expect(found.length).toBeGreaterThan(0);
  });
});

describe.each(cases)('$id/$name', ({ id, name }) => {
  const folder = join(root, id, name);
  const expectedFile = join(folder, 'expected.json');

  it('finds what it should', async () => {
    const have = await check(id, folder);
    if (process.env.UPDATE) writeFileSync(expectedFile, `${JSON.stringify(have, null, 2)}\n`);
    expect(have).toEqual(JSON.parse(readFileSync(expectedFile, 'utf8')));
  });

  it('finds the same with other line ends and with a byte order mark', async () => {
    const want = JSON.parse(readFileSync(expectedFile, 'utf8'));
    expect(await check(id, folder, (text) => text.replaceAll('\n', '\r\n'))).toEqual(want);
    expect(await check(id, folder, (text) => `\ufeff${text}`)).toEqual(want);
  });
});

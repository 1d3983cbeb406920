import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { readCommonMark } from '../../src/commonmark/index.ts';
import type { Finding } from '../../src/engine/finding.ts';
import { inspectSite } from '../../src/engine/inspect-site.ts';
import { pagePipeline, runPage } from '../../src/engine/pipeline.ts';
import { planRules } from '../../src/engine/plan.ts';
import type { PageFacts } from '../../src/facts/page-facts.ts';
import { isBuilt } from '../../src/facts/reach.ts';
import type { FixResult } from '../../src/fix-result.ts';
import { memoryFiles } from '../../src/host/memory-files.ts';
import { readSettings } from '../../src/options.ts';
import type { Json } from '../../src/rule.ts';
import { Session } from '../../src/session.ts';
import { includeFrom } from '../../src/site/include-files.ts';
import { loadSite } from '../../src/site/load-site.ts';
import type { Site } from '../../src/site/site.ts';
import type { SiteFiles } from '../../src/site/site-files.ts';

const root = join(import.meta.dirname, '../../fixtures/rules');

/** What `expected.json` holds; `UPDATE=1` writes it anew, for the author to read. */
interface Expected {
  readonly findings: readonly (Omit<Finding, 'data' | 'page' | 'fixes'> & { readonly fixes?: readonly string[] })[];
  readonly unknowable: readonly string[];
}

type Files = Readonly<Record<string, Uint8Array>>;
type ChangeText = (text: string) => string;

const same: ChangeText = (text) => text;
const windows: ChangeText = (text) => text.replaceAll('\n', '\r\n');
const marked: ChangeText = (text) => `\ufeff${text}`;

const cases = readdirSync(root).flatMap((id) => readdirSync(join(root, id)).map((name) => ({ id, name })));

/** The files of a fixture as a site of its own, each page's text changed on the way. */
function filesOf(folder: string, change: ChangeText = same): Files {
  const files: Record<string, Uint8Array> = {};
  for (const [path, bytes] of filesBelow(folder)) {
    if (path === 'expected.json' || path.startsWith('fixed/')) continue;
    files[`/site/${path}`] = changed(path, bytes, change);
  }
  return files;
}

function filesBelow(folder: string): [path: string, bytes: Buffer][] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => {
    const file = join(entry.parentPath, entry.name);
    return [relative(folder, file), readFileSync(file)];
  });
}

function changed(path: string, bytes: Buffer, change: ChangeText): Uint8Array {
  const text = bytes.toString('utf8');
  return path.endsWith('.md') && !text.includes('\ufffd') ? Buffer.from(change(text)) : bytes;
}

interface SessionChange {
  readonly site?: (site: Site) => Site;
}

async function open(id: string, contents: Files, { site: changeSite = (site) => site }: SessionChange = {}) {
  const files = memoryFiles(contents);
  const site = changeSite(loadSite('/site/mkdocs.yml', files));
  const given = files.isFile('/site/assay.yml') ? files.read('/site/assay.yml').text : '';
  const { settings, mistakes } = await readSettings(given, rules);
  expect(mistakes).toEqual([]);
  const session = new Session(site, files, { rules, settings: settings.rules, only: [id] });
  await session.prepare();
  return { session, site, files, settings };
}

async function check(id: string, contents: Files, change?: SessionChange): Promise<Expected> {
  const { session } = await open(id, contents, change);
  const result = session.check();
  expect(result.failures).toEqual([]);
  expect(result.findings).toEqual(JSON.parse(JSON.stringify(result.findings)));
  return {
    findings: result.findings.map(({ data: _data, page: _page, fixes, ...finding }) =>
      fixes.length === 0
        ? finding
        : { ...finding, fixes: fixes.map((fix) => `${fix.class}, ${fix.effect}: ${fix.title}`) },
    ),
    unknowable: result.unknowable.map(({ cause, count }) => `${count} ${cause.reason}`),
  };
}

async function fix(id: string, contents: Files, change?: SessionChange): Promise<FixResult> {
  const { session } = await open(id, contents, change);
  const fixed = session.fix({ unsafe: true });
  expect(fixed.result.failures).toEqual([]);
  expect(fixed.fights).toEqual([]);
  return fixed;
}

/** The texts that a run of fixes has made, by path, as they would be written. */
function textsOf({ changes }: FixResult): Record<string, string> {
  const texts = changes.map(({ file, after, byteOrderMark }) => [
    relative('/site', file),
    `${byteOrderMark ? '\ufeff' : ''}${after}`,
  ]);
  return Object.fromEntries(texts.sort(([a], [b]) => (a! < b! ? -1 : 1)));
}

/** The texts that a run of fixes should make, from the folder `fixed` of a fixture. */
function wantedTexts(folder: string, change: ChangeText = same): Record<string, string> {
  const files = filesBelow(join(folder, 'fixed')).map(([path, bytes]) => [
    path,
    Buffer.from(changed(path, bytes, change)).toString('utf8'),
  ]);
  return Object.fromEntries(files.sort(([a], [b]) => (a! < b! ? -1 : 1)));
}

/** The fixed files in their places, all others as they were. */
function withTexts(contents: Files, texts: Readonly<Record<string, string>>): Files {
  const fixed = Object.entries(texts).map(([path, text]) => [`/site/${path}`, Buffer.from(text)]);
  return { ...contents, ...Object.fromEntries(fixed) };
}

/** A site whose pages come in the reverse order: no order of reading may be asked for. */
const reversed: SessionChange = { site: (site) => ({ ...site, pages: new Map([...site.pages].reverse()) }) };

const byPlace = (a: Expected['findings'][number], b: Expected['findings'][number]) =>
  JSON.stringify([a.file, a.line, a.column, a.message]) < JSON.stringify([b.file, b.line, b.column, b.message])
    ? -1
    : 1;

describe.each(Object.keys(rules))('the rule %s', (id) => {
  it('has a page, a fixture with a finding and one file', () => {
    expect(existsSync(join(root, '../../rules', `${id}.md`))).toBe(true);
    const found = cases.filter((fixture) => fixture.id === id);
    expect(found.length).toBeGreaterThan(0);
  });

  it('says the boldest class of fix that its fixtures show', () => {
    const classes = ['suggestion', 'safe', 'unsafe'];
    const offered = cases
      .filter((fixture) => fixture.id === id && existsSync(join(root, id, fixture.name, 'expected.json')))
      .flatMap(({ name }) => expectedOf(join(root, id, name)).findings)
      .filter((finding) => finding.rule === id)
      .flatMap((finding) => finding.fixes ?? [])
      .map((words) => words.slice(0, words.indexOf(',')));
    const boldest = classes.findLast((name) => offered.includes(name)) ?? null;
    expect(boldest).toBe(rules[id]!.fix);
  });
});

function expectedOf(folder: string): Expected {
  return JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
}

describe.each(cases)('$id/$name', ({ id, name }) => {
  const folder = join(root, id, name);
  const expectedFile = join(folder, 'expected.json');

  it('finds what it should', async () => {
    const have = await check(id, filesOf(folder));
    if (process.env.UPDATE) writeFileSync(expectedFile, `${JSON.stringify(have, null, 2)}\n`);
    expect(have).toEqual(expectedOf(folder));
  });

  it('finds the same with other line ends and with a byte order mark', async () => {
    const want = expectedOf(folder);
    expect(await check(id, filesOf(folder, windows))).toEqual(want);
    expect(await check(id, filesOf(folder, marked))).toEqual(want);
  });

  it('finds the same in another order of pages', async () => {
    const want = expectedOf(folder);
    const have = await check(id, filesOf(folder), reversed);
    expect([...have.findings].sort(byPlace)).toEqual([...want.findings].sort(byPlace));
  });

  it('has facts that are plain data', async () => {
    const { site, files, settings } = await open(id, filesOf(folder));
    const planned = planRules(rules, settings.rules, [id]);
    const pipeline = pagePipeline({ site, planned, include: includeFrom(site, files), commonMark: readCommonMark });
    const facts = new Map<string, PageFacts>();
    const own = new Map<string, Readonly<Record<string, Json>>>();
    for (const page of site.pages.values()) {
      if (page.origin !== 'docs' || !isBuilt(page) || !isReadable(files, page.file)) continue;
      const { inspection } = runPage(pipeline, page, files.read(page.file).text);
      facts.set(page.path, inspection.facts);
      own.set(page.path, inspection.own);
    }
    const judge = (copy: <Value>(value: Value) => Value) => {
      const copies = new Map([...facts].map(([path, value]) => [path, copy(value)]));
      return inspectSite(planned, site, copies, (rule, page) => copy(own.get(page))?.[rule]);
    };
    const viaJson = <Value>(value: Value): Value => (value === undefined ? value : JSON.parse(JSON.stringify(value)));
    expect(judge(viaJson)).toEqual(judge((value) => value));
  });

  it('fixes what it should, and a second run has nothing to do', async () => {
    const contents = filesOf(folder);
    const fixed = await fix(id, contents);
    const texts = textsOf(fixed);
    if (process.env.UPDATE) writeFixed(folder, texts);
    expect(texts).toEqual(wantedTexts(folder));
    // What is said to be left is what a new run over the fixed files finds.
    const after = withTexts(contents, texts);
    const again = await fix(id, after);
    expect(textsOf(again)).toEqual({});
    const { session } = await open(id, after);
    expect(session.check().findings).toEqual(fixed.result.findings);
    // Fixes that were made have left no finding behind that wants to be fixed.
    const wanting = fixed.result.findings.filter(({ fixes: [first] }) => first && first.class !== 'suggestion');
    expect(wanting.length).toBeLessThanOrEqual(fixed.refused.length);
  });

  it('fixes the same with other line ends, with a byte order mark and in another order of pages', async () => {
    for (const change of [windows, marked]) {
      expect(textsOf(await fix(id, filesOf(folder, change)))).toEqual(wantedTexts(folder, change));
    }
    expect(textsOf(await fix(id, filesOf(folder), reversed))).toEqual(wantedTexts(folder));
  });
});

function isReadable(files: SiteFiles, file: string): boolean {
  try {
    files.read(file);
    return true;
  } catch {
    return false;
  }
}

function writeFixed(folder: string, texts: Readonly<Record<string, string>>): void {
  rmSync(join(folder, 'fixed'), { recursive: true, force: true });
  for (const [path, text] of Object.entries(texts)) {
    const file = join(folder, 'fixed', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

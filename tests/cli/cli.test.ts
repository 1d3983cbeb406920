import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = join(import.meta.dirname, '../../bin/assay.js');
const fixtures = join(import.meta.dirname, '../../fixtures/rules');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-'));
  cpSync(join(fixtures, 'link-target/forms'), join(folder, 'site'), { recursive: true });
  mkdirSync(join(folder, 'empty/docs'), { recursive: true });
  writeFileSync(join(folder, 'empty/mkdocs.yml'), 'site_name: Empty\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the built program as a user does. */
function assay(...args: string[]): { status: number | null; out: string; error: string } {
  const { NO_COLOR: _none, FORCE_COLOR: _force, ...env } = process.env;
  const run = spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8', env, timeout: 60_000 });
  return { status: run.status, out: run.stdout, error: run.stderr };
}

describe('assay check', { timeout: 120_000 }, () => {
  it('groups findings by file, names the configuration and sums up', () => {
    const { status, out, error } = assay('check', 'site', '--rule', 'link-target');
    expect(error).toBe('');
    expect(status).toBe(1);
    expect(out).toMatch(/^Configuration: site\/mkdocs\.yml\n\ndocs\/index\.md\n {2}/);
    expect(out).toMatch(
      / {2}5:32 {2}error {2}`berths\/nort` does not exist\. Did you mean `berths\/north\.md`\? {2}link-target\n/,
    );
    expect(out).toMatch(/\n8 errors in 2 files; 5 pages read\.\n`assay fix` has a fix for \d of them\.\n$/);
    expect(out).not.toContain('\u001b');
  });

  it('reports on the paths given only, but reads the whole site', () => {
    const report = JSON.parse(assay('check', 'site/docs/about.md', '--format', 'json').out);
    expect(report.summary.pages).toBe(5);
    expect(new Set(report.findings.map((finding: { page: string }) => finding.page))).toEqual(new Set(['about.md']));
  });

  it('takes patterns that the shell has left alone', () => {
    const { out } = assay('check', 'site/docs/ab*.md', '--format', 'json');
    const { findings } = JSON.parse(out);
    expect(new Set(findings.map((finding: { page: string }) => finding.page))).toEqual(new Set(['about.md']));
    expect(assay('check', 'site/docs/z*.md').error).toBe('assay: no file matches `site/docs/z*.md`\n');
  });

  it('gives JSON with places and targets', () => {
    const { out, status } = assay('check', '--config', 'site/mkdocs.yml', '--format', 'json', '--rule', 'link-target');
    expect(status).toBe(1);
    const report = JSON.parse(out);
    expect(Object.keys(report)).toEqual(['version', 'findings', 'unknowable', 'failures', 'summary']);
    expect(report.findings[0]).toMatchObject({
      rule: 'link-target',
      severity: 'error',
      page: 'index.md',
      file: 'docs/index.md',
      line: 5,
      column: 32,
      endLine: 5,
      endColumn: 43,
      data: { href: 'berths/nort', target: 'berths/nort', element: 'a', rendered: true },
    });
  });

  it('runs the rules that are named, and says which was meant', () => {
    expect(assay('check', 'site', '--rule', 'link-anchor', '--rule', 'nav-target').status).toBe(0);
    const { status, error } = assay('check', 'site', '--rule', 'link-targt');
    expect(status).toBe(2);
    expect(error).toBe('assay: there is no rule `link-targt`; did you mean `link-target`?\n');
  });

  it('takes levels from assay.yml and says what is wrong there', () => {
    const file = join(folder, 'site/assay.yml');
    writeFileSync(file, 'rules:\n  link-target: off\n  link-portable: off\n');
    expect(assay('check', 'site').status).toBe(0);
    writeFileSync(file, 'rules:\n  link-target: warn\n  link-portable: off\n');
    expect(assay('check', 'site').out).toContain('8 warnings in 2 files');
    writeFileSync(file, 'rules:\n  link-target: eror\n  lnk-anchor: off\n  style-in-page: [warn, {al: true}]\n');
    const { status, error } = assay('check', 'site');
    rmSync(file);
    expect(status).toBe(2);
    expect(error.split('\n').sort()).toEqual([
      '',
      'assay: site/assay.yml:2:16: `rules.link-target` is `"eror"`, but must be one of `off`, `warn`, `error`. Did you mean `error`?',
      'assay: site/assay.yml:3:3: `lnk-anchor` is no known rule. Did you mean `link-anchor`?',
      'assay: site/assay.yml:4:26: `al` is no known option of `style-in-page`. Did you mean `all`?',
    ]);
  });

  it.each([
    ['a path that is not there', ['check', 'nowhere.md'], 'there is no file or folder `nowhere.md`'],
    [
      'a configuration that is not there',
      ['check', '--config', 'nope.yml'],
      'The configuration `nope.yml` does not exist.',
    ],
    ['a site without pages', ['check', 'empty'], 'there are no pages in `empty/docs`'],
    ['a format that it does not know', ['check', '--format', 'xml'], "argument 'xml' is invalid"],
    [
      'a page to render that is not there',
      ['render', '--config', 'site/mkdocs.yml', 'x.md'],
      'no file or folder `x.md`',
    ],
  ])('says in words that it cannot run: %s', (_name, args, words) => {
    const { status, error, out } = assay(...args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(error).toContain(words);
    expect(error).not.toMatch(/\n\s+at /);
  });

  it('lives with links in a circle and to nothing', () => {
    const docs = join(folder, 'site/docs');
    symlinkSync('..', join(docs, 'circle'));
    symlinkSync('nowhere', join(docs, 'dead.md'));
    const { status, error, out } = assay('check', 'site', '--rule', 'page-readable');
    rmSync(join(docs, 'circle'));
    rmSync(join(docs, 'dead.md'));
    expect(error).toBe('');
    expect(status).toBe(1);
    expect(out).toContain('docs/dead.md');
  });
});

describe('assay render', { timeout: 60_000 }, () => {
  it('prints the body of a page', () => {
    const { status, out } = assay('render', 'site/docs/berths/north.md');
    expect(status).toBe(0);
    expect(out).toContain('<h1 id="north">North</h1>');
  });

  it('prints pages as data, links rewritten', () => {
    const { pages } = JSON.parse(assay('render', '--config', 'site/mkdocs.yml', '--format', 'json').out);
    expect(Object.keys(pages)).toHaveLength(5);
    expect(pages['about.md'].links).toEqual([
      'berths/north/',
      '../berths/north/',
      '../',
      '../',
      'berths/south-quay.md',
    ]);
    expect(pages['about.md'].headings).toEqual([[1, 'about', 'About']]);
  });
});

describe('assay', () => {
  it('has help with examples, and a version', () => {
    expect(assay('--help').out).toContain('assay check docs/guide');
    expect(assay('--version').out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

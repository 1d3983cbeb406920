import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const program = join(import.meta.dirname, '../../bin/assay.js');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-'));
  chmodSync(folder, 0o755);
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs the built program as a user does; no trace of the program's own calls may ever be seen. */
function assay(args: readonly string[], options: { cwd?: string; uid?: number } = {}): Run {
  const { NO_COLOR: _none, FORCE_COLOR: _force, ...env } = process.env;
  const { cwd = folder, ...rest } = options;
  const run = spawnSync(process.execPath, [program, ...args], { cwd, encoding: 'utf8', env, timeout: 60_000, ...rest });
  expect(run.stderr).not.toMatch(/\n\s+at /);
  return { status: run.status, out: run.stdout, error: run.stderr };
}

function shell(command: string): Run {
  const run = spawnSync('bash', ['-c', command], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, ASSAY: `${process.execPath} ${program}` },
  });
  return { status: run.status, out: run.stdout, error: run.stderr };
}

const site = { 'mkdocs.yml': 'site_name: x\n', 'docs/index.md': '[a](gone.md)\n' };

describe('paths', { timeout: 60_000 }, () => {
  it('says that a path is no part of the site', () => {
    write(site);
    const elsewhere = tmpdir();
    expect(assay(['check', '/etc'])).toEqual({
      status: 2,
      out: '',
      error: 'assay: `/etc` is no part of the site of `mkdocs.yml`\n',
    });
    const { status, out, error } = assay(['check', '/etc', 'docs/index.md']);
    expect([status, error]).toEqual([1, 'assay: `/etc` is no part of the site of `mkdocs.yml`\n']);
    expect(out).toContain('`gone.md` does not exist');
    expect(assay(['check', elsewhere]).status).toBe(1);
  });

  it('does not print what steers a terminal', () => {
    write({ ...site, 'docs/a\u001b[31mb\nc.md': '[a](g\u202eone.md)\n' });
    const { out } = assay(['check']);
    expect(out).toContain('\ndocs/a [31mb c.md\n');
    expect(out).toContain('`g one.md`');
    const { error } = assay(['check', 'x\u001b[2Jy.md']);
    expect(error).toBe('assay: there is no file or folder `x [2Jy.md`\n');
  });

  it('names a few of many configurations below', () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) write({ [`${name}/mkdocs.yml`]: 'site_name: x\n' });
    write({ 'a/docs/index.md': '# x\n' });
    const [first] = assay(['check']).out.split('\n');
    expect(first).toBe('Configuration: a/mkdocs.yml (not chosen: b/mkdocs.yml, c/mkdocs.yml, d/mkdocs.yml and 2 more)');
  });

  it('ends in folders full of links to each other, and names each circle once', () => {
    write(site);
    for (let i = 0; i < 9; i++) {
      mkdirSync(join(folder, `docs/d${i}`));
      for (let j = 0; j < 9; j++) symlinkSync(`../d${j}`, join(folder, `docs/d${i}/l${j}`));
    }
    const { status, out } = assay(['check', '--rule', 'page-readable', '--format', 'json']);
    expect(status).toBe(1);
    expect(JSON.parse(out).findings.length).toBeLessThanOrEqual(82);
  });

  it('does not wait for a pipe or read a device without end', () => {
    write(site);
    symlinkSync('/dev/zero', join(folder, 'docs/device.md'));
    expect(spawnSync('mkfifo', [join(folder, 'docs/pipe.md')]).status).toBe(0);
    const { findings } = JSON.parse(assay(['check', '--rule', 'page-readable', '--format', 'json']).out);
    expect(findings.map(({ page, message }: { page: string; message: string }) => `${page}: ${message}`)).toEqual([
      'device.md: The file cannot be read (it is a pipe or a device).',
      'pipe.md: The file cannot be read (it is a pipe or a device).',
    ]);
  });

  it('names a link to nothing once', () => {
    write(site);
    symlinkSync('nowhere.md', join(folder, 'docs/dead.md'));
    const { findings } = JSON.parse(assay(['check', '--rule', 'page-readable', '--format', 'json']).out);
    expect(findings.map(({ message }: { message: string }) => message)).toEqual([
      'This symbolic link leads to nothing.',
    ]);
  });

  it('does not judge what lies in a folder that may not be read', () => {
    write({ ...site, 'docs/shut/a.md': '# x\n', 'docs/b.md': '[a](shut/a.md) [c](c.md)\n', 'docs/c.md': '# x\n' });
    chmodSync(join(folder, 'docs/shut'), 0);
    chmodSync(join(folder, 'docs/c.md'), 0);
    const uid = process.getuid?.() === 0 ? 65534 : process.getuid!();
    const { findings, unknowable } = JSON.parse(assay(['check', '--format', 'json'], { uid }).out);
    chmodSync(join(folder, 'docs/shut'), 0o755);
    expect(findings.map(({ file, message }: { file: string; message: string }) => `${file}: ${message}`)).toEqual([
      'docs/shut: The folder cannot be read (EACCES).',
      'docs/index.md: `gone.md` does not exist.',
      'docs/c.md: The file cannot be read (EACCES).',
    ]);
    expect(unknowable).toEqual([{ cause: 'a folder could not be read', source: 'files', count: 1 }]);
    chmodSync(join(folder, 'docs'), 0);
    const shut = assay(['check'], { uid });
    chmodSync(join(folder, 'docs'), 0o755);
    expect([shut.status, shut.error]).toEqual([2, 'assay: `docs`: The folder cannot be read (EACCES).\n']);
  });
});

describe('settings and options', { timeout: 120_000 }, () => {
  it.each(['constructor', '__proto__', ''])('has no rule `%s`', (id) => {
    write(site);
    expect(assay(['check', '--rule', id])).toMatchObject({ status: 2, out: '' });
  });

  it.each([
    ['rules: &a {link-target: *b}\n', '1:1: Unresolved alias (the anchor must be set before the alias): b'],
    ['---\nrules: {}\n---\nrules: {}\n', '3:1: A second YAML document begins here; one is wanted.'],
    ['rules: 3\n', '1:8: `rules` must be a mapping of keys to values.'],
    [
      'rules:\n  link-target: [warn, {}, 3]\n',
      '2:16: `rules.link-target` must be a level, or a list of a level and options: `[warn, {...}]`.',
    ],
    ['rules:\n  style-in-page: [warn, {all: 3}]\n', '2:31: `rules.style-in-page.1.all` must be true or false.'],
    ['rules: {constructor: off}\n', '1:9: `constructor` is no known rule. Known: '],
  ])('says what is wrong in assay.yml: %j', (text, words) => {
    write({ ...site, 'assay.yml': text });
    const { status, out, error } = assay(['check', '--format', 'json']);
    expect([status, out]).toEqual([2, '']);
    expect(error.startsWith(`assay: assay.yml:${words}`)).toBe(true);
    expect(error.split('\n')).toHaveLength(2);
  });
});

describe('output', { timeout: 60_000 }, () => {
  it('ends quietly when the reader of the pipe goes away', () => {
    write({ ...site, 'docs/big.md': '[a](gone.md)\n\n'.repeat(5000) });
    const { out, error } = shell(`set -o pipefail; $ASSAY check --format json | head -1`);
    expect([out, error]).toEqual(['{\n', '']);
  });

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full', () => {
    write(site);
    expect(shell('$ASSAY check > /dev/full')).toEqual({
      status: 2,
      out: '',
      error: 'assay: the output cannot be written (ENOSPC)\n',
    });
  });
});

it('stops at once on an interrupt, by the signal', { timeout: 60_000 }, async () => {
  write({ ...site, 'docs/big.md': '*a [b](c.md)* `d`\n\n'.repeat(100_000) });
  const child = spawn(process.execPath, [program, 'check'], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.on('exit', (_status, signal) => resolve(signal));
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  child.kill('SIGINT');
  expect(await ended).toBe('SIGINT');
});

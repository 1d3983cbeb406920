import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renameHistory } from '../../src/host/git.ts';

let folder: string;

function git(...args: string[]): void {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@b.example', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'ignore' });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-history-'));
  mkdirSync(join(folder, 'docs/berths'), { recursive: true });
  writeFileSync(join(folder, 'docs/berths/north quay.md'), '# North\n\nDeep water, and cranes for the big ships.\n');
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'one');
  renameSync(join(folder, 'docs/berths/north quay.md'), join(folder, 'docs/berths/north.md'));
  git('add', '-A');
  git('commit', '-qm', 'two');
  renameSync(join(folder, 'docs/berths/north.md'), join(folder, 'docs/far.md'));
  git('add', '-A');
  git('commit', '-qm', 'three');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('follows a file through all its names', async () => {
  const { renames, isShallow } = await renameHistory(join(folder, 'docs'));
  expect(Object.fromEntries(renames)).toEqual({ 'berths/north quay.md': 'far.md', 'berths/north.md': 'far.md' });
  expect(isShallow).toBe(false);
});

it('knows nothing where there is no repository', async () => {
  const { renames } = await renameHistory(tmpdir());
  expect(renames.size).toBe(0);
});

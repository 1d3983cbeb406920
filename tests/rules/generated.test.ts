import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('what is generated from the rules is fresh', { timeout: 60_000 }, () => {
  const run = spawnSync(process.execPath, [join(import.meta.dirname, '../../build.js'), '--check'], {
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
});

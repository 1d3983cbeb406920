/** What the README shows is what happens: the output on the example site, the table of rules, the library example. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

describe('the README', () => {
  it('shows the output on the example site', () => {
    const run = spawnSync(process.execPath, ['bin/assay.js', 'check', 'fixtures/sites/harbour'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(run.status).toBe(1);
    const shown = /tests\/readme\.test\.ts holds it -->\n```text\n([\s\S]*?)```/.exec(readme)?.[1];
    expect(run.stdout).toBe(shown);
  });

  it('names every rule with its summary', () => {
    for (const [id, rule] of Object.entries(rules)) {
      expect(readme).toContain(`| [\`${id}\`](rules/${id}.md) | ${rule.summary} |`);
    }
  });

  it('shows a library example that runs', () => {
    const code = /```js\n([\s\S]*?)```/.exec(readme)![1]!;
    const folder = mkdtempSync(join(tmpdir(), 'assay-readme-'));
    try {
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
      const file = join(folder, 'example.mjs');
      writeFileSync(file, code.replace("'assay'", JSON.stringify(join(root, 'dist', 'index.js'))));
      expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toBe('tides.md#neap-tides 2\n');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

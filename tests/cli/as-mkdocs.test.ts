import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = join(import.meta.dirname, '../../bin/assay.js');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-as-mkdocs-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a site and runs the built program on it as a user does. */
function run(files: Readonly<Record<string, string>>, ...args: string[]) {
  const site = mkdtempSync(join(folder, 'site-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'check', '--as-mkdocs', ...args], {
    cwd: site,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, out: stdout, error: stderr };
}

describe('assay check --as-mkdocs', { timeout: 120_000 }, () => {
  it('prints the log of MkDocs and fails as `--strict` does', () => {
    const { status, out, error } = run({
      'mkdocs.yml': 'site_name: Quay\nplugins: []\nnav: [index.md, gone.md]\nfoo: 1\n',
      'docs/index.md': '# Quay\n\n[a](cranes/) [b](cranes.html) [c](none.md) [d](/x) [e](#quay) [f](cranes.md#arm)\n',
      'docs/cranes.md': '# Cranes\n',
    });
    expect(out.split('\n')).toEqual([
      "WARNING -  Config value 'foo': Unrecognised configuration name: foo",
      'INFO    -  The following pages exist in the docs directory, but are not included in the "nav" configuration:',
      '  - cranes.md',
      "WARNING -  A reference to 'gone.md' is included in the 'nav' configuration, which is not found in the documentation files.",
      "INFO    -  Doc file 'index.md' contains an unrecognized relative link 'cranes/', it was left as is. Did you mean 'cranes.md'?",
      "WARNING -  Doc file 'index.md' contains a link 'cranes.html', but the target is not found among documentation files. Did you mean 'cranes.md'?",
      "WARNING -  Doc file 'index.md' contains a link 'none.md', but the target is not found among documentation files.",
      "INFO    -  Doc file 'index.md' contains an absolute link '/x', it was left as is.",
      "INFO    -  Doc file 'index.md' contains a link 'cranes.md#arm', but the doc 'cranes.md' does not contain an anchor '#arm'.",
      '',
      'Aborted with 4 warnings in strict mode!',
      '',
    ]);
    expect(error).toBe('');
    expect(status).toBe(1);
  });

  it('takes its levels from `validation`, and is content with information', () => {
    const files = {
      'docs/index.md': '# Quay\n\n[a](none.md) [b](/x) [c](#y)\n',
    };
    const quiet = 'validation: {links: {not_found: info, absolute_links: ignore, anchors: ignore}}\n';
    const { status, out } = run({ 'mkdocs.yml': `site_name: Quay\n${quiet}`, ...files });
    expect(out).toBe(
      "INFO    -  Doc file 'index.md' contains a link 'none.md', but the target is not found among documentation files.\n",
    );
    expect(status).toBe(0);
    const loud = run({ 'mkdocs.yml': 'site_name: Quay\nvalidation: {anchors: warn, not_found: ignore}\n', ...files });
    expect(loud.out).toContain("WARNING -  Doc file 'index.md' contains a link '#y', but there is no such anchor");
    expect(loud.status).toBe(1);
  });

  it('leaves other pages out when paths are given', () => {
    const files = { 'mkdocs.yml': 'site_name: Quay\n', 'docs/index.md': '[a](x.md)\n', 'docs/b.md': '[a](y.md)\n' };
    expect(run(files, 'docs/b.md').out).toMatch(/^WARNING - {2}Doc file 'b\.md'[^\n]*\n\nAborted with 1 warnings/);
  });

  it('says what it cannot know, and what the configuration gets wrong', () => {
    const files = { 'docs/index.md': '[a](x.md)\n' };
    const unknown = run({ 'mkdocs.yml': 'site_name: Quay\nplugins: [gen-files]\n', ...files });
    expect(unknown.out).toBe('');
    expect(unknown.error).toBe('assay: 1 not judged, because the plugin `gen-files` writes pages while MkDocs runs\n');
    expect(unknown.status).toBe(0);
    const wrong = run({ 'mkdocs.yml': 'site_name: Quay\nnav: {a: index.md}\n', ...files });
    expect(wrong.out).toMatch(
      /^ERROR {3}- {2}.*mkdocs\.yml:2: `nav` must be a list.*\n\nAborted with a configuration error!\n$/,
    );
    expect(wrong.status).toBe(1);
  });
});

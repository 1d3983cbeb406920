import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyPatch, parsePatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FileDifference, shownDiff, unifiedDiff } from '../../src/report/diff.ts';
import { NO_COLORS } from '../../src/report/text.ts';

const DIFFERENCES: readonly FileDifference[] = [
  { path: 'docs/plain.md', before: 'a\nb\nc\n', after: 'a\n\nb\nc\n' },
  { path: 'docs/with blank.md', before: 'a\nb', after: 'a\nB' },
  { path: 'docs/no end.md', before: 'a\nb', after: 'a\nb\n' },
  { path: 'docs/end lost.md', before: 'a\nb\n', after: 'a\nb' },
  { path: 'docs/windows.md', before: 'a\r\nb\r\nc', after: 'a\r\n\r\nb\r\nc' },
  { path: 'docs/mixed.md', before: 'a\r\nb\nc\rd\n', after: 'a\nb\r\nc\rd\n' },
  { path: 'docs/mark.md', before: '\ufeffa\nb\n', after: '\ufeffa\n\nb\n' },
  { path: 'docs/Größe "x"\\y.md', before: '- a\n', after: '* a\n' },
  { path: 'docs/tab\tbell\u0007.md', before: 'x\u001b[31m\n', after: 'y\u001b[31m\n' },
  { path: 'docs/dashes.md', before: '-- a\n++ b\n@@ -1 +1 @@\n', after: '-- b\n++ c\n@@ -1,9 +1 @@\n' },
  { path: 'docs/filled.md', before: '', after: 'a\n' },
  { path: 'docs/new/sheet.css', before: null, after: 'a\nb' },
  {
    path: 'docs/long.md',
    before: Array.from({ length: 400 }, (_, i) => `  - ${i}\n`).join(''),
    after: Array.from({ length: 400 }, (_, i) => (i % 9 === 0 ? `    - ${i}\n` : `  - ${i}\n`)).join(''),
  },
];

describe('a unified diff', { timeout: 60_000 }, () => {
  it.each([
    ['git apply', ['git', 'apply', '--verbose', '-']],
    ['patch', ['patch', '-p1', '--no-backup-if-mismatch']],
  ])('is taken by %s', (_name, [program, ...args]) => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-'));
    try {
      for (const { path, before } of DIFFERENCES) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        if (before !== null) writeFileSync(join(folder, path), before);
      }
      execFileSync(program!, args, { cwd: folder, input: unifiedDiff(DIFFERENCES), stdio: ['pipe', 'ignore', 'pipe'] });
      for (const { path, after } of DIFFERENCES)
        expect([path, readFileSync(join(folder, path), 'utf8')]).toEqual([path, after]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('gives the text after, whatever the texts are', () => {
    const line = fc.constantFrom('a', 'b', '  a', '', ' ', '- a', '+', '\\', 'a\r');
    const text = fc
      .tuple(fc.array(line, { maxLength: 40 }), fc.boolean())
      .map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        const [patch] = parsePatch(unifiedDiff([{ path: 'x.md', before, after }]));
        expect(applyPatch(before, patch!, { autoConvertLineEndings: false })).toBe(after);
      }),
      { numRuns: 500 },
    );
  });

  it('sets indented lines beside those that they were', () => {
    expect(unifiedDiff([{ path: 'x.md', before: '- a\n  - b\n\n  - c\n', after: '- a\n    - b\n\n    - c\n' }])).toBe(
      '--- a/x.md\n+++ b/x.md\n@@ -1,4 +1,4 @@\n - a\n-  - b\n+    - b\n \n-  - c\n+    - c\n',
    );
  });

  it('takes no time by the square for texts that have nothing in common', () => {
    const before = Array.from({ length: 50_000 }, (_, i) => `a ${i}\n`).join('');
    const after = `${before.replaceAll('a', 'b')}c\n`;
    const start = performance.now();
    const [patch] = parsePatch(unifiedDiff([{ path: 'x.md', before, after }]));
    expect(performance.now() - start).toBeLessThan(5000);
    expect(patch!.hunks.map(({ oldLines, newLines }) => [oldLines, newLines])).toEqual([[50_000, 50_001]]);
  });

  it('does not steer a terminal, and colours by what a line is', () => {
    const marked = {
      ...NO_COLORS,
      red: (text: string) => `R${text}`,
      green: (text: string) => `G${text}`,
      bold: (text: string) => `B${text}`,
      dim: (text: string) => `D${text}`,
    };
    const diff = unifiedDiff([
      { path: 'x.md', before: '-- a\n\tb', after: '-- \u001b[31ma\n\tb' },
      { path: 'y.md', before: 'a\r\n', after: 'b\r\n' },
    ]);
    expect(shownDiff(diff, marked).split('\n')).toEqual([
      'B--- a/x.md',
      'B+++ b/x.md',
      'D@@ -1,2 +1,2 @@',
      'R--- a',
      'G+--  [31ma',
      ' \tb',
      '\\ No newline at end of file',
      'B--- a/y.md',
      'B+++ b/y.md',
      'D@@ -1,1 +1,1 @@',
      'R-a ',
      'G+b ',
      '',
    ]);
  });
});

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** The floor of each part of the house: an import only goes down, or stays inside its part. */
const FLOORS: readonly (readonly [prefix: string, floor: number])[] = [
  ['src/text/', 0],
  ['src/python-markdown/', 1],
  ['src/commonmark/', 1],
  ['src/render/', 1],
  ['src/html/', 1],
  ['src/css/', 1],
  ['src/rule.ts', 2],
  ['src/options.ts', 2],
  ['src/facts/', 2],
  ['src/site/', 2],
  ['rules/index.ts', 6],
  ['rules/', 3],
  ['src/mkdocs-messages/', 2],
  ['src/engine/', 4],
  ['src/session.ts', 5],
  ['src/fix-result.ts', 5],
  ['src/move.ts', 5],
  ['src/host/', 5],
  ['src/report/', 5],
  ['src/cli/', 6],
  ['src/lsp/', 6],
  ['src/index.ts', 6],
];

function floorOf(file: string): number {
  const found = FLOORS.find(([prefix]) => file.startsWith(prefix));
  if (found === undefined) throw new Error(`${file} has no floor: name its folder in tests/floors.test.ts`);
  return found[1];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });
}

const files = [...filesBelow(join(root, 'src')), ...filesBelow(join(root, 'rules'))].map((file) =>
  relative(root, file),
);
const imports = new Map(
  files.map((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const targets = [
      ...text.matchAll(/(?:^|\n)\s*(?:import|export)\s(?!type\b)[^;'"]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/g),
    ];
    return [file, targets.map((match) => relative(root, join(root, dirname(file), match[1] ?? match[2]!)))] as const;
  }),
);

describe('the floors of the house', () => {
  it('knows every file', () => {
    expect(files.length).toBeGreaterThan(20);
    for (const targets of imports.values()) for (const target of targets) expect(files).toContain(target);
  });

  it('lets no import climb', () => {
    const climbing: string[] = [];
    for (const [file, targets] of imports) {
      for (const target of targets) if (floorOf(target) > floorOf(file)) climbing.push(`${file} -> ${target}`);
    }
    expect(climbing).toEqual([]);
  });

  it('keeps engine and rules apart', () => {
    const crossing: string[] = [];
    for (const [file, targets] of imports) {
      for (const target of targets) {
        if (file.startsWith('src/engine/') && target.startsWith('rules/')) crossing.push(`${file} -> ${target}`);
        if (file.startsWith('rules/') && target.startsWith('src/engine/')) crossing.push(`${file} -> ${target}`);
      }
    }
    expect(crossing).toEqual([]);
  });

  it('has no circle of imports', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: readonly string[]) => {
      if (path.includes(file)) {
        circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
        return;
      }
      if (done.has(file)) return;
      for (const target of imports.get(file) ?? []) walk(target, [...path, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Builds the program with the rules of this folder in place of the real ones; gives the path of what can be run. */
export async function buildProgram(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-program-'));
  await build({
    entryPoints: { cli: join(import.meta.dirname, '../../../src/cli/main.ts') },
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    plugins: [
      {
        name: 'rules of the tests',
        setup({ onResolve }) {
          onResolve({ filter: /\/rules\/index\.ts$/ }, () => ({ path: join(import.meta.dirname, 'rules.ts') }));
        },
      },
    ],
  });
  const program = join(folder, 'assay.mjs');
  writeFileSync(program, "import { main } from './cli.mjs';\nprocess.exitCode = await main(process.argv.slice(2));\n");
  return program;
}

export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

export function runProgram(
  program: string,
  args: readonly string[],
  options: { cwd: string; uid?: number; gid?: number },
): Run {
  const { NO_COLOR: _none, FORCE_COLOR: _force, ...env } = process.env;
  const run = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env, timeout: 60_000, ...options });
  return { status: run.status, out: run.stdout, error: run.stderr };
}

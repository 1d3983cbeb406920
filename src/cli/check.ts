import type { FixOutcome } from '../report/fix-outcome.ts';
import { oneLine } from '../report/one-line.ts';
import { choiceLine, type OpenSession, openSession } from './open-session.ts';
import { startProgress } from './progress.ts';
import { outputColors } from './terminal.ts';
import { EXIT } from './trouble.ts';
import { version } from './version.ts';

export interface CheckArguments {
  readonly config?: string;
  readonly format: 'text' | 'json';
  readonly rule: readonly string[];
  /** Fix what is safe, then report what is left. */
  readonly fix?: boolean;
}

/** `assay check`. */
export async function check(given: readonly string[], options: CheckArguments): Promise<number> {
  const open = await openSession(given, options);
  const { session, paths, configuration } = open;
  const progress = startProgress('pages');
  const outcome = options.fix === true ? await fixed(open, progress.update) : null;
  const result = outcome?.result ?? session.check({ paths, onProgress: progress.update });
  progress.end();
  if (options.format === 'json') {
    const { reportJson } = await import('../report/json.ts');
    process.stdout.write(reportJson(result, version, outcome));
  } else {
    const { reportText } = await import('../report/text.ts');
    const colors = await outputColors();
    process.stdout.write(`${colors.dim(oneLine(choiceLine(configuration)))}\n\n`);
    if (outcome !== null) {
      const { fixText } = await import('../report/fix-text.ts');
      process.stdout.write(fixText(outcome, colors));
    }
    process.stdout.write(reportText(result, colors, outcome));
  }
  if (result.failures.length > 0 || outcome?.unwritten.some(({ kind }) => kind === 'failed')) return EXIT.trouble;
  return result.findings.length > 0 ? EXIT.findings : EXIT.clean;
}

/** What writes files is loaded only when files are to be written. */
async function fixed(open: OpenSession, onProgress: (done: number, total: number) => void): Promise<FixOutcome> {
  const { fixFiles } = await import('./fix.ts');
  return fixFiles(open, { unsafe: false }, onProgress);
}

import { posix } from 'node:path';
import type { FixResult } from '../fix-result.ts';
import { uncommittedFiles } from '../host/git.ts';
import { type WriteOutcome, writeFiles } from '../host/write-files.ts';
import { planCopies, planWrites, type WritePlan } from '../host/write-plan.ts';
import { type FixOutcome, leftToFix } from '../report/fix-outcome.ts';
import { oneLine } from '../report/one-line.ts';
import { folderOf } from '../site/paths.ts';
import type { Site } from '../site/site.ts';
import { copyFolder, refuseSources } from './copies.ts';
import { differencesOf } from './differences.ts';
import { choiceLine, type OpenSession, openSession } from './open-session.ts';
import { shownPath } from './open-site.ts';
import { startProgress } from './progress.ts';
import { outputColors } from './terminal.ts';
import { EXIT } from './trouble.ts';
import { version } from './version.ts';

export interface FixArguments {
  readonly config?: string;
  readonly format: 'text' | 'json';
  readonly rule: readonly string[];
  /** Good guesses as well. */
  readonly unsafe?: boolean;
  /** Print what would change, and write nothing. */
  readonly diff?: boolean;
  /** Write the changed files to this folder, and leave the sources alone. */
  readonly out?: string;
}

/** `assay fix`. */
export async function fix(given: readonly string[], options: FixArguments): Promise<number> {
  const open = await openSession(given, options);
  const progress = startProgress('pages');
  const outcome = await fixFiles(open, options, progress.update);
  progress.end();
  const { result, unwritten } = outcome;
  const isTrouble = result.failures.length > 0 || unwritten.some(({ kind }) => kind === 'failed');
  const left = options.diff === true ? outcome.files.length : leftToFix(outcome);
  await print(outcome, open, options);
  if (isTrouble) return EXIT.trouble;
  return left > 0 ? EXIT.findings : EXIT.clean;
}

async function print(outcome: FixOutcome, { configuration }: OpenSession, options: FixArguments): Promise<void> {
  if (options.format === 'json') {
    const { reportJson } = await import('../report/json.ts');
    process.stdout.write(reportJson(outcome.result, version, outcome));
    return;
  }
  const colors = await outputColors();
  const { fixSummary, fixText } = await import('../report/fix-text.ts');
  const choice = `${colors.dim(oneLine(choiceLine(configuration)))}\n\n`;
  if (options.diff !== true) {
    process.stdout.write(`${choice}${fixText(outcome, colors)}${fixSummary(outcome, colors)}\n`);
    return;
  }
  // The difference alone goes out, for `git apply` and `patch`; words about it take the other way.
  const { shownDiff } = await import('../report/diff.ts');
  process.stdout.write(process.stdout.isTTY === true ? shownDiff(outcome.diff ?? '', colors) : (outcome.diff ?? ''));
  const { NO_COLORS } = await import('../report/text.ts');
  process.stderr.write(`${fixText({ ...outcome, fixed: [] })}${fixSummary(outcome, NO_COLORS)}\n`);
}

/** Fixes the site: its files, copies of them, or only in memory for a difference. */
export async function fixFiles(
  open: OpenSession,
  options: { readonly unsafe?: boolean; readonly diff?: boolean; readonly out?: string },
  onProgress: (done: number, total: number) => void,
): Promise<FixOutcome> {
  const { session, paths } = open;
  const { site } = session;
  const unsafe = options.unsafe === true;
  const copies = options.out === undefined ? null : copyFolder(options.out, site);
  const fixed = session.fix({ paths, unsafe, onProgress });
  const plan = copies === null ? planFor(site, fixed) : planCopies(fixed.changes, site.configDir, copies);
  const relative = (file: string) => posix.relative(site.configDir, file) || posix.basename(file);
  let outcome: WriteOutcome = { written: plan.writes, unwritten: [] };
  let uncommitted = 0;
  let diff: string | null = null;
  if (options.diff === true) diff = await differencesOf(plan.writes, site.configDir);
  else if (copies !== null) {
    refuseSources(plan, site, options.out!);
    outcome = await writeFiles(plan.writes, copies);
  } else {
    const changed = plan.writes.map(({ file }) => file);
    // Before they are written: afterwards all of them have changes.
    const known = changed.length > 0 ? await uncommittedFiles(changed, [site.docsDir, site.configDir]) : new Set();
    outcome = await writeFiles(plan.writes);
    uncommitted = outcome.written.filter(({ file }) => known.has(file)).length;
  }
  const unwritten = [...plan.unwritten, ...outcome.unwritten];
  const lost = new Set(unwritten.map(({ file }) => relative(file)));
  return {
    fixed: fixed.fixed.filter(({ file }) => !lost.has(file)),
    refused: fixed.refused,
    fights: fixed.fights,
    files: outcome.written.map(({ file }) => relative(file)),
    unwritten: unwritten.map((one) => ({ ...one, file: relative(one.file) })),
    uncommitted,
    diff,
    copies: copies === null ? null : shownPath(copies),
    unsafe,
    // What is left stands in the files as they are, which is not what was worked out when some could not be written.
    result:
      unwritten.length > 0 && copies === null && diff === null ? (await open.reopen()).check({ paths }) : fixed.result,
  };
}

/** What is written when the sources are: what the site is made of, and nothing that a link leads to outside. */
function planFor(site: Site, { changes }: FixResult): WritePlan {
  const folders = [site.docsDir, site.configDir, ...site.configFiles.map((file) => folderOf(file))];
  const pages = [...site.pages.values()].filter(({ origin }) => origin === 'docs').map(({ file }) => file);
  return planWrites(changes, { base: site.configDir, folders, pages });
}

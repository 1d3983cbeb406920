import { Command, CommanderError, Option } from 'commander';
import { oneLine } from '../report/one-line.ts';
import type { CheckArguments } from './check.ts';
import type { FixArguments } from './fix.ts';
import type { MoveArguments } from './mv.ts';
import { EXIT, Trouble } from './trouble.ts';
import { version } from './version.ts';

/**
 * The program: reads the arguments, runs the command, gives the exit status. What a command needs is loaded when it runs,
 * so that `--help` is quick.
 */
export async function main(args: readonly string[]): Promise<number> {
  watchOutput();
  let status: number = EXIT.clean;
  const program = new Command('assay')
    .description(
      'Checks and fixes a MkDocs site: reads each page exactly as MkDocs does and says what is broken, to the line.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showHelpAfterError('(try `assay --help`)')
    .exitOverride()
    .addHelpText('after', EXAMPLES);
  const config = () => new Option('--config <file>', 'the configuration of the site (default: the nearest one)');
  const format = () => new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text');
  const rule = () =>
    new Option('--rule <id>', 'run only this rule; may be given several times')
      .argParser((id: string, ids: readonly string[] = []) => [...ids, id])
      .default([], 'all');

  program
    .command('check', { isDefault: true })
    .description('report what is broken')
    .argument('[paths...]', 'files and folders to report on (default: the whole site)')
    .addOption(config())
    .addOption(rule())
    .addOption(format())
    .option('--fix', 'make the safe fixes first, and report what is left')
    .addOption(
      new Option(
        '--as-mkdocs',
        'print what `mkdocs build --strict` would say about links and the navigation',
      ).conflicts(['fix', 'rule', 'format']),
    )
    .addHelpText('after', CHECK_EXAMPLES)
    .action(async (paths: string[], options: CheckArguments & { readonly asMkdocs?: boolean }) => {
      if (options.asMkdocs === true) {
        const { asMkdocs } = await import('./as-mkdocs.ts');
        status = await asMkdocs(paths, options.config);
        return;
      }
      const { check } = await import('./check.ts');
      status = await check(paths, options);
    });
  program
    .command('fix')
    .description('mend what has one answer, proved page by page')
    .argument('[paths...]', 'files and folders to fix (default: the whole site)')
    .addOption(config())
    .addOption(rule())
    .addOption(format())
    .option('--unsafe', 'make good guesses as well')
    .addOption(new Option('--diff', 'print what would change, and write nothing').conflicts('out'))
    .option('--out <folder>', 'write the changed files to this folder, and leave the sources alone')
    .addHelpText('after', FIX_EXAMPLES)
    .action(async (paths: string[], options: FixArguments) => {
      const { fix } = await import('./fix.ts');
      status = await fix(paths, options);
    });
  program
    .command('mv')
    .description('move a page or a folder, and mend every link to it and its own')
    .argument('<old>', 'a file or folder of the docs')
    .argument('<new>', 'its new name, or the folder to move it into')
    .addOption(config())
    .option('--redirect', 'lead from the old addresses to the new ones (plugin `redirects`)')
    .option('--diff', 'print what would change, and write nothing')
    .action(async (from: string, to: string, options: MoveArguments) => {
      const { mv } = await import('./mv.ts');
      status = await mv(from, to, options);
    });
  program
    .command('render')
    .description('print what MkDocs would put into the body of pages')
    .argument('[pages...]', 'files, folders, or paths below the docs folder (default: all pages)')
    .addOption(config())
    .addOption(new Option('--format <format>', 'what to print').choices(['html', 'json']).default('html'))
    .action(async (pages: string[], options: { config?: string; format: 'html' | 'json' }) => {
      const { render } = await import('./render.ts');
      status = await render(pages, options);
    });

  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.trouble;
    if (!(error instanceof Trouble)) {
      const cause = error instanceof Error ? error : new Error(String(error));
      const trace = process.env.ASSAY_DEBUG === undefined ? '' : `\n${cause.stack}`;
      process.stderr.write(`assay: an error of assay itself: ${oneLine(cause.message)}${trace}\n`);
      return EXIT.trouble;
    }
    for (const line of error.lines) process.stderr.write(`assay: ${oneLine(line)}\n`);
    return EXIT.trouble;
  }
  return status;
}

/** `assay check | head` closes the pipe early: no error of ours. Any other fault, a full disk, is said in words. */
function watchOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.clean);
    process.stderr.write(`assay: the output cannot be written (${error.code ?? error.message})\n`);
    process.exit(EXIT.trouble);
  });
  process.stderr.on('error', () => {
    // Nobody listens any more.
  });
}

const EXAMPLES = `
Examples:
  assay check                          check the site that the working directory belongs to
  assay check docs/guide               report on one folder; the whole site is read all the same
  assay check --rule link-target       run one rule
  assay check --as-mkdocs              what MkDocs would say about links, in a second
  assay check --format json > report.json
  assay fix --diff                     show what would be mended
  assay fix                            mend it
  assay render docs/index.md           the HTML of a page's body

Exit status: 0 nothing found (or left to fix), 1 findings, 2 could not run.
`;

const CHECK_EXAMPLES = `
Rules and their options are set in \`assay.yml\` beside the configuration of the site:
  rules:
    link-anchor: warn
    style-in-page: off
`;

const FIX_EXAMPLES = `
Examples:
  assay fix --diff | git apply         the same as assay fix, seen by git
  assay fix docs/guide --rule list-indent
  assay fix --unsafe --out fixed       the pages as they would be, in a folder of their own

Exit status: 0 nothing is left to fix, 1 something is (with --diff: something would change), 2 could not run or not write.
`;

import { Command, CommanderError, Option } from 'commander';
import { EXIT, Trouble } from './trouble.ts';
import { version } from './version.ts';

/**
 * The program: reads the arguments, runs the command, gives the exit status. What a command needs is loaded when it runs,
 * so that `--help` is quick.
 */
export async function main(args: readonly string[]): Promise<number> {
  endQuietlyOnClosedPipe();
  let status: number = EXIT.clean;
  const program = new Command('assay')
    .description('Checks a MkDocs site: reads each page exactly as MkDocs does and says what is broken, to the line.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showHelpAfterError('(try `assay --help`)')
    .exitOverride()
    .addHelpText('after', EXAMPLES);
  const config = () => new Option('--config <file>', 'the configuration of the site (default: the nearest one)');

  program
    .command('check', { isDefault: true })
    .description('report what is broken')
    .argument('[paths...]', 'files and folders to report on (default: the whole site)')
    .addOption(config())
    .addOption(new Option('--format <format>', 'how to print findings').choices(['text', 'json']).default('text'))
    .addOption(
      new Option('--rule <id>', 'run only this rule; may be given several times')
        .argParser((id: string, ids: readonly string[] = []) => [...ids, id])
        .default([], 'all'),
    )
    .addHelpText('after', CHECK_EXAMPLES)
    .action(async (paths: string[], options: { config?: string; format: 'text' | 'json'; rule: string[] }) => {
      const { check } = await import('./check.ts');
      status = await check(paths, options);
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
      process.stderr.write(`assay: an error of assay itself: ${cause.message}${trace}\n`);
      return EXIT.trouble;
    }
    process.stderr.write(`assay: ${error.message}\n`);
    return EXIT.trouble;
  }
  return status;
}

/** `assay check | head` closes the pipe early: no error of ours. */
function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.clean);
    throw error;
  });
}

const EXAMPLES = `
Examples:
  assay check                          check the site that the working directory belongs to
  assay check docs/guide               report on one folder; the whole site is read all the same
  assay check --rule link-target       run one rule
  assay check --format json > report.json
  assay render docs/index.md           the HTML of a page's body

Exit status: 0 nothing found, 1 findings, 2 could not run.
`;

const CHECK_EXAMPLES = `
Rules and their options are set in \`assay.yml\` beside the configuration of the site:
  rules:
    link-anchor: warn
    style-in-page: off
`;

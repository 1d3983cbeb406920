import { nodeFiles } from '../host/node-files.ts';
import { type MkdocsMessages, mkdocsMessages } from '../mkdocs-messages/index.ts';
import { oneLine } from '../report/one-line.ts';
import { defineRule } from '../rule.ts';
import { Session } from '../session.ts';
import { isWithin } from '../site/paths.ts';
import { openSite } from './open-site.ts';
import { startProgress } from './progress.ts';
import { EXIT, Trouble } from './trouble.ts';

/**
 * `assay check --as-mkdocs`: prints what `mkdocs build` would say about links and the navigation, with the exit status of
 * `mkdocs build --strict`. Of the paths given, messages about other pages are left out.
 */
export async function asMkdocs(given: readonly string[], config: string | undefined): Promise<number> {
  const { site, paths } = await openSite(given, config);
  if (site.kind === 'zensical')
    throw new Trouble('--as-mkdocs says what MkDocs says, and this site is built by Zensical');
  const errors = site.problems.filter(({ level }) => level === 'error');
  if (errors.length > 0) {
    for (const { message, range } of errors) write('ERROR', `${range.file}:${range.line}: ${message}`);
    process.stdout.write('\nAborted with a configuration error!\n');
    return EXIT.findings;
  }
  let made: MkdocsMessages = { messages: [], unknowable: [] };
  const collect = defineRule({
    summary: 'Gathers the messages of MkDocs.',
    why: 'A run of one rule reads all pages once.',
    since: '0.1.0',
    fix: null,
    options: {},
    messages: {},
    site: ({ site, pages }) => {
      made = mkdocsMessages(site, pages);
    },
  });
  const progress = startProgress('pages');
  const session = new Session(site, nodeFiles, { rules: { collect }, settings: {} });
  const { failures } = session.check({ onProgress: progress.update });
  progress.end();
  const isWanted = (page: string | null) =>
    paths.length === 0 || (page !== null && paths.some((path) => isWithin(site.pages.get(page)!.file, path)));
  const messages = made.messages.filter(({ page }) => isWanted(page));
  for (const { level, text } of messages) write(level, text);
  for (const { cause, count } of made.unknowable) {
    process.stderr.write(`assay: ${count} not judged, because ${oneLine(cause.reason)}\n`);
  }
  for (const { page, cause } of failures) process.stderr.write(`assay: ${page ?? 'the site'}: ${oneLine(cause)}\n`);
  if (failures.length > 0) return EXIT.trouble;
  const warnings = messages.filter(({ level }) => level === 'WARNING').length;
  if (warnings === 0) return EXIT.clean;
  process.stdout.write(`\nAborted with ${warnings} warnings in strict mode!\n`);
  return EXIT.findings;
}

/** A line as MkDocs prints it, with its further lines as they are. */
function write(level: string, text: string): void {
  const lines = text.split('\n').map((line) => oneLine(line));
  process.stdout.write(`${level.padEnd(8)}-  ${lines.join('\n')}\n`);
}

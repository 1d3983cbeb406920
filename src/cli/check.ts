import { rules } from '../../rules/index.ts';
import { nodeFiles } from '../host/node-files.ts';
import { NO_SETTINGS, readSettings, SETTINGS_FILES, type Settings } from '../options.ts';
import { NO_COLORS } from '../report/text.ts';
import { Session } from '../session.ts';
import { FileError } from '../site/site-files.ts';
import { nearest } from '../text/nearest.ts';
import { openSite, shownPath } from './open-site.ts';
import { startProgress } from './progress.ts';
import { EXIT, Trouble } from './trouble.ts';
import { version } from './version.ts';

export interface CheckArguments {
  readonly config?: string;
  readonly format: 'text' | 'json';
  readonly rule: readonly string[];
}

/** `assay check`. */
export async function check(paths: readonly string[], options: CheckArguments): Promise<number> {
  for (const id of options.rule) {
    if (Object.hasOwn(rules, id)) continue;
    const near = nearest(id, Object.keys(rules));
    throw new Trouble(`there is no rule \`${id}\`${near === null ? '' : `; did you mean \`${near}\`?`}`);
  }
  const { site, paths: wanted, configuration } = await openSite(paths, options.config);
  if (site.pages.size === 0 && site.problems.every(({ level }) => level !== 'error')) {
    const unreadable = site.fileProblems.find(({ path }) => path === '');
    throw new Trouble(
      unreadable !== undefined
        ? `\`${shownPath(site.docsDir)}\`: ${unreadable.message}`
        : `there are no pages in \`${shownPath(site.docsDir)}\` (configuration: \`${shownPath(site.configPath)}\`)`,
    );
  }
  const settings = await settingsOf(site.configDir);
  const progress = startProgress('pages');
  const session = new Session(site, nodeFiles, { rules, settings: settings.rules, only: options.rule });
  await session.prepare();
  const result = session.check({ paths: wanted, onProgress: progress.update });
  progress.end();
  if (options.format === 'json') {
    const { reportJson } = await import('../report/json.ts');
    process.stdout.write(reportJson(result, version));
  } else {
    const { reportText } = await import('../report/text.ts');
    const colored = process.stdout.isTTY === true && !process.env.NO_COLOR;
    const colors = colored ? (await import('picocolors')).default.createColors(true) : NO_COLORS;
    const { oneLine } = await import('../report/one-line.ts');
    const choice = `Configuration: ${shownPath(site.configPath)}${notChosen(configuration.others)}`;
    process.stdout.write(`${colors.dim(oneLine(choice))}\n\n${reportText(result, colors)}`);
  }
  if (result.failures.length > 0) return EXIT.trouble;
  return result.findings.length > 0 ? EXIT.findings : EXIT.clean;
}

/** Further configurations, the first few by name. */
function notChosen(others: readonly string[]): string {
  if (others.length === 0) return '';
  const names = others.slice(0, 3).map((file) => shownPath(file));
  const more = others.length > 3 ? ` and ${others.length - 3} more` : '';
  return ` (not chosen: ${names.join(', ')}${more})`;
}

/** The settings beside the configuration of the site. */
async function settingsOf(folder: string): Promise<Settings> {
  const file = SETTINGS_FILES.map((name) => `${folder}/${name}`).find((path) => nodeFiles.isFile(path));
  if (file === undefined) return NO_SETTINGS;
  let text: string;
  try {
    text = nodeFiles.read(file).text;
  } catch (error) {
    if (error instanceof FileError) throw new Trouble(`\`${shownPath(file)}\`: ${error.message}`);
    throw error;
  }
  const { settings, mistakes } = await readSettings(text, rules);
  if (mistakes.length === 0) return settings;
  throw new Trouble(mistakes.map(({ line, column, message }) => `${shownPath(file)}:${line}:${column}: ${message}`));
}

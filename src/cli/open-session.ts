import { rules } from '../../rules/index.ts';
import { NO_HISTORY } from '../facts/site-facts.ts';
import { renameHistory } from '../host/git.ts';
import { nodeFiles } from '../host/node-files.ts';
import { NO_SETTINGS, readSettings, SETTINGS_FILES, type Settings } from '../options.ts';
import { Session } from '../session.ts';
import type { FoundConfiguration } from '../site/find-configuration.ts';
import { loadSite } from '../site/load-site.ts';
import type { Site } from '../site/site.ts';
import { FileError } from '../site/site-files.ts';
import { nearest } from '../text/nearest.ts';
import { openSite, shownPath } from './open-site.ts';
import { Trouble } from './trouble.ts';

/** The site that the arguments mean, ready to be checked or fixed. */
export interface OpenSession {
  readonly session: Session;
  /** Absolute paths to report on; empty for the whole site. */
  readonly paths: readonly string[];
  readonly configuration: FoundConfiguration;
  /** The same once more, from what lies on the disk now. */
  reopen(): Promise<Session>;
}

/** Opens the site for a run of rules. Words for the user when something does not fit. */
export async function openSession(
  given: readonly string[],
  options: {
    readonly config?: string;
    readonly rule: readonly string[];
    readonly unsafe?: boolean;
    readonly format?: 'text' | 'json';
  },
): Promise<OpenSession> {
  for (const id of options.rule) {
    if (Object.hasOwn(rules, id)) continue;
    const near = nearest(id, Object.keys(rules));
    throw new Trouble(`there is no rule \`${id}\`${near === null ? '' : `; did you mean \`${near}\`?`}`);
  }
  const { site, paths, configuration } = await openSite(given, options.config);
  if (site.pages.size === 0 && site.problems.every(({ level }) => level !== 'error')) {
    const unreadable = site.fileProblems.find(({ path }) => path === '');
    throw new Trouble(
      unreadable !== undefined
        ? `\`${shownPath(site.docsDir)}\`: ${unreadable.message}`
        : `there are no pages in \`${shownPath(site.docsDir)}\` (configuration: \`${shownPath(site.configPath)}\`)`,
    );
  }
  const settings = await settingsOf(site.configDir);
  const load = { environment: process.env };
  // A renamed file is a guess, so only who asks for guesses waits for git.
  const history = options.unsafe === true ? await renameHistory(site.docsDir) : NO_HISTORY;
  if (history.isShallow) {
    process.stderr.write('assay: this is a shallow clone: files renamed before it begins are not recognised\n');
  }
  const prepared = async (from: Site) => {
    const session = new Session(from, nodeFiles, {
      rules,
      settings: settings.rules,
      only: options.rule,
      load,
      // A program wants all that is known of a finding; words for people need no more than that there may be a fix.
      deferFixes: options.format !== 'json',
      history,
    });
    await session.prepare();
    return session;
  };
  const reopen = () => prepared(loadSite(site.configPath, nodeFiles, load));
  return { session: await prepared(site), paths, configuration, reopen };
}

/** The line that says which configuration was taken, and which were not. */
export function choiceLine({ path, others }: FoundConfiguration): string {
  const names = others.slice(0, 3).map((file) => shownPath(file));
  const more = others.length > 3 ? ` and ${others.length - 3} more` : '';
  return `Configuration: ${shownPath(path)}${names.length > 0 ? ` (not chosen: ${names.join(', ')}${more})` : ''}`;
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

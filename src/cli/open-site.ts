import path from 'node:path';
import { nodeFiles, posixPath } from '../host/node-files.ts';
import { oneLine } from '../report/one-line.ts';
import { type FoundConfiguration, findConfigurations } from '../site/find-configuration.ts';
import { loadSite } from '../site/load-site.ts';
import { isWithin } from '../site/paths.ts';
import type { Site } from '../site/site.ts';
import { Trouble } from './trouble.ts';

/** The site that the arguments mean, and the paths as absolute ones. Words for the user when there is none. */
export async function openSite(
  given: readonly string[],
  config: string | undefined,
  kind: 'files and folders' | 'paths of pages' = 'files and folders',
): Promise<{ site: Site; paths: string[]; configuration: FoundConfiguration }> {
  const paths = await expandPatterns(given);
  const absolute = paths.map((given) => posixPath(given));
  const missing = absolute.map((file) => !nodeFiles.isFile(file) && !nodeFiles.isFolder(file));
  const there = absolute.filter((_, i) => !missing[i]);
  const wrong = (name: string) => new Trouble(`there is no file or folder \`${name}\``);
  const first = missing.indexOf(true);
  if (first !== -1 && kind === 'files and folders') throw wrong(paths[first]!);
  const configuration = configurationOf(there, config);
  const site = loadSite(configuration.path, nodeFiles, { environment: process.env });
  // A page may be named by its path below the docs folder.
  for (const [i, name] of paths.entries()) if (missing[i] && !site.pages.has(name)) throw wrong(name);
  const foreign = paths.filter((_, i) => !missing[i] && !belongsTo(site, absolute[i]!));
  if (foreign.length > 0) {
    const shown = foreign.slice(0, 3).map((name) => `\`${name}\``);
    const names = shown.join(', ') + (foreign.length > 3 ? ` and ${foreign.length - 3} more` : '');
    const message = `${names} ${foreign.length === 1 ? 'is' : 'are'} no part of the site of \`${shownPath(site.configPath)}\``;
    if (foreign.length === paths.length) throw new Trouble(message);
    process.stderr.write(`assay: ${oneLine(message)}\n`);
  }
  return { site, paths: absolute, configuration };
}

/** Whether a path has to do with a site: it lies in the folder of its configuration or of its pages, or is above them. */
function belongsTo(site: Site, path: string): boolean {
  const folders = [site.configDir, site.docsDir];
  return folders.some((folder) => isWithin(path, folder) || isWithin(folder, path)) || site.configFiles.includes(path);
}

/** Patterns (`docs/**\/*.md`) that the shell has left as they are, as the files that they mean; other paths as they are. */
async function expandPatterns(given: readonly string[]): Promise<readonly string[]> {
  const isPattern = (name: string) => /[*?{[!(]/.test(name) && !nodeFiles.isFile(posixPath(name));
  if (!given.some(isPattern)) return given;
  const { default: glob } = await import('fast-glob');
  const expanded: string[] = [];
  for (const name of given) {
    if (!isPattern(name) || nodeFiles.isFolder(posixPath(name)) || !glob.isDynamicPattern(name)) {
      expanded.push(name);
      continue;
    }
    const files = await glob(name.replaceAll('\\', '/'), { onlyFiles: false });
    if (files.length === 0) throw new Trouble(`no file matches \`${name}\``);
    expanded.push(...files.sort());
  }
  return expanded;
}

/** The configuration that `--config` names, or the one that the paths lie nearest to. */
function configurationOf(paths: readonly string[], config: string | undefined): FoundConfiguration {
  const { found, problems } = findConfigurations(
    { config, paths, workingDirectory: posixPath(process.cwd()) },
    nodeFiles,
  );
  const [first, ...rest] = found;
  if (first === undefined || problems.length > 0) throw new Trouble(problems);
  if (rest.length === 0) return first;
  const names = found.map(({ path: file }) => `\`${shownPath(file)}\``).join(', ');
  throw new Trouble(`the paths belong to several sites: ${names}. Check one at a time, or name it with --config.`);
}

/** A path for people: relative to the working directory where that is shorter. */
export function shownPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative === '' || relative.startsWith('..') ? file : relative;
}

import path from 'node:path';
import { nodeFiles, posixPath } from '../host/node-files.ts';
import { type FoundConfiguration, findConfigurations } from '../site/find-configuration.ts';
import { loadSite } from '../site/load-site.ts';
import type { Site } from '../site/site.ts';
import { Trouble } from './trouble.ts';

/** The site that the arguments mean, and the paths as absolute ones. Words for the user when there is none. */
export function openSite(
  paths: readonly string[],
  config: string | undefined,
  kind: 'files and folders' | 'paths of pages' = 'files and folders',
): { site: Site; paths: string[]; configuration: FoundConfiguration } {
  const absolute = paths.map((given) => posixPath(given));
  const missing = absolute.map((file) => !nodeFiles.isFile(file) && !nodeFiles.isFolder(file));
  const there = absolute.filter((_, i) => !missing[i]);
  const configuration = configurationOf(there, config);
  const site = loadSite(configuration.path, nodeFiles, { environment: process.env });
  for (const [i, given] of paths.entries()) {
    // A page may be named by its path below the docs folder where that makes sense.
    if (missing[i] && !(kind === 'paths of pages' && site.pages.has(given))) {
      throw new Trouble(`there is no file or folder \`${given}\``);
    }
  }
  return { site, paths: absolute, configuration };
}

/** The configuration that `--config` names, or the one that the paths lie nearest to. */
function configurationOf(paths: readonly string[], config: string | undefined): FoundConfiguration {
  const { found, problems } = findConfigurations(
    { config, paths, workingDirectory: posixPath(process.cwd()) },
    nodeFiles,
  );
  const [first, ...rest] = found;
  if (first === undefined || problems.length > 0) throw new Trouble(problems.join('\nassay: '));
  if (rest.length === 0) return first;
  const names = found.map(({ path: file }) => `\`${shownPath(file)}\``).join(', ');
  throw new Trouble(`the paths belong to several sites: ${names}. Check one at a time, or name it with --config.`);
}

/** A path for people: relative to the working directory where that is shorter. */
export function shownPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative === '' || relative.startsWith('..') ? file : relative;
}

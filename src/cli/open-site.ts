import path from 'node:path';
import { nodeFiles, posixPath } from '../host/node-files.ts';
import { findConfiguration } from '../site/find-configuration.ts';
import { loadSite } from '../site/load-site.ts';
import type { Site } from '../site/site.ts';
import { Trouble } from './trouble.ts';

/** The site that the arguments mean, and the paths as absolute ones. Words for the user when there is none. */
export function openSite(
  paths: readonly string[],
  config: string | undefined,
  kind: 'files and folders' | 'paths of pages' = 'files and folders',
): { site: Site; paths: string[] } {
  const absolute = paths.map((given) => posixPath(given));
  const missing = absolute.map((file) => !nodeFiles.isFile(file) && !nodeFiles.isFolder(file));
  const there = absolute.filter((_, i) => !missing[i]);
  const site = loadSite(configurationOf(there, config), nodeFiles, { environment: process.env });
  for (const [i, given] of paths.entries()) {
    // A page may be named by its path below the docs folder where that makes sense.
    if (missing[i] && !(kind === 'paths of pages' && site.pages.has(given))) {
      throw new Trouble(`there is no file or folder \`${given}\``);
    }
  }
  return { site, paths: absolute };
}

function configurationOf(paths: readonly string[], config: string | undefined): string {
  if (config !== undefined) {
    const file = posixPath(config);
    if (nodeFiles.isFile(file)) return file;
    if (nodeFiles.isFolder(file)) throw new Trouble(`\`${config}\` is a folder; --config wants a file, such as mkdocs.yml`);
    throw new Trouble(`there is no configuration \`${config}\``);
  }
  const found = findConfiguration(paths, posixPath(process.cwd()), nodeFiles);
  if (found !== null) return found;
  throw new Trouble(
    'no mkdocs.yml, properdocs.yml or zensical.toml was found at, above or below here; name it with --config',
  );
}

/** A path for people: relative to the working directory where that is shorter. */
export function shownPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative === '' || relative.startsWith('..') ? file : relative;
}

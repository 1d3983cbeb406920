import { folderOf, joinPath, nameOf, resolvePath } from './paths.ts';
import type { SiteFiles } from './site-files.ts';

/** Names of a configuration, in the order in which one is preferred to another in the same folder. */
export const configurationNames: readonly string[] = [
  'mkdocs.yml',
  'mkdocs.yaml',
  'properdocs.yml',
  'properdocs.yaml',
  'zensical.toml',
];

/** A configuration and how it was found. */
export interface FoundConfiguration {
  /** Absolute, with `/` as separator. */
  readonly path: string;
  /**
   * - `given`: by the option.
   * - `above`: in the folder of a path or one above it.
   * - `working-directory`: in the working directory or above it.
   * - `below`: at most two levels below a folder that was given, or below the working directory.
   */
  readonly how: 'given' | 'above' | 'working-directory' | 'below';
  /** Further ones of the same level that were not chosen. */
  readonly others: readonly string[];
}

export interface ConfigurationSearch {
  /** One for each path of the request, or one for the working directory when it has none; no configuration twice. */
  readonly found: readonly FoundConfiguration[];
  /** What is wrong, a whole sentence each: a path that does not exist, no configuration. */
  readonly problems: readonly string[];
}

export interface SearchRequest {
  /** The option `--config`. */
  readonly config?: string | undefined;
  /** Files and folders to check, absolute or relative to the working directory, with `/` as separator. */
  readonly paths: readonly string[];
  /** Absolute, with `/` as separator. */
  readonly workingDirectory: string;
}

/**
 * Finds the configurations of the paths to check: given, else upwards from each path, else in the working directory and
 * upwards, else at most two levels below.
 */
export function findConfigurations(request: SearchRequest, files: SiteFiles): ConfigurationSearch {
  const { config, paths, workingDirectory } = request;
  const problems: string[] = [];
  const existing = paths.filter((given) => {
    const full = resolvePath(workingDirectory, given);
    if (files.isFile(full) || files.isFolder(full)) return true;
    problems.push(`\`${given}\` does not exist.`);
    return false;
  });
  if (config !== undefined) {
    const full = resolvePath(workingDirectory, config);
    const isFolder = files.isFolder(full);
    // A folder stands for the configuration in it.
    const path = isFolder ? configurationIn(full, files) : files.isFile(full) ? full : null;
    if (path !== null) return { found: [{ path, how: 'given', others: [] }], problems };
    problems.push(
      isFolder
        ? `\`${config}\` is a folder without a configuration.`
        : `The configuration \`${config}\` does not exist.`,
    );
    return { found: [], problems };
  }

  const found = new Map<string, FoundConfiguration>();
  const add = (one: FoundConfiguration | null): boolean => {
    if (one !== null && !found.has(one.path)) found.set(one.path, one);
    return one !== null;
  };
  for (const given of existing) {
    if (!add(configurationOf(resolvePath(workingDirectory, given), workingDirectory, files))) {
      problems.push(`There is no MkDocs, ProperDocs or Zensical configuration for \`${given}\`.`);
    }
  }
  if (paths.length === 0 && !add(configurationOf(null, workingDirectory, files))) {
    const names = `${configurationNames.slice(0, -1).join(', ')} or ${configurationNames.at(-1)}`;
    problems.push(
      `There is no ${names} in \`${workingDirectory}\`, above it, or two levels below it; name one with \`--config\`.`,
    );
  }
  return { found: [...found.values()], problems };
}

/** The configuration of the first path that has one, or of the working directory; null when there is none. */
export function findConfiguration(paths: readonly string[], workingDirectory: string, files: SiteFiles): string | null {
  return findConfigurations({ paths, workingDirectory }, files).found[0]?.path ?? null;
}

/** Of a path to check (absolute), or of the working directory alone. */
function configurationOf(path: string | null, workingDirectory: string, files: SiteFiles): FoundConfiguration | null {
  const here = (): FoundConfiguration | null => upwards(workingDirectory, 'working-directory', files);
  if (path === null) return here() ?? below(workingDirectory, files);
  const isFolder = files.isFolder(path);
  // A path that is a configuration is that of its own site.
  if (!isFolder && configurationNames.includes(nameOf(path))) return { path, how: 'above', others: [] };
  const above = upwards(isFolder ? path : folderOf(path), 'above', files);
  return above ?? (isFolder ? below(path, files) : null) ?? here() ?? below(workingDirectory, files);
}

function upwards(start: string, how: FoundConfiguration['how'], files: SiteFiles): FoundConfiguration | null {
  for (let folder = start; ; folder = folderOf(folder)) {
    const path = configurationIn(folder, files);
    if (path !== null) return { path, how, others: [] };
    if (folder === '' || folder === folderOf(folder)) return null;
  }
}

/** Folders that hold other people's files or built ones. */
const skipped: ReadonlySet<string> = new Set([
  'node_modules',
  'site',
  'dist',
  'build',
  'venv',
  '__pycache__',
  'site-packages',
]);

function below(start: string, files: SiteFiles): FoundConfiguration | null {
  let level: readonly string[] = [start];
  for (let depth = 0; depth < 2; depth++) {
    level = level.flatMap((folder) =>
      files
        .folders(folder)
        .filter((name) => !name.startsWith('.') && !skipped.has(name))
        .map((name) => joinPath(folder, name)),
    );
    const [first, ...others] = level.map((folder) => configurationIn(folder, files)).filter((path) => path !== null);
    if (first !== undefined) return { path: first, how: 'below', others };
  }
  return null;
}

function configurationIn(folder: string, files: SiteFiles): string | null {
  for (const name of configurationNames) {
    const path = joinPath(folder, name);
    if (files.isFile(path)) return path;
  }
  return null;
}

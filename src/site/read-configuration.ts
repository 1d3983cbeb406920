import {
  type ConfigurationNode,
  type MappingNode,
  mergeConfigurations,
  problem,
  type ReadConfiguration,
  rangeMaker,
  typeName,
} from './configuration.ts';
import { folderOf, resolvePath } from './paths.ts';
import type { ConfigurationProblem, SourceRange } from './site.ts';
import { FileError, type SiteFiles } from './site-files.ts';
import { readYaml } from './yaml-document.ts';
import type { Environment } from './yaml-tags.ts';
import { readZensical } from './zensical.ts';

/** The result of reading a configuration, and whether its text could be read at all as it stands. */
export interface Configuration extends ReadConfiguration {
  /** False when the generator refuses the text: what follows from it is then not reported. */
  readonly valid: boolean;
}

/** Reads a configuration file, `zensical.toml` or YAML with `INHERIT` (S-SITE-09, S-ZEN-01). */
export function readConfiguration(files: SiteFiles, path: string, environment: Environment): Configuration {
  if (path.toLowerCase().endsWith('.toml')) {
    const read = readFile(files, path);
    return 'text' in read ? readZensical(path, read.text) : { root: null, valid: false, files: [path], ...read };
  }
  return readWithParents(files, path, environment, []);
}

function readWithParents(
  files: SiteFiles,
  path: string,
  environment: Environment,
  children: readonly string[],
): Configuration {
  const read = readFile(files, path);
  if (!('text' in read)) return { root: null, valid: false, files: [path], ...read };
  const { root, problems, valid } = readYaml(path, read.text, environment);
  const start = rangeMaker(path, read.text)(0, 0);
  if (root === null) return { root: emptyMapping(start), problems, valid, files: [path] };
  if (root.kind !== 'mapping') {
    const message = `The configuration must be a mapping of keys to values, not ${typeName(root)}.`;
    return {
      root: null,
      problems: valid ? [problem('error', message, firstLine(root.range, read.text))] : problems,
      valid: false,
      files: [path],
    };
  }
  const inherit = root.entries.find((entry) => entry.key === 'INHERIT');
  if (inherit === undefined) return { root, problems, valid, files: [path] };

  const own: MappingNode = { ...root, entries: root.entries.filter((entry) => entry !== inherit) };
  const refuse = (message: string): Configuration => ({
    root: own,
    problems: [...problems, problem('error', message, inherit.value.range)],
    valid: false,
    files: [path],
  });
  const target = inherit.value.kind === 'scalar' ? inherit.value.value : null;
  if (typeof target !== 'string') return refuse(`\`INHERIT\` must be a path, not ${typeName(inherit.value)}.`);
  const parentPath = resolvePath(folderOf(path), target.replaceAll('\\', '/'));
  if (parentPath === path || children.includes(parentPath)) {
    return refuse(`\`INHERIT\` leads in a circle: \`${target}\` inherits from this file.`);
  }
  if (!files.isFile(parentPath)) return refuse(`The file \`${target}\` that \`INHERIT\` names does not exist.`);
  const parent = readWithParents(files, parentPath, environment, [...children, path]);
  return {
    root: parent.root === null ? own : asMapping(mergeConfigurations(parent.root, own), own),
    problems: [...parent.problems, ...problems],
    valid: valid && parent.valid,
    files: [path, ...parent.files],
  };
}

function asMapping(node: ConfigurationNode, fallback: MappingNode): MappingNode {
  return node.kind === 'mapping' ? node : fallback;
}

function emptyMapping(range: SourceRange): MappingNode {
  return { kind: 'mapping', entries: [], range };
}

function firstLine(range: SourceRange, text: string): SourceRange {
  if (range.endLine === range.line) return range;
  const newline = text.indexOf('\n', range.start);
  const length = (newline < 0 ? text.length : newline) - range.start;
  return { ...range, endLine: range.line, endColumn: range.column + length, end: range.start + length };
}

function readFile(
  files: SiteFiles,
  path: string,
): { readonly text: string } | { readonly problems: readonly ConfigurationProblem[] } {
  try {
    return { text: files.read(path).text };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { problems: [problem('error', error.message, rangeMaker(path, '')(0, 0))] };
  }
}

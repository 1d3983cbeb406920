import { type ConfigurationNode, isNull, plainOptions, problem, typeName } from './configuration.ts';
import type { ConfigurationProblem, ConfiguredExtension, Dialect, SiteKind, SourceRange } from './site.ts';
import { hoistNamespaces, resolveFunctions, zensicalDefaults } from './zensical.ts';

/** What the generator always switches on, first: `fenced_code` is not among Zensical's (S-ZEN-02). */
const builtIn: Readonly<Record<SiteKind, readonly string[]>> = {
  mkdocs: ['toc', 'tables', 'fenced_code'],
  properdocs: ['toc', 'tables', 'fenced_code'],
  zensical: ['toc', 'tables'],
};

/** The extensions of `markdown_extensions`, as the option `MarkdownExtensions` of MkDocs reads them. */
export function readDialect(kind: SiteKind, node: ConfigurationNode | null, problems: ConfigurationProblem[]): Dialect {
  const listed = node === null && kind === 'zensical' ? zensicalDefaults : listedExtensions(kind, node, problems);
  const extensions = new Map<string, ConfiguredExtension>(
    builtIn[kind].map((name) => [name, { name, options: {}, range: null }]),
  );
  for (const extension of listed) {
    const before = extensions.get(extension.name);
    // A second entry without options keeps the options of the first.
    const options = before !== undefined && isEmpty(extension.options) ? before.options : extension.options;
    extensions.set(extension.name, { ...extension, options, range: before?.range ?? extension.range });
  }
  const all = [...extensions.values()];
  return {
    extensions: all,
    options: Object.fromEntries(
      all.filter(({ options }) => !isEmpty(options)).map(({ name, options }) => [name, options]),
    ),
  };
}

function isEmpty(options: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(options).length === 0;
}

function listedExtensions(
  kind: SiteKind,
  node: ConfigurationNode | null,
  problems: ConfigurationProblem[],
): readonly ConfiguredExtension[] {
  if (node === null || isNull(node)) return [];
  const listed: ConfiguredExtension[] = [];
  const add = (name: unknown, options: ConfigurationNode | null, range: SourceRange): void => {
    if (typeof name !== 'string') {
      problems.push(problem('error', `\`${String(name)}\` is no name of a Markdown extension.`, range));
      return;
    }
    if (options !== null && options.kind !== 'mapping' && !isFalsy(options)) {
      const message = `The options of the Markdown extension \`${name}\` must be a mapping, not ${typeName(options)}.`;
      problems.push(problem('error', message, options.range));
    }
    const plain = plainOptions(options);
    listed.push({ name, options: kind === 'zensical' ? resolveFunctions(name, plain) : plain, range });
  };
  if (node.kind === 'mapping') {
    const mapping = kind === 'zensical' ? hoistNamespaces(node) : node;
    for (const entry of mapping.entries) add(entry.key, entry.value, entry.keyRange);
    return listed;
  }
  if (node.kind === 'scalar') {
    const message = `\`markdown_extensions\` must be a list, not ${typeName(node)}.`;
    problems.push(problem('error', message, node.range));
    return [];
  }
  for (const item of node.items) {
    if (item.kind === 'mapping' && item.entries.length === 1) {
      const entry = item.entries[0]!;
      add(entry.key, entry.value, entry.keyRange);
    } else if (item.kind === 'scalar' && typeof item.value === 'string') add(item.value, null, item.range);
    else {
      const what = item.kind === 'mapping' ? `a mapping of ${item.entries.length} keys` : typeName(item);
      const message = `An entry of \`markdown_extensions\` must be a name, or one name with its options, not ${what}.`;
      problems.push(problem('error', message, item.range));
    }
  }
  return listed;
}

/** What Python takes for no options at all. */
export function isFalsy(node: ConfigurationNode): boolean {
  if (node.kind === 'sequence') return node.items.length === 0;
  if (node.kind === 'mapping') return node.entries.length === 0;
  return node.value === null || node.value === false || node.value === 0 || node.value === '';
}

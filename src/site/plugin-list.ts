import {
  booleanValue,
  type ConfigurationNode,
  childOf,
  isNull,
  plainOptions,
  problem,
  typeName,
} from './configuration.ts';
import { isFalsy } from './dialect.ts';
import type { ConfigurationProblem, ConfiguredPlugin, SourceRange } from './site.ts';

/** `plugins` as the option `Plugins` of MkDocs reads it; switched off ones are left out. */
export function readPlugins(
  node: ConfigurationNode | null,
  problems: ConfigurationProblem[],
): readonly ConfiguredPlugin[] {
  if (node === null || isNull(node))
    return [{ name: 'search', shortName: 'search', options: {}, node: null, range: null }];
  const plugins: ConfiguredPlugin[] = [];
  const add = (name: unknown, options: ConfigurationNode | null, range: SourceRange): void => {
    if (typeof name !== 'string') {
      problems.push(problem('error', `\`${String(name)}\` is no name of a plugin.`, range));
      return;
    }
    if (options !== null && options.kind !== 'mapping' && !isFalsy(options)) {
      const message = `The options of the plugin \`${name}\` must be a mapping, not ${typeName(options)}.`;
      problems.push(problem('error', message, options.range));
    }
    if (booleanValue(childOf(options, 'enabled')) === false) return;
    plugins.push({ name, shortName: shortPluginName(name), options: plainOptions(options), node: options, range });
  };
  if (node.kind === 'mapping') {
    for (const entry of node.entries) add(entry.key, entry.value, entry.keyRange);
  } else if (node.kind === 'sequence') {
    for (const item of node.items) {
      if (item.kind === 'mapping' && item.entries.length === 1) {
        const entry = item.entries[0]!;
        add(entry.key, entry.value, entry.keyRange);
      } else if (item.kind === 'scalar') add(item.value, null, item.range);
      else {
        const what = item.kind === 'mapping' ? `a mapping of ${item.entries.length} keys` : typeName(item);
        const message = `An entry of \`plugins\` must be a name, or one name with its options, not ${what}.`;
        problems.push(problem('error', message, item.range));
      }
    }
  } else if (!isFalsy(node)) {
    problems.push(problem('error', `\`plugins\` must be a list, not ${typeName(node)}.`, node.range));
  }
  return plugins.flatMap(withGrouped);
}

/** `material/blog` and `/blog` are `blog`. */
function shortPluginName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The options of one of the plugins of a group. */
function groupedNode(node: ConfigurationNode | null, name: string): ConfigurationNode | null {
  if (node?.kind !== 'sequence') return childOf(node, name);
  return node.items.map((item) => childOf(item, name)).find((options) => options !== null) ?? null;
}

/** Material's `group` plugin holds further plugins, often behind an `enabled` that only the build knows. */
function withGrouped(plugin: ConfiguredPlugin): readonly ConfiguredPlugin[] {
  if (plugin.shortName !== 'group') return [plugin];
  const inner = plugin.options.plugins;
  const innerNode = childOf(plugin.node, 'plugins');
  const entries: [string, unknown][] = Array.isArray(inner)
    ? inner.flatMap((item: unknown): [string, unknown][] => {
        if (typeof item === 'string') return [[item, {}]];
        return typeof item === 'object' && item !== null ? Object.entries(item) : [];
      })
    : typeof inner === 'object' && inner !== null
      ? Object.entries(inner)
      : [];
  const grouped = entries.map(([name, options]): ConfiguredPlugin => {
    const record = typeof options === 'object' && options !== null ? (options as Record<string, unknown>) : {};
    return {
      name,
      shortName: shortPluginName(name),
      options: record,
      node: groupedNode(innerNode, name),
      range: plugin.range,
    };
  });
  return [plugin, ...grouped];
}

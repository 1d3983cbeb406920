import { type ConfigurationNode, isNull, type MappingEntry, problem, typeName } from './configuration.ts';
import type { ConfigurationProblem, Validation, ValidationLevel } from './site.ts';

type Group = 'nav' | 'links';

/** Keys as written, with their defaults (S-SITE-08). */
const defaults: Readonly<Record<Group, Readonly<Record<string, ValidationLevel>>>> = {
  nav: { omitted_files: 'info', not_found: 'warn', absolute_links: 'info' },
  links: { not_found: 'warn', absolute_links: 'info', unrecognized_links: 'info', anchors: 'info' },
};

/** Keys of Zensical, which reads `mkdocs.yml` as well: MkDocs warns of them, their author knows why (S-ZEN-06). */
const zensicalKeys: ReadonlySet<string> = new Set([
  'invalid_links',
  'invalid_link_anchors',
  'unresolved_references',
  'unresolved_footnotes',
  'unused_definitions',
  'unused_footnotes',
  'shadowed_definitions',
  'shadowed_footnotes',
]);

/**
 * `validation` as MkDocs' `PropagatingSubConfig` reads it: a key at the top reaches both groups. `warnings` takes what
 * MkDocs says of keys that it does not know.
 */
export function readValidation(
  node: ConfigurationNode | null,
  problems: ConfigurationProblem[],
  warnings: string[],
): Validation {
  const levels: Record<Group, Record<string, ValidationLevel | 'relative_to_docs'>> = {
    nav: { ...defaults.nav },
    links: { ...defaults.links },
  };
  const set = (group: Group, entry: MappingEntry): void => {
    const key = String(entry.key);
    const value = entry.value.kind === 'scalar' ? entry.value.value : undefined;
    if (value === null) return;
    const allowed = ['warn', 'info', 'ignore', ...(key === 'absolute_links' ? ['relative_to_docs'] : [])];
    if (typeof value === 'string' && allowed.includes(value)) {
      levels[group][key] = value as ValidationLevel;
      return;
    }
    const given = typeof value === 'string' ? `\`${value}\`` : typeName(entry.value);
    const words = `\`${allowed.slice(0, -1).join('`, `')}\` or \`${allowed.at(-1)}\``;
    const message = `\`validation.${group}.${key}\` must be ${words}, not ${given}.`;
    if (
      !problems.some(
        (known) => known.range.start === entry.value.range.start && known.range.file === entry.value.range.file,
      )
    ) {
      problems.push(problem('error', message, entry.value.range));
    }
  };
  const unknown = (entry: MappingEntry, where: string): void => {
    const groups = where.split('.').slice(1);
    const options = [...groups, String(entry.key)].map((name) => `Sub-option '${name}': `).join('');
    warnings.push(`Config value 'validation': ${options}Unrecognised configuration name: ${String(entry.key)}`);
    if (zensicalKeys.has(String(entry.key))) return;
    const message = `MkDocs does not know the setting \`${where}.${String(entry.key)}\`.`;
    problems.push(problem('warning', message, entry.keyRange));
  };
  if (node !== null && node.kind === 'mapping') {
    const isGroup = (key: unknown): key is Group => key === 'nav' || key === 'links';
    for (const entry of node.entries) {
      if (isGroup(entry.key)) continue;
      const groups = (['nav', 'links'] as const).filter((group) => String(entry.key) in defaults[group]);
      for (const group of groups) set(group, entry);
      if (groups.length === 0) unknown(entry, 'validation');
    }
    // A key of a group counts more than the same key at the top.
    for (const entry of node.entries) {
      if (!isGroup(entry.key)) continue;
      if (entry.value.kind !== 'mapping') {
        if (isNull(entry.value)) continue;
        const message = `\`validation.${entry.key}\` must be a mapping, not ${typeName(entry.value)}.`;
        problems.push(problem('error', message, entry.value.range));
        continue;
      }
      for (const inner of entry.value.entries) {
        if (String(inner.key) in defaults[entry.key]) set(entry.key, inner);
        else unknown(inner, `validation.${entry.key}`);
      }
    }
  } else if (node !== null && !isNull(node)) {
    problems.push(problem('error', `\`validation\` must be a mapping, not ${typeName(node)}.`, node.range));
  }
  const { nav, links } = levels;
  return {
    nav: {
      omittedFiles: nav.omitted_files as ValidationLevel,
      notFound: nav.not_found as ValidationLevel,
      absoluteLinks: nav.absolute_links!,
    },
    links: {
      notFound: links.not_found as ValidationLevel,
      absoluteLinks: links.absolute_links!,
      unrecognizedLinks: links.unrecognized_links as ValidationLevel,
      anchors: links.anchors as ValidationLevel,
    },
  };
}

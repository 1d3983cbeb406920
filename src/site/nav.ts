import { type ConfigurationNode, isNull, type MappingEntry, problem, typeName } from './configuration.ts';
import { purePath } from './paths.ts';
import type { ConfigurationProblem, NavEntry, SourceRange } from './site.ts';

/** What the navigation needs of the site to tell what an entry is. */
export interface NavContext {
  /** The page or file that stands under a path, excluded ones included, aliases followed; null when there is none. */
  readonly find: (path: string) => string | null;
  /** `validation.nav.absolute_links: relative_to_docs`. */
  readonly absoluteIsRelativeToDocs: boolean;
  readonly problems: ConfigurationProblem[];
  /** What MkDocs warns of, in its words. */
  readonly warnings: string[];
}

/** `nav` as the option `Nav` of MkDocs checks it and `get_navigation` reads it (S-SITE-07). Null when there is none. */
export function readNav(node: ConfigurationNode | null, context: NavContext): readonly NavEntry[] | null {
  if (node === null || isNull(node)) return null;
  if (node.kind !== 'sequence') {
    const message = `\`nav\` must be a list, not ${describe(node)}.`;
    context.problems.push(problem('error', message, node.range));
    return node.kind === 'mapping' ? node.entries.map((entry) => titledEntry(entry, context)) : null;
  }
  return node.items.length === 0 ? null : items(node.items, context);
}

function items(nodes: readonly ConfigurationNode[], context: NavContext): readonly NavEntry[] {
  return nodes.flatMap((node): readonly NavEntry[] => {
    if (node.kind === 'scalar' && typeof node.value === 'string') {
      return [targetEntry(null, null, node.value, node.range, context)];
    }
    if (node.kind === 'mapping') {
      if (node.entries.length !== 1) {
        const message =
          node.entries.length === 0
            ? 'An entry of `nav` must not be an empty mapping.'
            : `An entry of \`nav\` must have one title, not ${node.entries.length}: each needs its own \`-\`.`;
        context.problems.push(problem('error', message, node.range));
      }
      return node.entries.map((entry) => titledEntry(entry, context));
    }
    const message = `An entry of \`nav\` must be a path or a title with its target, not ${describe(node)}.`;
    context.problems.push(problem('error', message, node.range));
    return [];
  });
}

function titledEntry(entry: MappingEntry, context: NavContext): NavEntry {
  const title = entry.key === null ? '' : String(entry.key);
  const { value, keyRange } = entry;
  if (value.kind === 'scalar' && typeof value.value === 'string') {
    return targetEntry(title, keyRange, value.value, value.range, context);
  }
  const section = (children: readonly NavEntry[]): NavEntry => ({
    kind: 'section',
    title,
    titleRange: keyRange,
    target: null,
    path: null,
    range: keyRange,
    children,
  });
  if (value.kind === 'sequence') return section(items(value.items, context));
  if (value.kind === 'mapping' && value.entries.length > 0) {
    const message = `The section \`${title}\` of \`nav\` should hold a list, not a mapping.`;
    context.problems.push(problem('warning', message, keyRange));
    const names =
      value.entries.map((inner) => `'${String(inner.key)}'`).join(', ') + (value.entries.length === 1 ? ',' : '');
    context.warnings.push(`Config value 'nav': Expected nav to be a list, got dict with keys (${names})`);
    return section(value.entries.map((inner) => titledEntry(inner, context)));
  }
  const message =
    value.kind === 'scalar' && value.value === null
      ? `The section \`${title}\` of \`nav\` is empty: it needs a path or a list.`
      : `The target of \`${title}\` in \`nav\` must be a path or a list, not ${describe(value)}.`;
  context.problems.push(problem('error', message, value.range.start === value.range.end ? keyRange : value.range));
  return section([]);
}

/** An entry of the navigation with a target, as MkDocs looks it up. */
export function targetEntry(
  title: string | null,
  titleRange: SourceRange | null,
  target: string,
  range: SourceRange,
  context: NavContext,
): NavEntry {
  const base = {
    title,
    titleRange,
    target,
    range: range.start === range.end ? (titleRange ?? range) : range,
    children: [],
  };
  const lookedUp = context.absoluteIsRelativeToDocs && target.startsWith('/') ? target.replace(/^\/+/, '') : target;
  const path = context.find(purePath(lookedUp));
  if (path !== null) return { ...base, kind: 'page', path };
  if (/^(?:[A-Za-z][A-Za-z0-9+.-]*:|\/\/)/.test(target)) return { ...base, kind: 'external', path: null };
  if (target.startsWith('/') && !context.absoluteIsRelativeToDocs) return { ...base, kind: 'absolute', path: null };
  return { ...base, kind: 'missing', path: null };
}

function describe(node: ConfigurationNode): string {
  return node.kind === 'scalar' && (typeof node.value === 'number' || typeof node.value === 'boolean')
    ? `\`${node.value}\``
    : typeName(node);
}

/** All entries of a navigation with a target, sections opened, in order. */
export function navTargets(entries: readonly NavEntry[]): readonly NavEntry[] {
  return entries.flatMap((entry) => (entry.kind === 'section' ? navTargets(entry.children) : [entry]));
}

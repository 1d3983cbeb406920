import type { PythonValue } from '../python-markdown/extension.ts';
import { type ConfigurationNode, plainOptions, plainValue } from './configuration.ts';
import type { SourceRange } from './site.ts';
import { resolvePlainScalar } from './yaml-scalars.ts';

/** The variables that `!ENV` looks up. Their values are used and never shown. */
export type Environment = (name: string) => string | undefined;

const python = 'tag:yaml.org,2002:python/';

/** The text of `!!python/name:...` and of the like, or a short YAML tag, for messages. */
export function shortTag(tag: string): string {
  return tag.startsWith('tag:yaml.org,2002:') ? `!!${tag.slice('tag:yaml.org,2002:'.length)}` : tag;
}

/** What a tag makes of its node; `raw` is the text of a scalar as written, before any meaning is read into it. */
export interface TaggedNode {
  readonly tag: string;
  readonly raw: string | null;
  readonly node: ConfigurationNode;
  /** Texts of the items of a sequence, as written; null for an item that is no scalar. */
  readonly rawItems: readonly (string | null)[];
}

/** The value, or a message why PyYAML refuses it. */
export type TagResult = { readonly node: ConfigurationNode } | { readonly refused: string };

/** Applies the tags that PyYAML (full loader) and MkDocs know (S-SITE-09). */
export function applyTag(tagged: TaggedNode, environment: Environment): TagResult {
  const { tag, node, raw } = tagged;
  const scalar = (value: unknown): TagResult => ({ node: { kind: 'scalar', value, range: node.range } });
  if (tag === '!ENV') return environmentValue(tagged, environment);
  if (tag === '!relative') return relativePath(raw, node.range);
  if (tag.startsWith(`${python}name:`) || tag.startsWith(`${python}module:`)) {
    if (raw !== '') return { refused: `\`${shortTag(tag)}\` takes no value.` };
    return scalar(pythonName(tag.slice(tag.indexOf(':', python.length) + 1)));
  }
  const call = /^(?:object\/apply|object\/new|object):(.+)$/.exec(
    tag.startsWith(python) ? tag.slice(python.length) : '',
  );
  if (call !== null) return scalar(pythonCall(call[1]!, node));
  switch (shortTag(tag)) {
    case '!!str':
    case '!!python/str':
    case '!!python/unicode':
      return raw === null ? { refused: `\`${shortTag(tag)}\` needs a text.` } : scalar(raw);
    case '!!int':
    case '!!float':
    case '!!bool':
    case '!!null':
    case '!!timestamp':
    case '!!python/int':
    case '!!python/long':
    case '!!python/float':
    case '!!python/bool':
    case '!!python/none':
      return raw === null ? { refused: `\`${shortTag(tag)}\` needs a single value.` } : scalar(resolvePlainScalar(raw));
    case '!!binary':
    case '!!python/bytes':
    case '!!python/complex':
      return scalar(raw);
    case '!!seq':
    case '!!map':
    case '!!omap':
    case '!!pairs':
    case '!!set':
    case '!!python/tuple':
    case '!!python/list':
    case '!!python/dict':
      return { node };
    default:
      return { refused: `MkDocs does not know the tag \`${shortTag(tag)}\`.` };
  }
}

function pythonName(name: string): PythonValue {
  return { python: 'name', name, args: [], kwds: {} };
}

function pythonCall(name: string, node: ConfigurationNode): PythonValue {
  if (node.kind === 'sequence') {
    return { python: 'call', name, args: node.items.map((item) => plainValue(item)), kwds: {} };
  }
  const parts = plainOptions(node);
  const args = Array.isArray(parts.args) ? parts.args : [];
  const kwds = typeof parts.kwds === 'object' && parts.kwds !== null ? (parts.kwds as Record<string, unknown>) : {};
  return { python: 'call', name, args, kwds };
}

/** `!ENV NAME`, `!ENV [A, B, default]`: the first variable that is set, read as YAML reads a plain value. */
function environmentValue(tagged: TaggedNode, environment: Environment): TagResult {
  const { node, raw, rawItems } = tagged;
  const found = (names: readonly (string | null)[]): TagResult | null => {
    for (const name of names) {
      const value = name === null ? undefined : environment(name);
      if (value !== undefined) {
        return { node: { kind: 'scalar', value: resolvePlainScalar(value), range: node.range } };
      }
    }
    return null;
  };
  if (node.kind === 'mapping') return { refused: '`!ENV` takes a name or a list of names.' };
  if (node.kind === 'scalar') {
    return found([raw]) ?? { node: { kind: 'scalar', value: null, range: node.range } };
  }
  const names = rawItems.length > 1 ? rawItems.slice(0, -1) : rawItems;
  if (names.includes(null)) return { refused: '`!ENV` takes a name or a list of names.' };
  const fallback = rawItems.length > 1 ? node.items.at(-1)! : null;
  return found(names) ?? { node: fallback ?? { kind: 'scalar', value: null, range: node.range } };
}

/** `!relative` alone is the folder of the page, `$docs_dir/x` and `$config_dir/x` are folders of the site. */
function relativePath(raw: string | null, range: SourceRange): TagResult {
  if (raw === null) return { refused: '`!relative` takes a text.' };
  const prefix = raw.split('/')[0]!;
  if (prefix.startsWith('$') && prefix !== '$config_dir' && prefix !== '$docs_dir') {
    return { refused: `\`!relative\` knows \`$docs_dir\` and \`$config_dir\`, not \`${prefix}\`.` };
  }
  if (raw !== '' && !prefix.startsWith('$'))
    return { refused: `\`!relative\` takes no value but a \`$docs_dir\` or \`$config_dir\` path.` };
  return { node: { kind: 'scalar', value: { relative: raw }, range } };
}

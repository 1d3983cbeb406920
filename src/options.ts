import type { ErrorObject } from 'ajv';
import { LineCounter, parseDocument } from 'yaml';
import type { Rule, RuleSet, Severity } from './rule.ts';
import { nearest } from './text/nearest.ts';

/** What the settings say of one rule. */
export interface RuleSetting {
  readonly level?: 'off' | Severity;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What `assay.yml` says, defaults not filled in. */
export interface Settings {
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

export const NO_SETTINGS: Settings = { rules: {} };

/** The names under which the settings are looked for, beside the site's configuration. */
export const SETTINGS_FILES: readonly string[] = ['assay.yml', 'assay.yaml'];

/** A mistake in the settings, for people. Line and column count from 1. */
export interface SettingsMistake {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The JSON schema of `assay.yml`, made from what the rules declare. */
export function settingsSchema(rules: RuleSet): Readonly<Record<string, unknown>> {
  const ids = Object.keys(rules).sort();
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'assay.yml',
    type: 'object',
    additionalProperties: false,
    properties: {
      rules: {
        description: 'Rules by id: a level, or a level and options.',
        type: ['object', 'null'],
        additionalProperties: false,
        properties: Object.fromEntries(ids.map((id) => [id, ruleSchema(rules[id]!)])),
      },
    },
  };
}

const LEVEL = { enum: ['off', 'warn', 'error'] };

function ruleSchema(rule: Rule): Readonly<Record<string, unknown>> {
  const options = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(rule.options).map(([name, { type, words, schema, default: value }]) => [
        name,
        { type, description: words, default: value, ...schema },
      ]),
    ),
  };
  return {
    description: rule.summary,
    // Not `oneOf`: its mistakes would name every branch. The type decides.
    if: { type: 'array' },
    // biome-ignore lint/suspicious/noThenProperty: a key of JSON schema
    then: { type: 'array', items: [LEVEL, options], minItems: 1, additionalItems: false, maxItems: 2 },
    else: LEVEL,
  };
}

/**
 * Reads `assay.yml`. Mistakes name the key and the nearest valid one; with a mistake there are no settings. The
 * validator is loaded only here, because most runs have no settings.
 */
export async function readSettings(
  text: string,
  rules: RuleSet,
): Promise<{ settings: Settings; mistakes: readonly SettingsMistake[] }> {
  const lines = new LineCounter();
  // YAML 1.1 reads a bare `off` as false; 1.2, the default, leaves it a text.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    const mistakes = document.errors.map((error) => ({ ...at(error.pos[0]), message: yamlFault(error) }));
    return { settings: NO_SETTINGS, mistakes };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // An alias without its anchor, or aliases of aliases without end.
    const message = error instanceof Error ? error.message : String(error);
    return { settings: NO_SETTINGS, mistakes: [{ line: 1, column: 1, message }] };
  }
  if (value === null || value === undefined) return { settings: NO_SETTINGS, mistakes: [] };
  const { default: ajv } = await import('ajv');
  const validate = new ajv.Ajv({ allErrors: true, strict: false, verbose: true }).compile(settingsSchema(rules));
  if (!validate(value)) {
    const mistakes = (validate.errors ?? [])
      .filter((error) => error.keyword !== 'if' && error.keyword !== 'additionalItems')
      .map((error) => {
        const path = error.instancePath.split('/').slice(1).map(unescapePointer);
        const extra = error.params.additionalProperty as string | undefined;
        const offset = offsetOf(document.contents, extra === undefined ? path : [...path, extra], extra !== undefined);
        return { ...at(offset), message: mistakeText(error, path, rules) };
      });
    return { settings: NO_SETTINGS, mistakes };
  }
  const given = (value as { rules?: Record<string, unknown> | null }).rules ?? {};
  const settings: Record<string, RuleSetting> = {};
  for (const [id, setting] of Object.entries(given)) {
    const [level, options] = (Array.isArray(setting) ? setting : [setting]) as [
      NonNullable<RuleSetting['level']>,
      RuleSetting['options'],
    ];
    settings[id] = { level, ...(options && { options }) };
  }
  return { settings: { rules: settings }, mistakes: [] };
}

function yamlFault({ code, message }: { readonly code: string; readonly message: string }): string {
  if (code === 'MULTIPLE_DOCS') return 'A second YAML document begins here; one is wanted.';
  return /call stack/.test(message) ? 'This is nested too deeply.' : message;
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The part of the yaml package's node tree that is needed to find where a key stands. */
interface YamlNode {
  readonly range?: readonly [number, number, number] | null;
  readonly items?: readonly unknown[];
}

function offsetOf(root: unknown, path: readonly string[], ofKey: boolean): number {
  let node = root as YamlNode | null;
  let offset = node?.range?.[0] ?? 0;
  for (const [i, part] of path.entries()) {
    const items: readonly unknown[] = node?.items ?? [];
    const pairs = items as readonly { key?: { value?: unknown } & YamlNode; value?: YamlNode | null }[];
    const pair = pairs.find((item) => String(item.key?.value) === part);
    const item = (pair === undefined ? items[Number(part)] : pair.value) as YamlNode | null | undefined;
    const wanted = pair !== undefined && ofKey && i === path.length - 1 ? pair.key : item;
    offset = wanted?.range?.[0] ?? pair?.key?.range?.[0] ?? offset;
    node = item ?? null;
  }
  return offset;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  object: 'a mapping of keys to values',
  string: 'a text',
};

function mistakeText(error: ErrorObject, path: readonly string[], rules: RuleSet): string {
  const place = path.length === 0 ? 'the file' : `\`${path.join('.')}\``;
  const { keyword, params } = error;
  if (keyword === 'additionalProperties') {
    const key = params.additionalProperty as string;
    const known =
      path.length === 0
        ? ['rules']
        : path.length === 1
          ? Object.keys(rules)
          : Object.keys(rules[path[1]!]?.options ?? {});
    const near = nearest(key, known);
    const kind = path.length === 0 ? 'key' : path.length === 1 ? 'rule' : `option of \`${path[1]}\``;
    const hint =
      near !== null
        ? ` Did you mean \`${near}\`?`
        : known.length > 0
          ? ` Known: ${known.map((name) => `\`${name}\``).join(', ')}.`
          : ' It has none.';
    return `\`${key}\` is no known ${kind}.${hint}`;
  }
  if (keyword === 'enum') {
    const allowed = params.allowedValues as readonly unknown[];
    const near = nearest(String(error.data), allowed.map(String));
    const list = allowed.map((value) => `\`${String(value)}\``).join(', ');
    return `${place} is \`${JSON.stringify(error.data)}\`, but must be one of ${list}.${near === null ? '' : ` Did you mean \`${near}\`?`}`;
  }
  if (keyword === 'type') {
    const types = (Array.isArray(params.type) ? params.type : [params.type]).filter((type) => type !== 'null');
    return `${place} must be ${types.map((type) => TYPE_WORDS[type as string] ?? type).join(' or ')}.`;
  }
  if (keyword === 'minItems' || keyword === 'maxItems') {
    return `${place} must be a level, or a list of a level and options: \`[warn, {...}]\`.`;
  }
  return `${place} ${error.message ?? 'is not valid'}.`;
}

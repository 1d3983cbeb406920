import {
  booleanValue,
  type ConfigurationNode,
  childOf,
  entryOf,
  isNull,
  type MappingNode,
  problem,
  stringValue,
  typeName,
} from './configuration.ts';
import type { ConfigurationProblem, ConfiguredText, SiteKind, SiteTheme, SourceRange } from './site.ts';

/** The keys that MkDocs knows at the top of its configuration (`MkDocsConfig`). */
const knownKeys: ReadonlySet<string> = new Set([
  'config_file_path',
  'site_name',
  'nav',
  'pages',
  'exclude_docs',
  'draft_docs',
  'not_in_nav',
  'site_url',
  'site_description',
  'site_author',
  'theme',
  'docs_dir',
  'site_dir',
  'copyright',
  'google_analytics',
  'dev_addr',
  'use_directory_urls',
  'repo_url',
  'repo_name',
  'edit_uri_template',
  'edit_uri',
  'extra_css',
  'extra_javascript',
  'extra_templates',
  'markdown_extensions',
  'mdx_configs',
  'strict',
  'remote_branch',
  'remote_name',
  'extra',
  'plugins',
  'hooks',
  'watch',
  'validation',
]);

const textKeys = [
  'site_description',
  'site_author',
  'copyright',
  'site_dir',
  'remote_branch',
  'remote_name',
  'repo_name',
  'edit_uri',
];

/** Reads single settings and notes what MkDocs would refuse, each on its own line. */
export class Settings {
  readonly #root: MappingNode;
  readonly #problems: ConfigurationProblem[];
  /** What MkDocs warns of, in its words. */
  readonly warnings: string[] = [];

  constructor(root: MappingNode, problems: ConfigurationProblem[]) {
    this.#root = root;
    this.#problems = problems;
  }

  /** A text; `fallback` when there is none. */
  text(key: string, fallback: string | null = null): string | null {
    const node = childOf(this.#root, key);
    if (node === null || isNull(node)) return fallback;
    const value = stringValue(node);
    if (value === null) this.#refuse(`\`${key}\` must be a text, not ${typeName(node)}.`, node.range);
    return value ?? fallback;
  }

  switch(key: string, fallback: boolean): boolean {
    const node = childOf(this.#root, key);
    if (node === null || isNull(node)) return fallback;
    const value = booleanValue(node);
    if (value === null) this.#refuse(`\`${key}\` must be true or false, not ${typeName(node)}.`, node.range);
    return value ?? fallback;
  }

  /** A list of texts, or of mappings that have one under `path` (`extra_javascript`). */
  texts(key: string): readonly ConfiguredText[] {
    const node = childOf(this.#root, key);
    if (node === null || isNull(node)) return [];
    if (node.kind !== 'sequence') {
      this.#refuse(`\`${key}\` must be a list, not ${typeName(node)}.`, node.range);
      return [];
    }
    return node.items.flatMap((item): ConfiguredText[] => {
      const text = item.kind === 'mapping' && key === 'extra_javascript' ? childOf(item, 'path') : item;
      const value = stringValue(text);
      if (value !== null) return [{ text: value, range: text!.range }];
      // MkDocs does not look into `extra_css` and `extra_templates`.
      if (key === 'extra_javascript' || key === 'hooks') {
        this.#refuse(`An entry of \`${key}\` must be a path, not ${typeName(item)}.`, item.range);
      }
      return [];
    });
  }

  /** An address with a scheme and a host, or an empty text. */
  address(key: string): string | null {
    const value = this.text(key);
    if (value === null || value === '') return value;
    if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]/.test(value)) return value;
    this.#refuse(`\`${key}\` must be a whole URL with its \`https://\`, not \`${value}\`.`, this.rangeOf(key));
    return null;
  }

  /** Lines of a text of patterns; null without one. */
  patterns(key: string): readonly string[] | null {
    const node = childOf(this.#root, key);
    if (node === null || isNull(node)) return null;
    const value = stringValue(node);
    if (value === null) {
      this.#refuse(`\`${key}\` must be a text of patterns, one in a line, not ${typeName(node)}.`, node.range);
      return null;
    }
    return value.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
  }

  /** `theme` as MkDocs reads it; its `custom_dir` is as written. */
  theme(): SiteTheme & { readonly customDirRange: SourceRange | null; readonly staticTemplates: readonly string[] } {
    const node = childOf(this.#root, 'theme');
    const none = { customDir: null, customDirRange: null, staticTemplates: [], logo: null, favicon: null };
    if (node === null || isNull(node)) return { name: 'mkdocs', ...none };
    const name = stringValue(node);
    if (name !== null) return { name, ...none };
    if (node.kind !== 'mapping') {
      this.#refuse(`\`theme\` must be a name or a mapping, not ${typeName(node)}.`, node.range);
      return { name: null, ...none };
    }
    if (entryOf(node, 'name') === null) {
      this.#refuse('`theme` needs a `name`; `name: null` uses `custom_dir` alone.', this.keyRangeOf('theme'));
    }
    const customDir = childOf(node, 'custom_dir');
    const templates = childOf(node, 'static_templates');
    const picture = (key: string): ConfiguredText | null => {
      const value = childOf(node, key);
      const text = stringValue(value);
      return text ? { text, range: value!.range } : null;
    };
    return {
      logo: picture('logo'),
      favicon: picture('favicon'),
      name: stringValue(childOf(node, 'name')),
      customDir: stringValue(customDir),
      customDirRange: customDir?.range ?? null,
      staticTemplates:
        templates?.kind === 'sequence' ? templates.items.map(stringValue).filter((text) => text !== null) : [],
    };
  }

  /** What is wrong with settings that assay does not use otherwise. */
  checkOthers(kind: SiteKind): void {
    if (kind === 'zensical') return;
    for (const key of textKeys) this.text(key);
    this.address('repo_url');
    if (!isNull(childOf(this.#root, 'pages'))) {
      this.#refuse('MkDocs has no `pages` any more: it is called `nav`.', this.keyRangeOf('pages'));
    }
    const extra = childOf(this.#root, 'extra');
    if (extra !== null && !isNull(extra) && extra.kind !== 'mapping') {
      this.#refuse(`\`extra\` must be a mapping, not ${typeName(extra)}.`, extra.range);
    }
    // ProperDocs may know more.
    if (kind !== 'mkdocs') return;
    for (const entry of this.#root.entries) {
      if (knownKeys.has(String(entry.key))) continue;
      const name = String(entry.key);
      this.warnings.push(`Config value '${name}': Unrecognised configuration name: ${name}`);
      const message = `MkDocs does not know the setting \`${name}\`.`;
      this.#problems.push(problem('warning', message, entry.keyRange));
    }
  }

  /** The value of a key, or the start of the configuration. */
  rangeOf(key: string): SourceRange {
    return childOf(this.#root, key)?.range ?? this.start;
  }

  keyRangeOf(key: string): SourceRange {
    return entryOf(this.#root, key)?.keyRange ?? this.start;
  }

  node(key: string): ConfigurationNode | null {
    return childOf(this.#root, key);
  }

  get start(): SourceRange {
    const { range } = this.#root;
    return { ...range, endLine: range.line, endColumn: range.column, end: range.start };
  }

  #refuse(message: string, range: SourceRange): void {
    this.#problems.push(problem('error', message, range));
  }

  refuse(message: string, range: SourceRange): void {
    this.#refuse(message, range);
  }
}

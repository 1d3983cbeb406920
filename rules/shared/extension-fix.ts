import type { Fix } from '../../src/rule.ts';
import { addEntryOption, addListEntry, type ListEntry } from '../../src/site/configuration-edit.ts';
import type { Site } from '../../src/site/site.ts';
import type { TextEdit } from '../../src/text/edits.ts';

const KEY = 'markdown_extensions';
const MERMAID = [
  'custom_fences:',
  '  - name: mermaid',
  '    class: mermaid',
  '    format: !!python/name:pymdownx.superfences.fence_code_format',
];

/** The entry of `markdown_extensions` that switches an extension on, with the options without which it does not work. */
export function extensionEntry(extension: string, theme: string | null): ListEntry {
  const options = theme === 'material' ? MATERIAL_OPTIONS[extension] : undefined;
  return options === undefined ? { name: extension } : { name: extension, options };
}

/** What Material's styles and scripts count on. */
const MATERIAL_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  'pymdownx.tabbed': ['alternate_style: true'],
  'pymdownx.tasklist': ['custom_checkbox: true'],
  'pymdownx.emoji': [
    'emoji_index: !!python/name:material.extensions.emoji.twemoji',
    'emoji_generator: !!python/name:material.extensions.emoji.to_svg',
  ],
};

/** The fix that switches an extension on in the configuration file that has the list; null where none can be written. */
export function extensionFix(site: Site, extension: string): Fix | null {
  if (site.kind === 'zensical') return null;
  return configurationFix(site, `Add \`${extension}\` to \`${KEY}\`.`, (text) =>
    addListEntry(text, KEY, extensionEntry(extension, site.theme.name)),
  );
}

/** The fix that makes fences of Mermaid diagrams. */
export function mermaidFix(site: Site): Fix | null {
  if (site.kind === 'zensical') return null;
  const name = 'pymdownx.superfences';
  const isOn = site.dialect.extensions.some((extension) => extension.name === name);
  return configurationFix(site, `Give \`${name}\` a custom fence for \`mermaid\`.`, (text) =>
    isOn ? addEntryOption(text, KEY, name, MERMAID) : addListEntry(text, KEY, { name, options: MERMAID }),
  );
}

function configurationFix(site: Site, title: string, edit: (text: string) => TextEdit | null): Fix | null {
  const hasKey = (text: string | undefined) => text !== undefined && new RegExp(`^${KEY}[ \\t]*:`, 'm').test(text);
  // The list of a child takes the place of its parent's, so the first file that has one counts.
  const file = site.configFiles.find((path) => hasKey(site.configTexts.get(path))) ?? site.configPath;
  const text = site.configTexts.get(file);
  if (text === undefined) return null;
  const made = edit(text);
  return made === null ? null : { title, class: 'unsafe', effect: 'config', edits: [{ ...made, file }] };
}

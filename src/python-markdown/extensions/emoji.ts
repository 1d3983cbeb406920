import { Element } from '../element.ts';
import { booleanOption, type Extension, type ExtensionOptions, isPythonValue, stringOption } from '../extension.ts';
import { escapeAlso } from '../inline/escape.ts';
import type { InlinePattern } from '../inline-parser.ts';
import { InlineText } from '../inline-text.ts';
import type { IncludeFile } from '../markdown.ts';
import { type Emoji, emojiIndexOf } from './emoji/index-of.ts';

const CDN: Readonly<Record<string, readonly [png: string, svg: string]>> = {
  emojione: [
    'https://cdnjs.cloudflare.com/ajax/libs/emojione/2.2.7/assets/png/',
    'https://cdnjs.cloudflare.com/ajax/libs/emojione/2.2.7/assets/svg/',
  ],
  gemoji: [
    'https://github.githubassets.com/images/icons/emoji/unicode/',
    'https://cdnjs.cloudflare.com/ajax/libs/emojione/2.2.7/assets/svg/',
  ],
  twemoji: [
    'https://cdn.jsdelivr.net/gh/jdecked/twemoji@16.0.1/assets/72x72/',
    'https://cdn.jsdelivr.net/gh/jdecked/twemoji@16.0.1/assets/svg/',
  ],
};

/** Names with more parts than this are not looked for in folders of custom icons: the parts may be folders or not. */
const MOST_PARTS = 8;

/**
 * `:short-name:` (`pymdownx.emoji`, and the index and generator of Material and Zensical). A name that the index does not
 * have stays text. The drawings of icons are left out; `notes.name` is the short name.
 */
const emoji: Extension = {
  name: 'pymdownx.emoji',
  extend(markdown, options) {
    escapeAlso(markdown, [':']);
    markdown.inline.patterns.register(emojiPattern(options), 'emoji', 75);
  },
};
export default emoji;

function emojiPattern(options: ExtensionOptions): InlinePattern {
  const indexName = pythonName(options.emoji_index, 'pymdownx.emoji.emojione');
  const generator = pythonName(options.emoji_generator, 'pymdownx.emoji.to_png');
  const own = asRecord(options.options);
  const folders = Array.isArray(own.custom_icons) ? own.custom_icons.map(String) : [];
  const withoutSelector = booleanOption(options, 'remove_variation_selector', false);
  const altForm = stringOption(options, 'alt', 'unicode');
  const titleForm = stringOption(options, 'title', 'short');
  return {
    expression: /:([+\-\p{L}\p{N}_]+):/gu,
    triggers: ':',
    handle(match, data, { markdown }) {
      const start = match.index;
      const end = start + match[0].length;
      const index = emojiIndexOf(indexName);
      const written = match[1]!;
      const name = index.aliases.get(written) ?? written;
      const icon = { unicode: null, fullUnicode: null };
      const found: Emoji | undefined =
        index.emoji.get(name) ?? (isCustomIcon(name, folders, markdown.page.include) ? icon : undefined);
      if (found === undefined) return { start, end, replacement: { kind: 'text', value: match[0] } };
      const full = found.fullUnicode?.replaceAll(withoutSelector ? '-fe0f' : ' ', '') ?? null;
      const alt = full === null || altForm === 'short' ? match[0] : charactersOf(full);
      const title = titleForm === 'short' ? match[0] : titleForm === 'long' ? name.replaceAll('_', ' ') : null;
      if (generator.endsWith('.to_alt')) return { start, end, replacement: { kind: 'raw', value: alt } };
      const element = drawn(
        generator,
        index.name,
        name,
        found,
        alt,
        title,
        own,
        data.origin(start),
        data.originEnd(end),
      );
      element.note({ syntax: 'emoji', name: written });
      return { start, end, replacement: { kind: 'element', element } };
    },
  };
}

/** The element that a generator makes. */
function drawn(
  generator: string,
  index: 'emojione' | 'gemoji' | 'twemoji',
  name: string,
  { unicode }: Emoji,
  alt: string,
  title: string | null,
  own: Readonly<Record<string, unknown>>,
  start: number,
  end: number,
): Element {
  const classes = stringOption(own, 'classes', index);
  const kind = generator.slice(generator.lastIndexOf('.') + 1);
  if (kind === 'to_svg' && unicode === null && !generator.startsWith('pymdownx.')) {
    return new Element('span', start, end, { class: classes });
  }
  if (kind === 'to_svg_sprite') {
    const svg = new Element('svg', start, end, { class: classes });
    svg.append(new Element('description', start, end)).text = InlineText.generated(alt, start);
    const path = stringOption(own, 'image_path', './../assets/sprites/emojione.sprites.svg');
    svg.append(new Element('use', end, end, { 'xlink:href': `${path}#emoji-${unicode}` }));
    return svg;
  }
  const attributes: Record<string, string> = {};
  const sprite = kind === 'to_png_sprite';
  if (sprite) {
    attributes.class = `${classes}-${stringOption(own, 'size', '64')}- _${unicode}`;
  } else {
    const [png, svg] = CDN[index]!;
    attributes.class = classes;
    attributes.alt = alt;
    if (kind === 'to_svg') attributes.src = `${stringOption(own, 'image_path', svg)}${unicode}.svg`;
    else if (unicode !== null) attributes.src = `${stringOption(own, 'image_path', png)}${unicode}.png`;
    else attributes.src = `${stringOption(own, 'non_standard_image_path', png)}${name}.png`;
  }
  if (title !== null) attributes.title = title;
  for (const [key, value] of Object.entries(asRecord(own.attributes))) attributes[key] = String(value);
  const element = new Element(sprite ? 'span' : 'img', start, end, attributes);
  if (sprite) element.text = InlineText.generated(alt, start);
  return element;
}

/** Whether a folder of custom icons holds the drawing of a name, in which `-` may stand for a folder. */
function isCustomIcon(name: string, folders: readonly string[], include: IncludeFile): boolean {
  if (folders.length === 0) return false;
  const parts = name.split('-');
  if (parts.length > MOST_PARTS) return false;
  const paths = parts
    .slice(1)
    .reduce((before, part) => before.flatMap((path) => [`${path}/${part}`, `${path}-${part}`]), [parts[0]!]);
  return folders.some((folder) => paths.some((path) => include(`${folder.replace(/\/+$/, '')}/${path}.svg`) !== null));
}

function charactersOf(codePoints: string): string {
  return String.fromCodePoint(...codePoints.split('-').map((code) => Number.parseInt(code, 16)));
}

function pythonName(value: unknown, fallback: string): string {
  if (isPythonValue(value)) return value.name;
  return typeof value === 'string' ? value.replace(/^!!python\/name:/, '') : fallback;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

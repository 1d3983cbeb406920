import * as emojione from './names-emojione.ts';
import * as gemoji from './names-gemoji.ts';
import { icons } from './names-icons.ts';
import * as twemoji from './names-twemoji.ts';

/** One emoji: hexadecimal code points joined by `-`; null for an icon, which is no character. */
export interface Emoji {
  readonly unicode: string | null;
  /** All code points, joiners and variation selectors too. */
  readonly fullUnicode: string | null;
}

/** Which short names (without colons) there are. */
export interface EmojiIndex {
  readonly name: 'emojione' | 'gemoji' | 'twemoji';
  readonly emoji: ReadonlyMap<string, Emoji>;
  /** Other short names, and the one they stand for. */
  readonly aliases: ReadonlyMap<string, string>;
}

const made = new Map<string, EmojiIndex>();

/** The index that an option names, made on first use: a dotted Python name, as `pymdownx.emoji.gemoji`. */
export function emojiIndexOf(pythonName: string): EmojiIndex {
  let index = made.get(pythonName);
  if (index === undefined) {
    index = make(pythonName);
    made.set(pythonName, index);
  }
  return index;
}

function make(pythonName: string): EmojiIndex {
  if (pythonName.endsWith('.gemoji')) return indexOf('gemoji', gemoji, false);
  if (!pythonName.endsWith('.twemoji')) return indexOf('emojione', emojione, false);
  return indexOf('twemoji', twemoji, !pythonName.startsWith('pymdownx.'));
}

function indexOf(
  name: EmojiIndex['name'],
  data: { readonly names: string; readonly aliases: string },
  withIcons: boolean,
): EmojiIndex {
  const emoji = new Map<string, Emoji>();
  for (const line of data.names.trim().split('\n')) {
    const [short, unicode, full] = line.split(' ') as [string, string, string | undefined];
    emoji.set(short, { unicode, fullUnicode: full ?? unicode });
  }
  const aliases = new Map<string, string>();
  for (const line of data.aliases.trim().split('\n')) {
    const [alias, short] = line.split(' ') as [string, string];
    aliases.set(alias, short);
  }
  if (withIcons) {
    const icon: Emoji = { unicode: null, fullUnicode: null };
    for (const line of icons.slice(1, -1).split('\n')) {
      const [prefix, ...names] = line.split(' ');
      for (const rest of names) {
        const short = `${prefix}${rest}`;
        if (!emoji.has(short) && !aliases.has(short)) emoji.set(short, icon);
      }
    }
  }
  return { name, emoji, aliases };
}

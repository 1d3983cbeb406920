import type { Parents } from 'mdast';
import { emojiIndexOf } from '../../src/python-markdown/extensions/emoji/index-of.ts';
import type { Site } from '../../src/site/site.ts';

/** Names, without colons. */
export interface NameSet {
  has(name: string): boolean;
}

/** Names of icons and emoji that the index knows which the extension would be given. */
export function emojiNames(site: Site): NameSet {
  const isMaterial = site.theme.name === 'material';
  const index = emojiIndexOf(isMaterial ? 'material.extensions.emoji.twemoji' : 'pymdownx.emoji.emojione');
  return { has: (name) => index.emoji.has(name) || index.aliases.has(name) };
}

/** Short names of emoji that stand by themselves: not roles of other markups (`:ref:` before code), not times. */
export function emojiIn(
  value: string,
  parent: Parents | undefined,
  index: number | undefined,
  known: NameSet,
): readonly string[] {
  const found: string[] = [];
  for (const match of value.matchAll(/(?<![^\s(])(:[a-z][a-z0-9_+-]{2,40}:)(?![^\s.,;!?)])/g)) {
    const written = match[1]!;
    const isLast = match.index + match[0].length === value.length;
    const after = index === undefined ? undefined : parent?.children[index + 1];
    if (isLast && after?.type === 'inlineCode') continue;
    if (/^:(?:material|fontawesome|octicons|simple)-/.test(written)) continue;
    if (known.has(written.slice(1, -1))) found.push(written);
  }
  return found;
}

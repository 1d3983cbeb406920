import type { SiteFacts } from '../../src/facts/site-facts.ts';
import type { FixClass } from '../../src/rule.ts';
import { editDistance } from '../../src/text/nearest.ts';

/** The ids that a fragment without one was probably meant for, the most likely first, and how sure that is. */
export interface AnchorRepair {
  readonly ids: readonly string[];
  readonly class: FixClass;
}

/**
 * What a fragment that a page does not have was meant to name.
 * - `safe`: exactly one id or heading of the page has the same letters and digits: another dialect of slugs, another case,
 *   emoji, punctuation or encoding.
 * - `unsafe`: exactly one is spelled nearly so.
 */
export function repairAnchor(facts: SiteFacts, path: string, fragment: string): AnchorRepair {
  const ids = [...facts.ids(path).keys()].filter((id) => !/^(?:__|fn:|fnref)/.test(id));
  const key = slugKey(fragment);
  if (key !== '') {
    const headings = facts.pages.get(path)?.headings ?? [];
    const titled = headings.flatMap(({ id, text }) => (id !== null && slugKey(text) === key ? [id] : []));
    const same = [...new Set([...ids.filter((id) => slugKey(id) === key), ...titled])];
    if (same.length > 0) return { ids: same, class: same.length === 1 ? 'safe' : 'suggestion' };
    // The number that a repeated heading gets, the one that GitHub gives it, and that of a numbered heading.
    const unnumbered = ids.filter((id) => slugKey(withoutNumber(id)) === slugKey(withoutNumber(fragment)));
    if (unnumbered.length > 0) return { ids: unnumbered, class: unnumbered.length === 1 ? 'unsafe' : 'suggestion' };
  }
  return spelledNearly(fragment, ids);
}

function withoutNumber(slug: string): string {
  return slug.replace(/[_-]\d+$|^\d+[-.]/g, '');
}

/** Ids that differ by few letters; surer when it is one in ten, and nothing else comes near. */
function spelledNearly(fragment: string, ids: readonly string[]): AnchorRepair {
  const most = Math.max(1, Math.floor(fragment.length / 4));
  const near = ids
    .filter((id) => Math.abs(id.length - fragment.length) <= most)
    .map((id) => ({ id, distance: editDistance(fragment.toLowerCase(), id.toLowerCase(), most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  const isSure = near.length === 1 && fragment.length >= 6 && near[0]!.distance <= Math.max(1, fragment.length / 10);
  return { ids: near.slice(0, 3).map(({ id }) => id), class: isSure ? 'unsafe' : 'suggestion' };
}

/** What dialects of slugs agree on: letters and digits in lower case. */
function slugKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

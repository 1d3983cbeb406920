import type { SiteFacts } from '../../src/facts/site-facts.ts';
import { nearest } from '../../src/text/nearest.ts';

/** The id of a page that was probably meant by one that it does not have; null when none is near. */
export function nearAnchor(facts: SiteFacts, path: string, fragment: string): string | null {
  const ids = [...facts.ids(path).keys()].filter((id) => !/^(?:__|fn:|fnref)/.test(id));
  const key = slugKey(fragment);
  if (key !== '') {
    const same = ids.filter((id) => slugKey(id) === key);
    if (same.length > 0) return same[0]!;
    // The number that a repeated heading gets, and the one that GitHub gives it.
    const unnumbered = ids.filter(
      (id) => slugKey(id.replace(/[_-]\d+$/, '')) === slugKey(fragment.replace(/[_-]\d+$/, '')),
    );
    if (unnumbered.length === 1) return unnumbered[0]!;
    const headings = facts.pages.get(path)?.headings ?? [];
    const titled = headings.filter((heading) => heading.id !== null && slugKey(heading.text) === key);
    if (titled.length > 0) return titled[0]!.id;
  }
  return nearest(fragment, ids);
}

/** What dialects of slugs agree on: letters and digits in lower case. */
function slugKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

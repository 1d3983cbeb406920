import type { SiteFacts } from '../../src/facts/site-facts.ts';
import type { Cause, Site } from '../../src/site/site.ts';

/** Why pages may hold links and pictures that their sources do not show; null when they cannot. */
export function unseenLinks(site: Site, facts: SiteFacts): Cause | null {
  if (facts.anyText !== null) return facts.anyText;
  const hook = site.unknowable.files.find(({ source }) => source === 'hooks');
  if (hook !== undefined) return hook;
  for (const part of site.unknowable.text) {
    if (part.addsLinks === false) continue;
    if (part.markers.length === 0) return part;
    const adding = part.addsLinks === true ? part.markers : part.addsLinks;
    for (const { markers } of facts.pages.values()) {
      if (adding.some((marker) => markers.includes(marker))) return part;
    }
  }
  return null;
}

/** Whether the configuration, a template, a script or another file beside the pages holds one of some names. */
export function isNamedBesidePages(site: Site, names: readonly string[]): boolean {
  const isIn = (text: string) => names.some((name) => text.includes(name));
  for (const text of site.configTexts.values()) if (isIn(text)) return true;
  for (const text of site.texts().values()) if (isIn(text)) return true;
  return false;
}

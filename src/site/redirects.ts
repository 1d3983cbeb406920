import { childOf, stringValue } from './configuration.ts';
import type { Site, SitePage, SourceRange } from './site.ts';

/** An entry of `redirect_maps`, as written. */
export interface RedirectEntry {
  readonly from: string;
  readonly to: string;
  readonly fromRange: SourceRange;
  readonly toRange: SourceRange;
}

/** The redirects that the plugin `redirects` is given, in the order of the configuration. */
export function redirectEntries(site: Pick<Site, 'plugins'>): readonly RedirectEntry[] {
  return site.plugins.flatMap(({ shortName, node }): readonly RedirectEntry[] => {
    const maps = shortName === 'redirects' ? childOf(node, 'redirect_maps') : null;
    if (maps?.kind !== 'mapping') return [];
    return maps.entries.flatMap(({ key, keyRange, value }): readonly RedirectEntry[] => {
      const to = stringValue(value);
      if (to === null) return [];
      return [{ from: String(key), to, fromRange: keyRange, toRange: value.range }];
    });
  });
}

/** The page that a redirect leads to in the end, with the anchor of the last step; null when it leaves the site. */
export function redirectedPage(site: Site, url: string): { readonly page: SitePage; readonly fragment: string } | null {
  const seen = new Set<string>();
  for (let at = url; !seen.has(at); ) {
    seen.add(at);
    const target = site.redirects.get(at);
    if (target === undefined) return null;
    const [path = '', fragment = ''] = target.split('#');
    const page = site.pages.get(path);
    if (page === undefined) return null;
    if (!site.redirects.has(page.url)) return { page, fragment };
    at = page.url;
  }
  return null;
}

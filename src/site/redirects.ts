import { childOf, stringValue } from './configuration.ts';
import type { Site, SourceRange } from './site.ts';

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

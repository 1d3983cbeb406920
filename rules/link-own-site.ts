import { followLink } from '../src/facts/reach.ts';
import type { SiteFacts } from '../src/facts/site-facts.ts';
import { defineRule } from '../src/rule.ts';
import { unknowableTarget } from '../src/site/plugins.ts';
import type { Site } from '../src/site/site.ts';
import { placeOf, shown } from './shared/broken-link.ts';
import { filesMeant } from './shared/repair-link.ts';

export default defineRule({
  summary: 'A full address of the site itself leads to a page that it has.',
  why: 'MkDocs never checks a link with a scheme, so a full URL of the own site outlives the page that it names.',
  since: '0.2.0',
  fix: null,
  options: {},
  messages: {
    missing: '`{url}` is an address of this site, which has no page there.{hint}',
    anchor: '`{url}` is an address of this site; the page `{path}` has no anchor `#{fragment}`.',
  },
  site({ site, facts, pages, report, unknowable }) {
    const own = ownAddress(site);
    if (own === null) return;
    for (const path of pages.keys()) {
      const page = site.pages.get(path)!;
      for (const { link } of facts.links(page)) {
        const rest = own(link.url);
        if (rest === null) continue;
        const hasId = (target: string, id: string) => !facts.pages.has(target) || facts.hasId(target, id);
        const landing = followLink(site, page.url, site.base + rest, hasId);
        if (landing.outcome !== 'missing' && landing.outcome !== 'no_anchor') continue;
        if (landing.outcome === 'missing' && !isOfDocs(site, landing.path)) continue;
        const fragment = landing.outcome === 'no_anchor' ? landing.fragment : null;
        const cause =
          unknowableTarget(site, { path: landing.path, fragment }) ?? unknownText(facts, landing.file?.path);
        if (cause !== null) {
          unknowable(cause);
          continue;
        }
        const span = placeOf(link);
        const data = { href: link.url, target: landing.target, element: link.element };
        const url = shown(link.url);
        if (fragment !== null) {
          report({ page: path, message: 'anchor', values: { url, path: landing.file!.path, fragment }, span, data });
          continue;
        }
        const { files } = filesMeant(facts, page, `/${landing.path}`, '');
        const hint =
          files.length === 1 ? ` Did you mean \`${site.siteUrl!.replace(/\/*$/, '/')}${files[0]!.href}\`?` : '';
        report({ page: path, message: 'missing', values: { url, hint }, span, data });
      }
    }
  },
});

/**
 * What of a full address follows the site's base; null for another site's. A site that several versions share (`mike`) has
 * each below a folder of its own, so nothing is known of its addresses.
 */
function ownAddress(site: Site): ((url: string) => string | null) | null {
  const origin = /^https?:\/\/([^/?#]+)/i.exec(site.siteUrl ?? '');
  if (origin === null || site.plugins.some(({ shortName }) => shortName === 'mike')) return null;
  const prefix = new RegExp(`^https?://${origin[1]!.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(/[^?#]*)?([?#].*)?$`, 'i');
  return (url) => {
    const match = prefix.exec(url);
    if (match === null) return null;
    const path = match[1] ?? '/';
    if (!path.startsWith(encodeURI(site.base))) return null;
    return path.slice(encodeURI(site.base).length) + (match[2] ?? '');
  };
}

/** At the root of a server other things may be served beside the site: only what lies in a folder of the docs is judged. */
function isOfDocs(site: Site, path: string): boolean {
  if (site.base !== '/') return true;
  const folder = path.split('/')[0]!;
  if (folder === '' || !path.includes('/')) return false;
  return [...site.pages.keys()].some((page) => page.startsWith(`${folder}/`) || page === `${folder}.md`);
}

function unknownText(facts: SiteFacts, path: string | undefined) {
  if (path === undefined) return null;
  const markers = facts.pages.get(path)?.markers ?? [];
  return facts.site.unknowable.text.find((text) => text.markers.some((marker) => markers.includes(marker))) ?? null;
}

import { type ResolvedLink, resolveLink } from './resolve-link.ts';
import type { Site, SitePage } from './site.ts';
import { zensicalAddress } from './zensical-links.ts';

/** What the site's generator makes of an address of the tree on one of its pages. */
export function siteLink(site: Site, page: SitePage, url: string): ResolvedLink {
  const relativeToDocs = site.validation.links.absoluteLinks === 'relative_to_docs';
  const resolved = resolveLink(url, page, (path) => hrefOfPath(site, path), relativeToDocs);
  if (site.kind !== 'zensical') return resolved;
  return { ...resolved, href: zensicalAddress(url, page, site.useDirectoryUrls) ?? url };
}

/**
 * The address of a page or file in the collection in which MkDocs looks links up: excluded and draft files are in it too,
 * and a page of another language stands in for one that is not translated.
 */
export function hrefOfPath(site: Site, path: string): string | undefined {
  const found = site.pages.get(path) ?? site.files.get(path);
  if (found !== undefined) return found.href;
  const alias = site.aliases.get(path);
  return alias === undefined ? undefined : (site.pages.get(alias) ?? site.files.get(alias))?.href;
}

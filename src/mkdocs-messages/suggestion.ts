import { extensionOf, folderOf, normalizePath } from '../site/paths.ts';
import { relativeHref } from '../site/resolve-link.ts';
import type { Site, SitePage } from '../site/site.ts';
import { hrefOfPath } from '../site/site-link.ts';
import { decodePercent, splitUrl, urlTail } from '../text/url.ts';

/**
 * The guess at the end of a message, ` Did you mean '...'?`, or nothing (S-URL-09). It is MkDocs' own, and often not where
 * the browser goes.
 */
export function suggestionFor(site: Site, page: SitePage, url: string): string {
  const { path, query, fragment } = splitUrl(url);
  const isRooted = url.startsWith('/') || url.startsWith('\\');
  const relativeToDocs = isRooted && site.validation.links.absoluteLinks === 'relative_to_docs';
  const decoded = decodePercent(path);
  const candidates = possibleTargets(page, decoded, site.useDirectoryUrls);
  // For an absolute link that is left alone, the path itself is a guess; otherwise it has been looked up already.
  if (!isRooted || relativeToDocs) candidates.shift();
  const found = candidates.find((candidate) => hrefOfPath(site, candidate) !== undefined);
  let guess = '';
  if (found !== undefined) {
    const address = relativeToDocs ? `/${found}` : relativeHref(found, page.path);
    guess = (fragment && found === page.path ? '' : address) + urlTail({ query, fragment });
  } else if (url.includes('@') && url.includes('.') && !url.includes('/')) guess = `mailto:${url}`;
  return guess && ` Did you mean '${guess}'?`;
}

/** `_possible_target_uris`: what a link means first, then what it may have been meant to. */
function possibleTargets(page: SitePage, path: string, useDirectoryUrls: boolean): string[] {
  const target = targetOf(page.path, path);
  if (normalizePath(path) === '.') return [target, page.path];
  const fromUrl = targetOf(page.href, path);
  const bases = fromUrl === target ? [target] : [target, fromUrl];
  const changes: ((base: string) => string)[] = [];
  if (useDirectoryUrls) changes.push((base) => base);
  if (extensionOf(target) === '')
    changes.push(
      (base) => `${base}/index.md`,
      (base) => `${base}/README.md`,
    );
  if (!target.endsWith('.') && !path.endsWith('.md') && (useDirectoryUrls || !path.endsWith('/'))) {
    changes.push((base) => `${base.endsWith('.html') ? base.slice(0, -'.html'.length) : base}.md`);
  }
  const targets = new Set([target]);
  for (const base of bases) {
    for (const change of changes) {
      const guess = normalizePath(change(base));
      if (!guess.startsWith('../')) targets.add(guess);
    }
  }
  return [...targets];
}

/** `_target_uri`: Python's join starts anew at a leading slash. */
function targetOf(from: string, path: string): string {
  const joined = path.startsWith('/') ? path : `${folderOf(from)}/${path}`;
  return normalizePath(joined.replace(/^\/+/, ''));
}

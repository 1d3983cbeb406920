import { folderOf } from './paths.ts';
import { relativeHref } from './resolve-link.ts';
import type { SiteFile, SitePage } from './site.ts';

/** How an author writes the address of a file on a page: by source where MkDocs rewrites it, else as the browser needs it. */
export function addressOf(file: SiteFile, page: SitePage, rewritten: boolean): string {
  if (!rewritten) return relativeHref(file.href, page.href);
  const from = folderOf(page.path);
  // A folder's name may hold a dot; the slash says that it is no file.
  return encodeURI(relativeHref(file.path, from === '' ? '' : `${from}/`))
    .replaceAll('#', '%23')
    .replaceAll('?', '%3F');
}

/** An address as it is written: in an attribute of raw HTML, or between the brackets of Markdown. */
export function writtenAddress(isHtml: boolean, address: string): string {
  if (isHtml) return address.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
  return address.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll(' ', '%20').replaceAll('*', '%2A');
}

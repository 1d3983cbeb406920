import type { LinkFact } from '../../src/facts/page-facts.ts';
import type { JudgedLink, SiteFacts } from '../../src/facts/site-facts.ts';
import type { Fix, FixClass, FixEdit } from '../../src/rule.ts';
import { addressOf, writtenAddress } from '../../src/site/link-address.ts';
import { folderOf, normalizePath } from '../../src/site/paths.ts';
import type { SiteFile, SitePage } from '../../src/site/site.ts';
import { decodePercent, splitUrl, urlTail } from '../../src/text/url.ts';
import { linkReadings } from './link-readings.ts';
import type { AnchorRepair } from './near-anchor.ts';
import { namedFiles, namesOtherFolder, spelledNearly } from './near-page.ts';

/** The files that a broken link may mean, the most likely first, and how sure that is. */
export interface Repair {
  readonly files: readonly SiteFile[];
  readonly class: FixClass;
}

/**
 * What a link that leads nowhere was meant to lead to.
 * - `safe`: read in all ways in which addresses are written, it names exactly one file.
 * - `unsafe`: the file of its own folder among several; the file that had that name once; the one file that a wrong number
 *   of `..` hides; the one of its name.
 * - `suggestion`: several of one name, one in another folder than the address names, or one spelled nearly so.
 */
export function repairOf(facts: SiteFacts, page: SitePage, { link, landing }: JudgedLink): Repair {
  return filesMeant(facts, page, link.url, landing.outcome === 'beyond' ? '' : landing.path);
}

/** The same for any address; `landing` is where the browser goes from the site's root, '' when it leaves the site. */
export function filesMeant(facts: SiteFacts, page: SitePage, url: string, landing: string): Repair {
  const { site } = facts;
  const { path: written, fragment } = splitUrl(url);
  const path = decodePercent(written);
  const { exact, above, fromSource } = linkReadings(site, page, path, landing);
  const others = above.filter((file) => !exact.includes(file));
  if (exact.length === 1 && others.length === 0) return { files: exact, class: 'safe' };
  if (exact.length > 0) {
    return { files: [...exact, ...others], class: fromSource ? 'unsafe' : 'suggestion' };
  }
  const renamed = renamedFile(facts, page, path, landing);
  if (renamed !== null) return { files: [renamed], class: 'unsafe' };
  if (above.length > 0) return { files: above, class: above.length === 1 ? 'unsafe' : 'suggestion' };
  const named = namedFiles(site, path);
  // The section that the address asks for tells files of one name apart.
  const anchor = decodePercent(fragment);
  const having =
    anchor === '' ? [] : named.filter((file) => facts.pages.has(file.path) && facts.hasId(file.path, anchor));
  const meant = having.length === 1 ? having : named;
  if (meant.length > 0) {
    const isSure = meant.length === 1 && !namesOtherFolder(site, path, meant[0]!);
    return { files: meant, class: isSure ? 'unsafe' : 'suggestion' };
  }
  const folder = folderOf(page.path);
  const near = spelledNearly(site, normalizePath(`${folder}/${path}`.replace(/^\/+/, '')));
  return { files: near, class: 'suggestion' };
}

/** The file that lay where the address leads, before it was renamed. */
function renamedFile(facts: SiteFacts, page: SitePage, path: string, landing: string): SiteFile | null {
  const { site, history } = facts;
  if (history.renames.size === 0) return null;
  const source = normalizePath(`${folderOf(page.path)}/${path}`.replace(/^\/+/, ''));
  const bases = [source, normalizePath(landing || '.'), normalizePath(path.replace(/^\/+/, ''))];
  for (const base of bases) {
    for (const form of [base, `${base}.md`, `${base}/index.md`]) {
      const now = history.renames.get(form);
      const file = now === undefined ? undefined : (site.pages.get(now) ?? site.files.get(now));
      if (file !== undefined) return file;
    }
  }
  return null;
}

/** The fixes that a repair gives: at most five, the best first; only those after which the browser finds the page. */
export function repairFixes(facts: SiteFacts, page: SitePage, { link }: JudgedLink, repair: Repair): readonly Fix[] {
  const tail = urlTail(splitUrl(link.url));
  const fixes: Fix[] = [];
  for (const file of repair.files.slice(0, 5)) {
    const address = addressOf(file, page, link.resolved);
    const { outcome } = facts.judge(page, withAddress(link, address + tail)).landing;
    const edit = outcome === 'found' || outcome === 'no_anchor' ? addressEdit(link, address, tail) : null;
    if (edit === null) continue;
    fixes.push({ title: `Link to \`${address}${tail}\``, class: repair.class, effect: 'links', edits: [edit] });
  }
  return fixes;
}

/** The fixes that give a link another fragment; its path stays as it is written. */
export function fragmentFixes(
  facts: SiteFacts,
  page: SitePage,
  { link }: JudgedLink,
  { ids, class: certainty }: AnchorRepair,
): readonly Fix[] {
  const { destination, url } = link;
  const hash = url.indexOf('#');
  if (destination === null || hash === -1) return [];
  return ids.slice(0, 5).flatMap((id): Fix[] => {
    const fragment = encodeFragment(id);
    const address = `${url.slice(0, hash)}#${fragment}`;
    if (facts.judge(page, withAddress(link, address)).landing.outcome !== 'found') return [];
    const isWrittenAsRead = destination.end - destination.start === url.length;
    const edit = isWrittenAsRead
      ? { ...destination, start: destination.start + hash + 1, text: writtenAddress(link.syntax === 'html', fragment) }
      : { ...destination, text: writtenAddress(link.syntax === 'html', address) };
    return [{ title: `Link to \`#${id}\``, class: certainty, effect: 'links', edits: [edit] }];
  });
}

/** An id as a fragment: MkDocs compares it as it is written, so only what would break the address is encoded. */
function encodeFragment(id: string): string {
  return id.replace(/[\s<>"%`]/g, (character) => encodeURIComponent(character));
}

/** The safe fix that writes an address in place of a link's; none where the address stands in no source. */
export function addressFixes({ destination, syntax }: LinkFact, address: string): readonly Fix[] {
  if (destination === null) return [];
  const edits = [{ ...destination, text: writtenAddress(syntax === 'html', address) }];
  return [{ title: `Link to \`${address}\``, class: 'safe', effect: 'links', edits }];
}

/** A link with another address, as the facts would hold it. */
export function withAddress(link: LinkFact, url: string): LinkFact {
  const { undecoded: _, ...rest } = link;
  return { ...rest, url };
}

/** The edit that gives a link another path; query and fragment stay as they are written where that can be told. */
function addressEdit(link: LinkFact, path: string, tail: string): FixEdit | null {
  const { destination, url } = link;
  if (destination === null) return null;
  const isWrittenAsRead = destination.end - destination.start === url.length;
  if (!isWrittenAsRead || !url.endsWith(tail))
    return { ...destination, text: writtenAddress(link.syntax === 'html', path + tail) };
  return { ...destination, end: destination.end - tail.length, text: writtenAddress(link.syntax === 'html', path) };
}

import type { PathPatterns } from './exclusions.ts';
import { folderOf, joinPath, nameOf, quoteUrl, stemOf } from './paths.ts';
import type { Collision, Inclusion, SiteFile, SiteKind, SitePage } from './site.ts';

/** What decides about the files of the docs folder. */
export interface PageRules {
  readonly kind: SiteKind;
  readonly docsDir: string;
  readonly useDirectoryUrls: boolean;
  readonly excluded: PathPatterns;
  readonly drafts: PathPatterns | null;
  readonly notInNav: PathPatterns | null;
}

export interface SiteContents {
  readonly pages: Map<string, SitePage>;
  readonly files: Map<string, SiteFile>;
  readonly collisions: readonly Collision[];
}

/** S-SITE-01, S-ZEN-03. */
export function isPagePath(kind: SiteKind, path: string): boolean {
  return kind === 'zensical' ? path.endsWith('.md') : /\.(?:markdown|mdown|mkdn|mkd|md)$/.test(path);
}

/** `File.dest_uri`: where a file is built (S-SITE-02). */
export function destinationOf(kind: SiteKind, path: string, useDirectoryUrls: boolean): string {
  if (!isPagePath(kind, path)) return path;
  const name = pageName(path);
  const folder = folderOf(path);
  return useDirectoryUrls && name !== 'index'
    ? joinPath(folder, `${name}/index.html`)
    : joinPath(folder, `${name}.html`);
}

/** `File.url`, decoded and with `''` for the top. */
export function urlOf(destination: string, useDirectoryUrls: boolean): string {
  if (!useDirectoryUrls || nameOf(destination) !== 'index.html') return destination;
  return destination.slice(0, -'index.html'.length);
}

export function hrefOf(url: string): string {
  return url === '' ? './' : quoteUrl(url);
}

function pageName(path: string): string {
  const stem = stemOf(path);
  return stem === 'README' ? 'index' : stem;
}

/** A file of the docs folder as MkDocs' `File`. */
export function siteFile(
  rules: PageRules,
  path: string,
  inclusion: Inclusion,
  origin: SiteFile['origin'] = 'docs',
): SiteFile {
  const destination = destinationOf(rules.kind, path, rules.useDirectoryUrls);
  const url = urlOf(destination, rules.useDirectoryUrls);
  return {
    path,
    file: joinPath(rules.docsDir, path),
    url,
    href: hrefOf(url),
    destination,
    inclusion,
    origin,
  };
}

/** `get_files` of MkDocs: `paths` in its order; of two sources of one file in a folder, one is dropped (S-SITE-03). */
export function readContents(rules: PageRules, paths: readonly string[]): SiteContents {
  const all = new Map<string, SiteFile>();
  const byDestination = new Map<string, SiteFile>();
  const conflicts: [SiteFile, SiteFile][] = [];
  for (const path of paths) {
    if (rules.kind === 'zensical' && isLeftOutByZensical(path)) continue;
    const file = siteFile(rules, path, inclusionOf(rules, path));
    // MkDocs compares within one folder of the docs: the destination of `foo.md` is in another than that of `foo/index.md`.
    const key = `${folderOf(path)}\n${file.destination}`;
    const first = byDestination.get(key);
    if (first === undefined) byDestination.set(key, file);
    else conflicts.push([first, file]);
    all.set(path, file);
  }

  const collisions: Collision[] = [];
  for (const [first, second] of conflicts) {
    const [winner, loser] = isBuilt(second) ? [second, first] : [first, second];
    all.delete(loser.path);
    if (isBuilt(winner) && isBuilt(loser)) {
      const { destination, url } = winner;
      collisions.push({ destination, url, winner: winner.path, losers: [loser.path], kind: 'excluded' });
    }
  }

  const pages = new Map<string, SitePage>();
  const files = new Map<string, SiteFile>();
  for (const [path, file] of all) {
    if (isPagePath(rules.kind, path)) pages.set(path, { ...file, origin: 'docs', index: pageName(path) === 'index' });
    else files.set(path, file);
  }
  return { pages, files, collisions };
}

/** Zensical skips hidden folders, and takes `.html` files for templates (S-ZEN-03). */
function isLeftOutByZensical(path: string): boolean {
  return (
    path.endsWith('.html') ||
    folderOf(path)
      .split('/')
      .some((name) => name.startsWith('.'))
  );
}

/** `set_exclusions` of MkDocs (S-SITE-04, S-SITE-05). */
function inclusionOf(rules: PageRules, path: string): Inclusion {
  if (rules.excluded.matches(path)) return 'excluded';
  if (rules.drafts?.matches(path)) return 'draft';
  return rules.notInNav?.matches(path) ? 'not_in_nav' : 'included';
}

/** Whether a file is on the built site. */
export function isBuilt(file: SiteFile): boolean {
  return file.inclusion === 'included' || file.inclusion === 'not_in_nav';
}

/** What a browser finds by URL and by destination: static files are copied first, pages written in order over them. */
export function builtFiles(
  files: Iterable<SiteFile>,
  pages: Iterable<SitePage>,
): {
  readonly built: Map<string, SiteFile>;
  readonly collisions: readonly Collision[];
} {
  const built = new Map<string, SiteFile>();
  const sources = new Map<string, SiteFile[]>();
  for (const file of [...files, ...pages]) {
    if (!isBuilt(file)) continue;
    built.set(file.destination, file);
    built.set(file.url, file);
    const before = sources.get(file.destination);
    if (before === undefined) sources.set(file.destination, [file]);
    else before.push(file);
  }
  const collisions: Collision[] = [];
  for (const [destination, all] of sources) {
    if (all.length === 1) continue;
    const winner = all.at(-1)!;
    const losers = all.slice(0, -1).map((file) => file.path);
    collisions.push({ destination, url: winner.url, winner: winner.path, losers, kind: 'overwritten' });
  }
  return { built, collisions };
}

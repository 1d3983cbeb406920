import type { LinkFact } from './facts/page-facts.ts';
import type { SiteFacts } from './facts/site-facts.ts';
import type { FileChange } from './fix-result.ts';
import { Session } from './session.ts';
import { configurationMoves } from './site/configuration-moves.ts';
import { addressOf, writtenAddress } from './site/link-address.ts';
import { type LoadOptions, loadSite } from './site/load-site.ts';
import { movedFiles, newPath } from './site/moved-files.ts';
import { overlayFiles } from './site/overlay-files.ts';
import { relativeHref } from './site/resolve-link.ts';
import type { Site, SiteFile, SitePage } from './site/site.ts';
import type { SiteFiles } from './site/site-files.ts';
import { applyEdits, orderEdits, type TextEdit } from './text/edits.ts';
import { splitUrl, urlTail } from './text/url.ts';

/** What is to be moved: absolute paths of files, old to new. */
export type Renames = ReadonlyMap<string, string>;

/** What a move comes to. Nothing has been written. */
export interface MovePlan {
  readonly renames: Renames;
  /** Files whose text changes, by their new paths. */
  readonly changes: readonly FileChange[];
  /** How many links were mended. */
  readonly links: number;
  /** What names a moved file and was left as it is, in words, with the file it stands in. */
  readonly left: readonly { readonly file: string; readonly what: string }[];
  /** Links that would end elsewhere than before, in words: when there is one, the move must not be made. */
  readonly broken: readonly string[];
}

export interface MoveOptions {
  readonly load?: LoadOptions;
  /** Lets the redirects plugin lead from the old addresses to the new ones. */
  readonly redirect?: boolean;
}

/**
 * Works out a move of files of a site: every link, image, snippet path, reference definition and entry of the configuration
 * that names one of them is changed so that it ends at the same content, and so are the links of moved pages themselves.
 * `files` are the files on disk.
 */
export function planMove(session: Session, files: SiteFiles, renames: Renames, options: MoveOptions = {}): MovePlan {
  const before = session.facts();
  const { site } = session;
  const moved = movedFiles(files, renames);
  const texts = new Map<string, string>();
  const config = configurationMoves(site, renames, options.redirect === true);
  for (const [file, text] of config.texts) texts.set(file, text);
  const after = loadSite(site.configPath, overlayFiles(moved, texts), options.load);

  const edits = new Map<string, TextEdit[]>();
  const left = [...config.left];
  let links = 0;
  const addEdit = (file: string, edit: TextEdit) => {
    const known = edits.get(file) ?? [];
    if (known.some((one) => one.start === edit.start && one.end === edit.end && one.text === edit.text)) return;
    edits.set(file, [...known, edit]);
  };
  for (const path of before.pages.keys()) {
    const page = site.pages.get(path)!;
    const pageAfter = after.pages.get(newPath(path, site.docsDir, renames));
    if (pageAfter === undefined) continue;
    for (const { link, landing } of before.links(page)) {
      if (landing.outcome !== 'found' && landing.outcome !== 'no_anchor') continue;
      const target = landing.file === null ? null : fileAfter(after, newPath(landing.file.path, site.docsDir, renames));
      const isMoved = pageAfter.path !== path || (target !== null && target.path !== landing.file!.path);
      if (!isMoved) continue;
      const address = newAddress(link, pageAfter, target, landing.path, after);
      if (address === link.url) continue;
      if (link.destination === null) {
        left.push({ file: page.file, what: `the link to \`${link.url}\`` });
        continue;
      }
      const { start, end, file } = link.destination;
      const text = writtenAddress(link.syntax === 'html', address);
      addEdit(file === undefined ? page.file : session.includedPath(file), { start, end, text });
      links++;
    }
    for (const edit of snippetEdits(session, page, before.pages.get(path)!.dependencies, renames))
      addEdit(page.file, edit);
  }
  for (const [file, list] of edits) {
    const ordered = orderEdits(list);
    const clash = ordered.findIndex((edit, i) => i > 0 && edit.start < ordered[i - 1]!.end);
    // One address in a file that pages in different folders include cannot be right for all of them.
    if (clash === -1) texts.set(renames.get(file) ?? file, applyEdits(session.text(file), list));
    else left.push({ file, what: 'an address that pages of several folders share' });
  }
  const changes = [...texts].flatMap(([file, text]): FileChange[] => {
    const { text: was, byteOrderMark } = moved.read(file);
    return was === text ? [] : [{ file, before: was, after: text, byteOrderMark }];
  });
  const done = new Session(after, overlayFiles(moved, texts), { rules: {}, settings: {} });
  return { renames, changes, links, left, broken: brokenBy(before, done.facts(), renames) };
}

function fileAfter(site: Site, path: string): SiteFile | null {
  return site.pages.get(path) ?? site.files.get(path) ?? null;
}

/** The address of the same content after the move, in the form that the link had. */
function newAddress(link: LinkFact, page: SitePage, target: SiteFile | null, landing: string, after: Site): string {
  const { query, fragment, path } = splitUrl(link.url);
  if (path === '') return link.url;
  const tail = urlTail({ query, fragment });
  // A plugin's file stays where it was.
  const href = target?.href ?? encodeURI(landing);
  if (target !== null && link.resolved) return addressOf(target, page, true) + tail;
  return (path.startsWith('/') ? after.base + href.replace(/^\.\/$/, '') : relativeHref(href, page.href)) + tail;
}

/** Edits of the paths by which a page includes files that move: the text that names one, on a line of a snippet. */
function snippetEdits(
  session: Session,
  page: SitePage,
  dependencies: readonly string[],
  renames: Renames,
): readonly TextEdit[] {
  const moving = dependencies.map((name) => session.includedPath(name)).filter((file) => renames.has(file));
  if (moving.length === 0) return [];
  const text = session.text(page.file);
  const edits: TextEdit[] = [];
  for (const { 0: line, index } of text.matchAll(/^.*(?:-{1,}8<-{1,}|\{!).*$/gm)) {
    for (const file of moving) {
      for (const { 0: name, index: at } of line.matchAll(/[^\s"'{}!<>;:]+/g)) {
        if (!`/${file}`.endsWith(`/${name}`)) continue;
        const base = file.slice(0, file.length - name.length);
        const to = renames.get(file)!;
        if (!to.startsWith(base)) continue;
        edits.push({ start: index + at, end: index + at + name.length, text: to.slice(base.length) });
      }
    }
  }
  return edits;
}

/** Links that worked and now end elsewhere. */
function brokenBy(before: SiteFacts, after: SiteFacts, renames: Renames): readonly string[] {
  const broken: string[] = [];
  const { docsDir } = before.site;
  for (const path of before.pages.keys()) {
    const there = newPath(path, docsDir, renames);
    const page = after.site.pages.get(there);
    const have = new Map<string, number>();
    for (const { landing } of page === undefined ? [] : after.links(page)) {
      if (landing.outcome !== 'found') continue;
      const key = `${landing.file?.path ?? landing.path}#${landing.fragment}`;
      have.set(key, (have.get(key) ?? 0) + 1);
    }
    for (const { link, landing } of before.links(before.site.pages.get(path)!)) {
      if (landing.outcome !== 'found') continue;
      const target = landing.file === null ? landing.path : newPath(landing.file.path, docsDir, renames);
      const key = `${target}#${landing.fragment}`;
      const rest = (have.get(key) ?? 0) - 1;
      if (rest < 0) broken.push(`\`${there}\`: the link \`${link.url}\` would no longer lead to \`${target}\``);
      have.set(key, rest);
    }
  }
  return broken;
}

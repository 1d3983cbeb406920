import type { LinkFact, PageFacts } from '../facts/page-facts.ts';
import { unknowableTarget } from '../site/plugins.ts';
import type { ResolvedLink } from '../site/resolve-link.ts';
import type { Cause, Site, SiteFile, SitePage } from '../site/site.ts';
import { siteLink } from '../site/site-link.ts';
import { splitUrl } from '../text/url.ts';
import { atMostInfo, type MessageSink } from './message.ts';
import { suggestionFor } from './suggestion.ts';

/** The links of a page as MkDocs looks them up: addresses of tags in raw HTML it does not see (S-URL-20). */
function resolvedLinks(facts: PageFacts): readonly string[] {
  return facts.links.filter(({ resolved }) => resolved).map(({ url, undecoded }: LinkFact) => undecoded ?? url);
}

/** What MkDocs says of the links of a page while it renders it (S-URL-08), in the order of the page. */
export function linkMessages(site: Site, page: SitePage, facts: PageFacts, sink: MessageSink): void {
  const { links: levels } = site.validation;
  for (const url of resolvedLinks(facts)) {
    const link = siteLink(site, page, url);
    if (link.kind === 'external' || link.kind === 'self') continue;
    const written = markerCause(site, url);
    if (written !== null) {
      sink.unknowable(written);
      continue;
    }
    const begin = `Doc file '${page.path}' contains`;
    if (link.kind === 'absolute') {
      if (levels.absoluteLinks === 'relative_to_docs' || levels.absoluteLinks === 'ignore') continue;
      const text = `${begin} an absolute link '${url}', it was left as is.`;
      sink.tell(levels.absoluteLinks, text + suggestionFor(site, page, url), page.path);
    } else if (link.kind === 'file') {
      const file = fileOf(site, link);
      if (file?.inclusion !== 'excluded' && file?.inclusion !== 'draft') continue;
      const text = `${begin} a link to '${link.path}' which is excluded from the built site.`;
      sink.tell(atMostInfo(levels.notFound), text, page.path);
    } else {
      const level = link.kind === 'unrecognized' ? levels.unrecognizedLinks : levels.notFound;
      if (level === 'ignore') continue;
      const cause = unknowableTarget(site, { path: link.path!, fragment: null });
      if (cause !== null) {
        sink.unknowable(cause);
        continue;
      }
      const target = link.path === url.replace(/^\/+/, '') ? '' : ` '${link.path}'`;
      const text =
        link.kind === 'unrecognized'
          ? `${begin} an unrecognized relative link '${url}', it was left as is.`
          : `${begin} a link '${url}', but the target${target} is not found among documentation files.`;
      sink.tell(level, text + suggestionFor(site, page, url), page.path);
    }
  }
}

/** What is known of the pages that links with anchors lead to. */
export interface AnchorTargets {
  /** The anchors that MkDocs finds on a page; null for what is no page that it renders. */
  anchors(path: string): ReadonlySet<string> | null;
  /** Why a page may have further anchors; null when it has not. */
  cause(path: string): Cause | null;
}

/** What MkDocs says of the anchors that a page links to, once all pages are rendered (S-URL-07, S-URL-08). */
export function anchorMessages(
  site: Site,
  page: SitePage,
  facts: PageFacts,
  target: AnchorTargets,
  sink: MessageSink,
): void {
  const level = site.validation.links.anchors;
  if (level === 'ignore') return;
  for (const [path, anchors] of linkedAnchors(site, page, facts)) {
    const present = target.anchors(path);
    if (present === null) continue;
    for (const [anchor, url] of anchors) {
      if (present.has(anchor)) continue;
      const cause = markerCause(site, url) ?? unknowableTarget(site, { path, fragment: anchor }) ?? target.cause(path);
      if (cause !== null) {
        sink.unknowable(cause);
        continue;
      }
      const isOwn = path === page.path;
      const problem = isOwn
        ? 'there is no such anchor on this page'
        : `the doc '${path}' does not contain an anchor '#${anchor}'`;
      const note = isOwn && anchor.startsWith('fnref:') ? ' This seems to be a footnote that is never referenced.' : '';
      sink.tell(level, `Doc file '${page.path}' contains a link '${url}', but ${problem}.${note}`, page.path);
    }
  }
}

/** `links_to_anchors`: by target and anchor, the first link to each. The anchor is as written, not decoded. */
function linkedAnchors(site: Site, page: SitePage, facts: PageFacts): Map<string, Map<string, string>> {
  const targets = new Map<string, Map<string, string>>();
  const add = (path: string, anchor: string, url: string) => {
    let anchors = targets.get(path);
    if (anchors === undefined) targets.set(path, (anchors = new Map()));
    if (!anchors.has(anchor)) anchors.set(anchor, url);
  };
  for (const url of resolvedLinks(facts)) {
    if (!url.includes('#')) continue;
    const { fragment } = splitUrl(url);
    if (fragment === '') continue;
    const link = siteLink(site, page, url);
    const path = link.kind === 'self' ? page.path : link.kind === 'file' ? fileOf(site, link)?.path : undefined;
    if (path !== undefined) add(path, fragment, url);
  }
  for (const url of facts.mkdocsAnchors?.unusedBackLinks ?? []) add(page.path, url.slice(1), url);
  return targets;
}

function fileOf(site: Site, { path }: ResolvedLink): SiteFile | undefined {
  const found = site.aliases.get(path!) ?? path!;
  return site.pages.get(found) ?? site.files.get(found);
}

/** Why an address is not what the page will hold: a plugin fills it in. */
function markerCause(site: Site, url: string): Cause | null {
  return site.unknowable.text.find(({ markers }) => markers.some((marker) => url.includes(marker))) ?? null;
}

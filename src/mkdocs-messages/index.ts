import type { PageFacts } from '../facts/page-facts.ts';
import { SiteFacts, type UnknowableCount } from '../facts/site-facts.ts';
import type { Cause, Site } from '../site/site.ts';
import type { MessageSink, MkdocsMessage } from './message.ts';
import { type AnchorTargets, anchorMessages, linkMessages } from './page-messages.ts';
import {
  configurationMessages,
  fileMessages,
  navMessages,
  redirectMessages,
  templateMessages,
} from './site-messages.ts';

export type { MkdocsMessage } from './message.ts';

/** What `mkdocs build` would say about links and the navigation. */
export interface MkdocsMessages {
  /** In MkDocs' words and order, those that `validation` ignores left out. */
  readonly messages: readonly MkdocsMessage[];
  /** Messages of which it cannot be known whether there would be one. */
  readonly unknowable: readonly UnknowableCount[];
}

/** MkDocs' messages about a site, from its model and the facts of its pages: no MkDocs runs. */
export function mkdocsMessages(site: Site, pages: ReadonlyMap<string, PageFacts>): MkdocsMessages {
  const messages: MkdocsMessage[] = [];
  const counts = new Map<string, { cause: Cause; count: number }>();
  const sink: MessageSink = {
    tell(level, text, page) {
      if (level === 'ignore') return;
      messages.push({ level: level === 'warn' ? 'WARNING' : 'INFO', text, page: page ?? null });
    },
    unknowable(cause) {
      const known = counts.get(cause.reason);
      if (known === undefined) counts.set(cause.reason, { cause, count: 1 });
      else known.count++;
    },
  };
  const known = new Map<string, ReadonlySet<string>>();
  const { anyText } = new SiteFacts(site, pages);
  const targets: AnchorTargets = {
    anchors(path) {
      const facts = pages.get(path);
      if (facts === undefined) return null;
      let found = known.get(path);
      if (found === undefined) {
        found = presentAnchors(facts);
        known.set(path, found);
      }
      return found;
    },
    cause: (path) => anyText ?? hiddenText(site, pages.get(path)!),
  };
  configurationMessages(site, sink);
  fileMessages(site, sink);
  redirectMessages(site, 'keys', sink);
  navMessages(site, sink);
  const built = [...pages].map(([path, facts]) => ({ page: site.pages.get(path)!, facts }));
  for (const { page, facts } of built) linkMessages(site, page, facts, sink);
  templateMessages(site, sink);
  for (const { page, facts } of built) anchorMessages(site, page, facts, targets, sink);
  redirectMessages(site, 'targets', sink);
  return { messages, unknowable: [...counts.values()].sort((a, b) => b.count - a.count) };
}

/** Why a page may show more than its text says; null when it cannot. */
function hiddenText(site: Site, { markers, notes }: PageFacts): Cause | null {
  const text = site.unknowable.text.find(
    (part) => part.markers.length === 0 || part.markers.some((marker) => markers.includes(marker)),
  );
  if (text !== undefined) return text;
  const isPartMissing = notes.some(({ kind }) => kind === 'include-missing' || kind === 'include-url');
  return isPartMissing ? { source: 'include', reason: 'pages include files that could not be read' } : null;
}

/** `present_anchor_ids`: what MkDocs takes for the anchors of a page. */
function presentAnchors({ ids, mkdocsAnchors }: PageFacts): ReadonlySet<string> {
  const anchors = new Set(ids.map(({ id }) => id));
  for (const id of mkdocsAnchors?.missing ?? []) anchors.delete(id);
  for (const id of mkdocsAnchors?.added ?? []) anchors.add(id);
  return anchors;
}

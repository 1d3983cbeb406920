import type { PageFacts } from '../facts/page-facts.ts';
import type { UnknowableCount } from '../facts/site-facts.ts';
import type { Cause, Site } from '../site/site.ts';
import type { MessageSink, MkdocsMessage } from './message.ts';
import { anchorMessages, linkMessages } from './page-messages.ts';
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
  const anchors = new Map<string, ReadonlySet<string>>();
  const anchorsOf = (path: string): ReadonlySet<string> | null => {
    const facts = pages.get(path);
    if (facts === undefined) return null;
    let found = anchors.get(path);
    if (found === undefined) {
      found = presentAnchors(facts);
      anchors.set(path, found);
    }
    return found;
  };
  configurationMessages(site, sink);
  fileMessages(site, sink);
  redirectMessages(site, 'keys', sink);
  navMessages(site, sink);
  const built = [...pages].map(([path, facts]) => ({ page: site.pages.get(path)!, facts }));
  for (const { page, facts } of built) linkMessages(site, page, facts, sink);
  templateMessages(site, sink);
  for (const { page, facts } of built) anchorMessages(site, page, facts, anchorsOf, sink);
  redirectMessages(site, 'targets', sink);
  return { messages, unknowable: [...counts.values()].sort((a, b) => b.count - a.count) };
}

/** `present_anchor_ids`: what MkDocs takes for the anchors of a page. */
function presentAnchors({ ids, mkdocsAnchors }: PageFacts): ReadonlySet<string> {
  const anchors = new Set(ids.map(({ id }) => id));
  for (const id of mkdocsAnchors?.missing ?? []) anchors.delete(id);
  for (const id of mkdocsAnchors?.added ?? []) anchors.add(id);
  return anchors;
}

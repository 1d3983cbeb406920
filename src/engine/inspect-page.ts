import type { Nodes, Parents, Root } from 'mdast';
import { collectFacts } from '../facts/collect.ts';
import { spanOf } from '../facts/node-span.ts';
import type { NoteFact, PageFacts } from '../facts/page-facts.ts';
import type { Fix, Handler, Json, Visitor } from '../rule.ts';
import type { Site, SitePage } from '../site/site.ts';
import { type Failure, fillMessage, type RawFinding } from './finding.ts';
import type { PlannedRule } from './plan.ts';

/** A page as the reader gives it. */
export interface ReadPage {
  readonly page: SitePage;
  readonly text: string;
  readonly tree: Root;
  readonly title: string | null;
  readonly frontMatter: Readonly<Record<string, unknown>> | null;
  /** Files that the page includes, as the reader names them. */
  readonly dependencies: readonly string[];
  readonly notes: readonly NoteFact[];
  /** The anchors that MkDocs finds, and the addresses of the back links of footnotes. */
  readonly anchors: ReadonlySet<string>;
  readonly backLinks: readonly string[];
  /** The second reading of the text, for rules that need it. */
  readonly commonMark: () => Root;
  /** Reads another text as the source of this page. */
  readonly readAs: (text: string) => Root;
}

const NO_FIXES: readonly Fix[] = [];

export interface PageInspection {
  readonly facts: PageFacts;
  /** Each rule's own facts, by id. */
  readonly own: Readonly<Record<string, Json>>;
  readonly findings: readonly RawFinding[];
  readonly failures: readonly Failure[];
}

/** One handler of the walk, with the rule that it belongs to; null for the collection of facts. */
interface Entry {
  readonly rule: string | null;
  readonly handle: Handler<Nodes>;
}

/**
 * One walk of a page for all rules and for the facts: a table from type of node to handlers. A rule that throws takes no
 * further part on this page and becomes a failure; the others go on. The walk is our own: `unist-util-visit` keeps a
 * stack of ancestors and names for each node, which no rule asks for here.
 */
export function inspectPage(
  planned: readonly PlannedRule[],
  site: Site,
  read: ReadPage,
  timing: FixTiming = 'now',
): PageInspection {
  const findings: RawFinding[] = [];
  const failures: Failure[] = [];
  const own: Record<string, Json> = {};
  const broken = new Set<string>();
  const table = new Map<string, Entry[]>();
  const ends: [string, NonNullable<Visitor['end']>][] = [];

  let second: Root | null = null;
  const commonMark = () => (second ??= read.commonMark());

  const breaks = (rule: string, error: unknown) => {
    broken.add(rule);
    failures.push({ rule, page: read.page.path, cause: causeOf(error) });
  };
  const attempt = (rule: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      breaks(rule, error);
    }
  };
  const enter = (rule: string | null, visitor: Visitor) => {
    for (const [type, handle] of Object.entries(visitor)) {
      if (type === 'end') continue;
      const entries = table.get(type);
      const entry = { rule, handle: handle as Handler<Nodes> };
      if (entries) entries.push(entry);
      else table.set(type, [entry]);
    }
  };

  const collection = collectFacts(site, read);
  enter(null, collection.visitor);
  for (const { id, rule, severity, options } of planned) {
    if (rule.page === undefined) continue;
    attempt(id, () => {
      const visitor = rule.page!({
        site,
        page: read.page,
        options,
        frontMatter: read.frontMatter,
        text: read.text,
        span: spanOf,
        commonMark,
        readAs: read.readAs,
        report: ({ message, values, data = {}, fixes = NO_FIXES, span }) => {
          findings.push({
            rule: id,
            severity,
            message: fillMessage(rule.messages[message] ?? message, values),
            data,
            ...fixesOf(fixes, timing),
            at: { kind: 'page', page: read.page.path, span },
          });
        },
      });
      enter(id, visitor);
      if (visitor.end !== undefined) ends.push([id, visitor.end]);
    });
  }

  const walk = (node: Nodes, index: number | undefined, parent: Parents | undefined) => {
    const entries = table.get(node.type);
    if (entries !== undefined) {
      for (const { rule, handle } of entries) {
        if (rule === null) handle(node, index, parent);
        else if (!broken.has(rule)) {
          try {
            handle(node, index, parent);
          } catch (error) {
            breaks(rule, error);
          }
        }
      }
    }
    if (!('children' in node)) return;
    for (let i = 0; i < node.children.length; i++) walk(node.children[i]!, i, node);
  };
  walk(read.tree, undefined, undefined);
  for (const [id, end] of ends) {
    if (broken.has(id)) continue;
    attempt(id, () => {
      const facts = end();
      if (facts !== undefined) own[id] = facts;
    });
  }
  return { facts: collection.facts(), own, findings, failures };
}

/**
 * When fixes are worked out that take long: at once; later, as long as the page is at hand; or not at all, until the page
 * is read again for them.
 */
export type FixTiming = 'now' | 'later' | 'never';

/** The fixes of a report, as far as they are worked out. */
export function fixesOf(
  fixes: readonly Fix[] | (() => readonly Fix[]),
  timing: FixTiming,
): Pick<RawFinding, 'fixes' | 'deferred' | 'later'> {
  if (typeof fixes !== 'function') return { fixes, deferred: false };
  if (timing === 'now') return { fixes: fixes(), deferred: false };
  return timing === 'never' ? { fixes: NO_FIXES, deferred: true } : { fixes: NO_FIXES, deferred: true, later: fixes };
}

export function causeOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}

import type { PageFacts } from '../facts/page-facts.ts';
import { type History, SiteFacts, type UnknowableCount } from '../facts/site-facts.ts';
import type { Json } from '../rule.ts';
import type { Cause, Site } from '../site/site.ts';
import { type Failure, fillMessage, type RawFinding } from './finding.ts';
import { causeOf, fixesOf } from './inspect-page.ts';
import type { PlannedRule } from './plan.ts';

export interface SiteInspection {
  readonly findings: readonly RawFinding[];
  readonly failures: readonly Failure[];
  readonly unknowable: readonly UnknowableCount[];
}

/** Runs what rules say of the whole site, over the facts of all pages. `own` gives a rule's own facts of a page. */
export function inspectSite(
  planned: readonly PlannedRule[],
  site: Site,
  pages: ReadonlyMap<string, PageFacts>,
  own: (rule: string, page: string) => Json | undefined,
  history?: History,
): SiteInspection {
  const findings: RawFinding[] = [];
  const failures: Failure[] = [];
  const counts = new Map<string, { cause: Cause; count: number }>();
  const facts = new SiteFacts(site, pages, history);
  for (const { id, rule, severity, options } of planned) {
    if (rule.site === undefined) continue;
    try {
      rule.site({
        site,
        facts,
        pages,
        options,
        own: (page) => own(id, page),
        report: (report) => {
          const at: RawFinding['at'] =
            'page' in report
              ? { kind: 'page', page: report.page, span: report.span }
              : 'range' in report
                ? { kind: 'range', range: report.range }
                : { kind: 'file', file: report.file };
          const message = fillMessage(rule.messages[report.message] ?? report.message, report.values);
          findings.push({
            rule: id,
            severity,
            message,
            data: report.data ?? {},
            ...fixesOf(report.fixes ?? [], 'now'),
            at,
          });
        },
        unknowable: (cause) => {
          const key = `${cause.source}\n${cause.reason}`;
          const counted = counts.get(key);
          if (counted) counted.count++;
          else counts.set(key, { cause, count: 1 });
        },
      });
    } catch (error) {
      failures.push({ rule: id, page: null, cause: causeOf(error) });
    }
  }
  for (const cause of facts.unknownExtensions) {
    const key = `${cause.source}\n${cause.reason}`;
    if (!counts.has(key)) counts.set(key, { cause, count: 0 });
  }
  const unknowable = [...counts.values()].sort((a, b) => b.count - a.count || compare(a.cause.source, b.cause.source));
  return { findings, failures, unknowable };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

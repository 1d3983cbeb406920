import { posix } from 'node:path';
import type { Finding } from '../engine/finding.ts';
import type { FixEdit } from '../rule.ts';
import type { CheckResult } from '../session.ts';
import { includedPath } from '../site/include-files.ts';
import type { Site } from '../site/site.ts';
import type { FixOutcome } from './fix-outcome.ts';

/** The result for programs: one object, keys in a fixed order. `fix` is there when fixes were asked for. */
export function reportJson(
  { findings, unknowable, failures, pages, site }: CheckResult,
  version: string,
  outcome: FixOutcome | null = null,
): string {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const byRule: Record<string, number> = {};
  for (const { rule } of findings) byRule[rule] = (byRule[rule] ?? 0) + 1;
  const report = {
    version,
    ...(outcome !== null && { fix: fixOf(outcome) }),
    findings: findings.map((finding) => {
      const { rule, severity, page, file, line, column, endLine, endColumn, message, data } = finding;
      const fixes = fixesOf(finding, site);
      return { rule, severity, page, file, line, column, endLine, endColumn, message, data, fixes };
    }),
    unknowable: unknowable.map(({ cause, count }) => ({ cause: cause.reason, source: cause.source, count })),
    failures,
    summary: {
      configuration: site.configPath,
      pages,
      findings: findings.length,
      errors,
      warnings: findings.length - errors,
      files: new Set(findings.map((finding) => finding.file)).size,
      rules: Object.fromEntries(Object.entries(byRule).sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function fixOf({ fixed, refused, fights, files, unwritten, uncommitted, diff, copies }: FixOutcome) {
  return {
    fixed: fixed.map(({ rule, file, title, class: kind }) => ({ rule, file, title, class: kind })),
    refused: refused.map(({ rule, file, line, title, class: kind, reason }) => ({
      rule,
      file,
      line,
      title,
      class: kind,
      reason,
    })),
    fights,
    files,
    unwritten: unwritten.map(({ file, reason }) => ({ file, reason })),
    uncommitted,
    ...(copies !== null && { out: copies }),
    ...(diff !== null && { diff }),
  };
}

/** The fixes of a finding; every edit names its file from the configuration's folder. */
function fixesOf(finding: Finding, site: Site) {
  return finding.fixes.map(({ title, class: kind, effect, edits }) => ({
    title,
    class: kind,
    effect,
    edits: edits.map((edit) => {
      const { start, end, text } = edit;
      return { file: posix.relative(site.configDir, fileOf(edit, finding, site)), start, end, text };
    }),
  }));
}

function fileOf({ file, page }: FixEdit, finding: Finding, site: Site): string {
  if (file !== undefined) return includedPath(site, file);
  const path = page ?? finding.page;
  const own = path === null ? undefined : site.pages.get(path)?.file;
  return own ?? posix.join(site.configDir, finding.file);
}

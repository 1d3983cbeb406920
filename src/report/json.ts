import type { CheckResult } from '../session.ts';

/** The result for programs: one object, keys in a fixed order. */
export function reportJson({ findings, unknowable, failures, pages, site }: CheckResult, version: string): string {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const byRule: Record<string, number> = {};
  for (const { rule } of findings) byRule[rule] = (byRule[rule] ?? 0) + 1;
  const report = {
    version,
    findings: findings.map(({ rule, severity, page, file, line, column, endLine, endColumn, message, data }) => ({
      rule,
      severity,
      page,
      file,
      line,
      column,
      endLine,
      endColumn,
      message,
      data,
    })),
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

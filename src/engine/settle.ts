import { posix } from 'node:path';
import type { Site } from '../site/site.ts';
import type { Finding, RawFinding } from './finding.ts';

/** Line and column of an offset in a file; the file is named as spans name it, null for a page's own text. */
export type Locate = (page: string, file: string | undefined, offset: number) => { line: number; column: number };

/**
 * Gives findings their places and their order: file by file as the site lists its pages, then line, column, rule. The
 * same fault of an included file, met on several pages, is one finding that names them all in `data.pages`.
 */
export function settle(findings: readonly RawFinding[], site: Site, locate: Locate, include: IncludedFile): Finding[] {
  const order = new Map([...site.pages.keys()].map((path, i) => [path, i]));
  const merged = new Map<string, Finding>();
  const settled: Finding[] = [];
  const relative = relativePaths(site.configDir);
  for (const raw of findings) {
    const finding = place(raw, site, locate, include, relative);
    if (raw.at.kind === 'page' && raw.at.span?.file !== undefined) {
      const { rule, file, line, column, message, data } = finding;
      const key = JSON.stringify([rule, file, line, column, message, data]);
      const first = merged.get(key);
      if (first !== undefined) {
        const pages = first.data.pages as string[];
        if (!pages.includes(raw.at.page)) pages.push(raw.at.page);
        continue;
      }
      const shared = { ...finding, data: { ...data, pages: [raw.at.page] } };
      merged.set(key, shared);
      settled.push(shared);
    } else settled.push(finding);
  }
  const rank = (finding: Finding) => (finding.page === null ? -1 : (order.get(finding.page) ?? order.size));
  return settled.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      compare(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compare(a.rule, b.rule) ||
      compare(a.message, b.message),
  );
}

/** Absolute path of an included file, from the name that spans give it. */
export type IncludedFile = (name: string) => string;

/** Paths from the configuration's folder. Each is worked out once: a page may have a hundred thousand findings. */
function relativePaths(folder: string): (file: string) => string {
  const known = new Map<string, string>();
  return (file) => {
    let path = known.get(file);
    if (path === undefined) {
      path = posix.relative(folder, file) || posix.basename(file);
      known.set(file, path);
    }
    return path;
  };
}

function place(
  raw: RawFinding,
  site: Site,
  locate: Locate,
  include: IncludedFile,
  relative: (file: string) => string,
): Finding {
  const { rule, severity, message, data, fixes, deferred, at } = raw;
  const shared = { rule, severity, message, data, fixes, ...(deferred && { deferred }) };
  if (at.kind === 'range') {
    const { file, line, column, endLine, endColumn } = at.range;
    return { ...shared, page: null, file: relative(file), line, column, endLine, endColumn };
  }
  const whole = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  if (at.kind === 'file') return { ...shared, page: null, file: relative(at.file), ...whole };
  const page = site.pages.get(at.page);
  const own = page?.file ?? posix.join(site.docsDir, at.page);
  if (at.span === null) return { ...shared, page: at.page, file: relative(own), ...whole };
  const { start, end, file } = at.span;
  const from = locate(at.page, file, start);
  const to = locate(at.page, file, end);
  return {
    ...shared,
    page: at.page,
    file: relative(file === undefined ? own : include(file)),
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { Fix, Json, Severity } from '../rule.ts';
import type { SourceRange } from '../site/site.ts';
import type { SourceSpan } from '../text/span.ts';

/** What a rule found, before places are worked out: offsets, not lines. */
export interface RawFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly data: Readonly<Record<string, Json>>;
  /** The best first. */
  readonly fixes: readonly Fix[];
  /** There may be fixes, which nobody has worked out yet. */
  readonly deferred: boolean;
  /** Works them out, while the page is at hand; it holds on to the page's tree. */
  readonly later?: () => readonly Fix[];
  readonly at:
    | { readonly kind: 'page'; readonly page: string; readonly span: SourceSpan | null }
    | { readonly kind: 'range'; readonly range: SourceRange }
    | { readonly kind: 'file'; readonly file: string };
}

/** A finding as it is reported. Lines and columns count from 1, columns in UTF-16 code units. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** Path from the docs folder; null for a finding that is on no page. */
  readonly page: string | null;
  /** Path from the configuration's folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly data: Readonly<Record<string, Json>>;
  /** What would mend it, the best first. */
  readonly fixes: readonly Fix[];
  /** There may be fixes, which nobody has worked out yet: only where the session was told so. */
  readonly deferred?: true;
}

/** A rule or the reader that broke down on a page: assay's fault, not the author's. */
export interface Failure {
  /** The rule, or null for the reader. */
  readonly rule: string | null;
  /** Null when it happened over the whole site. */
  readonly page: string | null;
  readonly cause: string;
}

/** Fills `{name}` in a message. A name without a value stays as it is. */
export function fillMessage(template: string, values: Readonly<Record<string, string | number>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

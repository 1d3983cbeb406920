import type { Finding } from '../engine/finding.ts';
import type { FixResult } from '../fix-result.ts';
import type { FixClass } from '../rule.ts';

/** What a run of fixes came to: what every report of it is made of. Files are named from the configuration's folder. */
export interface FixOutcome extends Pick<FixResult, 'fixed' | 'refused' | 'fights' | 'result'> {
  /** Files that were written, or would be. */
  readonly files: readonly string[];
  readonly unwritten: readonly { readonly file: string; readonly reason: string; readonly kind: 'held' | 'failed' }[];
  /** How many of the files had changes that git does not have yet. */
  readonly uncommitted: number;
  /** The unified diff when that was asked for, and nothing written; else null. */
  readonly diff: string | null;
  /** The folder that copies were written to; null when the sources themselves were written. */
  readonly copies: string | null;
  /** Whether good guesses were asked for. */
  readonly unsafe: boolean;
}

/** How many findings have a fix that is applied: a safe one, or a good guess. */
export function fixable(findings: readonly Finding[]): { readonly safe: number; readonly unsafe: number } {
  const count = (kind: FixClass) => findings.filter(({ fixes: [fix] }) => fix?.class === kind).length;
  return { safe: count('safe'), unsafe: count('unsafe') };
}

/** Findings that another run could mend, with good guesses only where this one made them. */
export function leftToFix(outcome: FixOutcome): number {
  const { safe, unsafe } = fixable(untried(outcome));
  return outcome.unsafe ? safe + unsafe : safe;
}

/** Findings after a run, less those whose fix was refused and those in files that could not be written. */
export function untried({ result, refused, unwritten }: FixOutcome): readonly Finding[] {
  const lost = new Set(unwritten.map(({ file }) => file));
  const refusals = new Map<string, number>();
  for (const { rule, file, title } of refused) {
    const key = JSON.stringify([rule, file, title]);
    refusals.set(key, (refusals.get(key) ?? 0) + 1);
  }
  return result.findings.filter(({ rule, file, fixes: [fix] }) => {
    const key = JSON.stringify([rule, file, fix?.title]);
    const count = refusals.get(key) ?? 0;
    if (count > 0) refusals.set(key, count - 1);
    return count === 0 && !lost.has(file);
  });
}

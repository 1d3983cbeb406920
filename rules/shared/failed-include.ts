import type { NoteFact } from '../../src/facts/page-facts.ts';

/** Whether a page fails because of one of these includes: `include-target` says so, where it stands. */
export function isFailedInclude({ span }: NoteFact, notes: readonly NoteFact[]): boolean {
  return notes.some(
    (note) =>
      (note.kind === 'include-missing' || note.kind === 'include-outside') &&
      note.span.start === span.start &&
      note.span.end === span.end &&
      note.span.file === span.file,
  );
}

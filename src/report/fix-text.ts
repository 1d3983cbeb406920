import type { FixNote } from '../fix-result.ts';
import { type FixOutcome, fixable, leftToFix, untried } from './fix-outcome.ts';
import { oneLine } from './one-line.ts';
import { type Colors, count, NO_COLORS } from './text.ts';

/** What was fixed, file by file, and what was not, with the reasons. Empty when there was nothing to do. */
export function fixText(outcome: FixOutcome, colors: Colors = NO_COLORS): string {
  const { fixed, refused, fights, unwritten, uncommitted, files } = outcome;
  const lines: string[] = [];
  const section = (title: string, entries: readonly string[]) => {
    if (entries.length > 0) lines.push(colors.bold(title), '', ...entries, '');
  };
  section(
    'Fixed:',
    byFile(fixed, colors, (notes) => counted(notes, colors)),
  );
  section(
    'Refused by the proof:',
    byFile(refused, colors, (notes) => {
      const width = Math.max(...notes.map(({ line }) => String(line).length));
      return notes.map(({ line, title, reason, rule }) => {
        const place = colors.dim(String(line).padStart(width));
        return `  ${place}  ${oneLine(title)}: ${oneLine(reason)}.  ${colors.dim(rule)}`;
      });
    }),
  );
  section(
    'Left half way, since these rules undo each other’s work:',
    fights.map(({ page, rules }) => `  ${oneLine(page)}: ${rules.join(', ')}`),
  );
  section(
    colors.red('Not written:'),
    unwritten.map(({ file, reason }) => `  ${oneLine(file)}: ${oneLine(reason)}`),
  );
  if (uncommitted > 0) {
    const of = files.length === 1 ? 'The changed file' : `${uncommitted} of the ${files.length} changed files`;
    lines.push(`${of} had uncommitted changes.`, '');
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}

/** The last lines of `assay fix`: how much was done, and what is left. */
export function fixSummary(outcome: FixOutcome, colors: Colors = NO_COLORS): string {
  const { fixed, files, diff, copies, unsafe, result } = outcome;
  const lines: string[] = [];
  const amount = `${count(fixed.length, 'fix', 'fixes')} in ${count(files.length, 'file')}`;
  if (files.length === 0) lines.push(colors.bold(`Nothing to fix on ${count(result.pages, 'page')}.`));
  else if (diff !== null) lines.push(colors.bold(`${amount} to be made; nothing is written.`));
  else if (copies !== null)
    lines.push(colors.bold(`${amount}, written to ${oneLine(copies)}; the sources are as they were.`));
  else lines.push(colors.bold(`${amount}.`));
  const { findings } = result;
  if (findings.length === 0) return lines.join('\n');
  const rules = new Map<string, number>();
  for (const { rule } of findings) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const named = [...rules].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([rule, n]) => `${rule} ${n}`);
  lines.push(`Left: ${count(findings.length, 'finding')} (${named.join(', ')}).`);
  const again = leftToFix(outcome);
  if (again > 0) lines.push(`\`assay fix\` has a fix for ${again} of them yet.`);
  const guesses = unsafe ? 0 : fixable(untried(outcome)).unsafe;
  if (guesses > 0) lines.push(`\`assay fix --unsafe\` has a fix for ${guesses} of them, a good guess each.`);
  return lines.join('\n');
}

function byFile<Note extends FixNote>(
  notes: readonly Note[],
  colors: Colors,
  linesOf: (notes: readonly Note[]) => readonly string[],
): readonly string[] {
  const groups = new Map<string, Note[]>();
  for (const note of notes) {
    const group = groups.get(note.file);
    if (group) group.push(note);
    else groups.set(note.file, [note]);
  }
  return [...groups].flatMap(([file, group]) => [colors.underline(oneLine(file)), ...linesOf(group)]);
}

/** Equal fixes of one file as one line with their number. */
function counted(notes: readonly FixNote[], colors: Colors): readonly string[] {
  const counts = new Map<string, { readonly note: FixNote; count: number }>();
  for (const note of notes) {
    const key = JSON.stringify([note.rule, note.title]);
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { note, count: 1 });
  }
  return [...counts.values()].map(({ note: { title, rule }, count }) => {
    const times = count > 1 ? ` (${count} times)` : '';
    return `  ${oneLine(title)}${times}  ${colors.dim(rule)}`;
  });
}

import type { Finding } from '../engine/finding.ts';
import type { CheckResult } from '../session.ts';
import { type FixOutcome, fixable, untried } from './fix-outcome.ts';
import { oneLine } from './one-line.ts';

/** How words are marked on a terminal; each function gives the text back as it is where there are no colours. */
export interface Colors {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  underline(text: string): string;
}

const same = (text: string) => text;
export const NO_COLORS: Colors = { bold: same, dim: same, red: same, yellow: same, green: same, underline: same };

/** The findings file by file, what was not judged, a summary line, and what `assay fix` could do beyond what it has done. */
export function reportText(result: CheckResult, colors: Colors = NO_COLORS, outcome: FixOutcome | null = null): string {
  const lines: string[] = [];
  const groups = groupByFile(result.findings);
  for (const [file, findings] of groups) {
    lines.push(colors.underline(oneLine(file)));
    const width = Math.max(...findings.map((finding) => placeOf(finding).length));
    for (const finding of findings) {
      const level = finding.severity === 'error' ? colors.red('error') : colors.yellow('warn ');
      const place = colors.dim(placeOf(finding).padStart(width));
      lines.push(`  ${place}  ${level}  ${oneLine(finding.message)}  ${colors.dim(finding.rule)}`);
    }
    lines.push('');
  }
  for (const { rule, page, cause } of result.failures) {
    const who = rule === null ? 'the reader' : `the rule ${rule}`;
    lines.push(
      `${colors.red('assay failed')}: ${who}${page === null ? '' : ` on ${oneLine(page)}`}: ${oneLine(cause)}`,
    );
  }
  if (result.failures.length > 0) lines.push('');
  if (result.unknowable.length > 0) {
    lines.push(colors.dim('Not judged:'));
    for (const { cause, count } of result.unknowable) {
      lines.push(colors.dim(`  ${count > 0 ? `${count} × ` : ''}${oneLine(cause.reason)}`));
    }
    lines.push('');
  }
  lines.push(summaryLine(result, colors));
  const hint = hintLine(outcome === null ? result.findings : untried(outcome));
  if (hint !== null) lines.push(hint);
  return `${lines.join('\n')}\n`;
}

/** What `assay fix` could do about findings; null when nothing. The proof may refuse some of it. */
function hintLine(findings: readonly Finding[]): string | null {
  const { safe, unsafe } = fixable(findings);
  const unknown = findings.filter(({ deferred }) => deferred).length;
  const guesses = '`assay fix --unsafe`';
  if (unknown > 0) {
    const sure = safe > 0 ? `has a fix for ${safe} of them, and ` : '';
    return `\`assay fix\` ${sure}may have one for ${unknown + unsafe} more; \`assay fix --diff\` shows them.`;
  }
  if (safe + unsafe === 0) return null;
  if (safe === 0) return `${guesses} has a fix for ${unsafe} of them.`;
  return `\`assay fix\` has a fix for ${safe} of them${unsafe > 0 ? `, ${guesses} for ${unsafe} more` : ''}.`;
}

function groupByFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.file);
    if (group) group.push(finding);
    else groups.set(finding.file, [finding]);
  }
  return groups;
}

function placeOf({ line, column }: Finding): string {
  return `${line}:${column}`;
}

function summaryLine({ findings, pages }: CheckResult, colors: Colors): string {
  const read = count(pages, 'page');
  if (findings.length === 0) return colors.green(`No findings on ${read}.`);
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const files = new Set(findings.map((finding) => finding.file)).size;
  const parts = [count(errors, 'error'), count(findings.length - errors, 'warning')].filter(
    (part) => !part.startsWith('0 '),
  );
  return colors.bold(`${parts.join(' and ')} in ${count(files, 'file')}; ${read} read.`);
}

/** A number with its noun: `1 page`, `3 pages`. */
export function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : nouns}`;
}

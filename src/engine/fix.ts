import type { Fix, FixClass, FixEdit, FixEffect } from '../rule.ts';
import type { Site, SitePage } from '../site/site.ts';
import { applyEdits, overlap, shiftEdits, type TextEdit, withLineEnds } from '../text/edits.ts';
import type { Span } from '../text/span.ts';
import type { RawFinding } from './finding.ts';
import type { PageInspection } from './inspect-page.ts';
import { type ProvedPage, prove, type Replacement } from './prove.ts';
import { unknowableBlock } from './unknowable-block.ts';

/** A page as it stands at a moment of the work. */
export interface PageNow {
  readonly page: SitePage;
  readonly text: string;
  /** Its facts, and what rules say of the page alone. */
  readonly inspection: PageInspection;
  readonly proved: ProvedPage;
  /** Its outer blocks. */
  readonly blocks: readonly Span[];
}

/** The site under work: texts in memory, nothing written. The session is one. */
export interface Workbench {
  readonly site: Site;
  /** Pages that are built from the docs folder. */
  readonly pages: Iterable<SitePage>;
  /** What rules say of a page alone, as it was last read; null for one that was not read yet. */
  pageFindings(path: string): readonly RawFinding[] | null;
  /** What rules say of the whole site, as it stands. */
  siteFindings(): readonly RawFinding[];
  text(file: string): string;
  /** Reads a page as it stands; null for one that cannot be read. */
  open(page: SitePage): PageNow | null;
  /** Reads a page, with another text where one is given; changes nothing. */
  look(page: SitePage, text?: string): PageNow;
  /** Makes a page's new text the current one. */
  accept(now: PageNow): void;
  /** The bench with other texts of files, on which everything can be tried. */
  fork(texts: ReadonlyMap<string, string>): Workbench;
  /** Makes what a fork holds the current state. */
  adopt(fork: Workbench): void;
  /** Pages whose reading depends on one of the files. */
  pagesOf(files: ReadonlySet<string>): readonly SitePage[];
  /** Absolute path of a file as edits and spans name it. */
  includedPath(name: string): string;
}

/** A fix that could be applied. */
interface Candidate {
  readonly rule: string;
  readonly finding: RawFinding;
  readonly fix: Fix;
  /** By absolute file. */
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  /** The one page whose own text is edited; null when other files are. */
  readonly page: string | null;
}

/** A fix that was made or refused. */
export interface FixRecord {
  readonly rule: string;
  readonly finding: RawFinding;
  readonly title: string;
  readonly class: FixClass;
  readonly effect: FixEffect;
}

export interface RefusedFix extends FixRecord {
  /** A clause: "the word `x` would vanish". */
  readonly reason: string;
}

export interface FixRun {
  readonly fixed: readonly FixRecord[];
  readonly refused: readonly RefusedFix[];
  /** Rules that undo each other's work, by page. */
  readonly fights: readonly { readonly page: string; readonly rules: readonly string[] }[];
}

export interface FixChoice {
  readonly unsafe: boolean;
  /** Whether findings at this place are to be fixed. */
  readonly wants: (finding: RawFinding) => boolean;
  /** Called before each page is worked on. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** So often a page is read again after fixes before the rules are said to fight. */
const MOST_ROUNDS = 10;

/**
 * So many characters of one page are read at most to tell its good fixes from the bad ones. An ordinary page never needs
 * them; one of megabytes with hundreds of fixes would take hours.
 */
const MOST_READ = 60_000_000;

/** What the metadata is, then what is code, then how blocks nest, then what stands in them. */
const ORDER: readonly FixEffect[] = ['metadata', 'code', 'structure', 'links', 'token', 'style', 'none', 'config'];

/**
 * Applies fixes in rounds until none is left that the proof accepts: first what each page needs by itself, then what
 * follows from the whole site. Nothing is written: the bench holds the new texts.
 */
export function applyFixes(bench: Workbench, choice: FixChoice): FixRun {
  const fixed: FixRecord[] = [];
  const fights = new Map<string, Set<string>>();
  const refused = new Map<string, RefusedFix[]>();
  const work: Work = { bench, choice, fixed, refused, fights, read: new Map() };

  const pages = [...bench.pages];
  pages.forEach((page, i) => {
    choice.onProgress?.(i, pages.length);
    fixPage(work, page);
  });
  for (let round = 0; round < MOST_ROUNDS; round++) {
    refused.delete(SITE);
    const candidates = candidatesOf(bench, bench.siteFindings(), choice);
    const changed = fixSite(work, candidates);
    if (changed.size === 0) break;
    for (const path of changed) {
      const page = bench.site.pages.get(path);
      if (page !== undefined) fixPage(work, page);
    }
    if (round === MOST_ROUNDS - 1) for (const path of changed) noteFight(work, path, candidates);
  }
  return {
    fixed,
    refused: [...refused.values()].flat(),
    fights: [...fights].map(([page, rules]) => ({ page, rules: [...rules].sort() })),
  };
}

interface Work {
  readonly bench: Workbench;
  readonly choice: FixChoice;
  readonly fixed: FixRecord[];
  /** Refusals of the last round, by page. */
  readonly refused: Map<string, RefusedFix[]>;
  readonly fights: Map<string, Set<string>>;
  /** How many characters have been read of a page to prove its fixes. */
  readonly read: Map<string, number>;
}

/** Key of refusals that concern several files. */
const SITE = '';

/** Rounds on one page. */
function fixPage(work: Work, page: SitePage): void {
  const { bench, choice, fixed, refused } = work;
  const { path } = page;
  const last = bench.pageFindings(path);
  if (last !== null) {
    const mayHave = last.some((finding) => finding.deferred && choice.wants(finding));
    if (!mayHave && candidatesOf(bench, last, choice).every((candidate) => candidate.page !== path)) return;
  }
  let now = bench.open(page);
  if (now === null) return;
  const seen = new Set([now.text]);
  /** What was refused in earlier rounds, by what it is and where it stands: it is not tried again where nothing changed. */
  const known = new Map<string, RefusedFix>();
  for (let round = 0; ; round++) {
    const all = candidatesOf(bench, now.inspection.findings, choice).filter((candidate) => candidate.page === path);
    const keys = new Map(all.map((candidate) => [candidate.finding, surroundings(candidate, now!)]));
    const outcome = applySome(
      work,
      now,
      all.filter(({ finding }) => !known.has(keys.get(finding)!)),
    );
    for (const one of outcome.refused) known.set(keys.get(one.finding)!, one);
    const still = all.flatMap(({ finding }) => known.get(keys.get(finding)!) ?? []);
    if (still.length > 0) refused.set(path, still.map(withoutPage));
    else refused.delete(path);
    if (outcome.accepted.length === 0) return;
    if (round === MOST_ROUNDS || seen.has(outcome.now.text)) {
      noteFight(work, path, outcome.accepted);
      return;
    }
    now = outcome.now;
    seen.add(now.text);
    bench.accept(now);
    fixed.push(...outcome.accepted.map(recordOf).map(withoutPage));
  }
}

/** A fix with the text around its edits, by which it is known again when the page has changed elsewhere. */
function surroundings(candidate: Candidate, now: PageNow): string {
  const edits = editsOn(candidate, now);
  const start = Math.min(...edits.map((edit) => edit.start));
  const end = Math.max(...edits.map((edit) => edit.end));
  return JSON.stringify([candidate.rule, candidate.fix.title, now.text.slice(Math.max(0, start - 100), end + 100)]);
}

function noteFight(work: Work, path: string, candidates: readonly Candidate[]): void {
  const rules = work.fights.get(path) ?? new Set();
  for (const { rule } of candidates) rules.add(rule);
  work.fights.set(path, rules);
}

interface Outcome {
  readonly now: PageNow;
  readonly accepted: readonly Candidate[];
  readonly refused: RefusedFix[];
}

/** Applies the fixes of the first effect of which the proof accepts any; those that overlap wait for the next round. */
function applySome(work: Work, now: PageNow, candidates: readonly Candidate[]): Outcome {
  const refused: RefusedFix[] = [];
  for (const effect of ORDER) {
    let rest = candidates.filter((candidate) => candidate.fix.effect === effect);
    while (rest.length > 0) {
      const chosen = apart(now, rest);
      rest = rest.filter((candidate) => !chosen.includes(candidate));
      const outcome = applyProved(work, now, chosen, effect, []);
      refused.push(...outcome.refused);
      if (outcome.accepted.length > 0) return { ...outcome, refused };
    }
  }
  return { now, accepted: [], refused };
}

/** Those whose edits do not get in each other's way, the first of the page first. */
function apart(now: PageNow, candidates: readonly Candidate[]): readonly Candidate[] {
  const first = (candidate: Candidate) => Math.min(...editsOn(candidate, now).map(({ start }) => start));
  const ordered = [...candidates].sort((a, b) => first(a) - first(b));
  const chosen: Candidate[] = [];
  // Only those that reach behind the start of the next can be in its way.
  let reaching: readonly Candidate[] = [];
  for (const candidate of ordered) {
    const edits = editsOn(candidate, now);
    const start = first(candidate);
    reaching = reaching.filter((other) => editsOn(other, now).some(({ end }) => end >= start));
    if (reaching.some((other) => overlap(editsOn(other, now), edits))) continue;
    chosen.push(candidate);
    reaching = [...reaching, candidate];
  }
  return chosen;
}

function editsOn(candidate: Candidate, { page }: PageNow): readonly TextEdit[] {
  return candidate.edits.get(page.file) ?? [];
}

/**
 * Applies a set of fixes if the page proves right afterwards; else each half of the set by itself, down to single fixes.
 * `applied` are edits that were made since the fixes were worked out: offsets are moved along.
 */
function applyProved(
  work: Work,
  now: PageNow,
  set: readonly Candidate[],
  effect: FixEffect,
  applied: readonly TextEdit[],
): Outcome {
  const { bench } = work;
  const edits = shiftEdits(
    set.flatMap((candidate) => editsOn(candidate, now)),
    applied,
  );
  const unknowable = unknowableBlock(bench.site, now.inspection.facts, now, edits, effect);
  let reason: string | null;
  if (unknowable === null) {
    const after = bench.look(now.page, applyEdits(now.text, edits));
    work.read.set(now.page.path, (work.read.get(now.page.path) ?? 0) + after.text.length);
    reason = prove(now.proved, after.proved, effect, replacementsOf(now.text, edits));
    if (reason === null) return { now: after, accepted: set, refused: [] };
  } else reason = `it stands in a block that cannot be known: ${unknowable.reason}`;
  if (set.length === 1) return { now, accepted: [], refused: [{ ...recordOf(set[0]!), reason }] };
  if ((work.read.get(now.page.path) ?? 0) > MOST_READ) {
    const tooLong = `the page is too long to try them one by one; of ${set.length} at once, ${reason}`;
    return { now, accepted: [], refused: set.map((candidate) => ({ ...recordOf(candidate), reason: tooLong })) };
  }
  const middle = set.length >> 1;
  const left = applyProved(work, now, set.slice(0, middle), effect, applied);
  const made = left.accepted.flatMap((candidate) => editsOn(candidate, now));
  const right = applyProved(work, left.now, set.slice(middle), effect, [...applied, ...made]);
  return {
    now: right.now,
    accepted: [...left.accepted, ...right.accepted],
    refused: [...left.refused, ...right.refused],
  };
}

function replacementsOf(text: string, edits: readonly TextEdit[]): readonly Replacement[] {
  return edits.map(({ start, end, text: after }) => ({ before: text.slice(start, end), after }));
}

/** What follows from the whole site: page by page where only that page's text changes, else fix by fix. */
function fixSite(work: Work, candidates: readonly Candidate[]): ReadonlySet<string> {
  const { bench, fixed, refused } = work;
  const changed = new Set<string>();
  const onPages = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    if (candidate.page === null) continue;
    const group = onPages.get(candidate.page);
    if (group === undefined) onPages.set(candidate.page, [candidate]);
    else group.push(candidate);
  }
  for (const [path, group] of onPages) {
    const now = bench.look(bench.site.pages.get(path)!);
    const outcome = applySome(work, now, group);
    if (outcome.refused.length > 0) refused.set(SITE, [...(refused.get(SITE) ?? []), ...outcome.refused]);
    if (outcome.accepted.length === 0 || outcome.now.text === now.text) continue;
    bench.accept(outcome.now);
    fixed.push(...outcome.accepted.map(recordOf).map(withoutPage));
    changed.add(path);
  }
  if (changed.size > 0) return changed;
  for (const candidate of candidates.filter(({ page }) => page === null)) {
    const reason = applyAcrossFiles(bench, candidate);
    if (reason === null) {
      fixed.push(recordOf(candidate));
      for (const page of bench.pagesOf(new Set(candidate.edits.keys()))) changed.add(page.path);
      // What the others are about may have changed with it.
      return changed.size > 0 ? changed : new Set([SITE]);
    }
    refused.set(SITE, [...(refused.get(SITE) ?? []), { ...recordOf(candidate), reason }]);
  }
  return changed;
}

/** Applies a fix that changes several files, or one that is no page: proved on each page that depends on them. */
function applyAcrossFiles(bench: Workbench, candidate: Candidate): string | null {
  const texts = new Map<string, string>();
  for (const [file, edits] of candidate.edits) texts.set(file, applyEdits(bench.text(file), edits));
  const fork = bench.fork(texts);
  const before = new Map(bench.pagesOf(new Set(texts.keys())).map((page) => [page.path, page]));
  const { effect } = candidate.fix;
  for (const [path, page] of before) {
    const now = bench.look(page);
    const own = candidate.edits.get(page.file) ?? [];
    const unknowable = effect === 'config' ? null : unknowableBlock(bench.site, now.inspection.facts, now, own, effect);
    if (unknowable !== null) return `\`${path}\` cannot be known: ${unknowable.reason}`;
    const pageAfter = fork.site.pages.get(path);
    if (pageAfter === undefined) return `the page \`${path}\` would vanish`;
    const replacements = [...candidate.edits].flatMap(([file, edits]) => replacementsOf(bench.text(file), edits));
    const reason = prove(now.proved, fork.look(pageAfter).proved, effect, replacements);
    if (reason !== null) return `on \`${path}\` ${reason}`;
  }
  bench.adopt(fork);
  return null;
}

/** The fixes that may be applied: the best of each finding that is wanted, each set of edits once. */
function candidatesOf(bench: Workbench, findings: readonly RawFinding[], choice: FixChoice): readonly Candidate[] {
  const seen = new Set<string>();
  const candidates: Candidate[] = [];
  for (const finding of findings) {
    if (!choice.wants(finding)) continue;
    const fix = (finding.later?.() ?? finding.fixes)[0];
    if (fix === undefined || fix.class === 'suggestion') continue;
    // What turns code into text or text into code is a guess, whatever the rule thinks of it.
    const isGuess = fix.class === 'unsafe' || fix.effect === 'code';
    if (isGuess && !choice.unsafe) continue;
    if (fix.edits.length === 0) continue;
    const edits = new Map<string, TextEdit[]>();
    for (const { start, end, text, ...edit } of fix.edits) {
      const file = fileOf(bench, finding, edit);
      edits.set(file, [...(edits.get(file) ?? []), { start, end, text }]);
    }
    for (const [file, list] of edits) edits.set(file, [...withLineEnds(list, bench.text(file))]);
    const key = JSON.stringify([...edits]);
    if (seen.has(key)) continue;
    seen.add(key);
    const [only] = edits.keys();
    const page = finding.at.kind === 'page' ? bench.site.pages.get(finding.at.page) : undefined;
    const isOnPage = edits.size === 1 && page?.file === only && fix.effect !== 'config';
    candidates.push({ rule: finding.rule, finding, fix, edits, page: isOnPage ? page!.path : null });
  }
  return candidates;
}

function fileOf(bench: Workbench, finding: RawFinding, { page, file }: Pick<FixEdit, 'page' | 'file'>): string {
  if (file !== undefined) return bench.includedPath(file);
  const path = page ?? (finding.at.kind === 'page' ? finding.at.page : undefined);
  const found = path === undefined ? undefined : bench.site.pages.get(path);
  if (found === undefined) throw new Error(`a fix of \`${finding.rule}\` names no file for its edits`);
  return found.file;
}

function recordOf({ rule, finding, fix }: Candidate): FixRecord {
  return { rule, finding, title: fix.title, class: fix.class, effect: fix.effect };
}

/** A record that no longer holds on to the page's tree. */
function withoutPage<Record extends FixRecord>(record: Record): Record {
  const { later: _, ...finding } = record.finding;
  return { ...record, finding };
}

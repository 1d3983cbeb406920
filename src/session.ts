import { posix } from 'node:path';
import type { Root } from 'mdast';
import type { Failure, Finding, RawFinding } from './engine/finding.ts';
import { applyFixes, type PageNow, type Workbench } from './engine/fix.ts';
import { causeOf, type FixTiming, type PageInspection } from './engine/inspect-page.ts';
import { inspectSite, type SiteInspection } from './engine/inspect-site.ts';
import { type PagePipeline, pagePipeline, runPage } from './engine/pipeline.ts';
import { anyNeeds, type PlannedRule, planRules } from './engine/plan.ts';
import { frontMatterText } from './engine/prove.ts';
import { renderBody } from './engine/render-page.ts';
import { settle } from './engine/settle.ts';
import { ShownPage } from './engine/shown-page.ts';
import { outerBlocks } from './engine/unknowable-block.ts';
import type { PageFacts } from './facts/page-facts.ts';
import { isBuilt } from './facts/reach.ts';
import { type History, SiteFacts, type UnknowableCount } from './facts/site-facts.ts';
import type { FixOptions, FixResult } from './fix-result.ts';
import type { RuleSetting } from './options.ts';
import type { Json, RuleSet } from './rule.ts';
import { includedPath, includeFrom } from './site/include-files.ts';
import { type LoadOptions, loadSite } from './site/load-site.ts';
import { overlayFiles } from './site/overlay-files.ts';
import { isWithin } from './site/paths.ts';
import { redirectedPage } from './site/redirects.ts';
import type { FileProblem, Site, SitePage } from './site/site.ts';
import { FileError, type FileText, type SiteFiles } from './site/site-files.ts';
import { LineIndex } from './text/position.ts';

export interface SessionOptions {
  readonly rules: RuleSet;
  readonly settings: Readonly<Record<string, RuleSetting>>;
  /** Run only these. */
  readonly only?: readonly string[];
  /** How the configuration is read anew when a fix changes it. */
  readonly load?: LoadOptions;
  /** Leaves fixes that take long to work out until `fix` asks for them: findings then do not tell of all. */
  readonly deferFixes?: boolean;
  /** What version control knows: without it no file counts as renamed. */
  readonly history?: History;
}

export interface CheckOptions {
  /** Absolute files and folders: findings elsewhere are left out. Empty for the whole site. */
  readonly paths?: readonly string[];
  /** Called before each page is read. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The result of a check: what every report is made of. */
export interface CheckResult {
  readonly site: Site;
  readonly findings: readonly Finding[];
  readonly unknowable: readonly UnknowableCount[];
  /** Where assay itself failed. */
  readonly failures: readonly Failure[];
  /** How many pages were read. */
  readonly pages: number;
}

/** What is kept of a page between runs: what was found on it, or why it could not be read. */
interface PageState {
  readonly facts: PageFacts | null;
  readonly own: Readonly<Record<string, Json>>;
  readonly findings: readonly RawFinding[];
  readonly failures: readonly Failure[];
  readonly unreadable: FileProblem | null;
}

/** Longest page, in characters, for which fixes are worked out that read it again. */
const LONGEST_READ_AGAIN = 1_000_000;

/**
 * A site that is being checked: reads pages once, keeps facts and findings, and forgets trees and texts. Texts that fixes
 * have made are held in memory and stand in for the files.
 */
export class Session implements Workbench {
  #site: Site;
  readonly #disk: SiteFiles;
  readonly #options: SessionOptions;
  readonly #planned: readonly PlannedRule[];
  /** Texts in place of those on disk, by absolute path, and the files over which they lie. */
  readonly #texts = new Map<string, string>();
  readonly #files: SiteFiles;
  /** Files as they were when fixes were first worked out for them; null for one that was not there. */
  readonly #originals = new Map<string, FileText | null>();
  #pages = new Map<string, PageState>();
  /** Line starts of pages and of included files, by absolute path. */
  readonly #lines = new Map<string, LineIndex>();
  /** By when fixes are worked out: at once or never for reading pages, later for looking at one that is being fixed. */
  #pipelines: Readonly<Record<FixTiming, PagePipeline>>;
  #judged: SiteInspection | null = null;
  #readCommonMark: ((text: string) => Root) | null = null;

  constructor(site: Site, files: SiteFiles, options: SessionOptions) {
    this.#site = site;
    this.#disk = files;
    this.#files = overlayFiles(files, this.#texts);
    this.#options = options;
    this.#planned = planRules(options.rules, options.settings, options.only);
    this.#pipelines = this.#makePipelines();
  }

  get site(): Site {
    return this.#site;
  }

  /** Loads what rules of this run need and others do not: to be awaited before `check`. */
  async prepare(): Promise<void> {
    if (anyNeeds(this.#planned, 'commonmark')) {
      this.#readCommonMark = (await import('./commonmark/index.ts')).readCommonMark;
    }
  }

  /** Reads what is not read yet, and judges the whole site. */
  check({ paths = [], onProgress }: CheckOptions = {}): CheckResult {
    this.#readAll(onProgress);
    const states = [...this.#pages.values()];
    const judged = this.#judge();
    const site = this.#siteAsRead();
    const found = states.flatMap((state) => state.findings).concat(judged.findings);
    const findings = settle(
      found.filter((finding) => this.#isWanted(finding, paths)),
      site,
      (page, file, offset) => this.#linesOf(page, file).point(offset),
      (name) => this.includedPath(name),
    );
    return {
      site,
      findings,
      unknowable: judged.unknowable,
      failures: [...states.flatMap((state) => state.failures), ...judged.failures],
      pages: states.filter(({ facts }) => facts !== null).length,
    };
  }

  /** Applies what can be proved, in memory, and checks the site as it is then. */
  fix({ paths = [], unsafe = false, onProgress }: FixOptions = {}): FixResult {
    const wants = (finding: RawFinding) => this.#isWanted(finding, paths);
    const run = applyFixes(this, { unsafe, wants, ...(onProgress && { onProgress }) });
    const result = this.check({ paths });
    const fileOf = (finding: RawFinding) => posix.relative(this.site.configDir, this.#fileOf(finding));
    return {
      changes: [...this.#texts].flatMap(([file, after]) => {
        const original = this.#original(file);
        if (original?.text === after) return [];
        return [{ file, before: original?.text ?? null, after, byteOrderMark: original?.byteOrderMark ?? false }];
      }),
      fixed: run.fixed.map((record) => ({
        rule: record.rule,
        file: fileOf(record.finding),
        title: record.title,
        class: record.class,
      })),
      refused: run.refused.map((record) => ({
        rule: record.rule,
        file: fileOf(record.finding),
        line: this.#lineOf(record.finding),
        title: record.title,
        class: record.class,
        reason: record.reason,
      })),
      fights: run.fights,
      result,
    };
  }

  /** The facts of all pages, each read once. */
  facts(): SiteFacts {
    this.#readAll();
    return new SiteFacts(this.site, this.#facts());
  }

  get pages(): readonly SitePage[] {
    return [...this.site.pages.values()].filter((page) => page.origin === 'docs' && isBuilt(page));
  }

  pageFindings(path: string): readonly RawFinding[] | null {
    return this.#pages.get(path)?.findings ?? null;
  }

  open(page: SitePage): PageNow | null {
    const known = this.#pages.get(page.path);
    if (known === undefined) {
      const opened = this.#attempt(page, () => {
        if (this.#original(page.file) === null) throw new FileError(page.file, 'missing');
        return this.look(page);
      });
      this.#judged = null;
      this.#pages.set(page.path, 'state' in opened ? opened.state : this.#stateOf(opened.read));
      return 'state' in opened ? null : opened.read;
    }
    return known.facts === null ? null : this.look(page);
  }

  siteFindings(): readonly RawFinding[] {
    this.#readAll();
    return this.#judge().findings;
  }

  text(file: string): string {
    return this.#texts.get(file) ?? this.#original(file)?.text ?? '';
  }

  look(page: SitePage, text: string = this.text(page.file)): PageNow {
    // Fixes that read the page again would take hours on one of megabytes.
    const pipeline = this.#pipelines[text.length > LONGEST_READ_AGAIN ? 'never' : 'later'];
    const { inspection, reading } = runPage(pipeline, page, text);
    const { site } = this;
    let shown: ShownPage | null = null;
    return {
      page,
      text,
      inspection,
      blocks: outerBlocks(reading.tree),
      proved: {
        get shown() {
          shown ??= new ShownPage(renderBody(site, page, reading.tree));
          return shown;
        },
        frontMatter: reading.frontMatter.data,
        frontMatterText: frontMatterText(text),
        workingLinks: () => this.#workingLinks(page, inspection.facts),
      },
    };
  }

  accept({ page, text, inspection }: PageNow): void {
    this.#setText(page.file, text);
    this.#pages.set(page.path, this.#stateOf({ inspection }));
    this.#judged = null;
    // Another page may include this one, and what was read of it is no longer so.
    const others = this.pagesOf(new Set([page.file])).filter(({ path }) => path !== page.path);
    if (others.length > 0) this.#pipelines = this.#makePipelines();
    for (const { path } of others) this.#pages.delete(path);
  }

  fork(texts: ReadonlyMap<string, string>): Session {
    const all = new Map([...this.#texts, ...texts]);
    const isConfigured = this.site.configFiles.some((file) => texts.has(file));
    const isNew = [...texts.keys()].some((file) => !this.#files.isFile(file));
    const site =
      isConfigured || isNew
        ? loadSite(this.site.configPath, overlayFiles(this.#disk, all), this.#options.load)
        : this.site;
    const fork = new Session(site, this.#disk, this.#options);
    fork.#readCommonMark = this.#readCommonMark;
    for (const [file, original] of this.#originals) fork.#originals.set(file, original);
    for (const [file, text] of all) fork.#setText(file, text);
    if (!isConfigured) {
      fork.#pages = new Map(this.#pages);
      for (const page of this.pagesOf(new Set(texts.keys()))) fork.#pages.delete(page.path);
    }
    return fork;
  }

  adopt(fork: Session): void {
    this.#site = fork.#site;
    for (const [file, text] of fork.#texts) this.#setText(file, text);
    this.#pages = fork.#pages;
    this.#pipelines = this.#makePipelines();
    this.#judged = null;
  }

  pagesOf(files: ReadonlySet<string>): readonly SitePage[] {
    const all = this.pages.filter((page) => this.#pages.get(page.path)?.facts);
    if (this.site.configFiles.some((file) => files.has(file))) return all;
    return all.filter((page) => {
      if (files.has(page.file)) return true;
      const { dependencies } = this.#pages.get(page.path)!.facts!;
      return dependencies.some((name) => files.has(this.includedPath(name)));
    });
  }

  includedPath(name: string): string {
    return includedPath(this.site, name);
  }

  /** The pipelines share what they have read of included files. */
  #makePipelines(): Readonly<Record<FixTiming, PagePipeline>> {
    const shared = {
      site: this.site,
      planned: this.#planned,
      include: includeFrom(this.site, this.#files),
      commonMark: (text: string) => this.#commonMark(text),
    };
    const made = (fixes: FixTiming) => pagePipeline({ ...shared, fixes });
    return { now: made('now'), later: made('later'), never: made('never') };
  }

  #readAll(onProgress?: (done: number, total: number) => void): void {
    const built = this.pages;
    const states = new Map<string, PageState>();
    built.forEach((page, i) => {
      const known = this.#pages.get(page.path);
      if (known === undefined) {
        onProgress?.(i, built.length);
        this.#judged = null;
      }
      states.set(page.path, known ?? this.#read(page));
    });
    this.#pages = states;
  }

  #read(page: SitePage): PageState {
    const read = this.#attempt(page, () => {
      const { text } = this.#files.read(page.file);
      const { inspection } = runPage(this.#pipelines[this.#options.deferFixes === true ? 'never' : 'now'], page, text);
      this.#lines.set(page.file, new LineIndex(text));
      return { inspection };
    });
    return 'state' in read ? read.state : this.#stateOf(read.read);
  }

  /** Reads a page, or says why that is not possible. */
  #attempt<Read>(page: SitePage, read: () => Read): { readonly read: Read } | { readonly state: PageState } {
    const nothing = { facts: null, own: {}, findings: [], failures: [], unreadable: null };
    try {
      return { read: read() };
    } catch (error) {
      if (!(error instanceof FileError)) {
        // The reader's own fault: said as a failure, and the page is not judged.
        return { state: { ...nothing, failures: [{ rule: null, page: page.path, cause: causeOf(error) }] } };
      }
      // A link to nothing is a problem of the listing already.
      const isKnown = this.site.fileProblems.some(({ path }) => path === page.path);
      const unreadable = isKnown ? null : { file: page.file, path: page.path, message: error.message };
      return { state: { ...nothing, unreadable } };
    }
  }

  #facts(): Map<string, PageFacts> {
    const facts = new Map<string, PageFacts>();
    for (const [path, state] of this.#pages) if (state.facts !== null) facts.set(path, state.facts);
    return facts;
  }

  #siteAsRead(): Site {
    const unreadable = [...this.#pages.values()].flatMap((state) => state.unreadable ?? []);
    return { ...this.site, fileProblems: [...this.site.fileProblems, ...unreadable] };
  }

  #judge(): SiteInspection {
    this.#judged ??= inspectSite(
      this.#planned,
      this.#siteAsRead(),
      this.#facts(),
      (rule, page) => this.#pages.get(page)?.own[rule],
      this.#options.history,
    );
    return this.#judged;
  }

  #workingLinks(page: SitePage, facts: PageFacts): readonly string[] {
    this.#readAll();
    const judged = new SiteFacts(this.site, this.#facts().set(page.path, facts)).links(page);
    // A page is the same with and without the slash that servers add, and by an old address that leads on to it.
    return judged.flatMap(({ landing: { outcome, file, path, fragment } }) => {
      if (outcome !== 'found') return [];
      const moved = file?.origin === 'plugin' ? redirectedPage(this.site, file.url) : null;
      const anchor = fragment || (moved?.fragment ?? '');
      return [`${moved?.page.path ?? file?.path ?? path}${anchor && `#${anchor}`}`];
    });
  }

  #setText(file: string, text: string): void {
    this.#texts.set(file, text);
    this.#lines.delete(file);
  }

  #original(file: string): FileText | null {
    let original = this.#originals.get(file);
    if (original === undefined) {
      try {
        original = this.#disk.read(file);
      } catch (error) {
        if (!(error instanceof FileError) || error.reason !== 'missing') throw error;
        original = null;
      }
      this.#originals.set(file, original);
    }
    return original;
  }

  #commonMark(text: string): Root {
    if (this.#readCommonMark === null) throw new Error('the second reading is not loaded: `prepare` was not awaited');
    return this.#readCommonMark(text);
  }

  #linesOf(page: string, file: string | undefined): LineIndex {
    const path = file === undefined ? this.site.pages.get(page)!.file : this.includedPath(file);
    let lines = this.#lines.get(path);
    if (lines === undefined) {
      lines = new LineIndex(this.#files.read(path).text);
      this.#lines.set(path, lines);
    }
    return lines;
  }

  #lineOf({ at }: RawFinding): number {
    if (at.kind === 'range') return at.range.line;
    if (at.kind === 'file' || at.span === null) return 1;
    return this.#linesOf(at.page, at.span.file).point(at.span.start).line;
  }

  /** Absolute path of the file that a finding stands in. */
  #fileOf({ at }: RawFinding): string {
    if (at.kind === 'range') return at.range.file;
    if (at.kind === 'file') return at.file;
    if (at.span?.file !== undefined) return this.includedPath(at.span.file);
    return this.site.pages.get(at.page)?.file ?? posix.join(this.site.docsDir, at.page);
  }

  #isWanted(finding: RawFinding, paths: readonly string[]): boolean {
    if (paths.length === 0) return true;
    const { at } = finding;
    const own = at.kind === 'page' ? this.site.pages.get(at.page)?.file : undefined;
    const file = this.#fileOf(finding);
    return paths.some((path) => isWithin(file, path) || (own !== undefined && isWithin(own, path)));
  }

  /** What is kept of a page that was read. The tree must not outlive the work on the page. */
  #stateOf({ inspection }: { readonly inspection: PageInspection }): PageState {
    const findings = inspection.findings.map(({ later, ...finding }) =>
      later === undefined || this.#options.deferFixes === true
        ? finding
        : { ...finding, fixes: later(), deferred: false },
    );
    return { ...inspection, findings, unreadable: null };
  }
}

import type { Root } from 'mdast';
import type { Failure, Finding, RawFinding } from './engine/finding.ts';
import { causeOf } from './engine/inspect-page.ts';
import { inspectSite } from './engine/inspect-site.ts';
import { type PagePipeline, pagePipeline, runPage } from './engine/pipeline.ts';
import { anyNeeds, type PlannedRule, planRules } from './engine/plan.ts';
import { settle } from './engine/settle.ts';
import type { PageFacts } from './facts/page-facts.ts';
import { isBuilt } from './facts/reach.ts';
import type { UnknowableCount } from './facts/site-facts.ts';
import type { RuleSetting } from './options.ts';
import type { IncludeFile } from './python-markdown/index.ts';
import type { Json, RuleSet } from './rule.ts';
import { isWithin, resolvePath } from './site/paths.ts';
import type { FileProblem, Site, SitePage } from './site/site.ts';
import { FileError, type SiteFiles } from './site/site-files.ts';
import { LineIndex } from './text/position.ts';

export interface SessionOptions {
  readonly rules: RuleSet;
  readonly settings: Readonly<Record<string, RuleSetting>>;
  /** Run only these. */
  readonly only?: readonly string[];
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

/** What is kept of a page between runs. */
interface PageState {
  readonly facts: PageFacts;
  readonly own: Readonly<Record<string, Json>>;
  readonly findings: readonly RawFinding[];
  readonly failures: readonly Failure[];
}

/** A site that is being checked: reads pages once, keeps facts and findings, and forgets trees and texts. */
export class Session {
  readonly site: Site;
  readonly #files: SiteFiles;
  readonly #planned: readonly PlannedRule[];
  readonly #pages = new Map<string, PageState>();
  readonly #read = new Set<string>();
  readonly #unreadable: FileProblem[] = [];
  readonly #failures: Failure[] = [];
  /** Line starts of pages and of included files, by absolute path. */
  readonly #lines = new Map<string, LineIndex>();
  readonly #include: IncludeFile;
  readonly #pipeline: PagePipeline;
  #readCommonMark: ((text: string) => Root) | null = null;

  constructor(site: Site, files: SiteFiles, { rules, settings, only }: SessionOptions) {
    this.site = site;
    this.#files = files;
    this.#include = includeFrom(site, files);
    this.#planned = planRules(rules, settings, only);
    this.#pipeline = pagePipeline({
      site,
      planned: this.#planned,
      include: this.#include,
      commonMark: (text) => this.#commonMark(text),
    });
  }

  /** Loads what rules of this run need and others do not: to be awaited before `check`. */
  async prepare(): Promise<void> {
    if (anyNeeds(this.#planned, 'commonmark')) {
      this.#readCommonMark = (await import('./commonmark/index.ts')).readCommonMark;
    }
  }

  /** Reads what is not read yet, and judges the whole site. */
  check({ paths = [], onProgress }: CheckOptions = {}): CheckResult {
    const built = [...this.site.pages.values()].filter((page) => page.origin === 'docs' && isBuilt(page));
    built.forEach((page, i) => {
      onProgress?.(i, built.length);
      if (this.#read.has(page.path)) return;
      this.#read.add(page.path);
      this.#inspect(page);
    });
    const states = this.#pages;
    const facts = new Map([...states].map(([path, state]) => [path, state.facts]));
    const site = { ...this.site, fileProblems: [...this.site.fileProblems, ...this.#unreadable] };
    const judged = inspectSite(this.#planned, site, facts, (rule, page) => states.get(page)?.own[rule]);
    const found = [...states.values()].flatMap((state) => state.findings).concat(judged.findings);
    const failures = [
      ...this.#failures,
      ...[...states.values()].flatMap((state) => state.failures),
      ...judged.failures,
    ];
    const wanted = found.filter((finding) => this.#isWanted(finding, paths));
    const findings = settle(
      wanted,
      site,
      (page, file, offset) => this.#linesOf(page, file).point(offset),
      (name) => this.#includePath(name),
    );
    return { site, findings, unknowable: judged.unknowable, failures, pages: states.size };
  }

  #inspect(page: SitePage): void {
    let text: string;
    try {
      text = this.#files.read(page.file).text;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      // A link to nothing is a problem of the listing already.
      const isKnown = this.site.fileProblems.some(({ path }) => path === page.path);
      if (!isKnown) this.#unreadable.push({ file: page.file, path: page.path, message: error.message });
      return;
    }
    try {
      this.#pages.set(page.path, runPage(this.#pipeline, page, text));
      this.#lines.set(page.file, new LineIndex(text));
    } catch (error) {
      // The reader's own fault: said as a failure, and the page is not judged.
      this.#failures.push({ rule: null, page: page.path, cause: causeOf(error) });
    }
  }

  #commonMark(text: string): Root {
    if (this.#readCommonMark === null) throw new Error('the second reading is not loaded: `prepare` was not awaited');
    return this.#readCommonMark(text);
  }

  #includePath(name: string): string {
    return includedPath(this.site, name);
  }

  #linesOf(page: string, file: string | undefined): LineIndex {
    const path = file === undefined ? this.site.pages.get(page)!.file : this.#includePath(file);
    let lines = this.#lines.get(path);
    if (lines === undefined) {
      lines = new LineIndex(this.#files.read(path).text);
      this.#lines.set(path, lines);
    }
    return lines;
  }

  #isWanted({ at }: RawFinding, paths: readonly string[]): boolean {
    if (paths.length === 0) return true;
    const file =
      at.kind === 'page' ? this.site.pages.get(at.page)?.file : at.kind === 'range' ? at.range.file : at.file;
    if (file === undefined) return false;
    const included = at.kind === 'page' && at.span?.file !== undefined ? this.#includePath(at.span.file) : file;
    return paths.some((path) => isWithin(file, path) || isWithin(included, path));
  }
}

/** How pages of a site include files: each is read once, whatever number of pages asks for it. */
export function includeFrom(site: Site, files: SiteFiles): IncludeFile {
  const texts = new Map<string, string | null>();
  return (name) => {
    const file = includedPath(site, name);
    let text = texts.get(file);
    if (text === undefined) {
      try {
        text = files.read(file).text;
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        text = null;
      }
      texts.set(file, text);
    }
    return text;
  };
}

/** Absolute path of a file that a page includes: named from the configuration's folder, or from `$docs_dir`. */
function includedPath(site: Site, name: string): string {
  const inDocs = /^\$docs_dir(?:\/|$)/.exec(name);
  return inDocs === null
    ? resolvePath(site.configDir, name)
    : resolvePath(site.docsDir, name.slice(inDocs[0].length) || '.');
}

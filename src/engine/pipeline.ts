import type { Root } from 'mdast';
import { type Plugin, type Processor, unified } from 'unified';
import { VFile } from 'vfile';
import type { NoteFact } from '../facts/page-facts.ts';
import { type IncludeFile, type PageReading, readPage, remarkMkdocs } from '../python-markdown/index.ts';
import type { Site, SitePage } from '../site/site.ts';
import { type FixTiming, inspectPage, type PageInspection, type ReadPage } from './inspect-page.ts';
import type { PlannedRule } from './plan.ts';

/** What the pipeline of a site needs beside the text of a page. */
export interface PipelineOptions {
  readonly site: Site;
  readonly planned: readonly PlannedRule[];
  readonly include: IncludeFile;
  /** The second reading, for rules that ask for it. */
  readonly commonMark: (text: string) => Root;
  /** When fixes that take long are worked out; at once when it is left out. */
  readonly fixes?: FixTiming;
}

/** The pipeline that a page runs through: read by `remarkMkdocs`, then inspected by all rules in one walk. */
export type PagePipeline = Processor<Root, Root, Root>;

/** Builds the pipeline of a site: a unified processor, made once a run. */
export function pagePipeline(options: PipelineOptions): PagePipeline {
  const { site, include } = options;
  return unified()
    .use(remarkMkdocs, { dialect: site.dialect, include })
    .use(inspectPages, options)
    .freeze() as PagePipeline;
}

/** A page that has run through: what the rules found, and the reading itself. */
export interface PageRun {
  readonly inspection: PageInspection;
  readonly reading: PageReading;
}

/** Runs one page through. */
export function runPage(pipeline: PagePipeline, page: SitePage, text: string): PageRun {
  const file = new VFile({ value: text, path: page.path, data: { page } });
  pipeline.runSync(pipeline.parse(file), file);
  return { inspection: file.data.inspection as PageInspection, reading: file.data.mkdocs as PageReading };
}

/** The transformer: leaves the tree as it is and puts the inspection on the file. */
const inspectPages: Plugin<[PipelineOptions], Root> = ({ site, planned, include, commonMark, fixes }) => {
  return (tree, file) => {
    const reading = file.data.mkdocs as PageReading;
    const text = String(file.value);
    const dependencies = reading.files.flatMap(({ path }) => (path === null ? [] : [path]));
    const read: ReadPage = {
      page: file.data.page as SitePage,
      text,
      tree,
      title: null,
      frontMatter: reading.frontMatter.data ?? null,
      dependencies: [...new Set(dependencies)],
      notes: reading.notes.map((note) => noteFact(note, reading.files)),
      anchors: reading.anchors,
      backLinks: reading.backLinks,
      commonMark: () => commonMark(text),
      readAs: (other) => readPage(other, site.dialect, { path: file.path ?? null, include }).tree,
    };
    file.data.inspection = inspectPage(planned, site, read, fixes);
  };
};

/** Notes hold origins, offsets into all files laid end to end; facts hold the file and the offset in it. */
function noteFact({ kind, detail, start, end }: PageReading['notes'][number], files: PageReading['files']): NoteFact {
  const file = files.findLast((candidate) => candidate.base <= start) ?? files[0]!;
  const span = { start: start - file.base, end: end - file.base };
  return { kind, detail, span: file.path === null ? span : { ...span, file: file.path } };
}

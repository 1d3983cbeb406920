import { renderPage } from '../engine/render-page.ts';
import { nodeFiles } from '../host/node-files.ts';
import { readPage } from '../python-markdown/index.ts';
import { includeFrom } from '../site/include-files.ts';
import { isWithin } from '../site/paths.ts';
import type { SitePage } from '../site/site.ts';
import { FileError } from '../site/site-files.ts';
import { openSite, shownPath } from './open-site.ts';
import { EXIT, Trouble } from './trouble.ts';

export interface RenderArguments {
  readonly config?: string;
  readonly format: 'html' | 'json';
}

/** `assay render`: what MkDocs would put into the body of pages. */
export async function render(given: readonly string[], options: RenderArguments): Promise<number> {
  const { site, paths } = await openSite(given, options.config, 'paths of pages');
  const chosen = [...site.pages.values()].filter(
    (page) =>
      page.origin === 'docs' && (paths.length === 0 ? page.inclusion !== 'excluded' : isChosen(page, given, paths)),
  );
  if (chosen.length === 0) {
    throw new Trouble(
      `none of the pages of \`${shownPath(site.configPath)}\` is meant by ${given.map((path) => `\`${path}\``).join(', ') || 'the configuration'}`,
    );
  }
  const include = includeFrom(site, nodeFiles);
  const pages: Record<string, unknown> = {};
  let status: number = EXIT.clean;
  for (const page of chosen) {
    let text: string;
    try {
      text = nodeFiles.read(page.file).text;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      process.stderr.write(`assay: ${shownPath(page.file)}: ${error.message}\n`);
      status = EXIT.trouble;
      continue;
    }
    const reading = readPage(text, site.dialect, { path: page.path, include });
    const rendered = renderPage(site, page, reading);
    if (options.format === 'json') pages[page.path] = rendered;
    else process.stdout.write(`${chosen.length > 1 ? `<!-- ${page.path} -->\n` : ''}${rendered.html}\n`);
  }
  if (options.format === 'json') process.stdout.write(`${JSON.stringify({ pages })}\n`);
  return status;
}

/** A page is named by its file, by a folder above it, or by its path below the docs folder. */
function isChosen(page: SitePage, given: readonly string[], paths: readonly string[]): boolean {
  return given.includes(page.path) || paths.some((path) => isWithin(page.file, path));
}

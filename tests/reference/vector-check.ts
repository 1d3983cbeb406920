import { renderPage } from '../../src/engine/render-page.ts';
import { memoryFiles } from '../../src/host/memory-files.ts';
import type { ExtensionOptions, PythonValue } from '../../src/python-markdown/extension.ts';
import { type Dialect, dialectOf, readMarkdown, readPage } from '../../src/python-markdown/index.ts';
import { renderHtml } from '../../src/render/index.ts';
import { type PageView, pageView } from '../../src/render/page-view.ts';
import { loadSite } from '../../src/site/load-site.ts';
import { zensicalAddress } from '../../src/site/zensical-links.ts';
import { htmlTokens } from './html-tokens.ts';
import type { Vector } from './reference.ts';

interface Link {
  readonly href: string | null;
  readonly class?: string;
}

/** Anchors without an address, and links of headings to themselves, are no links. */
function isShownLink(link: Link): boolean {
  return link.href !== null && !(link.class ?? '').split(' ').includes('headerlink');
}

function headingsOf(view: PageView): string[] {
  return view.headings.map(([level, id]) => `${level} ${id}`);
}

interface ExpectedPage {
  readonly url: string;
  readonly dest: string;
  readonly inclusion?: string;
  readonly title?: string;
  readonly html?: string | null;
}

interface Heading {
  readonly level: number;
  readonly id: string | null;
  readonly text: string;
}

/** What is not as the vector expects, in a line; null when all of it is. */
export function differenceOf(vector: Vector): string | null {
  if (vector.kind === 'markdown') return markdownDifference(vector);
  if (vector.kind === 'site') return siteDifference(vector);
  if (vector.kind === 'zensical-link') return zensicalDifference(vector);
  return 'what the tokenizer of Zensical collects from the source is not mirrored';
}

function zensicalDifference(vector: Vector): string | null {
  const [[path, content]] = Object.entries(vector.files) as [[string, string]];
  const page = { index: /(?:^|\/)(?:index|README)\.md$/.test(path) };
  const rewrite = (address: string) => zensicalAddress(address, page, vector.config.use_directory_urls!);
  if ('rewritten' in vector.expect)
    return firstDifference('address', [String(rewrite(content))], [String(vector.expect.rewritten)]);
  const html = renderHtml(readMarkdown(content, dialectOf([])).tree, (address) => rewrite(address) ?? address);
  return firstDifference('html', htmlTokens(html), htmlTokens(vector.expect.html));
}

function markdownDifference(vector: Vector): string | null {
  const configs = vector.config.extension_configs ?? {};
  const dialect: Dialect = dialectOf(
    (vector.config.extensions ?? []).map((name) => ({ [name]: pythonValues(configs[name] ?? {}) as ExtensionOptions })),
  );
  const reading = readMarkdown(vector.files['page.md']!, dialect, {
    path: 'page.md',
    include: (path) => vector.files[path.replace(/^\.\//, '')] ?? null,
  });
  if (vector.expect.error !== undefined) {
    return reading.notes.some((note) => note.kind === 'page-fails') ? null : 'the reference fails here';
  }
  const html = renderHtml(reading.tree);
  const view = pageView(html);
  return (
    firstDifference('html', htmlTokens(html), htmlTokens(vector.expect.html)) ??
    firstDifference(
      'headings',
      headingsOf(view),
      vector.expect.headings.map((heading: Heading) => `${heading.level} ${heading.id}`),
    ) ??
    firstDifference(
      'links',
      view.links,
      vector.expect.links.filter(isShownLink).map((link: Link) => link.href),
    ) ??
    firstDifference(
      'images',
      view.images,
      vector.expect.images.map((image: { src: string }) => image.src),
    ) ??
    firstDifference('ids', view.ids, vector.expect.ids)
  );
}

function siteDifference(vector: Vector): string | null {
  const files: Record<string, string> = {};
  const yaml = vector.config.mkdocs_yml ?? '';
  const defaults = [
    /^site_name:/m.test(yaml) ? '' : 'site_name: x\n',
    /^site_url:/m.test(yaml) ? '' : 'site_url: https://x.test/base/\n',
    /^plugins:/m.test(yaml) ? '' : 'plugins: []\n',
  ];
  files['/site/mkdocs.yml'] = defaults.join('') + yaml;
  for (const [path, text] of Object.entries(vector.files)) files[`/site/${path}`] = text;
  const host = memoryFiles(files);
  const site = loadSite('/site/mkdocs.yml', host, { environment: vector.config.env ?? {} });
  if (/configuration error/.test(vector.expect.result)) {
    return site.problems.some((problem) => problem.level === 'error')
      ? null
      : 'the reference refuses this configuration';
  }
  for (const [path, expected] of Object.entries<ExpectedPage>(vector.expect.pages ?? {})) {
    const page = site.pages.get(path);
    if (page === undefined) return `${path} is no page`;
    if (page.href !== expected.url) return `${path}: url ${page.href}, not ${expected.url}`;
    if (page.destination !== expected.dest) return `${path}: destination ${page.destination}, not ${expected.dest}`;
    if (expected.inclusion !== undefined && page.inclusion !== expected.inclusion) {
      return `${path}: ${page.inclusion}, not ${expected.inclusion}`;
    }
    if (expected.html === undefined || expected.html === null) continue;
    const reading = readPage(host.read(page.file).text, site.dialect, {
      path,
      include: (name) => {
        const at = name.startsWith('$docs_dir/') ? `${site.docsDir}/${name.slice(10)}` : `${site.configDir}/${name}`;
        return host.isFile(normal(at)) ? host.read(normal(at)).text : null;
      },
    });
    const rendered = renderPage(site, page, reading);
    if (expected.title !== undefined && rendered.title !== expected.title) {
      return `${path}: title ${rendered.title}, not ${expected.title}`;
    }
    const difference = firstDifference(`${path} html`, htmlTokens(rendered.html), htmlTokens(expected.html));
    if (difference !== null) return difference;
  }
  return null;
}

/** Python objects stand in the vectors as texts that begin with their YAML tag. */
function pythonValues(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('!!python/name:')) return pythonName('name', value.slice(14), {});
  if (Array.isArray(value)) {
    if (typeof value[0] === 'string' && value[0].startsWith('!!python/object/apply:')) {
      return pythonName('call', value[0].slice(22), (value[1]?.kwds ?? value[1] ?? {}) as Record<string, unknown>);
    }
    return value.map(pythonValues);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pythonValues(inner)]));
  }
  return value;
}

function pythonName(python: 'name' | 'call', name: string, kwds: Readonly<Record<string, unknown>>): PythonValue {
  return { python, name, args: [], kwds };
}

function firstDifference(what: string, have: readonly string[], want: readonly string[]): string | null {
  for (let i = 0; i < Math.max(have.length, want.length); i++) {
    if (have[i] !== want[i])
      return `${what}: ${JSON.stringify(have[i] ?? null)}, not ${JSON.stringify(want[i] ?? null)}`;
  }
  return null;
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

import type { SiteFacts } from '../src/facts/site-facts.ts';
import { defineRule } from '../src/rule.ts';
import { isBuilt } from '../src/site/pages.ts';
import { nameOf } from '../src/site/paths.ts';
import type { Site, SiteFile } from '../src/site/site.ts';
import { decodePercent } from '../src/text/url.ts';
import { includedFiles } from './shared/nav-pages.ts';
import { isNamedBesidePages, unseenLinks } from './shared/unseen-links.ts';

/** Files that a page, a style sheet or a script names to use them. */
const ASSET = /\.(?:png|jpe?g|gif|svg|webp|avif|bmp|ico|mp4|webm|ogg|mp3|wav|pdf|css|m?js|woff2?|ttf|otf|eot|drawio)$/i;
/** Files that are asked for by a name that everyone knows. */
const WELL_KNOWN = /^(?:favicon\.(?:ico|png|svg)|apple-touch-icon.*\.png|service-worker\.js|sw\.js)$/i;

export default defineRule({
  summary: 'A picture, style sheet, script or other asset of the docs folder is used.',
  why: 'What nothing uses is built and copied all the same: it makes the site heavier, and nobody knows whether it may go.',
  since: '0.1.0',
  fix: null,
  severity: 'warn',
  optional: true,
  options: {},
  messages: { unused: 'Nothing uses this file: no page, style sheet, script, template or setting names it.' },
  site({ site, facts, report, unknowable }) {
    const named = namesInPages(site, facts);
    const included = includedFiles(site, facts);
    const candidates = [...site.files.values()].filter((file) => isAsset(file) && !named.has(key(file.path)));
    if (candidates.length === 0) return;
    const cause = unseenLinks(site, facts);
    if (cause !== null) {
      unknowable(cause);
      return;
    }
    const styles = stylesOfPages(facts);
    for (const { path, file } of candidates) {
      const name = nameOf(path);
      const names = [name, encodeURI(name)];
      if (included.has(file) || names.some((one) => styles.includes(one))) continue;
      if (isNamedBesidePages(site, names)) continue;
      report({ message: 'unused', file, data: { path } });
    }
  },
});

function isAsset(file: SiteFile): boolean {
  return file.origin === 'docs' && isBuilt(file) && ASSET.test(file.path) && !WELL_KNOWN.test(nameOf(file.path));
}

/** A file's name as links are compared by it: a wrong path is another rule's matter. */
function key(path: string): string {
  return nameOf(decodePercent(path).replaceAll('\\', '/')).toLowerCase();
}

/** Names of files in the links, pictures and front matter of pages, and in Markdown that is not shown. */
function namesInPages(site: Site, facts: SiteFacts): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (address: string) => names.add(key(address.replace(/[?#].*$/s, '')));
  const addTexts = (value: unknown): void => {
    if (typeof value === 'string') for (const part of value.split(/[\s"'()]+/)) add(part);
    else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) addTexts(inner);
  };
  for (const [path, page] of facts.pages) {
    const links = [...facts.links(site.pages.get(path)!), ...facts.strandedLinks(site.pages.get(path)!)];
    for (const { link } of links) add(link.url);
    addTexts(page.frontMatter);
  }
  return names;
}

function stylesOfPages(facts: SiteFacts): string {
  const styles: string[] = [];
  for (const { styleElements, styleAttributes } of facts.pages.values()) {
    for (const { css } of [...styleElements, ...styleAttributes]) if (css.includes('url(')) styles.push(css);
  }
  return styles.join('\n');
}

import { defineRule } from '../src/rule.ts';
import { isBuilt } from '../src/site/pages.ts';
import { nameOf } from '../src/site/paths.ts';
import type { Site, SiteFile } from '../src/site/site.ts';
import { decodePercent } from '../src/text/url.ts';
import { unseenLinks } from './shared/unseen-links.ts';

/** Endings of files that a page, a style sheet or a script names to use them. */
const ENDINGS = 'png|jpe?g|gif|svg|webp|avif|bmp|ico|mp4|webm|ogg|mp3|wav|pdf|css|m?js|woff2?|ttf|otf|eot|drawio';
const ASSET = new RegExp(`\\.(?:${ENDINGS})$`, 'i');
/** What stands around a file's name in a text. */
const AROUND = /[\s"'`()<>[\]{}|=,;:/\\?#&*!]+/;
/** No file system has longer names. */
const LONGEST_NAME = 255;
/** Files that are asked for by a name that everyone knows. */
const WELL_KNOWN = /^(?:favicon\b.*|apple-touch-icon.*|android-chrome.*|mstile.*|service-worker\.js|sw\.js)$/i;

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
    const assets = [...site.files.values()].filter(isAsset);
    if (assets.length === 0) return;
    const texts = [...site.configTexts, ...site.texts(), ...site.pageTexts()];
    const named = namesIn(texts);
    const plain = plainNames(site);
    // A name with a space or a bracket is no single piece of text.
    const isWritten = (name: string, own: string) =>
      /[^\w.-]/.test(name) && texts.some(([file, text]) => file !== own && text.includes(name));
    const unused = assets.filter(({ path, file }) => {
      const names = [nameOf(path), ...(plain.get(path) ?? [])];
      return names.every((name) => !named.has(key(name)) && !isWritten(name, file));
    });
    const cause = unused.length === 0 ? null : unseenLinks(site, facts);
    if (cause !== null) {
      unknowable(cause);
      return;
    }
    for (const { path, file } of unused) report({ message: 'unused', file, data: { path } });
  },
});

function isAsset(file: SiteFile): boolean {
  return file.origin === 'docs' && isBuilt(file) && ASSET.test(file.path) && !WELL_KNOWN.test(nameOf(file.path));
}

/** A file's name as texts are searched for it: a wrong folder is another rule's matter. */
function key(name: string): string {
  return nameOf(decodePercent(name)).toLowerCase();
}

/** Names of assets in texts, those in a file's own text left out. */
function namesIn(texts: readonly (readonly [file: string, text: string])[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [file, text] of texts) {
    const own = key(file);
    for (const piece of text.split(AROUND)) {
      const end = piece.endsWith('.') ? piece.length - 1 : piece.length;
      if (end < 4 || end > 3 * LONGEST_NAME || !piece.includes('.')) continue;
      const name = key(piece.slice(0, end));
      if (ASSET.test(name) && name !== own) names.add(name);
    }
  }
  return names;
}

/** The names by which links call files that a plugin finds under another one (`map.png` for `map.en.png`). */
function plainNames(site: Site): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const [alias, path] of site.aliases) names.set(path, [...(names.get(path) ?? []), nameOf(alias)]);
  return names;
}

import { followLink } from '../src/facts/reach.ts';
import { defineRule } from '../src/rule.ts';
import { unknowableTarget } from '../src/site/plugins.ts';
import type { ConfiguredText, Site } from '../src/site/site.ts';
import { splitUrl } from '../src/text/url.ts';
import { namedFiles } from './shared/near-page.ts';

const MATERIAL = /^assets\/(?:images\/favicon|stylesheets\/|javascripts\/|external\/|_mkdocstrings)/;
/** Where each theme, and plugins made for it, have files of their own. */
const THEME_FOLDERS: Readonly<Record<string, RegExp>> = {
  material: MATERIAL,
  materialx: MATERIAL,
  zensical: MATERIAL,
  mkdocs: /^(?:css|js|img|webfonts|search)\//,
  readthedocs: /^(?:css|js|img|search)\//,
};

export default defineRule({
  summary: 'The style sheets, scripts and pictures that every page loads exist.',
  why: 'MkDocs does not look whether they are there: each page then asks for a file and gets an error, and the site looks or works other than it was meant.',
  since: '0.1.0',
  fix: null,
  options: {},
  messages: {
    missing: 'Every page asks for `{target}` ({key}), which is not on the site.{hint}',
    beyond: 'Every page asks for `{target}` ({key}), outside of the site, which lies under `{base}`.',
  },
  site({ site, report, unknowable }) {
    const { logo, favicon, name: theme } = site.theme;
    const groups: readonly (readonly [string, readonly (ConfiguredText | null)[]])[] = [
      ['extra_css', site.extraCss],
      ['extra_javascript', site.extraJavascript],
      ['theme.logo', [logo]],
      ['theme.favicon', [favicon]],
    ];
    for (const [key, texts] of groups) {
      for (const configured of texts) {
        if (configured === null) continue;
        const { text: target, range } = configured;
        const landing = followLink(site, '', target, () => true);
        if (landing.outcome !== 'missing' && landing.outcome !== 'beyond') continue;
        const path = splitUrl(target).path;
        if (path === '' || (theme !== null && THEME_FOLDERS[theme]?.test(landing.path))) continue;
        const cause = unknowableTarget(site, { path: landing.path, fragment: null }) ?? unknownTheme(site);
        if (cause !== null) {
          unknowable(cause);
          continue;
        }
        const data = { key, href: target, target: landing.target };
        if (landing.outcome === 'beyond') {
          report({ message: 'beyond', values: { target, key, base: site.base }, range, data });
          continue;
        }
        const near = namedFiles(site, path).filter((file) => site.files.has(file.path));
        const names = near.map((file) => `\`${file.path}\``);
        const hint = names.length === 0 || names.length > 4 ? '' : ` Did you mean ${names.join(' or ')}?`;
        report({ message: 'missing', values: { target, key, hint }, range, data });
      }
    }
  },
});

/** A theme that assay does not know may bring any file. */
function unknownTheme({ theme }: Site) {
  if (theme.name === null || Object.hasOwn(THEME_FOLDERS, theme.name)) return null;
  return { source: theme.name, reason: `the theme \`${theme.name}\` brings files of its own` };
}

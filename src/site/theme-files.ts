import { hrefOf, isPagePath } from './pages.ts';
import { joinPath } from './paths.ts';
import type { SiteFile, SiteKind } from './site.ts';
import type { SiteFiles } from './site-files.ts';

/** Files of a theme's `custom_dir` that are copied to the site (`Files.add_files_from_theme`, S-SITE-10). */
export function themeFiles(
  files: SiteFiles,
  customDir: string,
  staticTemplates: readonly string[],
  kind: SiteKind,
): readonly SiteFile[] {
  return files
    .list(customDir)
    .paths.filter((path) => isThemeAsset(path, staticTemplates, kind))
    .map((path) => ({
      path,
      file: joinPath(customDir, path),
      url: path,
      href: hrefOf(path),
      destination: path,
      inclusion: 'included',
      origin: 'theme',
    }));
}

function isThemeAsset(path: string, staticTemplates: readonly string[], kind: SiteKind): boolean {
  const name = path.toLowerCase();
  if (name.split('/').some((part) => part.startsWith('.'))) return false;
  if (/\.(?:py|pyc|html)$/.test(name) || name.includes('readme') || name === 'mkdocs_theme.yml') return false;
  if (name.startsWith('locales/') || name === 'sitemap.xml' || staticTemplates.includes(name)) return false;
  return !isPagePath(kind, name);
}

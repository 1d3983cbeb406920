import type { IncludeFile } from '../python-markdown/index.ts';
import { resolvePath } from './paths.ts';
import type { Site } from './site.ts';
import { FileError, type SiteFiles } from './site-files.ts';

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
export function includedPath(site: Site, name: string): string {
  const inDocs = /^\$docs_dir(?:\/|$)/.exec(name);
  return inDocs === null
    ? resolvePath(site.configDir, name)
    : resolvePath(site.docsDir, name.slice(inDocs[0].length) || '.');
}

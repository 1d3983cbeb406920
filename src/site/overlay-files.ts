import type { SiteFiles } from './site-files.ts';

/** Files of which some have another text than on disk, by absolute path; the map may change later. */
export function overlayFiles(files: SiteFiles, texts: ReadonlyMap<string, string>): SiteFiles {
  return {
    ...files,
    read(path) {
      const text = texts.get(path);
      return text === undefined ? files.read(path) : { text, byteOrderMark: false };
    },
    isFile: (path) => texts.has(path) || files.isFile(path),
  };
}

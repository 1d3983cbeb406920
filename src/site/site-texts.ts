import { joinPath, resolvePath } from './paths.ts';
import { readText, type SiteFiles } from './site-files.ts';

/** Kinds of files that may name a page or a file of the site. */
const NAMES_FILES =
  /\.(?:html?|css|m?js|ts|xml|svg|json|webmanifest|ya?ml|toml|csv|txt|mdx?|rst|ipynb|j2|jinja2?|py)$/i;

/** Where texts are looked for that are no pages. */
export interface TextPlaces {
  /** Absolute paths of folders that are read whole: a theme's `custom_dir`. */
  readonly folders: readonly string[];
  /** Absolute paths of single files: static files of the docs folder, hooks. */
  readonly files: readonly string[];
}

/**
 * The texts beside the pages that may use pages and files of the site (templates, styles, scripts, data), by absolute path.
 * Read when first asked for; what cannot be read as text is left out.
 */
export function lazyTexts(
  files: SiteFiles,
  places: () => TextPlaces,
  isText: (file: string) => boolean = (file) => NAMES_FILES.test(file),
): () => ReadonlyMap<string, string> {
  let texts: Map<string, string> | null = null;
  return () => {
    if (texts !== null) return texts;
    texts = new Map();
    const { folders, files: single } = places();
    const below = folders.flatMap((folder) => files.list(folder).paths.map((path) => joinPath(folder, path)));
    for (const path of [...below, ...single]) {
      const file = resolvePath('/', path);
      if (!isText(file) || texts.has(file)) continue;
      const text = readText(files, file);
      if (text !== null) texts.set(file, text);
    }
    return texts;
  };
}

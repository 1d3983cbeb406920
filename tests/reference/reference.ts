/** The reference's folder, where one is given: vectors, sites and what MkDocs makes of them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Null when the environment names none: then the tests that need it are skipped. */
export const referenceFolder: string | null = process.env.ASSAY_REFERENCE ?? null;

if (referenceFolder !== null && !existsSync(join(referenceFolder, 'truth'))) {
  throw new Error(`ASSAY_REFERENCE names ${referenceFolder}, which holds no folder "truth"`);
}

/** A small case with the reference's output. */
export interface Vector {
  readonly id: string;
  readonly kind: 'markdown' | 'site' | 'zensical-link' | 'zensical-references';
  readonly note: string;
  readonly config: {
    readonly extensions?: readonly string[];
    readonly extension_configs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly mkdocs_yml?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly serve?: boolean;
    readonly use_directory_urls?: boolean;
  };
  readonly files: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: the shape differs by kind and is checked where it is read
  readonly expect: any;
}

export function vectorsOf(name: string): readonly Vector[] {
  return JSON.parse(readFileSync(join(referenceFolder!, 'vectors', `${name}.json`), 'utf8'));
}

/** What the reference makes of one page of a site. */
export interface TruthPage {
  readonly url: string;
  readonly title: string;
  readonly headings: readonly (readonly [number, string | null, string])[];
  readonly links: readonly string[];
  readonly images: readonly string[];
  readonly ids: readonly string[];
  readonly text: string;
  readonly html: string;
}

export function truthOf(site: string): Readonly<Record<string, TruthPage>> {
  const file = join(referenceFolder!, 'truth', `${site}.json.gz`);
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')).pages;
}

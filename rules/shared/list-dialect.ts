import { canonicalName } from '../../src/python-markdown/dialect.ts';
import { unknownExtensions } from '../../src/python-markdown/index.ts';
import type { Site } from '../../src/site/site.ts';

/** How the lists of a site are read. */
export interface ListDialect {
  /** Columns that nest an item, and that content of an item is indented by. */
  readonly unit: number;
  /** Whether a list shows the number that it begins with, instead of counting from one. */
  readonly keepsStart: boolean;
  /** Whether a bullet may not go on a numbered list, nor a number a list of bullets. */
  readonly separatesKinds: boolean;
}

/** Extensions that assay does not know and that, by their names, may read lists in another way. */
const LIST_EXTENSION = /list|gfm|github|commonmark/i;

/** How lists are read; null when nobody can tell, as a plugin or an extension changes that. */
export function listDialect({ dialect, unknowable }: Pick<Site, 'dialect' | 'unknowable'>): ListDialect | null {
  if (unknowable.text.some(({ markers }) => markers.length === 0)) return null;
  if (unknownExtensions(dialect).some((name) => LIST_EXTENSION.test(name))) return null;
  const named = (wanted: string) => dialect.extensions.find(({ name }) => canonicalName(name) === wanted);
  const trulySane = named('mdx_truly_sane_lists');
  const nested = trulySane?.options.nested_indent;
  const sane = named('sane_lists') !== undefined;
  return {
    unit: trulySane === undefined ? 4 : typeof nested === 'number' ? nested : 2,
    keepsStart: sane || named('pymdownx.fancylists') !== undefined,
    separatesKinds: sane || trulySane !== undefined,
  };
}

import type { NoteFact } from '../src/facts/page-facts.ts';
import { defineRule } from '../src/rule.ts';
import { unknowableTarget, unknowableText } from '../src/site/plugins.ts';
import { isFailedInclude } from './shared/failed-include.ts';

/**
 * The method: the reader notes what it could not include. A file that every page is to end with (`auto_append`) is said
 * once, where the extension is configured.
 */
export default defineRule({
  summary: 'A file, or a section of one, that a page includes is there.',
  why: 'Without `check_paths` MkDocs says nothing, and the page is built with a gap.',
  since: '0.1.0',
  fix: null,
  options: {},
  messages: {
    missing: 'The page includes `{path}`, which does not exist: {consequence}.',
    section: 'The page includes the section `{section}` of `{path}`, which is not in that file: {consequence}.',
    outside: 'The page includes `{path}`, which lies outside of the folders of `base_path`: {consequence}.',
    appended: 'Every page is to end with `{path}`, which does not exist: {consequence}.',
  },
  site({ site, pages, report, unknowable }) {
    const appended = new Set<string>();
    for (const [path, { notes }] of pages) {
      for (const note of notes) {
        const { kind, detail, span } = note;
        if (kind !== 'include-missing' && kind !== 'include-outside') continue;
        const cause = unknowableText(site, detail) ?? unknowableTarget(site, { path: detail, fragment: null });
        if (cause !== null) {
          unknowable(cause);
          continue;
        }
        const stops = notes.some((other) => other.kind === 'page-fails' && isFailedInclude(other, [note]));
        const consequence = stops ? 'MkDocs stops at this page' : 'nothing stands there on the site';
        if (span.start === span.end) {
          const range = site.dialect.extensions.find(({ name }) => name === 'pymdownx.snippets')?.range;
          if (appended.has(detail) || range === undefined || range === null) continue;
          appended.add(detail);
          report({ message: 'appended', values: { path: detail, consequence }, range, data: { path: detail, stops } });
          continue;
        }
        const { message, ...named } = whatIsMissing(note);
        report({ message, values: { ...named, consequence }, page: path, span, data: { ...named, stops } });
      }
    }
  },
});

/** The file, and the section where that is what is missing. */
function whatIsMissing({ kind, detail }: NoteFact): {
  message: 'missing' | 'outside' | 'section';
  path: string;
  section?: string;
} {
  if (kind === 'include-outside') return { message: 'outside', path: detail };
  const section = /^(.*):([^:/\\]+)$/.exec(detail);
  return section === null
    ? { message: 'missing', path: detail }
    : { message: 'section', path: section[1]!, section: section[2]! };
}

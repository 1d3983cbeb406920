import type { PageFacts } from '../src/facts/page-facts.ts';
import { defineRule } from '../src/rule.ts';
import { linkData, placeOf, shown } from './shared/broken-link.ts';

export default defineRule({
  summary: 'No link leads to a heading by the number that its repetition gave it.',
  why: 'Headings of the same text are told apart by `_1`, `_2` in the order of the page. A new heading among them, or one taken out, moves the number to another section, and the link goes there without a word.',
  since: '0.2.0',
  fix: null,
  severity: 'warn',
  options: {},
  messages: {
    numbered:
      '`{url}` counts on the order of the headings `{text}` of `{path}`: another one before it would take its place. Give that heading an id of its own.',
  },
  site({ site, facts, pages, report }) {
    const numbered = new Map<string, ReadonlyMap<string, string>>();
    for (const path of pages.keys()) {
      for (const judged of facts.links(site.pages.get(path)!)) {
        const { link, landing } = judged;
        if (landing.outcome !== 'found' || landing.file === null || !/_\d+$/.test(landing.fragment)) continue;
        const target = pages.get(landing.file.path);
        if (target === undefined) continue;
        const known = numbered.get(target.path) ?? numberedHeadings(target);
        numbered.set(target.path, known);
        const text = known.get(landing.fragment);
        if (text === undefined) continue;
        const values = { url: shown(link.url), text: shown(text), path: target.path };
        report({ page: path, message: 'numbered', values, span: placeOf(link), data: linkData(judged) });
      }
    }
  },
});

/** Ids with a number of headings whose text another heading of the page has too, with that text. */
function numberedHeadings({ headings }: PageFacts): ReadonlyMap<string, string> {
  const byText = new Map<string, string>();
  const found = new Map<string, string>();
  for (const { id, text } of headings) {
    if (id === null) continue;
    const first = byText.get(text);
    if (first === undefined) byText.set(text, id);
    else if (id.startsWith(`${first}_`)) found.set(id, text);
  }
  return found;
}

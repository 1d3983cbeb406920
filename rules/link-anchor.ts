import { defineRule } from '../src/rule.ts';
import { linkData, placeOf, shown, strandedNote, unknowableCause } from './shared/broken-link.ts';
import { repairAnchor } from './shared/near-anchor.ts';
import { fragmentFixes } from './shared/repair-link.ts';

export default defineRule({
  summary: 'A link to an anchor leads to an id that the page has.',
  why: 'The reader lands at the top of the page instead of at the section. MkDocs only mentions it at the level INFO, so even a strict build passes.',
  since: '0.1.0',
  fix: 'unsafe',
  options: {},
  messages: {
    here: '`{url}` leads to no anchor of this page.{hint}',
    elsewhere: '`{url}` leads to `{path}`, which has no anchor `{fragment}`.{hint}',
  },
  site({ site, facts, pages, report, unknowable }) {
    for (const path of pages.keys()) {
      const page = site.pages.get(path)!;
      for (const judged of [...facts.links(page), ...facts.strandedLinks(page)]) {
        const { link, landing } = judged;
        if (landing.outcome !== 'no_anchor' || landing.file === null) continue;
        const cause = unknowableCause(site, facts, page, judged);
        if (cause !== null) {
          unknowable(cause);
          continue;
        }
        const target = landing.file.path;
        const repair = repairAnchor(facts, target, landing.fragment);
        const [near] = repair.ids;
        const isCounted = pages.get(target)?.mkdocsAnchors?.added.includes(landing.fragment) === true;
        const opinion = isCounted ? ' MkDocs takes a tag in code for it and says nothing.' : '';
        report({
          page: path,
          message: target === path ? 'here' : 'elsewhere',
          values: {
            url: shown(link.url),
            fragment: shown(`#${landing.fragment}`),
            path: target,
            hint: (near === undefined ? '' : ` Did you mean \`#${near}\`?`) + opinion + strandedNote(judged),
          },
          span: placeOf(link),
          data: { ...linkData(judged), near: repair.ids },
          fixes: judged.rendered ? fragmentFixes(facts, page, judged, repair) : [],
        });
      }
    }
  },
});

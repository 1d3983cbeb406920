import { defineRule } from '../src/rule.ts';
import { brokenTarget, isMedia, TARGET_MESSAGES } from './shared/broken-link.ts';

export default defineRule({
  summary: 'A link leads to a page or file of the site.',
  why: 'MkDocs warns of some broken links and is silent about others: links without an extension, links that begin with a slash, raw HTML. A reader who follows one gets an error page.',
  since: '0.1.0',
  fix: 'unsafe',
  options: {},
  messages: TARGET_MESSAGES,
  site({ site, facts, pages, report, unknowable }) {
    for (const path of pages.keys()) {
      const page = site.pages.get(path)!;
      for (const judged of [...facts.links(page), ...facts.strandedLinks(page)]) {
        if (isMedia(judged.link)) continue;
        const broken = brokenTarget(facts, page, judged);
        if (broken === null) continue;
        if ('reason' in broken) unknowable(broken);
        else report({ page: path, ...broken });
      }
    }
  },
});

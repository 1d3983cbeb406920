import { defineRule } from '../src/rule.ts';
import { brokenTarget, isMedia, TARGET_MESSAGES } from './shared/broken-link.ts';

export default defineRule({
  summary: 'A picture, film or sound that a page shows is there.',
  why: 'The page shows a broken picture. MkDocs resolves the address of a Markdown image from the source file, but leaves that of an `<img>` tag to the browser, which resolves it from the URL of the page.',
  since: '0.1.0',
  fix: 'unsafe',
  options: {},
  messages: TARGET_MESSAGES,
  site({ site, facts, pages, report, unknowable }) {
    for (const path of pages.keys()) {
      const page = site.pages.get(path)!;
      for (const judged of [...facts.links(page), ...facts.strandedLinks(page)]) {
        if (!isMedia(judged.link)) continue;
        const broken = brokenTarget(facts, page, judged);
        if (broken === null) continue;
        if ('reason' in broken) unknowable(broken);
        else report({ page: path, ...broken });
      }
    }
  },
});

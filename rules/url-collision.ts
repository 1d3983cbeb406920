import { defineRule } from '../src/rule.ts';
import { joinPath } from '../src/site/paths.ts';

export default defineRule({
  summary: 'Every page and file has a URL of its own.',
  why: 'Of two sources with one URL only one is built: what the other says is lost, and MkDocs may say nothing.',
  since: '0.1.0',
  fix: null,
  options: {},
  messages: {
    excluded:
      'Nobody sees this file: `{winner}` has the same URL, `{url}`, and MkDocs leaves this one out. Links to it lead nowhere.',
    overwritten:
      'Nobody sees this file: MkDocs writes `{winner}` over it at the same URL, `{url}`, and says nothing. Links to it lead to the other.',
  },
  site({ site, report }) {
    for (const { url, winner, losers, kind } of site.collisions) {
      for (const loser of losers) {
        const values = { winner, url: `${site.base}${url}` };
        const data = { winner, url, kind };
        if (site.pages.has(loser)) report({ message: kind, values, page: loser, span: null, data });
        else report({ message: kind, values, file: joinPath(site.docsDir, loser), data });
      }
    }
  },
});

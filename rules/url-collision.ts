import { defineRule } from '../src/rule.ts';
import { joinPath } from '../src/site/paths.ts';

export default defineRule({
  summary: 'Every page and file has a URL of its own.',
  why: 'Of two sources with one URL only one is built: what the other says is lost, and MkDocs may say nothing.',
  since: '0.1.0',
  fix: null,
  options: {},
  messages: { lost: 'This file is not on the site: `{winner}` is built at the same URL, `{url}`.' },
  site({ site, report }) {
    for (const { url, winner, losers } of site.collisions) {
      for (const loser of losers) {
        const values = { winner, url: `${site.base}${url}` };
        const data = { winner, url };
        if (site.pages.has(loser)) report({ message: 'lost', values, page: loser, span: null, data });
        else report({ message: 'lost', values, file: joinPath(site.docsDir, loser), data });
      }
    }
  },
});

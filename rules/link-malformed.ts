import { defineRule } from '../src/rule.ts';
import { linkData, placeOf, shown } from './shared/broken-link.ts';
import { malformation } from './shared/malformed-address.ts';
import { addressFixes } from './shared/repair-link.ts';

export default defineRule({
  summary: 'The address of a link is whole.',
  why: 'A damaged scheme (`https:/example.org`) makes a browser look for a page of the site; MkDocs takes it for a link to somewhere else and says nothing.',
  since: '0.2.0',
  fix: 'safe',
  options: {},
  messages: {
    damaged: '`{url}` is damaged: {what}.{hint}',
  },
  site({ site, facts, pages, report }) {
    for (const path of pages.keys()) {
      for (const judged of facts.links(site.pages.get(path)!)) {
        const { link } = judged;
        const damage = malformation(link.url);
        if (damage === null) continue;
        const { what, meant } = damage;
        const fixes = meant === null ? [] : addressFixes(link, meant);
        const hint = meant === null ? '' : ` Did you mean \`${shown(meant)}\`?`;
        const values = { url: shown(link.url), what, hint };
        report({
          page: path,
          message: 'damaged',
          values,
          span: placeOf(link),
          data: linkData(judged),
          fixes,
        });
      }
    }
  },
});

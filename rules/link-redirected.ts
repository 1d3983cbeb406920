import { defineRule } from '../src/rule.ts';
import { addressOf } from '../src/site/link-address.ts';
import { redirectedPage } from '../src/site/redirects.ts';
import { splitUrl, urlTail } from '../src/text/url.ts';
import { linkData, placeOf, shown } from './shared/broken-link.ts';
import { addressFixes, withAddress } from './shared/repair-link.ts';

export default defineRule({
  summary: 'A link names the page itself, not an old address that is redirected to it.',
  why: 'The reader sees an empty page first and is sent on, without the anchor of the link; when the redirect is cleaned up one day, the link breaks.',
  since: '0.2.0',
  fix: 'safe',
  severity: 'warn',
  options: {},
  messages: {
    moved: '`{url}` is an old address, redirected to `{path}`.',
  },
  site({ site, facts, pages, report }) {
    if (site.redirects.size === 0) return;
    for (const path of pages.keys()) {
      const page = site.pages.get(path)!;
      for (const judged of facts.links(page)) {
        const { link, landing } = judged;
        if (landing.file?.origin !== 'plugin') continue;
        const target = redirectedPage(site, landing.file.url);
        if (target === null) continue;
        const { query, fragment } = splitUrl(link.url);
        const tail = urlTail({ query, fragment: fragment || target.fragment });
        const address = addressOf(target.page, page, link.resolved) + tail;
        const isThere = facts.judge(page, withAddress(link, address)).landing.file === target.page;
        const fixes = isThere ? addressFixes(link, address) : [];
        const values = { url: shown(link.url), path: target.page.path };
        report({ page: path, message: 'moved', values, span: placeOf(link), data: linkData(judged), fixes });
      }
    }
  },
});

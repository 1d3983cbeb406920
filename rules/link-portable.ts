import type { JudgedLink, SiteFacts } from '../src/facts/site-facts.ts';
import { defineRule } from '../src/rule.ts';
import { addressOf } from '../src/site/link-address.ts';
import type { SitePage } from '../src/site/site.ts';
import { splitUrl, urlTail } from '../src/text/url.ts';
import { linkData, placeOf, shown, unknowableCause } from './shared/broken-link.ts';
import { addressFixes, withAddress } from './shared/repair-link.ts';

export default defineRule({
  summary: 'A link to a page names its source file.',
  why: 'An address like `../guide/` works in the browser because of where this site puts its pages. MkDocs does not check it, Zensical resolves it from another folder, on GitHub it leads nowhere, and it breaks when `use_directory_urls` changes.',
  since: '0.2.0',
  fix: 'safe',
  severity: 'warn',
  options: {},
  messages: {
    url: '`{url}` works on the built site only; `{address}` names the file, and works wherever the pages are read.',
  },
  site({ site, facts, pages, report }) {
    for (const path of pages.keys()) {
      const page = site.pages.get(path)!;
      for (const judged of facts.links(page)) {
        const address = sourceAddress(facts, page, judged);
        if (address === null || unknowableCause(site, facts, page, judged) !== null) continue;
        const { link } = judged;
        const fixes = addressFixes(link, address);
        const values = { url: shown(link.url), address: shown(address) };
        report({
          page: path,
          message: 'url',
          values,
          span: placeOf(link),
          data: linkData(judged),
          fixes,
        });
      }
    }
  },
});

/** The address by source of a link that the browser follows although MkDocs does not know its target; null otherwise. */
function sourceAddress(facts: SiteFacts, page: SitePage, { link, resolved, landing }: JudgedLink): string | null {
  if (!link.resolved || !['unrecognized', 'not_found', 'absolute'].includes(resolved.kind)) return null;
  const { file } = landing;
  if (file === null || (landing.outcome !== 'found' && landing.outcome !== 'no_anchor')) return null;
  const { query, fragment } = splitUrl(link.url);
  const tail = urlTail({ query, fragment });
  const isHere = file.path === page.path && fragment !== '' && query === '';
  const address = isHere ? tail : addressOf(file, page, true) + tail;
  const there = facts.judge(page, withAddress(link, address)).landing;
  return there.file === file && there.fragment === landing.fragment ? address : null;
}

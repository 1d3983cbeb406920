import { followLink } from '../src/facts/reach.ts';
import { defineRule } from '../src/rule.ts';
import { normalizePath } from '../src/site/paths.ts';
import { unknowableTarget } from '../src/site/plugins.ts';
import type { NavEntry } from '../src/site/site.ts';
import { filesMeant } from './shared/repair-link.ts';

export default defineRule({
  summary: 'An entry of the navigation leads to a page or file of the site.',
  why: 'MkDocs warns and builds the site all the same: the menu then holds a link to an error page.',
  since: '0.1.0',
  fix: null,
  options: {},
  messages: {
    missing: 'The navigation names `{target}`, which is not in the docs folder.{hint}',
    anchor: 'The navigation names `{target}`: MkDocs knows no anchors there and looks for a file of that name.',
    excluded: 'The navigation names `{target}`, which is excluded from the built site.',
    beyond: 'The navigation names `{target}`, which leads outside of the site, which lies under `{base}`.',
  },
  site({ site, facts, report, unknowable }) {
    const walk = (entries: readonly NavEntry[]) => {
      for (const entry of entries) {
        judge(entry);
        walk(entry.children);
      }
    };
    const judge = (entry: NavEntry) => {
      const { kind, target, path, range } = entry;
      if (target === null) return;
      if (kind === 'page') {
        const file = site.pages.get(path!) ?? site.files.get(path!);
        if (file?.inclusion !== 'excluded') return;
        report({ message: 'excluded', values: { target }, range, data: { href: target, target: file.url } });
        return;
      }
      if (kind !== 'missing' && kind !== 'absolute') return;
      const landing = followLink(site, '', target, () => true);
      if (kind === 'absolute' && landing.outcome === 'found') return;
      const cause = unknowableTarget(site, { path: normalizePath(target), fragment: null }) ?? site.unknowable.nav[0];
      if (cause !== undefined) {
        unknowable(cause);
        return;
      }
      const data = { href: target, target: landing.target };
      if (landing.outcome === 'beyond') {
        report({ message: 'beyond', values: { target, base: site.base }, range, data });
        return;
      }
      if (site.pages.has(target.replace(/#.*$/, ''))) {
        report({ message: 'anchor', values: { target }, range, data });
        return;
      }
      const top = [...site.pages.values()][0];
      const near = top === undefined ? [] : filesMeant(facts, { ...top, path: 'index.md' }, target, landing.path).files;
      const names = near.map((file) => `\`${file.path}\``);
      const hint = names.length === 0 || names.length > 4 ? '' : ` Did you mean ${names.join(' or ')}?`;
      report({ message: 'missing', values: { target, hint }, range, data });
    };
    walk(site.nav ?? []);
  },
});

import { navTargets } from '../site/nav.ts';
import { isBuilt } from '../site/pages.ts';
import { purePath } from '../site/paths.ts';
import { optionPairs, unknowableTarget } from '../site/plugins.ts';
import type { Site } from '../site/site.ts';
import { atMostInfo, type MessageSink } from './message.ts';

/** What MkDocs says of settings that it does not know, before it builds. */
export function configurationMessages(site: Site, sink: MessageSink): void {
  for (const text of site.configurationWarnings) sink.tell('warn', text);
}

/** What the plugin `redirects` says, when it gets the files (`keys`) and after the build (`targets`). */
export function redirectMessages(site: Site, when: 'keys' | 'targets', sink: MessageSink): void {
  for (const plugin of site.plugins) {
    if (plugin.shortName !== 'redirects') continue;
    for (const [from, to] of optionPairs(plugin.options.redirect_maps)) {
      if (when === 'keys') {
        if (!/\.(?:markdown|mdown|mkdn|mkd|md)$/.test(from)) {
          sink.tell('warn', `redirects plugin: '${from}' is not a valid markdown file!`);
        }
        continue;
      }
      if (/^https?:\/\//i.test(to)) continue;
      const target = site.pages.get(to.split('#')[0]!);
      if (target !== undefined && isBuilt(target)) continue;
      const cause = unknowableTarget(site, { path: to.split('#')[0]!, fragment: null });
      if (cause !== null) sink.unknowable(cause);
      else sink.tell('warn', `Redirect target '${to}' does not exist!`);
    }
  }
}

/** What MkDocs says of `extra_templates`. */
export function templateMessages(site: Site, sink: MessageSink): void {
  for (const { text } of site.extraTemplates) {
    const path = purePath(text);
    if (site.files.has(path) || site.pages.has(path)) continue;
    sink.tell('warn', `Template skipped: '${text}' not found in docs_dir.`);
  }
}

/** What MkDocs says of files that are built at one place (S-SITE-03). */
export function fileMessages(site: Site, sink: MessageSink): void {
  for (const { kind, winner, losers } of site.collisions) {
    if (kind !== 'excluded') continue;
    for (const loser of losers) {
      sink.tell('warn', `Excluding '${loser}' from the site because it conflicts with '${winner}'.`);
    }
  }
}

/** What MkDocs says of the navigation, in its order: excluded targets, pages that are left out, targets that are no page. */
export function navMessages(site: Site, sink: MessageSink): void {
  const cause = site.unknowable.nav[0];
  if (cause !== undefined) {
    sink.unknowable(cause);
    return;
  }
  const maker = site.plugins.find(({ name }) => name === site.navPlugin)?.shortName;
  // This plugin comes after MkDocs' own look at the navigation, which is made of all files then.
  if (site.nav === null || (maker === 'awesome-pages' && site.navRange === null)) return;
  // The file of this one is not missed; what `awesome-nav` hides is.
  const excused = maker === 'literate-nav' ? site.hiddenFromNav : new Set<string>();
  const levels = site.validation.nav;
  const targets = navTargets(site.nav);
  for (const { path } of targets) {
    const inclusion = path === null ? undefined : (site.pages.get(path) ?? site.files.get(path))?.inclusion;
    if (inclusion !== 'excluded' && inclusion !== 'draft') continue;
    const text = `A reference to '${path}' is included in the 'nav' configuration, but this file is excluded from the built site.`;
    sink.tell(atMostInfo(levels.notFound), text);
  }
  const plain = (path: string) => site.plainPaths.get(path) ?? path;
  const listed = new Set(targets.map(({ path }) => path && plain(path)));
  const omitted = [...site.pages.values()].filter(
    ({ path, inclusion }) => inclusion === 'included' && !listed.has(plain(path)) && !excused.has(path),
  );
  if (omitted.length > 0) {
    const list = omitted.map(({ path }) => `\n  - ${path}`).join('');
    const text = `The following pages exist in the docs directory, but are not included in the "nav" configuration:${list}`;
    sink.tell(levels.omittedFiles, text);
  }
  for (const { kind, target } of targets) {
    if (kind === 'absolute' && levels.absoluteLinks !== 'relative_to_docs') {
      const text = `An absolute path to '${target}' is included in the 'nav' configuration, which presumably points to an external resource.`;
      sink.tell(levels.absoluteLinks, text);
    } else if (kind === 'missing') {
      const text = `A reference to '${target}' is included in the 'nav' configuration, which is not found in the documentation files.`;
      sink.tell(levels.notFound, text);
    }
  }
}

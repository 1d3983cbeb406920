import type { Element } from '../../element.ts';
import { InlineText } from '../../inline-text.ts';
import { type MagicOptions, type Provider, USER } from './providers.ts';

/** Paths below a repository that are shortened, by the type of the host. */
const PATHS: Readonly<Record<string, string>> = {
  github:
    'issues/(?<issue>\\d+)/?|pull/(?<pull>\\d+)/?|discussions/(?<discuss>\\d+)/?|commit/(?<commit>[\\da-f]{7,40})/?|compare/(?<diff1>[\\da-f]{7,40})\\.{3}(?<diff2>[\\da-f]{7,40})',
  bitbucket:
    'issues/(?<issue>\\d+)(?:/[^/]+)?/?|pull-requests/(?<pull>\\d+)(?:/[^/]+(?:/diff)?)?/?|commits/commit/(?<commit>[\\da-f]{7,40})/?|branches/commits/(?<diff1>[\\da-f]{7,40})(?:\\.{2}|%0d)(?<diff2>[\\da-f]{7,40})#diff',
  gitlab:
    'issues/(?<issue>\\d+)/?|merge_requests/(?<pull>\\d+)/?|commit/(?<commit>[\\da-f]{8,40})/?|compare/(?<diff1>[\\da-f]{8,40})\\.{3}(?<diff2>[\\da-f]{8,40})',
};

interface Shortener {
  readonly name: string;
  readonly provider: Provider;
  readonly expression: RegExp;
}

/** Shortens the text of links that show their address (`MagicShortenerTreeprocessor`). */
export function shortenLinks(options: MagicOptions): (root: Element) => void {
  const shorteners: Shortener[] = [];
  const own = [...options.providers].filter(([, provider]) => provider.custom);
  const add = (name: string, provider: Provider, source: string) =>
    shorteners.push({ name, provider, expression: new RegExp(`^${source}/?$`, 'iu') });
  if (options.shortenRepos) {
    const known = ['github', 'bitbucket', 'gitlab'].map((name) => [name, options.providers.get(name)!] as const);
    for (const [name, provider] of known) add(name, provider, repoSource(provider));
    for (const [name, provider] of known) add(name, provider, userSource(provider));
  }
  for (const [name, provider] of own) {
    add(name, provider, repoSource(provider));
    add(name, provider, userSource(provider));
  }
  if (options.shortenSocial) {
    for (const name of ['twitter', 'x']) {
      const provider = options.providers.get(name)!;
      add(name, provider, `(?<base>${hostSource(provider)}/(?<userRepo>(?<user>${USER[provider.type]})))`);
    }
  }
  return (root) => {
    for (const link of root.iterate()) if (link.tag === 'a') shorten(link, shorteners, options);
  };
}

function shorten(link: Element, shorteners: readonly Shortener[], options: MagicOptions): void {
  const magic = link.get('magiclink') !== undefined;
  if (magic) delete link.attributes.magiclink;
  if (link.children.length > 0 || link.text === null || link.text.length === 0) return;
  const href = link.get('href') ?? '';
  const text = link.text.plain();
  if (text !== href && !(magic && options.hideProtocol && `https://${text}` === href)) return;
  for (const { name, provider, expression } of shorteners) {
    const groups = expression.exec(href)?.groups;
    if (groups === undefined) continue;
    if (!options.excluded.get(name)?.has(groups.user!.toLowerCase())) apply(link, name, provider, groups, options);
    return;
  }
}

function apply(
  link: Element,
  name: string,
  provider: Provider,
  groups: Readonly<Record<string, string | undefined>>,
  options: MagicOptions,
): void {
  const userRepo = groups.userRepo!;
  const base = options.providers.get(options.provider)!.url;
  const mine = options.user !== '' && options.repo !== '' && !options.social;
  const myRepo = mine && `${groups.base}/` === `${base}/${options.user}/${options.repo}/`;
  const myUser = myRepo || (mine && groups.base!.startsWith(`${base}/${options.user}/`));
  const before = myRepo ? '' : myUser ? userRepo.split('/')[1]! : userRepo;
  const normal = options.normalizeSymbols;
  const short = (hash: string) => hash.slice(0, provider.hashSize);
  const set = (kind: string, text: string, label: string, rest: string) => {
    const classes = (link.get('class') ?? '').split(' ').filter((part) => part !== '');
    for (const part of ['magiclink', `magiclink-${name}`, `magiclink-${kind}`]) {
      if (!classes.includes(part)) classes.push(part);
    }
    link.set('class', classes.join(' '));
    link.set('title', `${provider.label} ${label}: ${rest}`);
    link.text = InlineText.generated(text, link.text!.start);
  };
  const numbered = (kind: string, symbol: string, label: string, number: string) =>
    set(kind, `${before}${symbol}${number}`, label, `${userRepo} #${number}`);
  const hashed = (kind: string, label: string, hash: string) =>
    set(kind, before === '' ? hash : `${before}@${hash}`, label, `${userRepo}@${hash}`);

  const { issue, pull, discuss, commit, diff1, diff2, repo } = groups;
  if (diff1 !== undefined) hashed('compare', options.label('compare', 'Compare'), `${short(diff1)}...${short(diff2!)}`);
  else if (commit !== undefined) hashed('commit', options.label('commit', 'Commit'), short(commit));
  else if (pull !== undefined) numbered('pull', normal ? '#' : '!', options.label('pull', 'Pull Request'), pull);
  else if (discuss !== undefined) {
    numbered('discussion', normal ? '#' : '?', options.label('discuss', 'Discussion'), discuss);
  } else if (issue !== undefined) numbered('issue', '#', options.label('issue', 'Issue'), issue);
  else if (repo !== undefined) set('repository', userRepo, options.label('repository', 'Repository'), userRepo);
  // The label's name is misspelt in the reference.
  else set('mention', `@${userRepo}`, options.label('metion', 'User'), userRepo);
}

function repoSource(provider: Provider): string {
  const { type } = provider;
  const dash = type === 'gitlab' ? '(?:-/)?' : '';
  return `(?<base>${hostSource(provider)}/(?<userRepo>(?<user>${USER[type]})/[^/]+))/${dash}(?:${PATHS[type]})`;
}

function userSource(provider: Provider): string {
  const { type } = provider;
  const slash = type === 'bitbucket' ? '/?' : '';
  return `(?<base>${hostSource(provider)}/(?<userRepo>(?<user>${USER[type]})(?:/(?<repo>[^/]+)${slash})?))`;
}

function hostSource({ url, www }: Provider): string {
  const host = url.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return www ? host.replace(/^(https?:\\\/\\\/)(?:www\\\.)?/, '$1(?:w{3}\\.)?') : host;
}

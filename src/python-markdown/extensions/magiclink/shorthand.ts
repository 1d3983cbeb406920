import { Element } from '../../element.ts';
import type { InlineMatch, InlinePattern } from '../../inline-parser.ts';
import { InlineText } from '../../inline-text.ts';
import type { Markdown } from '../../markdown.ts';
import { type MagicOptions, type Provider, USER } from './providers.ts';

const WORD = '[\\p{L}\\p{N}_]';
const BOUNDARY = `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`;
const REPO = '[-._a-zA-Z\\d]{0,99}[a-zA-Z\\d]';
const REFERENCE = `(?:(?<issue>[#!?][1-9][0-9]*)|(?<commit>@[a-f\\d]{40})(?:\\.{3}(?<diff>[a-f\\d]{40}))?)`;
/** What every text with a mention, with a reference and with one that names no repository holds. */
const MENTION_START = /@[\w.\-\u0080-\uffff]/;
const REFERENCE_PART = /[#!?][1-9]|@[a-f\d]{40}/;
const BARE_REFERENCE_PART = /[#!?][1-9]|[a-f\d]{40}/;

/** What a shorthand refers to. */
interface Place {
  readonly name: string;
  readonly provider: Provider;
  readonly user: string;
  readonly repo: string;
}

/** `@user`, `@user/repo`, `#1`, `user/repo#1`, `user/repo@hash` and their relatives. */
export function registerShorthand(markdown: Markdown, options: MagicOptions): void {
  const { patterns } = markdown.inline;
  const { providers, repoShorthand, social } = options;
  const hosts = [...providers].filter(
    ([name, provider]) => provider.custom || ['github', 'gitlab', 'bitbucket'].includes(name),
  );
  const ordered = ['github', 'gitlab', 'bitbucket', ...hosts.filter(([, p]) => p.custom).map(([name]) => name)];
  const external = ordered.map((name) => `${name}:${USER[providers.get(name)!.type]}`);
  const mentions = repoShorthand ? [...external] : [];
  if (options.socialShorthand) mentions.push(`x:${USER.x}`, `twitter:${USER.twitter}`);
  const internal = USER[providers.get(options.provider)!.type];
  const at = '(?<![a-zA-Z])@';
  const repository = `/(?<repo>${REPO})${BOUNDARY}`;

  if (repoShorthand) {
    patterns.register(
      mention(`(?<mention>${at}(?:${external.join('|')}))${BOUNDARY}${repository}`, options),
      'magic-repo-ext-mention',
      79.9,
    );
    if (!social) {
      patterns.register(
        mention(`(?<mention>${at}${internal})${BOUNDARY}${repository}`, options),
        'magic-repo-int-mention',
        79.8,
      );
    }
  }
  patterns.register(
    mention(`(?<mention>${at}(?:${mentions.join('|')}))${BOUNDARY}`, options),
    'magic-ext-mention',
    79.7,
  );
  patterns.register(mention(`(?<mention>${at}${internal})${BOUNDARY}`, options), 'magic-int-mention', 79.6);
  if (!repoShorthand) return;
  const reference = (user: string) => `(?<![@/])${user}(?<repo>${REPO})${REFERENCE}${BOUNDARY}`;
  patterns.register(
    references(reference(`(?:(?<user>${BOUNDARY}${external.join('|')})/)`), ':', options),
    'magic-ext-refs',
    79.5,
  );
  if (social) return;
  patterns.register(
    references(reference(`(?:(?<user>${BOUNDARY}${internal})/)?`), '#!?@', options),
    'magic-int-refs',
    79.4,
  );
  const micro = `(?:(?<![a-zA-Z])(?<issue>[#!?][1-9][0-9]*)|(?<commit>(?<![@/])${BOUNDARY}[a-f\\d]{40})(?:\\.{3}(?<diff>[a-f\\d]{40}))?)${BOUNDARY}`;
  patterns.register(references(micro, '#!?0123456789abcdef', options), 'magic-int-micro-refs', 79.3);
}

function pattern(source: string, triggers: string, requires: RegExp, handle: InlinePattern['handle']): InlinePattern {
  const expression = new RegExp(source, 'gu');
  return { expression, triggers, requires, excludedAncestors: ['a'], looksBehind: 'always', handle };
}

function mention(source: string, options: MagicOptions): InlinePattern {
  return pattern(source, '@', MENTION_START, (match, data): InlineMatch => {
    const groups = match.groups!;
    const parts = groups.mention!.slice(1).split(':');
    const name = parts.length > 1 ? parts[0]! : options.provider;
    const user = parts.length > 1 ? parts[1]! : parts[0]!;
    const provider = options.providers.get(name)!;
    const repo = groups.repo;
    const target = repo === undefined ? user : `${user}/${repo}`;
    const kind = repo === undefined ? options.label('mention', 'User') : options.label('repository', 'Repository');
    return replaced(match, data, {
      text: repo === undefined ? `@${user}` : target,
      href: `${provider.url}/${target}`,
      title: `${provider.label} ${kind}: ${target}`,
      class: `magiclink magiclink-${name} magiclink-${repo === undefined ? 'mention' : 'repository'}`,
    });
  });
}

function references(source: string, triggers: string, options: MagicOptions): InlinePattern {
  const requires = triggers.includes('0') ? BARE_REFERENCE_PART : REFERENCE_PART;
  return pattern(source, triggers, requires, (match, data): InlineMatch | null => {
    const groups = match.groups!;
    const inner = groups.repo === undefined;
    if (inner && (options.user === '' || options.repo === '')) return null;
    const parts = (groups.user ?? options.user).split(':');
    const name = parts.length > 1 ? parts[0]! : options.provider;
    const user = parts.length > 1 ? parts[1]! : parts[0]!;
    if (user === '') return null;
    const place = { name, provider: options.providers.get(name)!, user, repo: groups.repo ?? options.repo };
    const commit = groups.commit?.replace(/^@/, '');
    const made =
      commit === undefined ? issue(place, groups.issue!, options) : hashes(place, commit, groups.diff, options);
    if (made !== null) return replaced(match, data, made);
    const start = match.index;
    return { start, end: start + match[0].length, replacement: { kind: 'text', value: match[0] } };
  });
}

/** What is shown before a number or a hash: nothing in one's own repository, its name in another of one's own. */
function owner({ name, user, repo }: Place, options: MagicOptions): string {
  const mine = user === options.user && name === options.provider;
  if (mine && repo === options.repo) return '';
  return mine ? repo : `${user}/${repo}`;
}

function issue(place: Place, written: string, options: MagicOptions): Shown | null {
  const { provider, user, repo, name } = place;
  const symbol = written[0]!;
  const number = written.slice(1);
  const base = `${provider.url}/${user}/${repo}`;
  const { type } = provider;
  const shown = (path: string, label: string, kind: string): Shown => ({
    text: `${owner(place, options)}${options.normalizeSymbols ? '#' : symbol}${number}`,
    href: `${base}/${path}/${number}`,
    title: `${provider.label} ${label}: ${user}/${repo} #${number}`,
    class: `magiclink magiclink-${name} magiclink-${kind}`,
  });
  if (symbol === '#') {
    return shown(type === 'gitlab' ? '-/issues' : 'issues', options.label('issue', 'Issue'), 'issue');
  }
  if (symbol === '!') {
    const path = { gitlab: '-/merge_requests', bitbucket: 'pull-requests', github: 'pull', x: '', twitter: '' }[type];
    return shown(path, options.label('pull', 'Pull Request'), 'pull');
  }
  return type === 'github' ? shown('discussions', options.label('discuss', 'Discussion'), 'discussion') : null;
}

function hashes(place: Place, first: string, second: string | undefined, options: MagicOptions): Shown {
  const { provider, user, repo, name } = place;
  const { type, hashSize } = provider;
  const base = `${provider.url}/${user}/${repo}`;
  const before = owner(place, options);
  const short =
    second === undefined ? first.slice(0, hashSize) : `${first.slice(0, hashSize)}...${second.slice(0, hashSize)}`;
  const kind = second === undefined ? 'commit' : 'compare';
  const label = second === undefined ? options.label('commit', 'Commit') : options.label('compare', 'Compare');
  const commit = { gitlab: '-/commit', bitbucket: 'commits/commit', github: 'commit', x: '', twitter: '' }[type];
  const compare = type === 'gitlab' ? '-/compare' : 'compare';
  let href = `${base}/${commit}/${first}`;
  if (second !== undefined) {
    href =
      type === 'bitbucket'
        ? `${base}/branches/commits/${first}..${second}#diff`
        : `${base}/${compare}/${first}...${second}`;
  }
  return {
    text: before === '' ? short : `${before}@${short}`,
    href,
    title: `${provider.label} ${label}: ${user}/${repo}@${short}`,
    class: `magiclink magiclink-${name} magiclink-${kind}`,
  };
}

interface Shown {
  readonly text: string;
  readonly href: string;
  readonly title: string;
  readonly class: string;
}

function replaced(
  match: RegExpExecArray,
  data: InlineText,
  { text, href, title, class: cssClass }: Shown,
): InlineMatch {
  const start = match.index;
  const end = start + match[0].length;
  const element = new Element('a', data.origin(start), data.originEnd(end), { href, title, class: cssClass });
  element.text = InlineText.generated(text, data.origin(start));
  element.note({ syntax: 'magiclink_shorthand' });
  return { start, end, replacement: { kind: 'element', element } };
}

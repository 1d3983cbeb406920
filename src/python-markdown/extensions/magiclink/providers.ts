import { booleanOption, type ExtensionOptions, stringOption } from '../../extension.ts';

/** The kinds of host that `pymdownx.magiclink` knows. */
export type ProviderType = 'github' | 'gitlab' | 'bitbucket' | 'x' | 'twitter';

export interface Provider {
  readonly label: string;
  readonly type: ProviderType;
  readonly url: string;
  /** How many characters of a commit's hash are shown. */
  readonly hashSize: number;
  /** Whether an address may say `www.` too. */
  readonly www: boolean;
  /** Given by the option `custom`. */
  readonly custom: boolean;
}

/** Sources of expressions for user names. */
export const USER: Readonly<Record<ProviderType, string>> = {
  github: '[a-zA-Z\\d](?:[-a-zA-Z\\d_]{0,37}[a-zA-Z\\d])?',
  gitlab: '[.a-zA-Z\\d_](?:[-a-zA-Z\\d_.]{0,37}[-a-zA-Z\\d_])?',
  bitbucket: '[-a-zA-Z\\d_]{1,39}',
  x: '[\\p{L}\\p{N}_]{1,15}',
  twitter: '[\\p{L}\\p{N}_]{1,15}',
};

const HOSTS: readonly (readonly [ProviderType, string, string])[] = [
  ['twitter', 'Twitter', 'https://twitter.com'],
  ['x', 'X', 'https://x.com'],
  ['gitlab', 'GitLab', 'https://gitlab.com'],
  ['bitbucket', 'Bitbucket', 'https://bitbucket.org'],
  ['github', 'GitHub', 'https://github.com'],
];

const EXCLUDED: Readonly<Record<string, readonly string[]>> = {
  bitbucket: ['dashboard', 'account', 'plans', 'support', 'repo'],
  github: ['marketplace', 'notifications', 'issues', 'pull', 'sponsors', 'settings', 'support'],
  gitlab: ['dashboard', '-', 'explore', 'help', 'projects'],
  twitter: ['i', 'messages', 'bookmarks', 'home'],
  x: ['i', 'messages', 'bookmarks', 'home'],
};

/** The options of `pymdownx.magiclink`. */
export interface MagicOptions {
  readonly providers: ReadonlyMap<string, Provider>;
  /** Name of the provider that is meant when none is named. */
  readonly provider: string;
  /** Whether the option names a social network (before an unknown one becomes `github`). */
  readonly social: boolean;
  readonly user: string;
  readonly repo: string;
  readonly hideProtocol: boolean;
  readonly shortenRepos: boolean;
  readonly shortenSocial: boolean;
  readonly repoShorthand: boolean;
  readonly socialShorthand: boolean;
  readonly normalizeSymbols: boolean;
  readonly excluded: ReadonlyMap<string, ReadonlySet<string>>;
  readonly label: (name: string, fallback: string) => string;
}

export function magicOptions(options: ExtensionOptions): MagicOptions {
  const providers = new Map<string, Provider>();
  for (const [type, label, url] of HOSTS) {
    providers.set(type, { label, type, url, hashSize: type === 'gitlab' ? 8 : 7, www: true, custom: false });
  }
  const excluded = new Map(Object.entries(EXCLUDED).map(([name, users]) => [name, new Set(users)]));
  const excludes = record(options.shortener_user_exclude ?? EXCLUDED);
  for (const [name, value] of Object.entries(record(options.custom))) {
    if (providers.has(name)) continue;
    const entry = record(value);
    const type = stringOption(entry, 'type', 'github') as ProviderType;
    const url = stringOption(entry, 'host', '').toLowerCase().replace(/\/+$/, '');
    const label = stringOption(entry, 'label', name);
    const www = booleanOption(entry, 'www', true);
    providers.set(name, { label, type, url, hashSize: type === 'gitlab' ? 8 : 7, www, custom: true });
    excluded.set(name, lowerCase(excludes[name] ?? excludes[type]));
  }
  for (const [name, users] of Object.entries(excludes)) {
    if (providers.has(name) && Array.isArray(users)) excluded.set(name, lowerCase(users));
  }
  const provider = stringOption(options, 'provider', 'github');
  const labels = record(options.labels);
  return {
    providers,
    provider: providers.has(provider) ? provider : 'github',
    social: provider === 'x' || provider === 'twitter',
    user: stringOption(options, 'user', ''),
    repo: stringOption(options, 'repo', ''),
    hideProtocol: booleanOption(options, 'hide_protocol', false),
    shortenRepos: booleanOption(options, 'repo_url_shortener', false),
    shortenSocial: booleanOption(options, 'social_url_shortener', false),
    repoShorthand: booleanOption(options, 'repo_url_shorthand', false),
    socialShorthand: booleanOption(options, 'social_url_shorthand', false),
    normalizeSymbols: booleanOption(options, 'normalize_issue_symbols', false),
    excluded,
    label: (name, fallback) => stringOption(labels, name, fallback),
  };
}

function lowerCase(users: unknown): Set<string> {
  return new Set(Array.isArray(users) ? users.map((user) => String(user).toLowerCase()) : []);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

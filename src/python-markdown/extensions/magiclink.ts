import type { Extension } from '../extension.ts';
import { escapeAlso } from '../inline/escape.ts';
import { bareLinkPattern, bareMailPattern, bracketedLinkPattern } from './magiclink/bare-links.ts';
import { magicOptions } from './magiclink/providers.ts';
import { shortenLinks } from './magiclink/shortener.ts';
import { registerShorthand } from './magiclink/shorthand.ts';

/** Bare addresses become links; shorthands for users, repositories, issues and commits too (`pymdownx.magiclink`). */
const magicLink: Extension = {
  name: 'pymdownx.magiclink',
  extend(markdown, given) {
    const options = magicOptions(given);
    const { patterns } = markdown.inline;
    patterns.register(bracketedLinkPattern(options), 'autolink', 120);
    patterns.register(bareLinkPattern(options), 'magic-link', 85);
    patterns.register(bareMailPattern(), 'magic-mail', 84.9);
    if (options.repoShorthand || options.socialShorthand) {
      escapeAlso(markdown, ['@']);
      registerShorthand(markdown, options);
    }
    if (options.shortenRepos || options.shortenSocial) {
      markdown.treeProcessors.register({ run: shortenLinks(options) }, 'magic-repo-shortener', 9.9);
    }
  },
};
export default magicLink;

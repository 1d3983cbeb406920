import { Element } from '../../element.ts';
import { spanOf } from '../../inline/link.ts';
import type { InlinePattern } from '../../inline-parser.ts';
import type { InlineText } from '../../inline-text.ts';
import type { MagicOptions } from './providers.ts';

const WORD = '\\p{L}\\p{N}_';
const DOMAIN = `[\\p{L}\\p{N}][-${WORD}]*(?:\\.[-${WORD}.]+)?`;
const LINK = `(?<![\\p{L}\\p{N}])(?:(?:ht|f)tps?://${DOMAIN}|(?<www>w{3}\\.)${DOMAIN})/?[-${WORD}.?,!'(){}\\[\\]/+&@%$#=:"|~;]*(?:[\\p{L}\\p{N}]|[-/#@$+=])`;
/** Local parts are looked at up to a length that no address has. */
const MAIL = `(?<![-/+@a-z\\d_])(?=[-+a-z\\d_.]{1,1000}@)[-+a-z\\d_](?:[-a-z\\d_+]|\\.(?!\\.))*(?<!\\.)@[-a-z\\d_]+\\.(?:[-a-z\\d_]|(?<!\\.)\\.(?!\\.))*[a-z](?![${WORD}])(?![-@])`;

/** An address of the web in the text (`MagiclinkPattern`). */
export function bareLinkPattern(options: MagicOptions): InlinePattern {
  return {
    expression: new RegExp(LINK, 'giu'),
    triggers: ':wW',
    requires: /tp[^:]?:\/\/|www\./i,
    excludedAncestors: ['a'],
    looksBehind: 'always',
    handle(match, data) {
      const start = match.index;
      const end = start + match[0].length;
      const www = match.groups?.www !== undefined;
      return made(data, start, end, start, end, www ? 'http://' : '', options.hideProtocol && !www, options);
    },
  };
}

/** `<https://example.org>` (`MagiclinkAutoPattern`). */
export function bracketedLinkPattern(options: MagicOptions): InlinePattern {
  return {
    expression: /<((?:ht|f)tps?:\/\/[^<>]*)>/gi,
    triggers: '<',
    handle(match, data) {
      const start = match.index;
      const end = start + match[0].length;
      return made(data, start, end, start + 1, end - 1, '', options.hideProtocol, options);
    },
  };
}

/** An address of mail in the text (`MagiclinkMailPattern`); characters are written as they are, not as entities. */
export function bareMailPattern(): InlinePattern {
  return {
    expression: new RegExp(MAIL, 'giu'),
    triggers: '@',
    excludedAncestors: ['a'],
    looksBehind: 'always',
    handle(match, data) {
      const start = match.index;
      const end = start + match[0].length;
      const element = linkElement(data, start, end, start, end, `mailto:${data.plain(start, end)}`, 'magiclink_mail');
      element.text = data.slice(start, end).asAtomic();
      return { start, end, replacement: { kind: 'element', element } };
    },
  };
}

function made(
  data: InlineText,
  start: number,
  end: number,
  from: number,
  to: number,
  prefix: string,
  hideProtocol: boolean,
  options: MagicOptions,
) {
  const href = `${prefix}${data.plain(from, to).trim()}`;
  const element = linkElement(data, start, end, from, to, href, 'magiclink');
  const shown = hideProtocol ? data.text.indexOf('://', from) + 3 : from;
  element.text = data.slice(shown, to).asAtomic();
  // Taken off again by the tree processor that shortens.
  if (options.shortenRepos) element.set('magiclink', '1');
  return { start, end, replacement: { kind: 'element', element } as const };
}

function linkElement(
  data: InlineText,
  start: number,
  end: number,
  from: number,
  to: number,
  href: string,
  syntax: string,
): Element {
  const element = new Element('a', data.origin(start), data.originEnd(end), { href });
  element.note({ syntax, destination: spanOf(data, from, to), destinationText: data.source(from, to).text });
  return element;
}

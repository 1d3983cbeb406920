import { Element } from '../element.ts';
import type { InlinePattern } from '../inline-parser.ts';
import { InlineText } from '../inline-text.ts';
import { spanOf } from './link.ts';

/** `<https://example.org>` (`AutolinkInlineProcessor`). */
export function autolinkPattern(): InlinePattern {
  return {
    expression: /<((?:[Ff]|[Hh][Tt])[Tt][Pp][Ss]?:\/\/[^<>]*)>/g,
    triggers: '<',
    handle(match, data) {
      const start = match.index;
      const end = start + match[0].length;
      const element = new Element('a', data.origin(start), data.originEnd(end));
      element.set('href', data.plain(start + 1, end - 1));
      element.text = data.slice(start + 1, end - 1).asAtomic();
      element.note({
        syntax: 'autolink',
        destination: spanOf(data, start + 1, end - 1),
        destinationText: data.source(start + 1, end - 1).text,
      });
      return { start, end, replacement: { kind: 'element', element } };
    },
  };
}

/** `<someone@example.org>` (`AutomailInlineProcessor`). The characters are written as they are, not as entities. */
export function automailPattern(): InlinePattern {
  return {
    expression: /<([^<> !]+@[^@<> ]+)>/g,
    triggers: '<',
    handle(match, data) {
      const start = match.index;
      const end = start + match[0].length;
      const address = data.plain(start + 1, end - 1);
      const prefix = address.startsWith('mailto:') ? 7 : 0;
      const email = address.slice(prefix);
      const element = new Element('a', data.origin(start), data.originEnd(end));
      element.set('href', `mailto:${email}`);
      const written = data.source(start + 1 + prefix, end - 1);
      element.text =
        written.text === email ? InlineText.atomic(written) : InlineText.generated(email, data.origin(start + 1));
      element.note({
        syntax: 'automail',
        destination: spanOf(data, start + 1, end - 1),
        destinationText: data.source(start + 1, end - 1).text,
      });
      return { start, end, replacement: { kind: 'element', element } };
    },
  };
}

import type { Extension } from '../extension.ts';
import type { MappedString } from '../mapped-string.ts';
import { type CodehiliteSettings, hilite, keepCodehilite, stripLineFeeds } from './codehilite/hilite.ts';
import { highlightCodeBlocks } from './highlight/code-blocks.ts';

/**
 * A first line that names the language of a code block: `#!python`, `#!/usr/bin/python`, `:::python hl_lines="1 2"`
 * (`CodeHilite._parseHeader`).
 */
const HEADER = /^(?:::+|(?<shebang>#!))(?<path>(?:\/[\p{L}\p{N}_]+)*[/ ])?(?<language>[\p{L}\p{N}_#.+-]*)/u;

/** `codehilite`: the HTML form of indented code (`HiliteTreeprocessor`, 30) and of the fences of `fenced_code`. */
const codehilite: Extension = {
  name: 'codehilite',
  extend(markdown, options) {
    const settings = keepCodehilite(markdown, options);
    highlightCodeBlocks(markdown, 'hilite', (code, start, end) => {
      const header = takeHeader(stripLineFeeds(code), settings);
      const element = hilite(header.code, header.settings, header.language, start, end);
      return element.note({ language: header.language === '' ? null : header.language });
    });
  },
};

export default codehilite;

/** Reads a first line that names the language; one without a path is no part of the code. */
function takeHeader(
  code: MappedString,
  settings: CodehiliteSettings,
): { code: MappedString; language: string | null; settings: CodehiliteSettings } {
  const lineEnd = code.text.indexOf('\n');
  const first = lineEnd === -1 ? code.text : code.text.slice(0, lineEnd);
  const groups = HEADER.exec(first)?.groups;
  if (groups === undefined) return { code, language: null, settings };
  const rest =
    groups.path !== undefined
      ? code
      : lineEnd === -1
        ? code.slice(code.length)
        : stripLineFeeds(code.slice(lineEnd + 1));
  const linenums = settings.linenums === null && groups.shebang !== undefined ? true : settings.linenums;
  return { code: rest, language: (groups.language ?? '').toLowerCase(), settings: { ...settings, linenums } };
}

import { MappedString, MappedStringBuilder } from '../mapped-string.ts';

const SPECIAL = /\r\n?|[\t\u0002\u0003]/g;
const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/**
 * One kind of line end, no tabs, no STX and ETX, blank lines without spaces, and a blank line at the end
 * (`NormalizeWhitespace`).
 */
export function normalizeWhitespace(text: MappedString, tabLength: number): MappedString {
  const lines = text.text.search(SPECIAL) === -1 ? text : replaceSpecial(text, tabLength);
  // The first line keeps its spaces: the reference wants a line feed before them.
  const stripped = lines.replace(/\n +(?=\n)/g, (match) => lines.slice(match.index, match.index + 1));
  // A last line of spaces is blank too, once the line feeds below follow it.
  const end = stripped.text.endsWith(' ') ? trimLastLine(stripped) : stripped;
  return MappedString.concat([end, '\n\n']);
}

function trimLastLine(text: MappedString): MappedString {
  const trimmed = text.trimEndOf(' ');
  return trimmed.text.endsWith('\n') ? trimmed : text;
}

function replaceSpecial(text: MappedString, tabLength: number): MappedString {
  const source = text.text;
  const builder = new MappedStringBuilder();
  let from = 0;
  /** Column of the next character, counted in code points, as far as `from`. */
  let column = 0;
  for (const match of source.matchAll(SPECIAL)) {
    const at = match.index;
    const end = at + match[0].length;
    if (at > from) {
      builder.push(text.slice(from, at));
      column = columnAfter(source, from, at, column);
    }
    const kind = match[0][0];
    if (kind === '\t') {
      const width = tabLength - (column % tabLength);
      builder.push(MappedString.standingFor(' '.repeat(width), text.offset(at), text.endOffset(end)));
      column += width;
    } else if (kind === '\r') {
      builder.push(MappedString.standingFor('\n', text.offset(at), text.endOffset(end)));
      column = 0;
    }
    from = end;
  }
  builder.push(text.slice(from));
  return builder.build();
}

function columnAfter(source: string, from: number, to: number, column: number): number {
  const lineFeed = source.lastIndexOf('\n', to - 1);
  const start = lineFeed < from ? from : lineFeed + 1;
  const pairs = source.slice(start, to).match(SURROGATE_PAIR)?.length ?? 0;
  return (lineFeed < from ? column : 0) + (to - start) - pairs;
}

import { MappedString } from '../../mapped-string.ts';

/** `str.expandtabs` of one line. */
export function expandTabs(line: MappedString, tabLength: number): MappedString {
  if (!line.text.includes('\t')) return line;
  const parts: MappedString[] = [];
  let column = 0;
  let from = 0;
  const text = line.text;
  for (let at = text.indexOf('\t'); at !== -1; at = text.indexOf('\t', from)) {
    parts.push(line.slice(from, at));
    column += codePoints(text, from, at);
    const width = tabLength - (column % tabLength);
    parts.push(MappedString.standingFor(' '.repeat(width), line.offset(at), line.endOffset(at + 1)));
    column += width;
    from = at + 1;
  }
  parts.push(line.slice(from));
  return MappedString.concat(parts);
}

function codePoints(text: string, from: number, to: number): number {
  let count = to - from;
  for (let i = from; i < to; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xd800) count--;
  return count;
}

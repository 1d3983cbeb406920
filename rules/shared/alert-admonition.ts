import type { FixEdit } from '../../src/rule.ts';

/** GitHub's kinds of alert as types of admonition that themes style. */
const TYPE_OF: Readonly<Record<string, string>> = {
  NOTE: 'note',
  TIP: 'tip',
  IMPORTANT: 'info',
  WARNING: 'warning',
  CAUTION: 'danger',
};

const OPENING = /^>[ \t]*\[!([A-Za-z]+)\]$/;

/**
 * The edits that write an alert of GitHub (`> [!NOTE]`) as an admonition: the marks of the quote become its indentation,
 * and its kind, which has shown as text, its title. Null for a quote that does not mark each of its lines, or stands in
 * another block. `at` lies in the line of its kind.
 */
export function alertAsAdmonition(text: string, at: number): FixEdit[] | null {
  const edits: FixEdit[] = [];
  for (let start = text.lastIndexOf('\n', at - 1) + 1; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(start, newline < 0 ? next : newline).trimEnd();
    if (edits.length === 0) {
      const opening = OPENING.exec(line);
      const type = TYPE_OF[opening?.[1]?.toUpperCase() ?? ''];
      if (opening === null || type === undefined) return null;
      edits.push({ start, end: start + line.length, text: `!!! ${type} "${opening[1]}"` });
    } else if (line === '' || OPENING.test(line)) break;
    else {
      const mark = /^> ?/.exec(line);
      if (mark === null) return null;
      const isBlank = line.slice(mark[0].length) === '';
      edits.push({ start, end: start + mark[0].length, text: isBlank ? '' : '    ' });
    }
    start = next;
  }
  return edits.length < 2 ? null : edits;
}

/** Kinds of other generators that have no type of their own here. */
const KIND_OF: Readonly<Record<string, string>> = { important: 'info', caution: 'warning', details: 'note' };

/**
 * The edits that write a container of colons (`:::note Title` to `:::`) as an admonition. Null when it is not closed, holds
 * another one, or does not stand at the start of its line.
 */
export function colonsAsAdmonition(text: string, start: number): FixEdit[] | null {
  if (start > 0 && text[start - 1] !== '\n') return null;
  const edits: FixEdit[] = [];
  const inner: { readonly start: number; readonly indent: number }[] = [];
  let colons = '';
  for (let at = start; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, newline < 0 ? next : newline).trimEnd();
    if (at === start) {
      const opening = /^(:{3,})[ \t]*\{?\.?([A-Za-z]+)\}?[ \t]*([^"]*)$/.exec(line);
      if (opening === null) return null;
      colons = opening[1]!;
      const kind = opening[2]!.toLowerCase();
      const title = opening[3]!.replace(/^\[(.*)\]$/, '$1');
      const shown = title === '' && KIND_OF[kind] !== undefined ? opening[2]! : title;
      const marker = `!!! ${KIND_OF[kind] ?? kind}${shown === '' ? '' : ` "${shown}"`}`;
      edits.push({ start: at, end: at + line.length, text: marker });
    } else if (line === colons) {
      // Some indent what stands between the colons.
      const missing = 4 - Math.min(4, ...inner.slice(0, 10_000).map(({ indent }) => indent));
      const indentation = inner.map((one) => ({ start: one.start, end: one.start, text: ' '.repeat(missing) }));
      return [...edits, ...(missing > 0 ? indentation : []), { start: at, end: next, text: '' }];
    } else if (line.startsWith(':::')) return null;
    else if (line !== '') inner.push({ start: at, indent: /^ */.exec(line)![0].length });
    at = next;
  }
  return null;
}

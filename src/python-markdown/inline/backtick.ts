import { Element } from '../element.ts';
import type { InlinePattern } from '../inline-parser.ts';
import { InlineText, knownOf } from '../inline-text.ts';

/** The runs of backticks of one text, and a cursor for each length of run. */
export interface BacktickRuns {
  /** Run start by length, in order. */
  readonly starts: Map<number, number[]>;
  readonly cursors: Map<number, number>;
}

/**
 * Code spans, and pairs of backslashes before them (`BacktickInlineProcessor`). A run of backticks closes at the next run
 * that is exactly as long; where there is none, fewer of its backticks open and the others belong to the code.
 *
 * The code is atomic and literal; `notes.content` is its span. `make` makes another element of the code than that.
 */
export function backtickPattern(make: (code: CodeSpan) => Element = codeElement): InlinePattern {
  return {
    expression: /(?<!\\)(?:\\\\)+(?=`)|`+/g,
    triggers: '`',
    handle(match, data) {
      const text = data.text;
      const length = match[0].length;
      if (match[0].charAt(0) === '\\') {
        const value = '\\'.repeat(length / 2);
        return { start: match.index, end: match.index + length, replacement: { kind: 'text', value } };
      }
      const start = match.index + (isEscaped(text, match.index) ? 1 : 0);
      const runEnd = match.index + length;
      const known = knownOf(data);
      known.ticks ??= runsOf(text);
      const runs = known.ticks;
      for (let ticks = runEnd - start; ticks > 0; ticks--) {
        const close = nextRun(runs, ticks, runEnd);
        if (close === -1) continue;
        const end = close + ticks;
        const element = make({ data, start, from: start + ticks, to: close, end });
        return { start, end, replacement: { kind: 'element', element } };
      }
      return null;
    },
  };
}

/** Where a code span and its code stand: indices into a text. */
export interface CodeSpan {
  readonly data: InlineText;
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

/** The element of a code span: its code without white space at both ends. */
export function codeElement({ data, start, from, to, end }: CodeSpan): Element {
  const content = data.text.slice(from, to);
  const a = from + (content.length - content.trimStart().length);
  const b = Math.max(a, from + content.trimEnd().length);
  const element = new Element('code', data.origin(start), data.originEnd(end));
  element.text = InlineText.atomic(data.source(a, b));
  element.note({ syntax: 'code_span', content: [data.origin(a), a === b ? data.origin(a) : data.originEnd(b)] });
  return element;
}

function isEscaped(text: string, index: number): boolean {
  let backslashes = 0;
  while (text.charAt(index - 1 - backslashes) === '\\') backslashes++;
  return backslashes % 2 === 1;
}

function runsOf(text: string): BacktickRuns {
  const starts = new Map<number, number[]>();
  for (let at = text.indexOf('`'); at !== -1; ) {
    let end = at + 1;
    while (text.charAt(end) === '`') end++;
    const same = starts.get(end - at);
    if (same === undefined) starts.set(end - at, [at]);
    else same.push(at);
    at = text.indexOf('`', end);
  }
  return { starts, cursors: new Map() };
}

/** Start of the next run of exactly `ticks` backticks from `from` on, or -1. Asked for from left to right. */
function nextRun(runs: BacktickRuns, ticks: number, from: number): number {
  const starts = runs.starts.get(ticks);
  if (starts === undefined) return -1;
  let cursor = runs.cursors.get(ticks) ?? 0;
  if (cursor > 0 && (starts[cursor - 1] ?? -1) >= from) cursor = 0;
  while (cursor < starts.length && starts[cursor]! < from) cursor++;
  runs.cursors.set(ticks, cursor);
  return starts[cursor] ?? -1;
}

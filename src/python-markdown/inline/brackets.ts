import type { InlineText } from '../inline-text.ts';

const OPEN = 91;
const CLOSE = 93;
const known = new WeakMap<InlineText, Map<number, number>>();

/**
 * Index of the `]` that closes the `[` at `open`, or -1 (`LinkInlineProcessor.getText`). The brackets of a text are
 * matched once.
 */
export function closingBracket(data: InlineText, open: number): number {
  let pairs = known.get(data);
  if (pairs === undefined) {
    pairs = pairsOf(data.text);
    known.set(data, pairs);
  }
  return pairs.get(open) ?? -1;
}

function pairsOf(text: string): Map<number, number> {
  const pairs = new Map<number, number>();
  const opened: number[] = [];
  const last = text.lastIndexOf(']');
  for (let i = text.indexOf('['); i <= last && i !== -1; i++) {
    const code = text.charCodeAt(i);
    if (code === OPEN) opened.push(i);
    else if (code === CLOSE) {
      const open = opened.pop();
      if (open !== undefined) pairs.set(open, i);
    }
  }
  return pairs;
}

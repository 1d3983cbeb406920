import { type InlineText, knownOf } from '../inline-text.ts';

const OPEN = 91;
const CLOSE = 93;

/**
 * Index of the `]` that closes the `[` at `open`, or -1 (`LinkInlineProcessor.getText`). The brackets of a text are
 * matched once.
 */
export function closingBracket(data: InlineText, open: number): number {
  const known = knownOf(data);
  known.brackets ??= pairsOf(data.text);
  return known.brackets.get(open) ?? -1;
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

import { lineEndOf, type TextEdit } from '../../src/text/edits.ts';

/** Where characters of a text stand after the edits; what is inserted right before one counts. */
export function editedOffsets(text: string, edits: readonly TextEdit[]): (offset: number) => number {
  const lineEnd = lineEndOf(text).length;
  const ordered = [...edits].sort((a, b) => a.end - b.end);
  /** How far characters have moved after each edit. */
  const moved: number[] = [];
  let sum = 0;
  for (const edit of ordered) {
    const lines = edit.text.split('\n').length - 1;
    sum += edit.text.length + lines * (lineEnd - 1) - (edit.end - edit.start);
    moved.push(sum);
  }
  return (offset) => {
    let low = 0;
    let high = ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ordered[middle]!.end <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + (low === 0 ? 0 : moved[low - 1]!);
  };
}

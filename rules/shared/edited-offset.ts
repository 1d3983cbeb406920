import { lineEndOf, type TextEdit } from '../../src/text/edits.ts';

/** Where a character of a text stands after the edits; what is inserted right before it counts. */
export function editedOffset(text: string, edits: readonly TextEdit[], offset: number): number {
  const lineEnd = lineEndOf(text).length;
  let moved = offset;
  for (const edit of edits) {
    if (edit.end > offset) continue;
    const lines = edit.text.split('\n').length - 1;
    moved += edit.text.length + lines * (lineEnd - 1) - (edit.end - edit.start);
  }
  return moved;
}

const COMMENT = '<!--';
/** How many characters must agree for a place behind something that was taken out to be the right one. */
const ENOUGH = 16;

/**
 * Where the characters of raw HTML stand in the text it was before `pymdownx.striphtml` took comments and attributes out
 * of it: an index of the text for each index of `stripped`, and for its end.
 */
export function stripPositions(written: string, stripped: string): Uint32Array {
  const positions = new Uint32Array(stripped.length + 1);
  let at = 0;
  for (let i = 0; i < stripped.length; i++) {
    // A comment that is not there any more is passed over as a whole: its first character may look like the next tag's.
    while (written.startsWith(COMMENT, at) && !stripped.startsWith(COMMENT, i)) {
      const end = written.indexOf('-->', at + COMMENT.length);
      at = end === -1 ? written.length : end + 3;
    }
    if (written[at] !== stripped[i]) {
      const found = written.indexOf(stripped.slice(i, i + ENOUGH), at);
      if (found !== -1) at = found;
      else {
        const next = written.indexOf(stripped[i]!, at);
        if (next !== -1) at = next;
      }
    }
    positions[i] = Math.min(at, written.length);
    at++;
  }
  positions[stripped.length] = Math.min(at, written.length);
  return positions;
}

/** The name that was most likely meant: at most a third of its characters differ. */
export function nearest(name: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least && distance <= Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 3))) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/**
 * Number of characters to insert, remove or change. One that is greater than `limit` comes out as some number greater than
 * `limit`, which is found sooner.
 */
export function editDistance(a: string, b: string, limit: number = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  // Two rows of the table: of the characters before this one, and of those up to it.
  let previous = new Uint32Array(b.length + 1);
  let current = new Uint32Array(b.length + 1);
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const code = a.charCodeAt(i - 1);
    let left = i;
    let least = i;
    current[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const changed = previous[j - 1]! + (code === b.charCodeAt(j - 1) ? 0 : 1);
      const moved = (previous[j]! < left ? previous[j]! : left) + 1;
      left = changed < moved ? changed : moved;
      current[j] = left;
      if (left < least) least = left;
    }
    // No row below has a smaller number than the least of this one.
    if (least > limit) return limit + 1;
    [previous, current] = [current, previous];
  }
  return previous[b.length]!;
}

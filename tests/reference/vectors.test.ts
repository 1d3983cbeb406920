/**
 * The reference's small cases: what each expects is compared with what assay makes of it. Those that are not met are listed
 * in `unmet-vectors.json` with the reason; a case that was met and is not any more fails, and so does one that is listed and met.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { referenceFolder, type Vector, vectorsOf } from './reference.ts';
import { differenceOf } from './vector-check.ts';

const unmet: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'unmet-vectors.json'), 'utf8'),
);

const FILES = ['blocks', 'anchors', 'links', 'extensions', 'traps', 'site', 'extra', 'plugins', 'zensical'];

describe.skipIf(referenceFolder === null)('vectors', () => {
  for (const name of FILES) {
    it(name, () => {
      const vectors = vectorsOf(name);
      const lost: string[] = [];
      const won: string[] = [];
      let agreed = 0;
      for (const vector of vectors) {
        const difference = check(vector);
        if (difference === null) {
          agreed++;
          if (vector.id in unmet) won.push(vector.id);
        } else if (!(vector.id in unmet)) lost.push(`${vector.id} (${vector.note}): ${difference}`);
      }
      console.log(`${name}: ${agreed} of ${vectors.length} vectors agree`);
      expect(lost).toEqual([]);
      expect(won, 'these are met now: take them out of unmet-vectors.json').toEqual([]);
    });
  }
});

function check(vector: Vector): string | null {
  try {
    return differenceOf(vector);
  } catch (error) {
    return `threw ${error instanceof Error ? error.message : String(error)}`;
  }
}

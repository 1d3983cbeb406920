import type { BlockAttributes } from './block.ts';

/** What CSS takes for an identifier, as far as pymdownx reads it: no digit at the start, any character beyond ASCII. */
const IDENTIFIER =
  /(?:-?[^\x00-\x2f\x30-\x40\x5B-\x5E\x60\x7B-\x9f]|--)[^\x00-\x2c\x2e\x2f\x3A-\x40\x5B-\x5E\x60\x7B-\x9f]*/y;

/** The identifier at an index of a text, or null. */
export function identifierAt(text: string, index: number): string | null {
  IDENTIFIER.lastIndex = index;
  return IDENTIFIER.exec(text)?.[0] ?? null;
}

export function readBoolean(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new TypeError('not a boolean');
  return value;
}

export function readString(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('not a string');
  return value;
}

/** A text that is one identifier as a whole (`type_html_identifier`). */
export function readIdentifier(value: unknown): string {
  const text = readString(value);
  if (identifierAt(text, 0) !== text) throw new TypeError('not an identifier');
  return text;
}

/** One of a few words, in any case (`type_string_in`). */
export function readOneOf(accepted: readonly string[]): (value: unknown) => string {
  return (value) => {
    const text = readString(value).toLowerCase();
    if (!accepted.includes(text)) throw new TypeError('not an accepted value');
    return text;
  };
}

/** The option `attrs`, which every block has (`type_html_attribute_dict`). */
export function readAttributes(value: unknown): BlockAttributes {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('not a mapping');
  const attributes: Record<string, string | string[]> = {};
  for (const [key, entry] of Object.entries(value)) {
    const name = readIdentifier(key);
    if (name.toLowerCase() === 'class') {
      attributes.class = readString(entry)
        .split(' ')
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map(readIdentifier);
    } else if (name.toLowerCase() === 'id') attributes.id = readIdentifier(entry);
    else attributes[name] = readString(entry);
  }
  return attributes;
}

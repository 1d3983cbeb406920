import { decodeHTML } from 'entities';

/** A character reference as Python-Markdown's serializer knows it: with its semicolon; everything else is text. */
const REFERENCE = /&(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);/gi;

/** Text as a browser shows it after Python-Markdown has escaped every ampersand that begins no reference. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? text.replace(REFERENCE, (reference) => decodeHTML(reference)) : text;
}

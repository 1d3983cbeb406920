import type { Markdown } from '../../markdown.ts';

/** Block-level elements whose content is read as the text of an inline element. */
const SPAN = new Set('address dd dt h1 h2 h3 h4 h5 h6 legend li p summary td th'.split(' '));
/** Elements whose content is never read. */
const RAW = new Set('canvas math option pre script style textarea code'.split(' '));

export function isRawTag(tag: string): boolean {
  return RAW.has(tag);
}

/** Whether the content of an element is read as blocks. */
export function isBlockTag(tag: string, markdown: Markdown): boolean {
  return (markdown.blockLevelElements.has(tag) || tag === 'html') && !SPAN.has(tag) && !RAW.has(tag) && tag !== 'hr';
}

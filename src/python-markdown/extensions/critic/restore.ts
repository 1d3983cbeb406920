import type { Element } from '../../element.ts';
import type { InlineReplacement, InlineText } from '../../inline-text.ts';
import type { Markdown } from '../../markdown.ts';

/** The placeholder of a tag in the finished texts. */
const PLACEHOLDER = /\u0002czjqqkd:([0-9]+)\u0003/g;
const ONLY_PLACEHOLDERS = /^(?:\u0002czjqqkd:[0-9]+\u0003)+$/;

/**
 * Puts the tags of edit marks into the finished tree (`CriticsPostprocessor`). A paragraph that holds nothing else gives
 * way to them.
 */
export function restoreCritics(root: Element, tags: readonly string[], markdown: Markdown): void {
  if (tags.length === 0) return;
  restoreBelow(root, tags);
  markdown.stash.items.forEach((item, index) => {
    if (item.kind !== 'html') {
      restoreTexts(item.element, tags);
      restoreBelow(item.element, tags);
    } else {
      const html = withCritics(item.html, tags);
      if (html !== item.html) markdown.stash.replace(index, { ...item, html });
    }
  });
}

/** A piece of HTML with the tags of edit marks in the place of their placeholders. */
export function withCritics(html: string, tags: readonly string[]): string {
  return html.replace(PLACEHOLDER, (whole, number) => tags[Number(number)] ?? whole);
}

function restoreBelow(parent: Element, tags: readonly string[]): void {
  for (let i = 0; i < parent.children.length; i++) {
    const child = parent.children[i]!;
    const text = child.text;
    if (child.tag === 'p' && child.children.length === 0 && text !== null && ONLY_PLACEHOLDERS.test(text.text)) {
      const before = i === 0 ? null : parent.children[i - 1]!;
      const free = before === null ? parent.text === null : before.tail === null;
      if (free && child.tail === null && Object.keys(child.attributes).length === 0) {
        const bare = restored(text, tags, true);
        if (before === null) parent.text = bare;
        else before.tail = bare;
        parent.children.splice(i, 1);
        i--;
        continue;
      }
    }
    restoreTexts(child, tags);
    restoreBelow(child, tags);
  }
}

function restoreTexts(element: Element, tags: readonly string[]): void {
  if (element.text !== null) element.text = restored(element.text, tags, false);
  if (element.tail !== null) element.tail = restored(element.tail, tags, false);
  for (const [name, value] of Object.entries(element.attributes)) {
    element.attributes[name] = withCritics(value, tags);
  }
}

function restored(text: InlineText, tags: readonly string[], block: boolean): InlineText {
  const matches: { start: number; end: number; replacement: InlineReplacement }[] = [];
  for (const match of text.text.matchAll(PLACEHOLDER)) {
    const tag = tags[Number(match[1])];
    if (tag === undefined) continue;
    const value =
      block && !/class="critic break"/.test(tag)
        ? tag.replace(/^(<(?:ins|del|mark) class="critic)"/, '$1 block"')
        : tag;
    matches.push({ start: match.index, end: match.index + match[0].length, replacement: { kind: 'raw', value } });
  }
  return text.withMarks(matches);
}

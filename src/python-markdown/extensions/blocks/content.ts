import type { Element } from '../../element.ts';
import { stashHtml } from '../../element-html.ts';
import { InlineText } from '../../inline-text.ts';
import { MappedString } from '../../mapped-string.ts';
import type { Markdown } from '../../markdown.ts';
import { FenceSources } from '../superfences/stash.ts';

const PLACEHOLDER_LINE = /^[> ]*\u0002wzxhzdk:([0-9]+)\u0003$/;

/**
 * Adds text that is not read as blocks. Fences that SuperFences has taken out are put back, and in raw content all else
 * that was (`unescape_markdown`).
 */
export function appendContent(target: Element, content: MappedString, raw: boolean, markdown: Markdown): void {
  const restored = content.text.includes('\u0002') ? restore(content, raw, markdown) : content;
  const added = restored.trimStartOf('\n').trimEndOf('\n');
  const last = target.lastChild;
  const present = last === undefined ? target.text : last.tail;
  let text = added;
  if (present !== null && present.length > 0) {
    const before = present.source();
    text = added.length === 0 ? before : MappedString.joinLines([before, before.slice(before.length), added]);
  }
  const value = raw ? InlineText.atomic(text) : InlineText.of(text);
  if (last === undefined) target.text = value;
  else last.tail = value;
}

function restore(content: MappedString, raw: boolean, markdown: Markdown): MappedString {
  const processor = markdown.preprocessors.get('fenced_code_block');
  const sources = processor !== undefined && 'sources' in processor ? processor.sources : null;
  const restored = sources instanceof FenceSources ? sources.restore(content) : content;
  if (!raw) return restored;
  return MappedString.joinLines(
    restored.lines().map((line) => {
      const match = PLACEHOLDER_LINE.exec(line.text);
      const item = match === null ? undefined : markdown.stash.get(Number(match[1]));
      if (item === undefined) return line;
      return MappedString.standingFor(stashHtml(item, markdown), line.start, line.end);
    }),
  );
}

/** Takes the common indentation, at most that of a tab, off raw content (`Block.dedent`). */
export function dedentRaw(target: Element, markdown: Markdown): void {
  if (target.text === null) return;
  const lines = target.text.source().lines();
  let indent: number = markdown.tabLength;
  for (const { text } of lines) {
    let spaces = 0;
    while (text[spaces] === ' ') spaces++;
    if (spaces < text.length) indent = Math.min(indent, spaces);
  }
  const dedented = lines.map((line) => (/^ *$/.test(line.text) ? line.slice(line.length) : line.slice(indent)));
  target.text = InlineText.atomic(MappedString.joinLines(dedented));
}

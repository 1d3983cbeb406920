import { type BlockParser, type BlockProcessor, detab } from '../block-parser.ts';
import { Element } from '../element.ts';
import { InlineText } from '../inline-text.ts';
import { MappedString } from '../mapped-string.ts';

/** The `code` element of a code block, or null when the element is none. */
export function codeOf(element: Element | undefined): Element | null {
  if (element === undefined || element.tag !== 'pre') return null;
  const first = element.children[0];
  return first !== undefined && first.tag === 'code' ? first : null;
}

/** Adds to the text of a code block. */
export function appendCode(code: Element, ...parts: (MappedString | string)[]): void {
  const before = code.text === null ? MappedString.empty : code.text.source();
  code.text = InlineText.atomic(parts.reduce<MappedString>((text, part) => text.append(part), before));
}

/** Mirrors `CodeBlockProcessor`: lines indented by a tab length. */
export function codeProcessor(parser: BlockParser): BlockProcessor {
  const indent = ' '.repeat(parser.tabLength);
  return {
    test: (_parent, block) => block.text.startsWith(indent),
    run(parent, blocks) {
      const sibling = parent.lastChild;
      const before = codeOf(sibling);
      const { body, rest } = detab(blocks.take(), parser.tabLength);
      const lines = body.trimEnd();
      if (before !== null) {
        // Blank lines do not end a code block: what follows them belongs to it.
        appendCode(before, '\n', lines, '\n');
        before.extend(lines.end);
        sibling!.extend(lines.end);
      } else {
        const pre = parent.append(new Element('pre', lines.start, lines.end));
        pre.note({ syntax: 'indented' });
        appendCode(pre.append(new Element('code', lines.start, lines.end)), lines, '\n');
      }
      if (rest.length > 0) blocks.put(rest);
    },
  };
}

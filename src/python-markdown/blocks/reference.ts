import type { BlockProcessor } from '../block-parser.ts';
import type { Markdown } from '../markdown.ts';

const DEFINITION =
  /(?:^|(?<=\n)) {0,3}\[([^[\]]*)\]: *\n? *([^\s]+) *(?:\n *)?((["'])([^\n]*)\4 *|\(([^\n]*)\) *)?(?=\n|$)/d;

/** Mirrors `ReferenceProcessor`: `[label]: address "title"`, on any line of a block. The last definition of a label wins. */
export function referenceProcessor(markdown: Markdown): BlockProcessor {
  return {
    test: () => true,
    run(_parent, blocks) {
      const written = blocks.peek()!;
      if (!written.text.includes(']:')) return false;
      const match = DEFINITION.exec(written.text);
      if (match === null) return false;
      const block = blocks.take();
      const label = match[1]!;
      const span = match.indices![2]!;
      const address = block.slice(span[0], span[1]).trimStartOf('<').trimEndOf('>');
      const end = match.index + match[0].length;
      const definition = block.slice(match.index, end).trim();
      markdown.references.set(label.trim().toLowerCase(), {
        address: address.text,
        title: match[5] || match[6] || null,
        start: definition.start,
        end: definition.end,
        destination: [address.start, address.end],
        label,
      });
      const after = block.slice(end);
      if (after.text.trim() !== '') blocks.put(after.trimStartOf('\n'));
      const before = block.slice(0, match.index);
      if (before.text.trim() !== '') blocks.put(before.trimEndOf('\n'));
      return true;
    },
  };
}

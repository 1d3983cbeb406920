import type { BlockProcessor } from '../block-parser.ts';
import { LineSearch } from '../blocks/line-search.ts';
import { Element } from '../element.ts';
import type { Extension, ExtensionOptions } from '../extension.ts';
import type { InlineText } from '../inline-text.ts';
import type { MappedString } from '../mapped-string.ts';
import type { Markdown, TreeProcessor } from '../markdown.ts';
import { AbbreviationMatcher } from './abbr/matcher.ts';

/** What an abbreviation stands for, and where that is written (origins); null for one of the option `glossary`. */
interface Abbreviation {
  readonly title: string;
  readonly definition: readonly [number, number] | null;
}

interface FoundDefinition {
  readonly start: number;
  readonly end: number;
  readonly abbreviation: string;
  readonly title: string;
}

/** Where a definition may begin: remembered of long blocks. */
const STARTS = new LineSearch('\\*\\[', { needle: '*[' });

/** The first `*[abbreviation]: title` of a block; the title may stand on the line below. */
function findDefinition(block: MappedString): FoundDefinition | null {
  const first = STARTS.find(block);
  if (first === -1) return null;
  const { text } = block;
  const closing = /\] ?:/g;
  let close: RegExpExecArray | null = null;
  for (let line = first; line !== -1; ) {
    if (text.startsWith('*[', line)) {
      if (close === null || close.index < line + 2) {
        closing.lastIndex = line + 2;
        close = closing.exec(text);
      }
      if (close === null) return null;
      const abbreviation = text.slice(line + 2, close.index);
      if (!abbreviation.includes('\\')) {
        const [from, end] = titleRange(text, close.index + close[0].length);
        return { start: line, end, abbreviation: abbreviation.trim(), title: text.slice(from, end).trim() };
      }
    }
    const feed = text.indexOf('\n', line);
    line = feed === -1 ? -1 : feed + 1;
  }
  return null;
}

/** Spaces, one line feed and spaces again may stand before a title; it ends with its line. */
function titleRange(text: string, after: number): [number, number] {
  let from = after;
  while (text[from] === ' ') from++;
  if (text[from] === '\n') from++;
  while (text[from] === ' ') from++;
  const feed = text.indexOf('\n', from);
  return [from, feed === -1 ? text.length : feed];
}

/** Takes definitions out of the page (`AbbrBlockprocessor`). */
function definitionProcessor(abbreviations: Map<string, Abbreviation>, markdown: Markdown): BlockProcessor {
  return {
    test: () => true,
    run(_parent, blocks) {
      const found = findDefinition(blocks.peek()!);
      if (found === null || found.title === '' || found.abbreviation === '') return false;
      const block = blocks.take();
      const { start, end, abbreviation, title } = found;
      if (title === "''" || title === '""') {
        if (!abbreviations.delete(abbreviation)) {
          const detail = `the abbreviation ${abbreviation} is taken back, but not defined`;
          markdown.notes.push({ kind: 'page-fails', detail, start: block.offset(start), end: block.endOffset(end) });
        }
      } else {
        abbreviations.set(abbreviation, { title, definition: [block.offset(start), block.endOffset(end)] });
      }
      const after = block.slice(end);
      if (after.text.trim() !== '') blocks.put(after.trimStartOf('\n'));
      const before = block.slice(0, start);
      if (before.text.trim() !== '') blocks.put(before.trimEndOf('\n'));
      return true;
    },
  };
}

/** Marks the abbreviations in all texts (`AbbrTreeprocessor`). */
function abbreviationProcessor(abbreviations: ReadonlyMap<string, Abbreviation>): TreeProcessor {
  return {
    run(root) {
      if (abbreviations.size === 0) return;
      const matcher = new AbbreviationMatcher(abbreviations.keys());
      for (const element of [...root.iterate()]) {
        const children: Element[] = [];
        let changed = false;
        const split = (text: InlineText | null): InlineText | null => {
          const parts = text === null ? null : splitText(text, matcher, abbreviations);
          if (parts === null) return text;
          changed = true;
          children.push(...parts.elements);
          return parts.before;
        };
        element.text = split(element.text);
        for (const child of element.children) {
          children.push(child);
          child.tail = split(child.tail);
        }
        if (changed) element.children = children;
      }
    },
  };
}

/** A text cut at its abbreviations: what stands before the first, and an element for each with what follows it. */
function splitText(
  text: InlineText,
  matcher: AbbreviationMatcher,
  abbreviations: ReadonlyMap<string, Abbreviation>,
): { before: InlineText; elements: Element[] } | null {
  if (text.atomic) return null;
  const matches = matcher.find(text.text).filter((match) => abbreviations.get(match.abbreviation)!.title !== '');
  if (matches.length === 0) return null;
  const elements = matches.map(({ start, end, abbreviation }, i) => {
    const { title, definition } = abbreviations.get(abbreviation)!;
    const element = new Element('abbr', text.origin(start), text.originEnd(end), { title });
    element.note({ syntax: 'abbr', definition });
    element.text = text.slice(start, end).asAtomic();
    const tail = text.slice(end, matches[i + 1]?.start ?? text.length);
    element.tail = tail.length === 0 ? null : tail;
    return element;
  });
  return { before: text.slice(0, matches[0]!.start), elements };
}

function glossary(options: ExtensionOptions): ReadonlyMap<string, Abbreviation> {
  const value = options.glossary;
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).map(([key, title]) => [key, { title: String(title ?? ''), definition: null }]));
}

/** `abbr`. */
const abbr: Extension = {
  name: 'abbr',
  extend(markdown, options) {
    const known = glossary(options);
    const abbreviations = new Map<string, Abbreviation>(known);
    markdown.onReset(() => {
      abbreviations.clear();
      for (const [key, value] of known) abbreviations.set(key, value);
    });
    markdown.parser.processors.register(definitionProcessor(abbreviations, markdown), 'abbr', 16);
    markdown.treeProcessors.register(abbreviationProcessor(abbreviations), 'abbr', 7);
  },
};

export default abbr;

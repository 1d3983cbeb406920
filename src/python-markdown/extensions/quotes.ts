import type { BlockParser, BlockProcessor } from '../block-parser.ts';
import { LineSearch } from '../blocks/line-search.ts';
import { Element } from '../element.ts';
import { booleanOption, type Extension } from '../extension.ts';
import { MappedString } from '../mapped-string.ts';
import type { TreeProcessor } from '../markdown.ts';
import { splitWords, titleCase } from '../python-text.ts';

const PREFIX = /^ {0,3}> ?/;
const CALLOUT = /^> *\[!([\p{L}\p{N}_-]+(?: *\| *[\p{L}\p{N}_-]+)*)\]([-+])?([^\n]*)/u;

/** Quotes that are never joined, and callouts: `> [!note]- Title` (`QuotesProcessor`). */
function quotesProcessor(parser: BlockParser, callouts: boolean): BlockProcessor {
  const quotes = new LineSearch(' {0,3}>');
  return {
    test: (_parent, block) => quotes.find(block) !== -1,
    run(parent, blocks) {
      const block = blocks.take();
      const at = quotes.find(block);
      if (at > 0) parser.parseBlocks(parent, [block.slice(0, at - 1)]);
      const marker = block.text.indexOf('>', at);
      const span = [block.offset(marker), block.endOffset(marker + 1)] as const;
      const quote = parent.append(new Element('blockquote', span[0], block.end));
      quote.note({ syntax: 'quote', marker: span });
      const lines = block.slice(at).lines();
      if (callouts) readCallout(lines, quote);
      parser.state.set('blockquote');
      parser.parseChunk(quote, MappedString.joinLines(lines.map(withoutPrefix)));
      parser.state.reset();
    },
  };
}

/** Reads the first line that is not empty as the head of a callout, and puts its title in the place of it. */
function readCallout(lines: MappedString[], quote: Element): void {
  const index = lines.findIndex(({ text }) => text !== '' && text.trim() !== '>');
  const line = lines[index];
  const match = line === undefined ? null : CALLOUT.exec(line.text);
  if (line === undefined || match === null) return;
  const names = match[1]!.split('|').map((name) => name.trim());
  const written = line.slice(line.length - match[3]!.length).trim();
  const title = written.length > 0 ? written : MappedString.standingFor(titleCase(names[0]!), line.offset(0), line.end);
  lines.splice(index, 1, title, line.slice(line.length));
  quote.set('data-alert', [names[0]!.toLowerCase(), ...names.slice(1)].join(' '));
  quote.set('data-alert-collapse', match[2] === undefined ? '' : match[2] === '+' ? 'open' : 'closed');
}

function withoutPrefix(line: MappedString): MappedString {
  if (line.text.trim() === '>') return line.slice(line.length);
  const match = PREFIX.exec(line.text);
  return match === null ? line : line.slice(match[0].length);
}

/** Makes admonitions and details of callouts (`QuotesTreeprocessor`). */
const calloutProcessor: TreeProcessor = {
  run(root) {
    for (const quote of [...root.iterate()]) {
      const alert = quote.get('data-alert');
      if (quote.tag !== 'blockquote' || !alert) continue;
      const collapse = quote.get('data-alert-collapse') ?? '';
      const first = quote.children[0];
      const title = first?.tag.toLowerCase() === 'p' ? first : undefined;
      const classes = splitWords(quote.get('class') ?? '');
      if (collapse !== '') {
        quote.tag = 'details';
        if (collapse === 'open') quote.set('open', 'open');
        if (title !== undefined) title.tag = 'summary';
      } else {
        quote.tag = 'div';
        classes.push('admonition');
        title?.set('class', [...splitWords(title.get('class') ?? ''), 'admonition-title'].join(' '));
      }
      quote.set('class', [...classes, alert].join(' '));
      delete quote.attributes['data-alert'];
      delete quote.attributes['data-alert-collapse'];
    }
  },
};

/** `pymdownx.quotes`. */
const quotes: Extension = {
  name: 'pymdownx.quotes',
  extend(markdown, options) {
    const callouts = booleanOption(options, 'callouts', false);
    markdown.parser.processors.register(quotesProcessor(markdown.parser, callouts), 'quote', 20);
    if (callouts) markdown.treeProcessors.register(calloutProcessor, 'quotes', 19.99);
  },
};

export default quotes;

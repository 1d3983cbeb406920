import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import { dialectOf, type PageReading, readPage } from '../../src/python-markdown/index.ts';
import { OffsetPosition } from '../../src/text/position.ts';
import type { Span } from '../../src/text/span.ts';

const dialect = dialectOf([
  'abbr',
  'admonition',
  'attr_list',
  'def_list',
  'footnotes',
  'md_in_html',
  'tables',
  { toc: { permalink: true } },
  'pymdownx.caret',
  'pymdownx.details',
  'pymdownx.keys',
  'pymdownx.mark',
  'pymdownx.smartsymbols',
  { 'pymdownx.snippets': { base_path: ['includes'] } },
  'pymdownx.superfences',
  { 'pymdownx.tabbed': { alternate_style: true } },
  { 'pymdownx.tasklist': { custom_checkbox: true } },
  'pymdownx.tilde',
]);

const INCLUDED = 'Tides *rise* twice; see [the table](tide-table.md "Tides").\n\n- buoy\n- `mark`\n';

function read(text: string): PageReading {
  const include = (path: string) => (path === 'includes/tides.md' ? INCLUDED : null);
  return readPage(text, dialect, { path: 'page.md', include });
}

const words = (text: string) => text.replace(/\s+/g, ' ').trim();
const dense = (text: string) => text.replace(/\s+/g, '');

/** Says where a reading breaks the contract of `docs/tree.md`: one line for each fault. */
function faultsOf(text: string): string[] {
  const reading = read(text);
  const faults: string[] = [];
  const texts = new Map(reading.files.map(({ path, text }) => [path ?? undefined, text]));
  visit(reading.tree, (node: Nodes, _index, parent: Nodes | undefined) => {
    if (node.position === undefined) return;
    expect(node.position).toBeInstanceOf(OffsetPosition);
    const { startOffset, endOffset } = node.position as OffsetPosition;
    const file = texts.get(node.data?.file) ?? '';
    const fault = (what: string, shown: unknown = '') =>
      faults.push(`${node.type} [${startOffset}, ${endOffset}] ${what} ${JSON.stringify(shown)}`);
    if (startOffset < 0 || startOffset > endOffset || endOffset > file.length) fault('lies outside the text');
    const at = file.slice(startOffset, endOffset);
    const around = parent?.position as OffsetPosition | undefined;
    if (around !== undefined && parent?.data?.file === node.data?.file) {
      if (startOffset < around.startOffset || endOffset > around.endOffset) {
        fault(`lies outside its ${parent!.type}`, [around.startOffset, around.endOffset]);
      }
    }
    const { data } = node;
    for (const key of ['marker', 'destination', 'titleSpan', 'labelSpan', 'attributeList', 'content'] as const) {
      const span = data?.[key] as Span | undefined;
      if (span !== undefined && !(span.start >= 0 && span.start <= span.end && span.end <= file.length)) {
        fault(`has a ${key} outside the text`, span);
      }
    }
    const textAt = (span: Span) => file.slice(span.start, span.end);
    if (node.type === 'link' || node.type === 'image') {
      if (data?.destination !== undefined) {
        const want = data.destinationText ?? node.url;
        if (dense(textAt(data.destination)) !== dense(want)) fault('has another destination', textAt(data.destination));
      }
      if (data?.titleSpan !== undefined && typeof node.title === 'string') {
        if (!words(textAt(data.titleSpan)).includes(words(node.title)))
          fault('has another title', textAt(data.titleSpan));
      }
      if (data?.labelSpan !== undefined && data.label !== undefined) {
        if (words(textAt(data.labelSpan)).toLowerCase() !== words(data.label).toLowerCase()) {
          fault('has another label', textAt(data.labelSpan));
        }
      }
    }
    // Entries of a table of contents stand, without length, at its marker.
    if (startOffset === endOffset) return;
    if (node.type === 'text' && data?.generated !== true) {
      // An escape or a smart symbol is written longer than it shows.
      const changed = /[\\&(+/=!.<>-]/.test(at);
      if (!changed && dense(withoutMarkers(at)) !== dense(node.value)) fault(`is ${JSON.stringify(node.value)} at`, at);
    }
    // Backticks around a fence that was taken out of the text hold what is shown of it, without its marks.
    const taken = node.type === 'inlineCode' && node.data?.hChildren !== undefined;
    if (node.type === 'inlineCode' && node.value.includes('\u0002')) fault('holds a placeholder', node.value);
    if (node.type === 'inlineCode' && !taken && !dense(withoutMarkers(at)).includes(dense(node.value))) {
      fault(`is ${JSON.stringify(node.value)} at`, at);
    }
    // A code block may begin in an included file and go on in the page: its span is the part in the first.
    if (node.type === 'code' && reading.files.length === 1) {
      const missing = node.value.split('\n').find((line) => !dense(at).includes(dense(line)));
      if (missing !== undefined) fault(`has the line ${JSON.stringify(missing)} at`, at);
    }
    if (node.type === 'emphasis' || node.type === 'strong') {
      if (!/^[*_]/.test(at) || !/[*_]$/.test(at)) fault('is not between its marks', at);
    }
    if (node.type === 'image' && !at.startsWith('![')) fault('starts elsewhere', at);
    if (node.type === 'heading' && !/^#|^[^\n]*\r?\n[ \t>]*[=-]+/.test(at) && data?.syntax === undefined) {
      fault('starts elsewhere', at);
    }
    if (node.type === 'listItem' && data?.syntax === undefined && !/^(?:[-*+]|\d+\.)/.test(at))
      fault('starts elsewhere', at);
  });
  return faults;
}

/** Text that runs over lines of a quote holds the quote's marks. */
function withoutMarkers(text: string): string {
  return text.replace(/(?<=\n)[ \t]*(?:>[ \t]?)+/g, '');
}

/** Everything that a tree says, to be compared. */
function plain(text: string): unknown {
  return JSON.parse(JSON.stringify(read(text).tree));
}

const WORDS = ['tide', 'harbour', 'Ære', 'light-ship', 'x', '漁港', 'knot', '12', 'a&amp;b', '\\*', '(c)', 'end.'];
const word = fc.constantFrom(...WORDS);
const address = fc.constantFrom(
  'a.md',
  '../b/c.md#d',
  'https://quay.example/?a=1&b=2',
  '<sp ace.md>',
  'x(y).md',
  '#top',
);
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((list) => list.join(' '));

const inline = fc.oneof(
  { weight: 3, arbitrary: phrase },
  phrase.map((text) => `*${text}*`),
  phrase.map((text) => `**${text}**`),
  phrase.map((text) => `_${text}_`),
  phrase.map((text) => `==${text}==`),
  phrase.map((text) => `~~${text}~~`),
  word.map((text) => `\`${text}\``),
  fc.constantFrom(
    '`` a ` b ``',
    '++ctrl+alt++',
    '<span class="x">raw *text*</span>',
    '<br>',
    '<https://quay.example>',
    'ABC',
  ),
  fc.tuple(phrase, address).map(([text, url]) => `[${text}](${url})`),
  fc.tuple(phrase, address).map(([text, url]) => `[**${text}** \`c\`](${url} "A title")`),
  fc.tuple(phrase, address).map(([text, url]) => `![${text}](${url} 'pic')`),
  fc.constantFrom('[text][ref]', '[ref][]', '[ref]', '![pic][ref]', '[^1]', '[a *b*](c.md){ .button }'),
);
const line = fc.array(inline, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
const lines = fc.array(line, { minLength: 1, maxLength: 3 });

type Block = readonly string[];
const indented = (block: Block, by: string): Block => block.map((text) => (text === '' ? '' : by + text));
const leaf: fc.Arbitrary<Block> = fc.oneof(
  { weight: 3, arbitrary: lines },
  fc.tuple(fc.integer({ min: 1, max: 4 }), line).map(([depth, text]) => [`${'#'.repeat(depth)} ${text}`]),
  line.map((text) => [text, '===']),
  line.map((text) => [`## ${text} {#id .c}`]),
  lines.map((list) => ['```python title="a.py"', ...list, '', 'last', '```']),
  lines.map((list) => indented(list, '    ')),
  fc.tuple(line, word).map(([a, b]) => ['| a | b |', '|---|:-:|', `| ${a} | ${b} |`, `| \`x\` | ${b}`]),
  lines.map((list) => list.map((text) => `- ${text}`)),
  lines.map((list) => list.map((text, i) => `${i + 1}. ${text}`)),
  lines.map((list) => list.map((text, i) => `- [${i === 0 ? 'x' : ' '}] ${text}`)),
  fc.tuple(word, line).map(([term, text]) => [term, `:   ${text}`]),
  line.map((text) => ['<div class="raw">', text, '</div>']),
  fc.constantFrom<Block>(
    ['---'],
    ['<!-- a', '', 'comment -->'],
    ['--8<-- "tides.md"'],
    ['[ref]: there.md "There"'],
    ['*[ABC]: A Better Cable'],
    ['{: .c }'],
    ['[TOC]'],
  ),
  lines.map(([first, ...rest]) => [`[^1]: ${first}`, ...indented(rest, '    ')]),
);

const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    container('!!! note "A *title*"', tie('block')),
    container('??? tip', tie('block')),
    container('=== "Tab"', tie('block')),
    container(':   ', tie('block')),
    fc.tuple(tie('block'), fc.constantFrom('> ', '>')).map(([body, by]) => body.map((text) => by + text)),
    fc
      .tuple(line, tie('block'), fc.constantFrom('    ', '\t', '  '))
      .map(([text, body, by]) => [`- ${text}`, '', ...indented(body, by)]),
    fc.tuple(tie('block'), tie('block')).map(([a, b]) => [...a, '', ...b]),
    tie('block').map((body) => ['<div markdown="1" id="d">', '', ...body, '', '</div>']),
  ),
}));

function container(head: string, body: fc.Arbitrary<Block>): fc.Arbitrary<Block> {
  return fc
    .tuple(body, fc.constantFrom('    ', '\t', '   '), fc.boolean())
    .map(([list, by, apart]) => [head, ...(apart ? [''] : []), ...indented(list, by)]);
}

const page = fc
  .tuple(
    fc.array(block, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('\n', '\n', '\r\n'),
    fc.constantFrom('', '\ufeff'),
  )
  .map(
    ([blocks, end, mark]) =>
      mark +
      blocks
        .map((list) => `${list.join('\n')}\n`)
        .join('\n')
        .replaceAll('\n', end),
  );

const fixtures = join(import.meta.dirname, '../../fixtures');
const own = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .sort();

describe('positions', () => {
  it.each(own)('are exact in %s', (name) => {
    const text = readFileSync(join(fixtures, name), 'utf8');
    expect(faultsOf(text)).toEqual([]);
    expect(faultsOf(text.replaceAll('\n', '\r\n'))).toEqual([]);
  });

  it('are exact in any page', () => {
    fc.assert(
      fc.property(page, (text) => {
        expect(faultsOf(text)).toEqual([]);
      }),
      { numRuns: Number(process.env.RUNS ?? 400), seed: Number(process.env.SEED ?? 20) },
    );
  });

  it('are the same at the second reading', () => {
    fc.assert(
      fc.property(page, (text) => {
        expect(plain(text)).toEqual(plain(text));
      }),
      { numRuns: 100, seed: 20 },
    );
  });

  it('hold for any characters', () => {
    const characters = fc.constantFrom(
      ...'[]()*_`<>!&\\#-+=~^|:{}"\'$.,1a \t\n\r\u0002\u0003\u00e9\u6f01',
      '    ',
      '\n\n',
    );
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 60 }), (list) => {
        expect(faultsOf(list.join('')).filter((fault) => fault.includes('outside'))).toEqual([]);
      }),
      { numRuns: 400, seed: 20 },
    );
  });
});

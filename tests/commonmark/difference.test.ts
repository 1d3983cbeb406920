import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences } from '../../src/commonmark/difference.ts';
import { readCommonMark } from '../../src/commonmark/index.ts';
import { outline } from '../../src/commonmark/outline.ts';
import { dialectOf, readPage } from '../../src/python-markdown/index.ts';
import { LineIndex } from '../../src/text/position.ts';

const dialect = dialectOf(['tables', 'pymdownx.superfences', 'pymdownx.tilde', 'footnotes']);

/** Differences as a writer reads them, with the lines that they stand on. */
function compare(text: string): string[] {
  const lines = new LineIndex(text);
  const rows = text.split('\n');
  return differences({
    github: outline(readCommonMark(text), text, lines),
    site: outline(readPage(text, dialect).tree, text, lines),
    compared: (line) => (rows[line - 1] ?? '').trim() !== '',
    unknowable: () => false,
    lineStart: (line) => lines.lineStart(line),
    lineCount: lines.lineCount,
    extensions: false,
  }).map(
    ({ github, site, span, following }) =>
      `${lines.point(span.start).line}: ${github} | ${site}${following > 0 ? ` +${following}` : ''}`,
  );
}

describe('differences of the two readings', () => {
  it.each([
    ['a list that touches a paragraph', 'a\n- b\n', ['2: a list | running text']],
    [
      'a fence that is indented by two',
      '- a\n\n  ```\n  b\n  ```\n',
      ['3: a code block in a list item | a code block outside the list'],
    ],
    ['a list that is indented by two', '- a\n  - b\n- c\n', ['2: a nested list | a flat list']],
    ['a heading without a blank', '#a\n', ['1: a paragraph | a heading']],
    ['text in a raw element', '<div>\n\n*a*\n\n</div>\n', ['3: italic text | raw HTML']],
    ['an unclosed element', '<div>\n\n# a\n\n- b\n\nc\n', ['3: a heading | raw HTML +2']],
    ['numbers that start over', '1. a\n\nb\n\n2. c\n\nd\n\n3. e\n', ['5: number 2 | number 1']],
    ['lists of two kinds in a row', '- a\n\n1. b\n', ['3: a numbered list | a bulleted list']],
    ['a bare address', 'a https://b.example c\n', ['1: a link | plain text']],
    ['a bracket instead of a dot', '1) a\n', ['1: a list | a paragraph']],
    ['a table that touches a paragraph', 'a\n| b |\n|---|\n', ['2: a table | running text']],
  ])('%s', (_name, text, want) => {
    expect(compare(text)).toEqual(want);
  });

  it('are not found where both read the same', () => {
    const word = fc.constantFrom(
      'tide',
      '*tide*',
      '**tide**',
      '`tide`',
      '[tide](a.md)',
      '![tide](a.png)',
      '<b>tide</b>',
      '~~tide~~',
    );
    const line = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => `The ${words.join(' and ')} end.`);
    const item = fc.tuple(line, fc.option(line)).map(([a, b]) => (b === null ? `- ${a}` : `- ${a}\n\n    ${b}`));
    const block = fc.oneof(
      line,
      line.map((text) => `## ${text}`),
      fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join('\n\n')),
      line.map((text) => `> ${text}\n> ${text}`),
      fc.constantFrom('```\ncode\n\ncode\n```', '    code', '***', '<div>\n<p>raw</p>\n</div>', '<!-- c -->'),
      fc.tuple(line, line).map(([a, b]) => `| a | b |\n|---|---|\n| ${a} | ${b} |`),
    );
    // A paragraph between blocks: lists and code that follow a list belong to it in one reading only.
    const page = fc.array(block, { maxLength: 5 }).map((blocks) => blocks.join('\n\nBetween.\n\n'));
    fc.assert(
      fc.property(page, (text) => {
        expect(compare(text)).toEqual([]);
      }),
      { numRuns: 150, seed: 3 },
    );
  });

  it('are found for any text without a crash, one for each block at most', () => {
    const piece = fc.constantFrom(
      '- ',
      '> ',
      '    ',
      '\n',
      '\n\n',
      '# ',
      '```\n',
      '<div>',
      '</div>',
      'a',
      '*',
      '[a](b)',
      '| a |\n|-|\n',
      '1. ',
      '[^1]',
      '[^1]: ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        expect(compare(text).length).toBeLessThanOrEqual(
          readCommonMark(text).children.length + text.split('\n').length,
        );
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});

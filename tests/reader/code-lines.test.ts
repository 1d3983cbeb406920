/** The lines of code blocks as they are drawn: their ids, anchors and numbers, as Pygments' HTML formatter writes them. */
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import { dialectOf, readMarkdown } from '../../src/python-markdown/index.ts';
import { renderHtml } from '../../src/render/index.ts';

const PAGE = '```\nebb\n\nflood\n\n```\n';
const NUMBERED = '``` {.text #log linenums="9 2 5"}\ntide\nmoon\n```\n';

function draw(page: string, options: Record<string, unknown>): string {
  const dialect = dialectOf(['attr_list', 'pymdownx.superfences', { 'pymdownx.highlight': options }]);
  return renderHtml(readMarkdown(page, dialect).tree).trim();
}

function codehilite(page: string, options: Record<string, unknown>): string {
  return renderHtml(readMarkdown(page, dialectOf([{ codehilite: options }])).tree).trim();
}

describe('lines of code', () => {
  it('stand in elements and behind anchors that have their ids', () => {
    expect(draw(PAGE, { anchor_linenums: true, line_spans: '__span' })).toBe(
      '<div class="highlight"><pre><span></span><code>' +
        '<span id="__span-0-1"><a href="#__codelineno-0-1" id="__codelineno-0-1" name="__codelineno-0-1"></a>ebb\n</span>' +
        '<span id="__span-0-2"><a href="#__codelineno-0-2" id="__codelineno-0-2" name="__codelineno-0-2"></a>\n</span>' +
        '<span id="__span-0-3"><a href="#__codelineno-0-3" id="__codelineno-0-3" name="__codelineno-0-3"></a>flood\n</span>' +
        '</code></pre></div>',
    );
  });

  it('have ids of their block, the first number and the step that it asks for', () => {
    expect(draw(NUMBERED, { line_anchors: 'at', anchor_linenums: true })).toBe(
      '<div class="highlight" id="log"><table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre>' +
        '<span></span><span class="normal">  </span>\n<span class="special"><a href="#at-log-10">10</a></span></pre></div></td>' +
        '<td class="code"><div><pre><span></span><code><a id="at-log-9" name="at-log-9"></a>tide\n' +
        '<a id="at-log-10" name="at-log-10"></a>moon\n</code></pre></div></td></tr></table></div>',
    );
  });

  it('are numbered in the line', () => {
    expect(draw(NUMBERED, { linenums_style: 'inline' })).toBe(
      '<div class="highlight" id="log"><pre><span></span><code><span class="linenos">  </span>tide\n' +
        '<span class="linenos special">10</span>moon\n</code></pre></div>',
    );
    expect(draw(NUMBERED, { linenums_style: 'pymdownx-inline', anchor_linenums: true })).toBe(
      '<div class="highlight" id="log"><pre><span></span><code>' +
        '<a id="__codelineno-log-9" name="__codelineno-log-9"></a><a href="#__codelineno-log-9">' +
        '<span class="linenos" data-linenos="   "></span></a>tide\n' +
        '<a id="__codelineno-log-10" name="__codelineno-log-10"></a><a href="#__codelineno-log-10">' +
        '<span class="linenos special" data-linenos="10 "></span></a>moon\n</code></pre></div>',
    );
  });

  it('of indented code have numbers and no ids', () => {
    expect(draw('    ebb\n', { linenums: true, linenums_style: 'inline', anchor_linenums: true })).toBe(
      '<div class="highlight"><pre><span></span><code><span class="linenos">1</span>ebb\n</code></pre></div>',
    );
  });

  it('have the ids that codehilite hands on to Pygments', () => {
    expect(codehilite('    ebb\n', { linespans: 'line', lineanchors: 'at' })).toBe(
      '<div class="codehilite"><pre><span></span><code><span id="line-1"><a href="#at-1" id="at-1" name="at-1"></a>ebb\n</span>' +
        '</code></pre></div>',
    );
    const fence = '```{.text linenums=1 linespans=own linenostart=4}\nebb\n```\n';
    expect(codehilite(fence, {})).toBe(
      '<div class="codehilite"><table class="codehilitetable"><tr><td class="linenos"><div class="linenodiv"><pre>' +
        '<span class="normal">4</span></pre></div></td><td class="code"><div><pre><span></span><code>' +
        '<span id="own-4">ebb\n</span></code></pre></div></td></tr></table></div>',
    );
  });

  it('leave out what only a guess of Pygments could tell', () => {
    const options = { guess_lang: true, pygments_lang_class: true, auto_title: true };
    expect(draw('```\nebb\n```\n', options)).toBe(
      '<div class="highlight"><pre><span></span><code>ebb\n</code></pre></div>',
    );
    expect(draw('```py\nebb\n```\n', options)).toBe(
      '<div class="language-py highlight"><span class="filename">Python</span><pre><span></span><code>ebb\n</code></pre></div>',
    );
  });
});

describe('the tree', () => {
  it('holds in inline code what the page shows of a fence inside it', () => {
    const { tree } = readMarkdown('- log:\n `\none\n```\ntwo\n```\nthree`\n', dialectOf(['pymdownx.superfences']));
    const values: string[] = [];
    visit(tree, 'inlineCode', ({ value }) => void values.push(value));
    expect(values).toEqual(['one\ntwo\n\nthree']);
  });

  it('has no positions in a table of contents', () => {
    const { tree } = readMarkdown('[TOC]\n\n# Tides\n\n## Ebb\n', dialectOf([]));
    const [contents] = tree.children;
    let nodes = 0;
    visit(contents!, (node) => {
      nodes++;
      expect(node.position).toBeUndefined();
      expect(node.data?.generated).toBe(true);
    });
    expect(nodes).toBeGreaterThan(8);
  });
});

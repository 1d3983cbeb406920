/** The contract of `docs/tree.md`: which nodes there are, what they hold, and which text lies at their spans. */
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { dialectOf, readPage } from '../../src/python-markdown/index.ts';

type Extensions = Parameters<typeof dialectOf>[0];

/** A tree in lines: type, name or value, and the source at its span (`-` for a generated node). */
function outline(text: string, extensions: Extensions = [], files: Readonly<Record<string, string>> = {}): string[] {
  const reading = readPage(text, dialectOf(extensions), { path: 'page.md', include: (path) => files[path] ?? null });
  const lines: string[] = [];
  const walk = (node: Nodes, depth: number) => {
    const source = node.data?.file === undefined ? text : files[node.data.file as string]!;
    const span = node.position === undefined ? null : [node.position.start.offset!, node.position.end.offset!];
    const at = span === null ? '-' : JSON.stringify(source.slice(span[0], span[1]));
    const label = 'name' in node ? ` ${node.name}` : '';
    lines.push(`${'  '.repeat(depth)}${node.type}${label} ${at}`);
    if ('children' in node) for (const child of node.children) walk(child as Nodes, depth + 1);
  };
  for (const child of reading.tree.children) walk(child, 0);
  return lines;
}

function nodesOf(text: string, extensions: Extensions = []): Nodes[] {
  const found: Nodes[] = [];
  const walk = (node: Nodes) => {
    found.push(node);
    if ('children' in node) for (const child of node.children) walk(child as Nodes);
  };
  walk(readPage(text, dialectOf(extensions)).tree);
  return found;
}

describe('containers', () => {
  it('gives admonitions, details and blocks the same shape', () => {
    const shape = ['paragraph "Low tide"', '  text "Low tide"', 'paragraph "Wait."', '  text "Wait."'];
    const inner = (lines: string[]) => lines.slice(1).map((line) => line.replace(/^ {2}/, ''));
    expect(inner(outline('!!! note "Low tide"\n    Wait.\n', ['admonition']))).toEqual(shape);
    expect(inner(outline('??? note "Low tide"\n    Wait.\n', ['pymdownx.details']))).toEqual(shape);
    expect(inner(outline('/// note | Low tide\nWait.\n///\n', ['pymdownx.blocks.admonition']))).toEqual(shape);
  });

  it('names a container by its type, and marks its title', () => {
    const [, container, title] = nodesOf('!!! warning inline "Tide"\n    Body\n', ['admonition']);
    expect(container).toMatchObject({ type: 'containerDirective', name: 'warning', data: { syntax: 'admonition' } });
    expect(title).toMatchObject({ type: 'paragraph', data: { directiveLabel: true } });
  });

  it.each([true, false])('reads tabs as label and body, alternate style %s', (alternate) => {
    const text = '=== "Bow"\n\n    Line one.\n\n=== "Stern"\n\n    Line two.\n';
    expect(outline(text, [{ 'pymdownx.tabbed': { alternate_style: alternate } }])).toEqual([
      `containerDirective tabs ${JSON.stringify(text.trimEnd())}`,
      '  containerDirective tab "=== \\"Bow\\"\\n\\n    Line one."',
      '    paragraph "Bow"',
      '      text "Bow"',
      '    paragraph "Line one."',
      '      text "Line one."',
      '  containerDirective tab "=== \\"Stern\\"\\n\\n    Line two."',
      '    paragraph "Stern"',
      '      text "Stern"',
      '    paragraph "Line two."',
      '      text "Line two."',
    ]);
  });

  it('reads an element with the attribute `markdown` as a container, and one without as raw HTML', () => {
    expect(outline('<div class="c" markdown>\n## In\n</div>\n', ['md_in_html'])).toEqual([
      'containerDirective div "<div class=\\"c\\" markdown>\\n## In\\n</div>"',
      '  heading "## In"',
      '    text "In"',
    ]);
    expect(outline('<div class="c">\n## In\n</div>\n', ['md_in_html'])).toEqual([
      'html "<div class=\\"c\\">\\n## In\\n</div>"',
    ]);
  });

  it('splits raw HTML at a fence inside of it', () => {
    expect(outline('<div>\n```\nx\n```\n</div>\n').map((line) => line.split(' ')[0])).toEqual(['html', 'code', 'html']);
  });
});

describe('positions', () => {
  it('count in the file that was handed in, byte order mark and front matter included', () => {
    const text = '\ufeff---\ntitle: T\n---\n\n# Head\n';
    expect(outline(text)).toEqual(['heading "# Head"', '  text "Head"']);
    expect(nodesOf(text)[1]!.position!.start).toEqual({ line: 5, column: 1, offset: text.indexOf('#') });
  });

  it('survive Windows line ends, tabs and dedented bodies', () => {
    const text = '!!! note\r\n\r\n\t- a\tb\r\n\r\n\t\t[x](y.md)\r\n';
    const link = nodesOf(text, ['admonition']).find((node) => node.type === 'link')!;
    const { destination } = link.data!;
    expect(text.slice(destination!.start, destination!.end)).toBe('y.md');
    expect(link.position!.start).toMatchObject({ line: 5, column: 3 });
  });

  it('of included text lie in the included file', () => {
    const lines = outline('Before\n\n--8<-- "part.md"\n', ['pymdownx.snippets'], {
      'part.md': '## Part\n\n[a](b.md)\n',
    });
    expect(lines).toEqual([
      'paragraph "Before"',
      '  text "Before"',
      'heading "## Part"',
      '  text "Part"',
      'paragraph "[a](b.md)"',
      '  link "[a](b.md)"',
      '    text "a"',
    ]);
  });

  it('give text its source, whatever is shown', () => {
    const texts = nodesOf('a \\* b &copy; -->\n', ['pymdownx.smartsymbols']).filter((node) => node.type === 'text');
    expect(texts).toMatchObject([{ value: 'a * b © →' }]);
    expect(texts[0]!.position!.end.offset).toBe('a \\* b &copy; -->'.length);
  });

  it('are left out of what no source stands for', () => {
    const generated = nodesOf('# A\n', [{ toc: { permalink: true } }]).filter((node) => node.data?.generated === true);
    expect(generated.map((node) => node.type)).toEqual(['link', 'text']);
    for (const node of generated) expect(node.position).toBeUndefined();
  });
});

describe('raw HTML that is stripped', () => {
  it('keeps the places of what is left', () => {
    const text = '<div>\n<!-- gone -->\n<a onclick="x()" href="b.md">b</a>\n</div>\n\nAfter\n';
    const node = nodesOf(text, ['pymdownx.striphtml']).find(({ type }) => type === 'html')!;
    const { value } = node as { value: string };
    expect(value).not.toContain('gone');
    expect(node.data!.offsetAt!(value.indexOf('b.md'))).toBe(text.indexOf('b.md'));
    expect(text.slice(node.position!.start.offset, node.position!.end.offset)).toMatch(/^<div>[\s\S]*<\/div>$/);
  });
});

describe('links', () => {
  it('keep address, title and label apart', () => {
    const text = '[a](<b c.md> "t") ![i](x.png) [r][Ref] <https://x.test>\n\n[ref]: d.md\n';
    const found = nodesOf(text).filter((node) => node.type === 'link' || node.type === 'image');
    expect(found).toMatchObject([
      { url: 'b c.md', title: 't' },
      { url: 'x.png', alt: 'i' },
      { url: 'd.md', data: { referenceType: 'full', label: 'Ref' } },
      { url: 'https://x.test', data: { syntax: 'autolink' } },
    ]);
    const { destination } = found[0]!.data!;
    expect(text.slice(destination!.start, destination!.end)).toBe('b c.md');
  });

  it('hold the id of a heading and the text that the table of contents shows', () => {
    expect(nodesOf('# The *tide* `table`\n')[1]).toMatchObject({
      type: 'heading',
      data: { id: 'the-tide-table', headingText: 'The tide table' },
    });
  });
});

describe('any text', () => {
  it.each(['', '\n', '\ufeff', '---\n---\n', '\u0000\u0002\u0003', '\ud800', '<', '<div', '```', '- \n\t- \n'])(
    '%j is read',
    (text) => {
      expect(() => readPage(text, dialectOf(['extra', 'admonition']))).not.toThrow();
    },
  );
});

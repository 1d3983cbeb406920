import { describe, expect, it } from 'vitest';
import { addEntryOption, addListEntry, type ListEntry } from '../../src/site/configuration-edit.ts';
import { applyEdits, type TextEdit } from '../../src/text/edits.ts';

const apply = (text: string, edit: TextEdit | null) => (edit === null ? null : applyEdits(text, [edit]));
const add = (text: string, entry: ListEntry, key = 'markdown_extensions') =>
  apply(text, addListEntry(text, key, entry));

describe('an entry added to a list', () => {
  it('goes to the end, with comments and all else as they were', () => {
    expect(
      add('# Site\nmarkdown_extensions:\n  - toc:\n      permalink: true  # marks\n  - tables # wide\n\nnav: []\n', {
        name: 'admonition',
      }),
    ).toBe(
      '# Site\nmarkdown_extensions:\n  - toc:\n      permalink: true  # marks\n  - tables # wide\n  - admonition\n\nnav: []\n',
    );
  });

  it('takes the indentation of the list and of its options', () => {
    const entry = { name: 'toc', options: ['permalink: true', 'slugify:', '  a: b'] };
    expect(add('markdown_extensions:\n- meta\nnav: []\n', entry)).toBe(
      'markdown_extensions:\n- meta\n- toc:\n    permalink: true\n    slugify:\n      a: b\nnav: []\n',
    );
    expect(add('markdown_extensions:\n    - meta:\n        x: 1', { name: 'toc', options: ['y: 2'] })).toBe(
      'markdown_extensions:\n    - meta:\n        x: 1\n    - toc:\n        y: 2',
    );
  });

  it('is quoted where all others are', () => {
    expect(add("markdown_extensions:\n  - 'meta'\n  - 'toc'\n", { name: 'abbr' })).toBe(
      "markdown_extensions:\n  - 'meta'\n  - 'toc'\n  - 'abbr'\n",
    );
  });

  it('keeps commented options with the entry above', () => {
    expect(
      add('markdown_extensions:\n  - toc:\n      permalink: true\n      # depth: 2\n# end\n', { name: 'abbr' }),
    ).toBe('markdown_extensions:\n  - toc:\n      permalink: true\n      # depth: 2\n  - abbr\n# end\n');
  });

  it('becomes a key where the list is a mapping', () => {
    expect(add('markdown_extensions:\n  toc:\n    permalink: true\n  abbr:\nnav: []\n', { name: 'tables' })).toBe(
      'markdown_extensions:\n  toc:\n    permalink: true\n  abbr:\n  tables:\nnav: []\n',
    );
    expect(add('markdown_extensions:\n  abbr:\n', { name: 'toc', options: ['permalink: true'] })).toBe(
      'markdown_extensions:\n  abbr:\n  toc:\n    permalink: true\n',
    );
  });

  it('goes into brackets, when it has no options', () => {
    expect(add('extra_css: [a.css]\n', { name: 'b.css' }, 'extra_css')).toBe('extra_css: [a.css, b.css]\n');
    expect(add('extra_css: []\n', { name: 'b.css' }, 'extra_css')).toBe('extra_css: [b.css]\n');
    expect(add('markdown_extensions: [toc]\n', { name: 'x', options: ['y: 1'] })).toBeNull();
  });

  it('makes the key when there is none, or when it is empty', () => {
    expect(add('site_name: Knots\n', { name: 'css/a.css' }, 'extra_css')).toBe(
      'site_name: Knots\nextra_css:\n  - css/a.css\n',
    );
    expect(add('site_name: Knots\n\nnav:\n- a.md', { name: 'toc' })).toBe(
      'site_name: Knots\n\nnav:\n- a.md\n\nmarkdown_extensions:\n- toc\n',
    );
    expect(add('markdown_extensions:\nsite_name: Knots\n', { name: 'toc' })).toBe(
      'markdown_extensions:\n  - toc\nsite_name: Knots\n',
    );
    expect(add('', { name: 'toc' })).toBe('markdown_extensions:\n  - toc\n');
  });

  it('reads the tags of MkDocs, and leaves alone what is no mapping', () => {
    expect(add('markdown_extensions:\n  - toc:\n      slugify: !!python/name:x.y\n', { name: 'abbr' })).toBe(
      'markdown_extensions:\n  - toc:\n      slugify: !!python/name:x.y\n  - abbr\n',
    );
    expect(add('- a\n', { name: 'abbr' })).toBeNull();
    expect(add('a: [\n', { name: 'abbr' })).toBeNull();
    expect(add('markdown_extensions: toc\n', { name: 'abbr' })).toBeNull();
  });

  it('keeps the line ends of the file', () => {
    expect(add('markdown_extensions:\r\n  - toc\r\nnav: []\r\n', { name: 'x', options: ['y: 1'] })).toBe(
      'markdown_extensions:\r\n  - toc\r\n  - x:\r\n      y: 1\r\nnav: []\r\n',
    );
  });
});

describe('an option added to an entry', () => {
  const option = (text: string) =>
    apply(text, addEntryOption(text, 'markdown_extensions', 'pymdownx.superfences', ['custom_fences:', '  - name: a']));

  it('goes below a name, or below the options that it has', () => {
    expect(option('markdown_extensions:\n  - pymdownx.superfences\n  - toc\n')).toBe(
      'markdown_extensions:\n  - pymdownx.superfences:\n      custom_fences:\n        - name: a\n  - toc\n',
    );
    expect(option('markdown_extensions:\n  - pymdownx.superfences: # code\n  - toc\n')).toBe(
      'markdown_extensions:\n  - pymdownx.superfences: # code\n      custom_fences:\n        - name: a\n  - toc\n',
    );
    expect(option('markdown_extensions:\n- pymdownx.superfences:\n    preserve_tabs: true\n- toc\n')).toBe(
      'markdown_extensions:\n- pymdownx.superfences:\n    preserve_tabs: true\n    custom_fences:\n      - name: a\n- toc\n',
    );
    expect(option('markdown_extensions:\n  pymdownx.superfences:\n  toc:\n')).toBe(
      'markdown_extensions:\n  pymdownx.superfences:\n    custom_fences:\n      - name: a\n  toc:\n',
    );
  });

  it('is not added twice, nor to an entry that is not there', () => {
    expect(option('markdown_extensions:\n  - pymdownx.superfences:\n      custom_fences: []\n')).toBeNull();
    expect(option('markdown_extensions:\n  - toc\n')).toBeNull();
  });
});

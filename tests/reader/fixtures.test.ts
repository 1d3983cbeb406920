/**
 * Small pages with the HTML that Python-Markdown makes of them. `fixtures/reader/<topic>.md` is the page, `<topic>.html` what
 * it becomes, `<topic>.json`, where there is one, `{"extensions": [...]}` as `mkdocs.yml` lists them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialectOf, readMarkdown } from '../../src/python-markdown/index.ts';
import { renderHtml } from '../../src/render/index.ts';
import { htmlTokens } from '../reference/html-tokens.ts';

const folder = join(import.meta.dirname, '../../fixtures/reader');
const topics = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -3))
  .sort();

describe('pages of the reader', () => {
  it.each(topics)('%s', (topic) => {
    const file = (ending: string) => join(folder, `${topic}.${ending}`);
    const { extensions } = existsSync(file('json'))
      ? (JSON.parse(readFileSync(file('json'), 'utf8')) as { extensions: Parameters<typeof dialectOf>[0] })
      : { extensions: [] };
    const { tree } = readMarkdown(readFileSync(file('md'), 'utf8'), dialectOf(extensions));
    expect(htmlTokens(renderHtml(tree))).toEqual(htmlTokens(readFileSync(file('html'), 'utf8')));
  });
});

describe('pages on which Python-Markdown fails', () => {
  it.each([[['md_in_html']], [['md_in_html', 'pymdownx.fancylists']]])('are read with a note: %j', (extensions) => {
    const page = '<div markdown="1">\n<ul class="deck">\n</ul>\n* plank\n</div>\n';
    const { notes } = readMarkdown(page, dialectOf(extensions));
    expect(notes.map((note) => note.kind)).toContain('page-fails');
  });
});

import { describe, expect, it } from 'vitest';
import { rules as allRules } from '../../rules/index.ts';
import { planRules } from '../../src/engine/plan.ts';
import { memoryFiles } from '../../src/host/memory-files.ts';
import { defineRule, type RuleSet } from '../../src/rule.ts';
import { Session } from '../../src/session.ts';
import { loadSite } from '../../src/site/load-site.ts';

const shared = { summary: '', why: '', since: '0.1.0', fix: null, options: {} } as const;

function check(rules: RuleSet, files: Readonly<Record<string, string>>) {
  const host = memoryFiles({ '/site/mkdocs.yml': 'site_name: x\n', ...files });
  return new Session(loadSite('/site/mkdocs.yml', host), host, { rules, settings: {} }).check();
}

describe('a session', () => {
  it('makes a rule that throws a failure on that page, and goes on', () => {
    const rules: RuleSet = {
      'heading-calm': defineRule({
        ...shared,
        messages: { loud: '`{text}` is loud.' },
        page: ({ report, span }) => ({
          heading(node) {
            const text = node.data?.headingText ?? '';
            if (text === 'Bang') throw new Error('no bangs');
            if (/!/.test(text)) report({ message: 'loud', values: { text }, span: span(node) });
          },
        }),
      }),
    };
    const result = check(rules, { '/site/docs/index.md': '# Bang\n\n# Hey!\n', '/site/docs/z.md': 'x\n\n# Hey!\n' });
    expect(result.failures).toEqual([{ rule: 'heading-calm', page: 'index.md', cause: 'no bangs' }]);
    expect(result.findings).toMatchObject([
      { page: 'z.md', line: 3, column: 1, endColumn: 7, message: '`Hey!` is loud.' },
    ]);
  });

  it('hands own facts of pages to the rule over the site, as plain data', () => {
    const rules: RuleSet = {
      'pages-equal': defineRule({
        ...shared,
        messages: { differs: 'This page has {count} paragraphs.' },
        page: () => {
          let count = 0;
          return { paragraph: () => void count++, end: () => count };
        },
        site: ({ pages, own, report }) => {
          for (const page of pages.keys()) {
            const count = own(page);
            if (count !== 1) report({ message: 'differs', values: { count: Number(count) }, page, span: null });
          }
        },
      }),
    };
    const result = check(rules, { '/site/docs/index.md': 'a\n', '/site/docs/z.md': 'a\n\nb\n' });
    expect(result.findings).toMatchObject([{ page: 'z.md', line: 1, message: 'This page has 2 paragraphs.' }]);
  });
});

describe('addresses with character references', () => {
  it('are looked up as MkDocs does, before they are resolved', () => {
    const files = {
      '/site/mkdocs.yml': 'site_name: x\n',
      '/site/docs/index.md': '[a](a&amp;b.md) [c](c.md?x=1&amp;y=2) [d](d&amp;e.md)\n',
      '/site/docs/a&amp;b.md': '# a\n',
      '/site/docs/c.md': '# c\n',
      '/site/docs/d&e.md': '# d\n',
    };
    const host = memoryFiles(files);
    const site = loadSite('/site/mkdocs.yml', host);
    const { findings } = new Session(site, host, { rules: allRules, settings: {}, only: ['link-target'] }).check();
    expect(findings.map(({ data }) => [data.href, data.target])).toEqual([['d&e.md', 'd&e.md']]);
  });
});

describe('planRules', () => {
  const rule = defineRule({
    ...shared,
    severity: 'warn',
    options: { depth: { type: 'integer', default: 3, words: 'How deep.' } },
    messages: {},
  });

  it('fills in levels and defaults', () => {
    expect(planRules({ b: rule, a: rule }, { a: { level: 'error', options: { depth: 2 } } })).toMatchObject([
      { id: 'a', severity: 'error', options: { depth: 2 } },
      { id: 'b', severity: 'warn', options: { depth: 3 } },
    ]);
  });

  it('leaves out what is off, unless it is named', () => {
    expect(planRules({ a: rule }, { a: { level: 'off' } })).toEqual([]);
    expect(planRules({ a: rule }, { a: { level: 'off' } }, ['a'])).toMatchObject([{ id: 'a', severity: 'warn' }]);
  });
});

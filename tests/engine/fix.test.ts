import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../src/host/memory-files.ts';
import { defineRule, type Fix, type FixEdit, type Rule } from '../../src/rule.ts';
import { Session } from '../../src/session.ts';
import { loadSite } from '../../src/site/load-site.ts';

/** A rule that reports each match of an expression in a page, with a fix. */
function replacing(expression: RegExp, by: string, fix: Partial<Fix> = {}): Rule {
  return defineRule({
    summary: 'Nothing matches.',
    why: 'A test.',
    since: '0.1.0',
    fix: 'safe',
    messages: { found: 'Found.' },
    options: {},
    page: ({ text, report }) => ({
      root() {
        for (const { 0: match, index } of text.matchAll(expression)) {
          const edits: FixEdit[] = [{ start: index, end: index + match.length, text: by }];
          const span = { start: index, end: index + match.length };
          report({
            message: 'found',
            span,
            fixes: [{ title: `Write \`${by}\``, class: 'safe', effect: 'structure', edits, ...fix }],
          });
        }
      },
    }),
  });
}

function sessionOf(
  pages: Readonly<Record<string, string>>,
  rules: Readonly<Record<string, Rule>>,
  config = '',
): Session {
  const contents = Object.fromEntries(Object.entries(pages).map(([path, text]) => [`/site/docs/${path}`, text]));
  const files = memoryFiles({ '/site/mkdocs.yml': `site_name: Harbour\n${config}`, ...contents });
  return new Session(loadSite('/site/mkdocs.yml', files), files, { rules, settings: {} });
}

function fixed(text: string, rule: Rule, config = ''): { text: string; refused: readonly string[] } {
  const { changes, refused } = sessionOf({ 'index.md': text }, { rule }, config).fix();
  return { text: changes[0]?.after ?? text, refused: refused.map(({ reason }) => reason) };
}

describe('a fix is applied', () => {
  it('where the page proves right, and nothing else changes', () => {
    const rule = replacing(/(?<=:\n)(?=- )/g, '\n');
    expect(fixed('Knots:\n- bowline\n- hitch\n', rule)).toEqual({
      text: 'Knots:\n\n- bowline\n- hitch\n',
      refused: [],
    });
  });

  it('with the line ends of the page', () => {
    const rule = replacing(/(?<=:\r\n)(?=- )/g, '\n');
    expect(fixed('Knots:\r\n- bowline\r\n', rule).text).toBe('Knots:\r\n\r\n- bowline\r\n');
  });

  it('in as many rounds as it takes', () => {
    const rule = replacing(/\*\*\*(?=\*)/g, '**', { effect: 'structure' });
    const { changes, result } = sessionOf({ 'index.md': 'A rope ********\n' }, { rule }).fix();
    expect(changes.map(({ after }) => after)).toEqual(['A rope ***\n']);
    expect(result.findings).toEqual([]);
  });

  it('not when it is a suggestion, nor a guess that nobody asked for', () => {
    const session = (fix: Partial<Fix>) =>
      sessionOf({ 'index.md': 'One rope.\n' }, { rule: replacing(/\bOne\b(?=\s)/g, '**One**', fix) });
    expect(session({ class: 'suggestion' }).fix({ unsafe: true }).changes).toEqual([]);
    expect(session({ class: 'unsafe' }).fix().changes).toEqual([]);
    expect(session({ class: 'unsafe' }).fix({ unsafe: true }).changes).toHaveLength(1);
  });

  it('on wanted pages only', () => {
    const session = sessionOf({ 'a.md': '- x\n', 'b.md': '- x\n' }, { rule: replacing(/^- /g, '* ') });
    const { changes } = session.fix({ paths: ['/site/docs/b.md'] });
    expect(changes.map(({ file }) => file)).toEqual(['/site/docs/b.md']);
  });
});

describe('the proof refuses', () => {
  const cases: readonly (readonly [string, string, Rule, string])[] = [
    ['a word that vanishes', 'A long rope.\n', replacing(/long /g, ''), 'the word `long` would vanish'],
    ['words that move', 'bowline hitch\n', replacing(/bowline hitch/g, 'hitch bowline'), 'would move'],
    ['inline code that changes', 'Use `a  b` here.\n', replacing(/a {2}b/g, 'a b'), 'the code `a  b` would change'],
    ['a code block that changes', 'X\n\n    a  b\n', replacing(/a {2}b/g, 'a b'), 'the code block `a  b` would change'],
    ['text that becomes code', 'X\n\ntext\n', replacing(/^text/gm, '    text'), '`text` would become a code block'],
    ['an external address', '[x](https://a.example)\n', replacing(/a\.example/g, 'b.example'), 'https://a.example'],
    ['an anchor that moves', 'Ropes\n\n# Ropes\n', replacing(/^Ropes/g, '# Ropes'), 'the anchor `#ropes` would move'],
    ['an anchor that vanishes', '# Ropes\n\ntext\n', replacing(/^# (?=R)/g, ''), 'the anchor `#ropes` would vanish'],
    ['front matter that changes', '---\ntitle: a\n---\n\nX\n', replacing(/title: a/g, 'title: b'), 'the front matter'],
  ];
  it.each(cases)('%s', (_name, text, rule, reason) => {
    const outcome = fixed(text, rule);
    expect(outcome.text).toBe(text);
    expect(outcome.refused.join()).toContain(reason);
  });

  it('more than the addresses when only those may change', () => {
    const rule = replacing(/\[a\]\(b\.md\)/g, '[other](b.md)', { effect: 'links' });
    expect(fixed('[a](b.md)\n', rule).refused.join()).toContain('more than the addresses');
  });

  it('a working link that would break', () => {
    const rule = replacing(/b\.md/g, 'c.md', { effect: 'links' });
    const { changes, refused } = sessionOf({ 'index.md': '[a](b.md)\n', 'b.md': 'B\n' }, { rule }).fix();
    expect(changes).toEqual([]);
    expect(refused[0]?.reason).toContain('the link to `b.md`, which works, would be lost');
  });

  it('only the bad one of many', () => {
    const rule = replacing(/ rope|(?<=:\n)(?=- )/g, '\n');
    const { text, refused } = fixed('A:\n- x\n\nB rope:\n- y\n\nC:\n- z\n', rule);
    expect(text).toBe('A:\n\n- x\n\nB rope:\n\n- y\n\nC:\n\n- z\n');
    expect(refused).toEqual(['the word `rope` would vanish']);
  });
});

describe('what cannot be known', () => {
  const macros = 'plugins:\n  - macros\n';
  it('keeps fixes from the block that holds it, and from no other', () => {
    const rule = replacing(/(?<=:\n)(?=- )/g, '\n');
    const { text, refused } = fixed('Knots:\n- {{ one }}\n\nRopes:\n- hemp\n', rule, macros);
    expect(text).toBe('Knots:\n- {{ one }}\n\nRopes:\n\n- hemp\n');
    expect(refused.join()).toContain('cannot be known');
  });

  it('keeps a page with an unknown extension as it is, links aside', () => {
    const extension = 'markdown_extensions:\n  - harbour.signals\n';
    expect(fixed('Knots:\n- x\n', replacing(/(?<=:\n)(?=- )/g, '\n'), extension).refused.join()).toContain(
      'does not know the extension',
    );
    expect(fixed('[a](b)\n', replacing(/\(b\)/g, '(c)', { effect: 'links' }), extension).text).toBe('[a](c)\n');
  });
});

it('names the rules that undo each other’s work', () => {
  const rules = { dash: replacing(/^\* /g, '- '), star: replacing(/^- /g, '* ') };
  const { fights } = sessionOf({ 'index.md': '* one\n' }, rules).fix();
  expect(fights).toEqual([{ page: 'index.md', rules: ['star'] }]);
});

it('changes a configuration when every page proves right, and the site is then read with it', () => {
  const rule = defineRule({
    summary: 'The configuration has admonitions.',
    why: 'A test.',
    since: '0.1.0',
    fix: 'unsafe',
    options: {},
    messages: { missing: 'Missing.' },
    site({ site, report }) {
      if (site.dialect.extensions.some(({ name }) => name === 'admonition')) return;
      const end = site.configTexts.get(site.configPath)!.length;
      const edits = [{ file: site.configPath, start: end, end, text: 'markdown_extensions:\n  - admonition\n' }];
      const fixes: Fix[] = [{ title: 'Add it', class: 'unsafe', effect: 'config', edits }];
      report({ message: 'missing', file: site.configPath, fixes });
    },
  });
  const session = sessionOf({ 'index.md': '!!! note\n    Text\n' }, { rule });
  const { changes, result } = session.fix({ unsafe: true });
  expect(changes.map(({ file }) => file)).toEqual(['/site/mkdocs.yml']);
  expect(result.findings).toEqual([]);
  expect(session.site.dialect.extensions.map(({ name }) => name)).toContain('admonition');
});

import { defineRule } from '../src/rule.ts';

export default defineRule({
  summary: 'The configuration of the site is one that MkDocs accepts.',
  why: 'MkDocs refuses to build the site, or builds it without the setting that was meant.',
  since: '0.1.0',
  fix: null,
  options: {
    warnings: {
      type: 'boolean',
      default: true,
      words: 'Whether what MkDocs only warns of (an unknown key) is reported too.',
    },
  },
  messages: { refused: '{problem}' },
  site({ site, options, report }) {
    for (const { level, message, range } of site.problems) {
      if (level === 'warning' && !options.warnings) continue;
      report({ message: 'refused', values: { problem: message }, range, data: { level } });
    }
  },
});

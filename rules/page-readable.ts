import { defineRule } from '../src/rule.ts';
import { isFailedInclude } from './shared/failed-include.ts';

export default defineRule({
  summary: 'Every page can be read and built.',
  why: 'MkDocs stops at a page that is not valid UTF-8 or that its extensions cannot read.',
  since: '0.1.0',
  fix: null,
  options: {},
  messages: { unreadable: '{problem}', fails: 'MkDocs cannot build this page: {problem}' },
  site({ site, pages, report }) {
    for (const { file, path, message } of site.fileProblems) {
      const values = { problem: message };
      if (path !== null && site.pages.has(path)) report({ message: 'unreadable', values, page: path, span: null });
      else report({ message: 'unreadable', values, file });
    }
    for (const [path, { notes }] of pages) {
      for (const note of notes) {
        if (note.kind !== 'page-fails' || isFailedInclude(note, notes)) continue;
        report({ message: 'fails', values: { problem: note.detail }, page: path, span: note.span });
      }
    }
  },
});

import { cutFrontMatter } from '../src/python-markdown/front-matter.ts';
import { defineRule } from '../src/rule.ts';

/** Keys that are metadata whatever stands behind them. */
const METADATA = new Set(
  `title subtitle author authors date created updated modified published description summary abstract tags tag keywords
  category categories template layout status hide icon comments search lang language slug permalink weight order draft
  image cover robots canonical toc version copyright license redirect redirect_to nav_order parent id name type url source
  owner owners contributors reviewers reviewer contact email organization project series theme class subject reading_time
  disqus social render_macros nav_title sidebar_label sidebar_position hide_title custom_edit_url base_url css js`
    .trim()
    .split(/\s+/),
);

/** Words that begin a remark, not metadata. */
const REMARKS = new Set(
  `note notes tip hint warning caution attention important danger todo fixme update disclaimer tldr prerequisite
  prerequisites requirement requirements question answer example remember beware see info`
    .trim()
    .split(/\s+/),
);

const LINE = /^\ufeff? {0,3}([A-Za-z0-9_-]+):[ \t]*(.*)$/m;

/**
 * The method: MkDocs takes first lines `word: text` off every page that does not begin with `---`. A line is reported only
 * when it is evidently no metadata: an address, a remark (`Note: ...`), a sentence.
 */
export default defineRule({
  summary: 'No text at the top of a page is taken for metadata.',
  why: 'MkDocs takes a first line of the form `word: text` off the page without a message: nobody sees it.',
  since: '0.2.0',
  fix: 'safe',
  options: {},
  messages: {
    line: 'This line does not show: MkDocs takes `{key}:` at the top of a page for metadata.',
    lines: 'The first {count} lines do not show: MkDocs takes `{key}:` at the top of a page for metadata.',
  },
  page({ text, frontMatter, report }) {
    const root = () => {
      if (frontMatter === null) return;
      const first = LINE.exec(text.slice(0, 2000));
      if (first === null || first.index > 0) return;
      const cut = cutFrontMatter(text);
      if (cut.format !== 'multimarkdown') return;
      const keys = Object.keys(cut.data ?? {});
      if (!isText(first[1]!.toLowerCase(), first[2]!.trim(), keys)) return;
      const count = text.slice(cut.start, cut.end).split('\n').length;
      report({
        message: count === 1 ? 'line' : 'lines',
        values: { key: first[1]!, count },
        span: { start: cut.start, end: cut.end },
        fixes: [
          {
            title: 'Put a blank line before it',
            class: 'safe',
            effect: 'metadata',
            edits: [{ start: cut.start, end: cut.start, text: '\n' }],
          },
        ],
      });
    };
    return { root };
  },
});

/** Whether a line is evidently text. `keys` are those of all lines that are taken off the page. */
function isText(key: string, value: string, keys: readonly string[]): boolean {
  if (/^(?:https?|ftp|file)$/.test(key) && value.startsWith('//')) return true;
  if (keys.some((other) => METADATA.has(other))) return false;
  const words = value.split(/\s+/).length;
  if (REMARKS.has(key)) return words >= 3;
  return words >= 5 && /[.!?][)*_"'”]*$/.test(value) && keys.length === 1;
}

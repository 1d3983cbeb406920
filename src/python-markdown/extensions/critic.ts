import { type Extension, stringOption } from '../extension.ts';
import { MappedString } from '../mapped-string.ts';
import { criticMarks } from './critic/marks.ts';
import { restoreCritics, withCritics } from './critic/restore.ts';

const SOH = '\u0001';
const EOT = '\u0004';
const BLOCK_SEPARATOR = /^(?:\r?\n){2,}$/;

/**
 * Edit marks, `{++in++}`, `{--out--}`, `{~~out~>in~~}`, `{==marked==}`, `{>>comment<<}` (`pymdownx.critic`). In the mode
 * `view` placeholders stand for their tags until the end; in `accept` and `reject` the marks are resolved in the source.
 */
const critic: Extension = {
  name: 'pymdownx.critic',
  extend(markdown, options) {
    const mode = stringOption(options, 'mode', 'view');
    const tags: string[] = [];
    markdown.onReset(() => {
      tags.length = 0;
    });
    const { preprocessors } = markdown;
    // SOH and EOT pass the normalisation of white space, which drops STX and ETX.
    const hasMark = ({ text }: MappedString): boolean => text.includes(SOH) || text.includes(EOT);
    preprocessors.register(
      { run: (text) => (hasMark(text) ? text.replace(/[\u0001\u0004]/g, () => '') : text) },
      'pymdownx-pre-norm-ws',
      35,
    );
    preprocessors.register({ run: (text) => resolved(text, mode, tags) }, 'critic', 31.1);
    preprocessors.register(
      {
        run: (text) =>
          hasMark(text) ? text.replace(/[\u0001\u0004]/g, (match) => (match[0] === SOH ? '\u0002' : '\u0003')) : text,
      },
      'pymdownx-post-norm-ws',
      29.9,
    );
    markdown.postprocessors.register(
      { run: (root) => restoreCritics(root, tags, markdown), restore: (html) => withCritics(html, tags) },
      'critic-post',
      25,
    );
  },
};
export default critic;

function resolved(text: MappedString, mode: string, tags: string[]): MappedString {
  const marks = criticMarks(text.text);
  if (marks.length === 0) return text;
  const parts: (MappedString | string)[] = [];
  const store = (tag: string, from: number, to: number) => {
    tags.push(tag);
    const key = `${SOH}czjqqkd:${tags.length - 1}${EOT}`;
    return MappedString.standingFor(key, text.offset(from), to > from ? text.endOffset(to) : text.offset(from));
  };
  let at = 0;
  for (const mark of marks) {
    parts.push(text.slice(at, mark.start));
    at = mark.end;
    const [from, to] = mark.first;
    const first = text.slice(from, to);
    const second = mark.second === null ? null : text.slice(mark.second[0], mark.second[1]);
    if (mode !== 'view') {
      const accept = mode === 'accept';
      if (mark.kind === 'mark' || (mark.kind === 'insert' && accept) || (mark.kind === 'delete' && !accept)) {
        parts.push(first);
      } else if (mark.kind === 'substitute') parts.push(accept ? second! : first);
      continue;
    }
    const wrapped = (tag: string, content: MappedString, start: number, a: number, b: number, end: number) => {
      const isBreak = tag !== 'mark' && BLOCK_SEPARATOR.test(content.text);
      if (!isBreak) {
        parts.push(store(`<${tag} class="critic">`, start, a), content, store(`</${tag}>`, b, end));
        return;
      }
      const gap = tag === 'ins' ? '\n\n' : '';
      parts.push(gap, store(`<${tag} class="critic break">&nbsp;</${tag}>`, start, end), gap);
    };
    if (mark.kind === 'insert') wrapped('ins', first, mark.start, from, to, mark.end);
    else if (mark.kind === 'delete') wrapped('del', first, mark.start, from, to, mark.end);
    else if (mark.kind === 'mark') wrapped('mark', first, mark.start, from, to, mark.end);
    else if (mark.kind === 'comment') {
      parts.push(store(`<span class="critic comment">${escaped(first.text)}</span>`, mark.start, mark.end));
    } else {
      const [a, b] = mark.second!;
      // Of the sign between them each has one character.
      wrapped('del', first, mark.start, from, to, a - 1);
      wrapped('ins', second!, a - 1, a, b, mark.end);
    }
  }
  parts.push(text.slice(at));
  return MappedString.concat(parts);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', ' ');
}

import type { Nodes, Root } from 'mdast';
import { defineRule, type Fix } from '../src/rule.ts';
import { type FenceFault, fenceFaults } from './shared/fence-fault.ts';
import { fenceFix } from './shared/fence-fix.ts';

/**
 * The method: the lines that begin with a fence are read a second time with tolerance, as their author meant them. Where
 * MkDocs takes other lines for code, the first fence that it reads otherwise is reported, once for the stretch up to
 * the line from which on both agree.
 */
export default defineRule({
  summary: 'A fence opens where it should, and a line with the same fence closes it.',
  why: 'A fence that MkDocs does not see turns code into text. Often its closing line then opens a block, and on the rest of the page code and text are exchanged.',
  since: '0.2.0',
  fix: 'unsafe',
  options: {},
  messages: {
    unclosed: 'No line closes this fence: {seen}.',
    inner: 'This fence is not closed before the one of line {inner}: {seen}.',
    length: 'The fence `{fence}` is not closed by `{closing}` of line {line}, which has another length: {seen}.',
    character: 'The fence `{fence}` is not closed by `{closing}` of line {line}: {seen}.',
    text: '`{closing}` of line {line} does not close this fence, because a closing fence carries no text: {seen}.',
    nested: 'The block in line {inner} has a fence of the same length, so its end is the end of this one: {seen}.',
    info: '`{info}` is no language with options that MkDocs knows, so this line opens no fence: {seen}.',
    marker: 'A fence cannot open on the line of a list marker: {seen}.',
    column: 'Without `pymdownx.superfences` a fence begins in the first column: {seen}.',
    indent: 'Line {line} is indented less than this fence, so that it is none: {seen}.',
    closingIndent: 'The fence of line {line} is indented otherwise than this one, and does not close it: {seen}.',
    quote: 'Line {line} is outside of the quote that this fence is in: {seen}.',
    adjoins: 'This fence stands right below indented code, and MkDocs takes it for a part of that: {seen}.',
    passedOver: 'This fence is not seen, because MkDocs is still reading the one of line {line}: {seen}.',
    alone: 'This fence has no partner: {seen}.',
  },
  page({ site, text, readAs, report }) {
    const running = site.plugins.find(({ shortName }) => shortName === 'markdown-exec');
    if (!text.includes('```') && !text.includes('~~~')) return {};
    let tree: Root | null = null;
    const code: Nodes[] = [];
    const collect = (node: Nodes) => {
      code.push(node);
    };
    const check = () => {
      const accepts = (opening: string) =>
        readAs(`${opening}\nx\n${/^(?:`+|~+)/.exec(opening)![0]}\n`).children[0]?.type === 'code';
      for (const fault of fenceFaults(tree!, text, readAs, code)) {
        // Code that runs has languages and options of its own.
        if (fault.cause === 'info' && running !== undefined && /^[\w+.-]+(?:\s+[\w-]+=|$)/.test(fault.opening.info))
          continue;
        const { opening, closing, inner, line, cause } = fault;
        const message = cause === 'unclosed' && inner !== null ? 'inner' : MESSAGES[cause];
        report({
          message,
          values: {
            fence: opening.fence,
            info: shortened(opening.info),
            closing: closing === null ? '' : shortened(`${closing.fence}${closing.info}`),
            line: line ?? closing?.number ?? 0,
            inner: inner?.number ?? 0,
            seen: seenOf(fault),
          },
          span: { start: opening.start, end: opening.lineEnd },
          data: { cause, firstLine: fault.firstLine, lastLine: fault.lastLine },
          fixes: () => asList(fenceFix(fault, text, accepts)),
        });
      }
      return undefined;
    };
    return {
      root(node) {
        tree = node;
      },
      code: collect,
      math: collect,
      end: check,
    };
  },
});

const MESSAGES = {
  unclosed: 'unclosed',
  length: 'length',
  character: 'character',
  text: 'text',
  nested: 'nested',
  info: 'info',
  marker: 'marker',
  column: 'column',
  indent: 'indent',
  'closing-indent': 'closingIndent',
  quote: 'quote',
  adjoins: 'adjoins',
  'passed-over': 'passedOver',
  alone: 'alone',
} as const;

/** What the reader of the site sees. */
function seenOf({ codeAsText, textAsCode, lastLine, opening, reachesEnd, cause }: FenceFault): string {
  if (codeAsText !== null && textAsCode !== null) {
    return `from here to ${reachesEnd ? 'the end of the page' : `line ${lastLine}`} code and text are exchanged`;
  }
  if (codeAsText !== null) return `the code of ${linesOf(codeAsText)} shows as text`;
  if (textAsCode !== null) return `the text of ${linesOf(textAsCode)} shows as code`;
  if (opening.role === 'open') return `everything up to line ${lastLine} shows as code`;
  return cause === 'unclosed' ? 'it shows as text, and so does what follows' : 'it shows as text';
}

function linesOf([first, last]: readonly [number, number]): string {
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function asList(fix: Fix | null): readonly Fix[] {
  return fix === null ? [] : [fix];
}

import type { Root } from 'mdast';
import { cutFrontMatter } from '../src/python-markdown/front-matter.ts';
import { defineRule, type Fix, type PageReport } from '../src/rule.ts';
import { applyEdits, type TextEdit } from '../src/text/edits.ts';
import { blockAt, type FrontMatterBlock, KEY, quotingEdits, refusedValues } from './shared/front-matter-block.ts';

type MessageId = 'value' | 'invalid' | 'tab' | 'mapping' | 'open' | 'empty' | 'late' | 'second' | 'twice';
type Finding = PageReport<MessageId>;

export default defineRule({
  summary: 'MkDocs can read the front matter of every page.',
  why: 'Front matter that is no YAML is dropped without a message: title, description and tags are lost, and the block itself shows at the top of the page.',
  since: '0.2.0',
  fix: 'unsafe',
  options: {},
  messages: {
    value: 'MkDocs cannot read this front matter, because {why}: {seen}.',
    invalid: 'MkDocs cannot read this front matter ({problem}): {seen}.',
    tab: 'MkDocs cannot read this front matter, because a tab indents a line: {seen}.',
    mapping: 'This front matter holds no keys with values: {seen}.',
    open: 'No line `---` closes this front matter: {seen}.',
    empty: 'Front matter without content is none: it shows as text at the top of the page.',
    late: 'Front matter begins on the first line of a page. This one does not: {seen}.',
    second: 'MkDocs reads one front matter only. This second one shows as text.',
    twice: '`{key}` stands here and again in line {line}: this value is lost.',
  },
  page({ site, text, frontMatter, report }) {
    const hasMeta = site.dialect.extensions.some(({ name }) => /^(?:markdown\.extensions\.)?meta$/.test(name));
    const root = (tree: Root) => {
      const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
      const opens = text.startsWith('---', start);
      // Nearly all pages end here: front matter that is read, or none.
      if (!opens && !/^\s*(?:<!--|---)/.test(text.slice(0, 200))) return;
      const block = opens ? blockAt(text, start) : null;
      if (block !== null && frontMatter !== null) {
        for (const finding of repeatedKeys(block)) report(finding);
        const second = secondBlock(text, block);
        if (second !== null) report({ message: 'second', span: spanOfBlock(second) });
        return;
      }
      if (frontMatter !== null) return;
      const shows = tree.children.some(({ position }) => (position?.start.offset ?? text.length) < (block?.end ?? 0));
      const lost = 'title and other data are lost';
      const seen =
        shows && !hasMeta ? `all of it shows as text at the top of the page, and its ${lost}` : `its ${lost}`;
      const finding = block === null ? lateBlock(text, start, seen) : brokenBlock(text, block, seen, shows);
      if (finding !== null) report(finding);
    };
    return { root };
  },
});

function spanOfBlock({ start, end }: FrontMatterBlock): { start: number; end: number } {
  return { start, end };
}

/** Whether a block looks as if it was meant as front matter: its first line that is not blank has a key. */
function holdsKeys({ lines }: FrontMatterBlock): boolean {
  const first = lines.find(({ text }) => text.trim() !== '' && !text.startsWith('#'));
  return first !== undefined && KEY.test(first.text);
}

function brokenBlock(text: string, block: FrontMatterBlock, seen: string, shows: boolean): Finding | null {
  // Words that show, though nobody meant them to, are not taken off a page unasked.
  const boldness = shows ? 'unsafe' : 'safe';
  if (block.closing === null) return openBlock(text, block, seen);
  if (block.lines.length === 0) {
    return { message: 'empty', span: spanOfBlock(block) };
  }
  if (text.indexOf('\n', block.closing.end) === -1 || !holdsKeys(block)) return null;
  const error = cutFrontMatter(text).error;
  if (error === undefined) return null;
  if (error.kind === 'not-a-mapping') return { message: 'mapping', values: { seen }, span: spanOfBlock(block) };
  const tabbed = block.lines.filter((line) => /^ *\t/.test(line.text));
  if (tabbed.length > 0) {
    const edits = tabbed.map(({ start, text: line }): TextEdit => {
      const blanks = /^[ \t]*/.exec(line)![0];
      return { start, end: start + blanks.length, text: blanks.replaceAll('\t', '  ') };
    });
    const isMended = cutFrontMatter(applyEdits(text, edits)).data !== null;
    const fixes = isMended ? [metadataFix('Indent with blanks', edits, boldness)] : [];
    const { start } = tabbed[0]!;
    if (isMended) return { message: 'tab', values: { seen }, span: { start, end: start + 1 }, fixes };
  }
  const refused = refusedValues(block);
  const first = refused[0];
  if (first === undefined) {
    const problem = inWords(error.message.split('\n', 1)[0]!.replace(/[.:]$/, ''));
    return { message: 'invalid', values: { problem, seen }, span: { start: error.start, end: error.end } };
  }
  const edits = quotingEdits(text, refused);
  const title = first.key === null ? 'Put the value in quotes' : `Put the value of \`${first.key}\` in quotes`;
  return {
    message: 'value',
    values: { why: first.why, seen },
    span: { start: first.start, end: first.end },
    fixes: edits === null ? [] : [metadataFix(title, edits, boldness)],
  };
}

/** What the YAML library says, in words for people who write pages. */
function inWords(problem: string): string {
  if (/^(?:Implicit keys|Implicit map keys|Missing closing)/.test(problem)) {
    return 'a line is neither a key with a value nor part of one';
  }
  if (/indent|indicator|same column|block sequence|Nested mappings/i.test(problem)) {
    return 'the indentation does not fit the lines above';
  }
  return problem;
}

/** A block without its last line. It is told from a rule by its keys, and ends at the first blank line or heading. */
function openBlock(text: string, block: FrontMatterBlock, seen: string): Finding | null {
  if (!holdsKeys(block) || !KEY.test(block.lines[0]!.text)) return null;
  const end = block.lines.findIndex(({ text: line }) => line.trim() === '' || /^(?:#{1,6} |---)/.test(line));
  const lines = end === -1 ? block.lines : block.lines.slice(0, end);
  if (lines.some(({ text: line }) => !KEY.test(line) && !/^(?:\s|- |#)/.test(line))) return null;
  const last = lines[lines.length - 1]!;
  const edits = [{ start: last.end, end: last.end, text: '\n---' }];
  const isMended = end !== -1 && cutFrontMatter(applyEdits(text, edits)).data !== null;
  const fixes = isMended ? [metadataFix('Close it below its last key', edits, 'unsafe')] : [];
  return { message: 'open', values: { seen }, span: { start: block.start, end: last.end }, fixes };
}

/** Front matter after blank lines or a comment. */
function lateBlock(text: string, start: number, seen: string): Finding | null {
  const before = /^(?:\s|<!--(?:[^-]|-(?!->))*-->)*/.exec(text.slice(start, start + 5000))![0];
  const at = text.lastIndexOf('\n', start + before.length - 1) + 1;
  const indent = start + before.length - Math.max(at, start);
  const block = blockAt(text, start + before.length);
  if (block === null || block.closing === null || !isFrontMatter(text, block)) return null;
  const edits = [{ start, end: start + before.length, text: '' }];
  const isBlank = before.trim() === '' && indent <= 3;
  const fixes = isBlank ? [metadataFix('Move it to the first line', edits, 'unsafe')] : [];
  const shown = seen.startsWith('its') ? `all of it shows as text, and ${seen}` : seen;
  return { message: 'late', values: { seen: shown }, span: spanOfBlock(block), fixes };
}

/** Another block right behind the front matter. */
function secondBlock(text: string, first: FrontMatterBlock): FrontMatterBlock | null {
  const at = first.end + /^\s*/.exec(text.slice(first.end, first.end + 200))![0].length;
  if (!text.startsWith('---', at) || text[at - 1] !== '\n') return null;
  const block = blockAt(text, at);
  return block !== null && block.closing !== null && isFrontMatter(text, block) ? block : null;
}

/** Whether MkDocs would take a block for front matter if it stood at the top, and each of its lines looks like it. */
function isFrontMatter(text: string, block: FrontMatterBlock): boolean {
  if (!holdsKeys(block) || block.lines.length > 200) return false;
  if (block.lines.some(({ text: line }) => line.trim() !== '' && !KEY.test(line) && !/^(?:\s|- |#)/.test(line)))
    return false;
  return cutFrontMatter(`${text.slice(block.start, block.end)}\n`).data !== null;
}

/** Keys at the left margin that come twice with other values: PyYAML takes the last and says nothing. */
function repeatedKeys({ lines }: FrontMatterBlock): readonly Finding[] {
  const places = new Map<string, { line: number; start: number; value: string }>();
  const found: Finding[] = [];
  let quote = false;
  lines.forEach(({ text, start }, i) => {
    const key = KEY.exec(text);
    if (key === null || quote) return;
    const value = (key[2] ?? '').trim();
    // A quoted value may go on at the margin of the next lines.
    quote = /^["']/.test(value) && !value.slice(1).includes(value[0]!);
    const known = places.get(key[1]!);
    if (known !== undefined && known.value !== value && known.value !== '') {
      const span = { start: known.start, end: known.start + key[1]!.length };
      found.push({ message: 'twice', values: { key: key[1]!, line: i + 2 }, span });
    }
    places.set(key[1]!, { line: i + 2, start, value });
  });
  return found;
}

function metadataFix(title: string, edits: readonly TextEdit[], fixClass: Fix['class']): Fix {
  return { title, class: fixClass, effect: 'metadata', edits };
}

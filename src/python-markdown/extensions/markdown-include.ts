import { posix } from 'node:path';
import { booleanOption, type Extension, numberOption, stringOption } from '../extension.ts';
import { MappedString } from '../mapped-string.ts';
import type { Markdown } from '../markdown.ts';

/** Files that include each other deeper than this are left out: the reference gives up on its recursion. */
const DEEPEST = 100;
const CLOSE = /!(?:lines=([0-9 -]+))?\}/y;
/** What Python takes for an end of a line (`str.splitlines`). */
const LINE_END = /\r\n|[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]/g;

/** An include statement in a line: `{!path!}`, `{!path!lines=1 3-5}`. */
interface Statement {
  readonly start: number;
  readonly end: number;
  readonly path: MappedString;
  readonly lines: string | null;
}

/** `markdown_include.include`: other files in place of `{!path!}` (`IncludePreprocessor`, 101). */
const markdownInclude: Extension = {
  name: 'markdown_include.include',
  extend(markdown, options) {
    const settings: IncludeSettings = {
      basePath: stringOption(options, 'base_path', '.'),
      inherit: booleanOption(options, 'inheritHeadingDepth', false),
      offset: numberOption(options, 'headingOffset', 0),
      fails: booleanOption(options, 'throwException', false),
    };
    const run = (text: MappedString): MappedString => {
      if (!text.text.includes('{!')) return text;
      const lines = new IncludeReader(markdown, settings).read(text.lines(), 0);
      return lines.length === 0 ? text.slice(0, 0) : MappedString.joinLines(lines);
    };
    markdown.preprocessors.register({ run }, 'include', 101);
  },
};

export default markdownInclude;

interface IncludeSettings {
  readonly basePath: string;
  readonly inherit: boolean;
  readonly offset: number;
  readonly fails: boolean;
}

class IncludeReader {
  readonly #markdown: Markdown;
  readonly #settings: IncludeSettings;

  constructor(markdown: Markdown, settings: IncludeSettings) {
    this.#markdown = markdown;
    this.#settings = settings;
  }

  /** Mirrors `run`: the lines, with those of other files in place of statements. */
  read(source: readonly MappedString[], depth: number): MappedString[] {
    let lines = [...source];
    let depthOfHeading = '';
    for (let i = 0; i < lines.length; i++) {
      let line = lines[i]!;
      let statement = statementIn(line);
      while (statement !== null) {
        const included = this.#include(statement, depthOfHeading, depth);
        if (included === null) {
          lines[i] = withoutStatements(line);
          break;
        }
        line = MappedString.concat([line.slice(0, statement.start), included, line.slice(statement.end)]);
        lines = [...lines.slice(0, i), ...splitLines(line), ...lines.slice(i + 1)];
        statement = statementIn(line);
      }
      if (statement === null) depthOfHeading = /^#+/.exec(line.text)?.[0] ?? depthOfHeading;
    }
    return lines;
  }

  /** The text of a file, trimmed; null when there is none. */
  #include(statement: Statement, depthOfHeading: string, depth: number): MappedString | null {
    const markdown = this.#markdown;
    const { basePath, inherit, offset, fails } = this.#settings;
    const name = statement.path.text;
    const path = posix.normalize(name.startsWith('/') ? name : posix.join(basePath, name));
    const content = depth >= DEEPEST || name.startsWith('~') ? null : markdown.page.include(path);
    if (content === null) {
      const { start, end } = statement.path;
      markdown.notes.push({ kind: 'include-missing', detail: path, start, end });
      if (fails) markdown.notes.push({ kind: 'page-fails', detail: `${path} is missing`, start, end });
      return null;
    }
    const all = this.read(splitLines(markdown.files.add(path, content)), depth + 1);
    const lines = (statement.lines === null ? all : selected(all, statement.lines)).map((line) => {
      if (!line.text.startsWith('#')) return line;
      const deeper = '#'.repeat(Math.max(0, offset)) + (inherit ? depthOfHeading : '');
      return deeper === ''
        ? line
        : MappedString.concat([MappedString.standingFor(deeper, line.start, line.start), line]);
    });
    return lines.length === 0 ? MappedString.empty : MappedString.joinLines(lines).trim();
  }
}

/** The first statement of a line (`INC_SYNTAX`). After an inclusion a "line" may be several; a statement stays in one. */
function statementIn(line: MappedString): Statement | null {
  const text = line.text;
  let start = text.indexOf('{!');
  while (start !== -1) {
    const close = closeFrom(text, start + 3);
    if (close === null) return null;
    const path = line.slice(start + 2, close.index).trim();
    if (!path.text.includes('\n')) return { start, end: close.end, path, lines: close.lines };
    start = text.indexOf('{!', text.indexOf('\n', start));
  }
  return null;
}

/** The first `!}` or `!lines=...}` from an index on. */
function closeFrom(text: string, from: number): { index: number; end: number; lines: string | null } | null {
  for (let at = text.indexOf('!', from); at !== -1; at = text.indexOf('!', at + 1)) {
    CLOSE.lastIndex = at;
    const match = CLOSE.exec(text);
    if (match !== null) return { index: at, end: at + match[0].length, lines: match[1] ?? null };
  }
  return null;
}

function withoutStatements(line: MappedString): MappedString {
  const parts: MappedString[] = [];
  let rest = line;
  for (let statement = statementIn(rest); statement !== null; statement = statementIn(rest)) {
    parts.push(rest.slice(0, statement.start));
    rest = rest.slice(statement.end);
  }
  return MappedString.concat([...parts, rest]);
}

/** Mirrors `str.splitlines`: no line after the last line end. */
function splitLines(text: MappedString): MappedString[] {
  const lines: MappedString[] = [];
  let from = 0;
  for (const match of text.text.matchAll(LINE_END)) {
    lines.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  if (from < text.length) lines.push(text.slice(from));
  return lines;
}

/** The lines that `lines=1 3-5` names, counted from 1; a range that leaves the file is cut to it. */
function selected(lines: readonly MappedString[], written: string): MappedString[] {
  const result: MappedString[] = [];
  for (const block of written.trim().split(/\s+/)) {
    const [first, last] = block.split('-');
    if (last === undefined) {
      const line = lines[Math.min(Number(first), lines.length) - 1];
      if (line !== undefined) result.push(line);
      continue;
    }
    const end = Math.min(Number(last), lines.length);
    const start = Number(first) <= end ? Number(first) : Math.max(end - 1, 1);
    result.push(...lines.slice(Math.max(0, start - 1), end));
  }
  return result;
}

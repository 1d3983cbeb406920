import {
  type Document,
  type DocumentOptions,
  isCollection,
  isScalar,
  type Node,
  type ParseOptions,
  parseDocument,
  type ScalarTag,
  type SchemaOptions,
  type Tags,
  visit,
} from 'yaml';
import { plainFrontMatter } from './plain-front-matter.ts';

/** What MkDocs cuts off the front of a page before Markdown sees it. Offsets are UTF-16 indices into the text given. */
export interface FrontMatter {
  /** The data; null when there is none. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly format: 'yaml' | 'multimarkdown' | null;
  /** The block: for YAML with both delimiters, without the line feed after the last one. */
  readonly start: number;
  readonly end: number;
  /** Where the page's Markdown begins: after the blank lines that follow. */
  readonly bodyStart: number;
  /** Why a block between `---` is no front matter and stays in the text. */
  readonly error?: FrontMatterError;
}

/** What is wrong with a block that looks like front matter, and where. */
export interface FrontMatterError {
  readonly kind: 'invalid' | 'not-a-mapping';
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** One line: where it begins, where its text ends, and where the next one begins. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

const OPENING = /^---[ \t]*$/;
const CLOSING = /^(?:\.{3}|-{3})[ \t]*$/;
const KEY = /^ {0,3}([A-Za-z0-9_-]+):\s*(.*)/;
const CONTINUATION = /^(?: {4}|\t)\s*(.*)/;

/**
 * Cuts off front matter, as MkDocs does (`mkdocs.utils.meta.get_data`, S-SITE-11): YAML between `---` and `---` or `...`;
 * when the page does not begin with such a block, lines `key: value` (MultiMarkdown). YAML that is invalid or no mapping
 * stays in the text, and so does an empty block.
 */
export function cutFrontMatter(text: string): FrontMatter {
  const from = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const first = lineAt(text, from);
  if (first.next > first.end && OPENING.test(text.slice(first.start, first.end))) {
    const closing = closingLine(text, first.next);
    if (closing !== null) return fromYaml(text, first, closing);
  }
  return fromMultiMarkdown(text, from);
}

/** The first line that closes the block: with a line feed after it, and at least one line before it. */
function closingLine(text: string, from: number): Line | null {
  for (let line = lineAt(text, from); line.next > line.end; line = lineAt(text, line.next)) {
    if (line.start > from && CLOSING.test(text.slice(line.start, line.end))) return line;
  }
  return null;
}

function fromYaml(text: string, opening: Line, closing: Line): FrontMatter {
  const start = opening.start;
  const source = text.slice(opening.next, closing.start);
  const read = readYaml(source, opening.next);
  if ('kind' in read) return { data: null, format: null, start, end: start, bodyStart: start, error: read };
  return { data: read.data, format: 'yaml', start, end: closing.end, bodyStart: afterLineFeeds(text, closing.next) };
}

function readYaml(written: string, base: number): { data: Record<string, unknown> } | FrontMatterError {
  const plain = plainFrontMatter(written);
  if (plain !== null) return { data: plain };
  // A carriage return alone ends a line in Python, not in the YAML library.
  const source = written.replace(/\r(?!\n)/g, '\n');
  const fails = (kind: FrontMatterError['kind'], message: string, from: number, to: number): FrontMatterError => ({
    kind,
    message,
    start: base + from,
    end: base + Math.min(Math.max(from, to), source.length),
  });
  const document = parseDocument(source, PYYAML);
  const problem = document.errors[0] ?? document.warnings.find((warning) => warning.code === 'TAG_RESOLVE_FAILED');
  if (problem !== undefined) return fails('invalid', problem.message, problem.pos[0], problem.pos[1]);
  const refused = refusedNode(document, source);
  if (refused !== null) return fails('invalid', refused.message, refused.from, refused.to);
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    return fails('invalid', error instanceof Error ? error.message : String(error), 0, source.length);
  }
  if (value instanceof Map) value = Object.fromEntries(value);
  if (
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value) ||
    value instanceof Date ||
    value instanceof Set
  ) {
    return fails('not-a-mapping', 'front matter is not a mapping', 0, source.length);
  }
  return { data: value as Record<string, unknown> };
}

/**
 * PyYAML reads YAML 1.1, lets a later key win over an earlier one, and knows no tags but the standard ones. It takes `y`
 * and `n` for text, and numbers with an exponent only when they have a point and a sign.
 */
const PYYAML: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  schema: 'yaml-1.1',
  merge: true,
  uniqueKeys: false,
  prettyErrors: false,
  // With `silent`, a second document would be passed over without an error.
  logLevel: 'error',
  customTags: (tags) =>
    tags.map((tag): Tags[number] => {
      if (typeof tag === 'string' || !('test' in tag)) return tag;
      if (tag.tag === 'tag:yaml.org,2002:bool') {
        const words = tag.test?.test('yes')
          ? /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/
          : /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;
        return { ...tag, test: words } as ScalarTag;
      }
      if (tag.tag === 'tag:yaml.org,2002:float' && tag.format === 'EXP') {
        return { ...tag, test: /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)[eE][-+][0-9]+$/ } as ScalarTag;
      }
      return tag;
    }),
};

const DATE = /^(\d{4})-(\d\d?)-(\d\d?)/;

/** What the YAML library reads and PyYAML fails on: keys that are lists or mappings, `=`, days that do not exist. */
function refusedNode(document: Document, source: string): { message: string; from: number; to: number } | null {
  let found: { message: string; from: number; to: number } | null = null;
  const refuse = (node: Node, message: string): symbol => {
    found = { message, from: node.range?.[0] ?? 0, to: node.range?.[1] ?? 0 };
    return visit.BREAK;
  };
  visit(document, {
    Pair: (_, { key }) => {
      if (isCollection(key)) return refuse(key, 'a key is no scalar');
      // `title: [a]: b`: the library begins a pair without a key at the second colon.
      if (!isScalar(key) || key.source !== '' || key.type !== 'PLAIN') return undefined;
      const at = key.range?.[0] ?? 0;
      const before = source.slice(source.lastIndexOf('\n', at - 1) + 1, at).trimEnd();
      return before === '' || /[{,[?-]$/.test(before) ? undefined : refuse(key, 'a second colon in a line');
    },
    Scalar: (key, scalar) => {
      if (scalar.type !== 'PLAIN') return undefined;
      if (scalar.source === '<<' && key !== 'key') return refuse(scalar, 'a merge that is no key');
      if (scalar.source === '=') return refuse(scalar, 'a value that is only an equals sign');
      const date = scalar.value instanceof Date ? DATE.exec(scalar.source ?? '') : null;
      if (date === null) return undefined;
      const [year, month, day] = [Number(date[1]), Number(date[2]), Number(date[3])];
      const exists = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
      return exists ? undefined : refuse(scalar, 'a day that does not exist');
    },
  });
  return found;
}

/** Lines `key: value` up to the first that is neither that nor an indented continuation. A blank line ends them too. */
function fromMultiMarkdown(text: string, from: number): FrontMatter {
  const data: Record<string, string> = {};
  let key: string | null = null;
  let at = from;
  let end = from;
  while (at < text.length) {
    const line = lineAt(text, at);
    const content = text.slice(line.start, line.end);
    if (content.trim() === '') {
      at = line.next;
      break;
    }
    const pair = KEY.exec(content);
    if (pair !== null) {
      key = pair[1]!.toLowerCase();
      const value = pair[2]!.trim();
      data[key] = Object.hasOwn(data, key) ? `${data[key]} ${value}` : value;
    } else {
      const more = key === null ? null : CONTINUATION.exec(content);
      if (more === null || key === null) break;
      data[key] += ` ${more[1]!.trim()}`;
    }
    end = line.end;
    at = line.next;
  }
  const bodyStart = afterLineFeeds(text, at);
  if (key === null) return { data: null, format: null, start: from, end: from, bodyStart };
  return { data, format: 'multimarkdown', start: from, end, bodyStart };
}

/** The line that begins at `from`; Python reads all three kinds of line ends as a line feed. */
function lineAt(text: string, from: number): Line {
  let end = from;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  if (end === text.length) return { start: from, end, next: end };
  const next = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
  return { start: from, end, next };
}

function afterLineFeeds(text: string, from: number): number {
  let at = from;
  while (text[at] === '\n' || text[at] === '\r') at++;
  return at;
}

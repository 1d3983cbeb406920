import { parseDocument } from 'yaml';

/** The data that MkDocs takes off the head of a page before Python-Markdown sees it (`mkdocs.utils.meta.get_data`, S-SITE-11). */
export interface FrontMatter {
  /** Null when the page has none that MkDocs accepts. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly format: 'yaml' | 'multimarkdown' | null;
  /** Offsets of the block, delimiters included, from 0; both 0 when there is none. */
  readonly start: number;
  readonly end: number;
  /** Where the text begins that Python-Markdown reads. */
  readonly bodyStart: number;
  /** Why a block between `---` lines is not accepted: it stays in the text. */
  readonly error: { readonly message: string; readonly offset: number } | null;
}

const NONE: FrontMatter = { data: null, format: null, start: 0, end: 0, bodyStart: 0, error: null };
const KEY = /^ {0,3}([A-Za-z0-9_-]+):\s*(.*)/;
const CONTINUATION = /^(?: {4}|\t)\s*(.*)/;

export function cutFrontMatter(text: string): FrontMatter {
  // MkDocs decodes a page as `utf-8-sig`.
  const from = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const block = yamlBlock(text, from);
  return block === null ? multiMarkdown(text, from) : yamlData(text, from, block);
}

/** The first `---` line at the very start and the first line `---` or `...` after it that ends in a line end. */
function yamlBlock(text: string, from: number): { contentStart: number; contentEnd: number; end: number } | null {
  const opening = /---[ \t]*(?:\r\n|\n|\r)/y;
  opening.lastIndex = from;
  if (!opening.test(text)) return null;
  const contentStart = opening.lastIndex;
  const closing = /(?<=[\n\r])(?:\.\.\.|---)[ \t]*(?:\r\n|\n|\r)/g;
  // An empty block is none: at least one line must lie between.
  closing.lastIndex = contentStart;
  for (let match = closing.exec(text); match !== null; match = closing.exec(text)) {
    if (match.index > contentStart) return { contentStart, contentEnd: match.index, end: closing.lastIndex };
  }
  return null;
}

function yamlData(
  text: string,
  from: number,
  block: { contentStart: number; contentEnd: number; end: number },
): FrontMatter {
  const { contentStart, contentEnd, end } = block;
  const kept = (message: string, offset: number): FrontMatter => ({
    ...NONE,
    bodyStart: from,
    start: from,
    end,
    error: { message, offset },
  });
  const document = parseDocument(text.slice(contentStart, contentEnd), {
    version: '1.1',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) return kept(problem.message, contentStart + problem.pos[0]);
  const data: unknown = document.toJS({ maxAliasCount: 1000 });
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return kept('The block between the `---` lines is not a mapping of keys to values.', contentStart);
  }
  return {
    data: data as Record<string, unknown>,
    format: 'yaml',
    start: from,
    end,
    bodyStart: afterLineEnds(text, end),
    error: null,
  };
}

function multiMarkdown(text: string, from: number): FrontMatter {
  const data: Record<string, string> = {};
  let key: string | null = null;
  let at = from;
  while (at < text.length) {
    const lineEnd = endOfLine(text, at);
    const next = afterLineEnd(text, lineEnd);
    const line = text.slice(at, lineEnd);
    if (line.trim() === '') {
      at = next;
      break;
    }
    const named = KEY.exec(line);
    const more = named === null && key !== null ? CONTINUATION.exec(line) : null;
    if (named !== null) {
      key = named[1]!.toLowerCase();
      const value = named[2]!.trim();
      data[key] = Object.hasOwn(data, key) ? `${data[key]} ${value}` : value;
    } else if (more !== null) data[key!] += ` ${more[1]!.trim()}`;
    else break;
    at = next;
  }
  const bodyStart = afterLineEnds(text, at);
  if (Object.keys(data).length === 0) return { ...NONE, bodyStart };
  return { data, format: 'multimarkdown', start: from, end: at, bodyStart, error: null };
}

function endOfLine(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return i;
  }
  return text.length;
}

function afterLineEnd(text: string, at: number): number {
  return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? at + 2 : Math.min(at + 1, text.length);
}

function afterLineEnds(text: string, from: number): number {
  let at = from;
  while (at < text.length && (text.charCodeAt(at) === 10 || text.charCodeAt(at) === 13)) at++;
  return at;
}

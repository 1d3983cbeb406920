/** The opening line of a fence, taken apart. Indices are those of the line. */
export interface SuperFenceHeader {
  readonly fence: string;
  readonly language: string | null;
  /**
   * What follows the language: nothing, `{...}`, options (`title="x" linenums`) or anything else. `from` and `to` frame it,
   * for attributes without the braces.
   */
  readonly kind: 'none' | 'attributes' | 'options' | 'unrecognized';
  readonly from: number;
  readonly to: number;
}

const FENCE = /`{3,}|~{3,}/y;
const LANGUAGE = /[ \t]*\.?([\p{L}\p{N}_#.+-]+)(?=[\t ]|$)/uy;
/** White space of Python's `\s` that is neither a space nor a tab: a header with one is none. */
const OTHER_SPACE = /[\n\v\f\r\u001c-\u001f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Mirrors `RE_NESTED_FENCE_START` at one place, in one pass. */
export function parseHeader(line: string, at: number): SuperFenceHeader | null {
  FENCE.lastIndex = at;
  const fence = FENCE.exec(line)?.[0];
  if (fence === undefined) return null;
  let from = at + fence.length;
  LANGUAGE.lastIndex = from;
  const match = LANGUAGE.exec(line);
  const language = match === null ? null : match[1]!;
  if (match !== null) from += match[0].length;
  let to = line.length;
  while (to > from && isBlank(line[to - 1]!)) to--;
  const first = skipBlanks(line, from, to);
  if (first === to) return { fence, language, kind: 'none', from: to, to };
  if (line[first] === '{' && line[to - 1] === '}' && to - first >= 2) {
    return { fence, language, kind: 'attributes', from: first + 1, to: to - 1 };
  }
  if (isOptions(line, from, to)) return { fence, language, kind: 'options', from, to };
  if (OTHER_SPACE.test(line.slice(from, to))) return null;
  return { fence, language, kind: 'unrecognized', from, to };
}

/**
 * Whether a text consists of words and `word="value"`, parted by spaces. A value may end at any quote that a space follows:
 * all ways to part the text are followed at once, where the reference tries them one after another.
 */
function isOptions(line: string, from: number, to: number): boolean {
  const DOUBLE = 1;
  const SINGLE = 2;
  /** Where a token may end, and where the content of a value begins. */
  const ends = new Uint8Array(to - from + 1);
  const opens = new Uint8Array(to - from + 3);
  let open = 0;
  ends[0] = 1;
  for (let i = from; i < to; i++) {
    open |= opens[i - from]!;
    const character = line[i];
    const mark = character === '"' ? DOUBLE : character === "'" ? SINGLE : 0;
    if ((open & mark) !== 0 && endsToken(line, i + 1, to)) ends[i + 1 - from] = 1;
    if (ends[i - from] === 0) continue;
    const key = skipBlanks(line, i, to);
    const after = keyEnd(line, key, to);
    if (after === key) continue;
    if (endsToken(line, after, to)) ends[after - from] = 1;
    else if (line[after] === '=' && after + 1 < to) {
      const quote = line[after + 1];
      if (quote === '"') opens[after + 2 - from]! |= DOUBLE;
      else if (quote === "'") opens[after + 2 - from]! |= SINGLE;
    }
  }
  return ends[to - from] === 1;
}

/** One option: its name, and its value with the value's indices (those of the name when it has no value). */
export interface FenceOption {
  readonly name: string;
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

/** The options of a header (`RE_OPTIONS`): here a value ends at the next quote of its kind. */
export function parseOptions(line: string, from: number, to: number): FenceOption[] {
  const options: FenceOption[] = [];
  const last = { '"': line.lastIndexOf('"', to - 1), "'": line.lastIndexOf("'", to - 1) };
  let i = from;
  while (i < to) {
    const after = keyEnd(line, i, to);
    if (after === i) {
      i++;
      continue;
    }
    const name = line.slice(i, after);
    const quote = line[after] === '=' ? line[after + 1] : undefined;
    if ((quote !== '"' && quote !== "'") || last[quote] < after + 2) {
      options.push({ name, value: name, from: i, to: after });
      i = after;
    } else {
      const close = line.indexOf(quote, after + 2);
      options.push({ name, value: line.slice(after + 2, close), from: after + 2, to: close });
      i = close + 1;
    }
  }
  return options;
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t';
}

function endsToken(line: string, at: number, to: number): boolean {
  return at === to || isBlank(line[at]!);
}

function skipBlanks(line: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(line[at]!)) at++;
  return at;
}

/** Index after the name that begins at `from`, or `from` when none does. */
function keyEnd(line: string, from: number, to: number): number {
  if (from >= to || !/[a-zA-Z]/.test(line[from]!)) return from;
  let at = from + 1;
  while (at < to && /[a-zA-Z0-9_]/.test(line[at]!)) at++;
  return at;
}

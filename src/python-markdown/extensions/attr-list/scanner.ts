/** One attribute of a list: the key `.` is a class. Indices are those of the text that was scanned. */
export interface ScannedAttribute {
  readonly key: string;
  /** Where the attribute begins: with its key, unless that is of one sign. */
  readonly at: number;
  /** Range of the value in the text. */
  readonly from: number;
  readonly to: number;
}

const QUOTED = /[^ =}]+=(?:"[^\n]*?"|'[^\n]*?')/y;
const PLAIN = /[^ =}]+=[^ =}]+/y;
const WORD = /[^ =}]+/y;

/**
 * The attributes of a list, and where the text begins that does not belong to it: a closing brace that the scanner stopped
 * at or before, or null (`get_attrs_and_remainder`). What cannot be read before such a brace is passed over.
 */
export function scanAttributes(text: string): { attributes: ScannedAttribute[]; remainder: number | null } {
  const attributes: ScannedAttribute[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === ' ') {
      at++;
      continue;
    }
    const token = matchAt(QUOTED, text, at) ?? matchAt(PLAIN, text, at) ?? matchAt(WORD, text, at);
    if (token === null) break;
    attributes.push(attributeOf(token, at));
    at += token.length;
  }
  const brace = text.indexOf('}', at);
  return { attributes, remainder: brace === -1 ? null : brace };
}

function matchAt(expression: RegExp, text: string, at: number): string | null {
  expression.lastIndex = at;
  return expression.exec(text)?.[0] ?? null;
}

function attributeOf(token: string, at: number): ScannedAttribute {
  const equals = token.indexOf('=');
  const to = at + token.length;
  if (equals === -1) {
    if (token[0] === '.') return { key: '.', at, from: at + 1, to };
    if (token[0] === '#') return { key: 'id', at, from: at + 1, to };
    return { key: token, at, from: at, to };
  }
  const key = token.slice(0, equals);
  const quote = token[equals + 1]!;
  let first = equals + 1;
  let last = token.length;
  if (last - first > 1 && (quote === '"' || quote === "'") && token.endsWith(quote)) {
    // Python's `strip` takes all quotes at both ends.
    while (first < last && token[first] === quote) first++;
    while (last > first && token[last - 1] === quote) last--;
  }
  return { key, at, from: at + first, to: at + last };
}

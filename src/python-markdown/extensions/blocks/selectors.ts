import { identifierAt } from './option-types.ts';

const NAME_STOP = /[ \t]*/y;

/** A CSS selector read: `div#id.class[attribute="value"]`. */
export interface Selector {
  /** null when none was asked for. */
  readonly tag: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Reads a selector as an element to be made (`parse_selectors`); null when it is none. */
export function parseSelector(text: string, withTag: boolean): Selector | null {
  const tag = withTag ? identifierAt(text, 0) : null;
  if (withTag && tag === null) return null;
  const attributes: Record<string, string> = {};
  const classes: string[] = [];
  let foundId = false;
  let at = tag?.length ?? 0;
  while (at < text.length) {
    if (text[at] === '[') {
      const list = attributeList(text, at);
      if (list === null) return null;
      for (const [name, value] of list.attributes) {
        if (name === 'class') classes.push(...(value ?? '').split(' ').filter((part) => part !== ''));
        else attributes[name] = value ?? name;
      }
      at = list.end;
      continue;
    }
    const name = text[at] === '#' || text[at] === '.' ? identifierAt(text, at + 1) : null;
    if (name === null) return null;
    if (text[at] === '.') classes.push(name);
    else if (foundId) return null;
    else {
      attributes.id = name;
      foundId = true;
    }
    at += name.length + 1;
  }
  if (classes.length > 0) attributes.class = classes.sort().join(' ');
  return { tag, attributes };
}

/** `[name=value other "..."]`: names with or without values; null when it is not closed or holds anything else. */
function attributeList(text: string, open: number): { attributes: [string, string | null][]; end: number } | null {
  const attributes: [string, string | null][] = [];
  let at = skipSpaces(text, open + 1);
  while (text[at] !== ']') {
    const name = identifierAt(text, at);
    if (name === null) return null;
    at += name.length;
    const equals = skipSpaces(text, at);
    if (text[equals] !== '=') {
      attributes.push([name.toLowerCase(), null]);
      at = equals;
      continue;
    }
    const value = valueAt(text, skipSpaces(text, equals + 1));
    if (value === null) return null;
    attributes.push([name.toLowerCase(), value.value]);
    at = skipSpaces(text, value.end);
  }
  return attributes.length === 0 ? null : { attributes, end: at + 1 };
}

function valueAt(text: string, at: number): { value: string; end: number } | null {
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    for (let i = at + 1; i < text.length; i++) {
      if (text[i] === quote) return { value: text.slice(at + 1, i), end: i + 1 };
      if (text[i] === '\\') i++;
      else if (text[i] === '\n' || text[i] === '\r' || text[i] === '\f') return null;
    }
    return null;
  }
  let end = at;
  for (let part = identifierAt(text, end); part !== null; part = identifierAt(text, end)) end += part.length;
  return end === at ? null : { value: text.slice(at, end), end };
}

function skipSpaces(text: string, from: number): number {
  NAME_STOP.lastIndex = from;
  return from + NAME_STOP.exec(text)![0].length;
}

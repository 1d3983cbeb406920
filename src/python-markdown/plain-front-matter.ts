/** Words that are no texts, in some of their spellings. */
const WORD = /^(?:null|true|false|yes|no|on|off)$/i;
/** Starts with a letter or a number and a word, and holds no character that YAML, of any version, takes for more than itself. */
const PLAIN =
  /^(?:\d+ )?[A-Za-z](?:[^\x00-\x1f\x7f-\xa0\u2028\u2029\ue000-\ufe0e\ufe10-\uffff]*[^\x00-\x20:\x7f-\xa0\u2028\u2029\ue000-\ufe0e\ufe10-\uffff])?$/;
const QUOTED =
  /^(?:"([^\x00-\x1f"\\\x7f-\xa0\u2028\u2029\ue000-\ufe0e\ufe10-\uffff]*)"|'([^\x00-\x1f'\x7f-\xa0\u2028\u2029\ue000-\ufe0e\ufe10-\uffff]*)')$/;
const INTEGER = /^(?:0|[1-9]\d{0,14})$/;
/** No number and no date in any version of YAML. */
const MONTH = /^\d{4}-\d\d$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const ENTRY = /^([A-Za-z][A-Za-z0-9_-]*):(?: +(.*?))? *$/;
const ITEM = /^( *)- +(.*?) *$/;
/** A further key of a mapping in a list. */
const FIELD = /^( +)([A-Za-z][A-Za-z0-9_-]*): +(.*?) *$/;
const MORE = /^ +(\S.*?) *$/;
const FLOW_ITEM = /^[A-Za-z][\w .+/-]*$/;

/**
 * Reads the kind of front matter that nearly every page has: lines `key: value`, lists of plain values and of flat mappings, in which no
 * version of YAML sees anything else. Null for all other, which the YAML library reads: it takes a hundred times as long.
 */
export function plainFrontMatter(source: string): Record<string, unknown> | null {
  const data: Record<string, unknown> = {};
  let list: unknown[] | null = null;
  let key = '';
  let indent = -1;
  /** Whether the last line may go on in the next. */
  let open = false;
  let entries = 0;
  for (const line of source.split('\n')) {
    if (line === '' || line.charCodeAt(0) === 35) {
      open = false;
      continue;
    }
    const entry = ENTRY.exec(line);
    if (entry !== null) {
      key = entry[1]!;
      if (WORD.test(key)) return null;
      const written = entry[2] ?? '';
      const value = written === '' ? null : written.startsWith('[') ? flowList(written) : scalar(written);
      if (value === undefined) return null;
      data[key] = value;
      list = written === '' ? [] : null;
      indent = -1;
      open = typeof value === 'string' && PLAIN.test(written);
      entries++;
      continue;
    }
    if (open) {
      const more = MORE.exec(line)?.[1];
      if (more === undefined || !PLAIN.test(more) || more.includes(': ') || more.includes(' #')) return null;
      data[key] += ` ${more}`;
      continue;
    }
    if (list !== null && indent !== -1) {
      const more = FIELD.exec(line);
      const last = list[list.length - 1];
      if (more !== null && more[1]!.length === indent + 2 && isMapping(last)) {
        if (!addField(last, more[2]!, more[3]!)) return null;
        continue;
      }
    }
    const item = list === null ? null : ITEM.exec(line);
    if (item === null || list === null || (indent !== -1 && item[1]!.length !== indent)) return null;
    const field = ENTRY.exec(item[2]!);
    const mapping: Record<string, unknown> = {};
    // A mapping may go on in lines below its first key, which are told by their indentation.
    if (field !== null && (line[item[1]!.length + 2] === ' ' || !addField(mapping, field[1]!, field[2] ?? '')))
      return null;
    const value = field === null ? scalar(item[2]!) : mapping;
    if (value === undefined) return null;
    indent = item[1]!.length;
    list.push(value);
    data[key] = list;
  }
  return entries === 0 ? null : data;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

/** Adds a key with a value on the same line; false when it takes more to tell what they mean. */
function addField(mapping: Record<string, unknown>, key: string, written: string): boolean {
  const value = written === '' || WORD.test(key) ? undefined : scalar(written);
  if (value === undefined) return false;
  mapping[key] = value;
  return true;
}

/** What a value on one line means; undefined when it takes more to tell. */
function scalar(text: string): unknown {
  if (PLAIN.test(text)) {
    if (WORD.test(text)) return text === 'true' ? true : text === 'false' ? false : undefined;
    return text.includes(': ') || text.includes(' #') ? undefined : text;
  }
  const quoted = QUOTED.exec(text);
  if (quoted !== null) return quoted[1] ?? quoted[2];
  if (INTEGER.test(text)) return Number(text);
  if (MONTH.test(text)) return text;
  const date = DATE.exec(text);
  if (date === null) return undefined;
  const [year, month, day] = [Number(date[1]), Number(date[2]), Number(date[3])];
  const exists = year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= 28;
  return exists ? new Date(Date.UTC(year, month - 1, day)) : undefined;
}

function flowList(text: string): unknown[] | undefined {
  if (!text.endsWith(']')) return undefined;
  const inner = text.slice(1, -1).trim();
  const items: unknown[] = [];
  if (inner === '') return items;
  for (const part of inner.split(',')) {
    const item = part.trim();
    const quoted = QUOTED.exec(item);
    if (quoted === null && (!FLOW_ITEM.test(item) || WORD.test(item))) return undefined;
    items.push(quoted === null ? item : (quoted[1] ?? quoted[2]));
  }
  return items;
}

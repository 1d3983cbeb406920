/** What of Markdown a text holds that shows as it is written. */
export interface MarkdownCount {
  readonly headings: number;
  /** Links and images. */
  readonly links: number;
  readonly bold: number;
  readonly lists: number;
  readonly listItems: number;
  readonly tables: number;
  /** The first of these as it is written, in one line. */
  readonly sample: string | null;
}

export const NOTHING_STRANDED: MarkdownCount = {
  headings: 0,
  links: 0,
  bold: 0,
  lists: 0,
  listItems: 0,
  tables: 0,
  sample: null,
};

/** A cheap test: a text that does not match holds nothing that counts. */
export const MAY_HOLD_MARKDOWN = /\*\*|\]\(|^[ \t]*(?:#{1,6}|[-*+]|\d{1,3}\.)[ \t]|-\s*\||\|\s*:?-/m;

const HEADING = /^[ \t]*#{1,6}[ \t]+\S/;
const ITEM = /^[ \t]*(?:([-*+])|\d{1,3}\.)[ \t]+\S/;
/** A space may follow the marker of an item that is a rule, or a dash that stands alone. */
const RULE = /^[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:\+[ \t]*){2,})$/;
const DELIMITER_ROW = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
/** At most 400 characters and no empty line, so that a lone `**` is soon given up. */
const BOLD = /(^|[^\\*])\*\*(?=[^\s*])((?:[^*\n]|\n(?![ \t\r]*\n)){1,400})\*\*(?!\*)/g;
const LINK =
  /(^|[^\\\]\w])!?\[([^[\]\n]{1,300})\]\((?:<[^<>\n]{1,500}>|([^()\s<>]{1,500}(?:\([^()\s<>]{0,100}\)[^()\s<>]{0,500})?))(?:[ \t]+(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?[ \t]*\)/g;
/** What tells an address from the argument of a function: a path, a file, a fragment, a scheme. */
const ADDRESS = /[/.#:?]/;

/**
 * Counts the Markdown in a text that is prose, but not read as Markdown. What might as well be something else does not count:
 * a single line with a list's mark, `a[i](x)`, `2**3**4`, `# of users` beside other text.
 */
export function countMarkdown(written: string): MarkdownCount {
  if (!MAY_HOLD_MARKDOWN.test(written)) return NOTHING_STRANDED;
  const text = withoutFences(written);
  let [headings, links, bold, lists, listItems, tables] = [0, 0, 0, 0, 0, 0];
  let sample: { at: number; text: string } | null = null;
  const note = (at: number, written: string) => {
    if (sample === null || at < sample.at) sample = { at, text: oneLine(written) };
  };

  for (const match of text.matchAll(BOLD)) {
    const [whole, before = '', content = ''] = match;
    const after = text[match.index + whole.length] ?? '';
    // Within a word, and without a letter, it is a power or a pattern of files.
    if (/\w/.test(before) && /\w/.test(after)) continue;
    if (!/[\p{L}\p{N}\p{S}]/u.test(content) || /^\/|[\s/]$/.test(content)) continue;
    bold++;
    note(match.index + before.length, whole.slice(before.length));
  }
  for (const match of text.matchAll(LINK)) {
    const [whole, before = '', , address] = match;
    if (address !== undefined && !ADDRESS.test(address)) continue;
    links++;
    note(match.index + before.length, whole.slice(before.length));
  }

  const lines = text.split('\n');
  let at = 0;
  /** Items of the list that the line before belongs to. */
  let run: { at: number; first: string; items: number; ordered: boolean } | null = null;
  const endList = () => {
    if (run !== null && run.items > 1) {
      lists++;
      listItems += run.items;
      note(run.at, run.first);
    }
    run = null;
  };
  lines.forEach((line, i) => {
    // What stands on the line of a start tag is seldom meant as a heading (`# of users`).
    if (i > 0 && HEADING.test(line)) {
      headings++;
      note(at, line);
    }
    const item = RULE.test(line) ? null : ITEM.exec(line);
    if (item !== null) {
      const ordered = item[1] === undefined;
      if (run !== null && run.ordered !== ordered && indentOf(line) < 2) endList();
      run ??= { at, first: line, items: 0, ordered };
      run.items++;
    } else if (run !== null && line.trim() !== '' && !/^[ \t]/.test(line) && lines[i - 1]?.trim() === '') endList();
    if (i > 0 && isDelimiterRow(line) && lines[i - 1]!.includes('|')) {
      tables++;
      note(at - lines[i - 1]!.length - 1, lines[i - 1]!);
    }
    at += line.length + 1;
  });
  endList();
  const found = sample as { at: number; text: string } | null;
  return { headings, links, bold, lists, listItems, tables, sample: found?.text ?? null };
}

/** Whether the text holds blocks, not only marks within a line. */
export function holdsBlocks({ headings, lists, tables }: MarkdownCount): boolean {
  return headings + lists + tables > 0;
}

export function isStranded({ headings, links, bold, lists, tables }: MarkdownCount): boolean {
  return headings + links + bold + lists + tables > 0;
}

export function addCounts(a: MarkdownCount, b: MarkdownCount): MarkdownCount {
  return {
    headings: a.headings + b.headings,
    links: a.links + b.links,
    bold: a.bold + b.bold,
    lists: a.lists + b.lists,
    listItems: a.listItems + b.listItems,
    tables: a.tables + b.tables,
    sample: a.sample ?? b.sample,
  };
}

/** Whether a line parts the head of a table from its body. */
export function isDelimiterRow(line: string): boolean {
  return line.includes('|') && line.includes('-') && DELIMITER_ROW.test(line.trim());
}

/** A text less the lines of fences in it that are none to the site (for their indentation), the lines kept as empty ones. */
function withoutFences(text: string): string {
  if (!text.includes('```') && !text.includes('~~~')) return text;
  let fence: string | null = null;
  const lines = text.split('\n').map((line) => {
    const marker = /^[ \t]*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === null && marker === undefined) return line;
    if (fence === null) fence = marker!;
    else if (marker?.startsWith(fence)) fence = null;
    return '';
  });
  return lines.join('\n');
}

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)![0].length;
}

function oneLine(written: string): string {
  const line = written.replace(/\s+/g, ' ').trim().replaceAll('`', "'");
  return line.length > 48 ? `${line.slice(0, 45).trim()}…` : line;
}

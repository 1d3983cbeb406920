import type { Block, Mark, MarkKind } from './outline.ts';

/** A difference in words: what GitHub shows, what the site shows. */
export interface Words {
  readonly github: string;
  readonly site: string;
  /** Only the number of a list item differs. */
  readonly numbering: boolean;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  admonition: 'an admonition',
  details: 'a collapsible block',
  tabbed: 'tabs',
  block: 'a block with a look of its own',
  md_in_html: 'HTML with Markdown in it',
  definitionList: 'a definition list',
  math: 'a formula',
};

const LISTS: Readonly<Partial<Record<Block['kind'], string>>> = {
  bullets: 'a bulleted list',
  numbers: 'a numbered list',
};

const LEAVES: Readonly<Partial<Record<Block['kind'], string>>> = {
  code: 'a code block',
  table: 'a table',
  html: 'raw HTML',
  rule: 'a line across the page',
  footnote: 'a footnote',
  matter: 'front matter',
  heading: 'a heading',
};

const MARKS: Readonly<Record<MarkKind, string>> = {
  link: 'a link',
  image: 'an image',
  code: 'code',
  bold: 'bold text',
  italic: 'italic text',
  struck: 'struck-out text',
  footnote: 'the mark of a footnote',
  extension: 'text with a look of its own',
};

/** How a line differs between the readings, by the innermost block of each; null when it does not. */
export function blockWords(github: Block | null, site: Block | null, line: number): Words | null {
  if (github?.comment || site?.comment) return null;
  // A stray end tag is dropped by one reader and kept by the other; it shows nowhere.
  if ((github === null && site?.kind === 'html') || (site === null && github?.kind === 'html')) return null;
  const here = chain(github);
  const there = chain(site);
  let common = 0;
  while (common < here.length && common < there.length && isSame(here[common]!, there[common]!, line)) common++;
  const plain = (value: { github: string; site: string }): Words => ({ ...value, numbering: false });
  if (common === here.length && common === there.length) {
    return number(here, there, line) ?? (github === null ? null : details(github, site!, line));
  }
  // Text that the other reader has no paragraph for, straight in a quote or a list item.
  const [shorter, longer] = here.length < there.length ? [here, there] : [there, here];
  const bare = common === shorter.length && common > 0 && longer.length === common + 1;
  if (bare && longer[common]!.kind === 'paragraph') return null;
  const nested = nesting(here, there, line);
  if (nested !== null) return plain(nested);
  const headings = github?.kind === 'heading' && site?.kind === 'heading' && github.value !== site.value;
  if (headings) {
    return plain({ github: `a heading of level ${github.value}`, site: `a heading of level ${site.value}` });
  }
  const [a, b] = [here[common], there[common]];
  if (a !== undefined && b !== undefined && isList(a.kind) && isList(b.kind) && a.kind !== b.kind) {
    return plain({ github: LISTS[a.kind] ?? '', site: LISTS[b.kind] ?? '' });
  }
  const words = { github: describe(here, common, line), site: describe(there, common, line) };
  if (words.github !== words.site) return plain(words);
  return plain(placed(here, there, common, words.github));
}

/** What a piece of running text is in one reading, and what is in its place in the other. */
export function markWords(mark: Mark, other: Mark | null, onGithub: boolean, raw: boolean): Words {
  const one = MARKS[mark.kind];
  const two = other !== null && other.kind !== mark.kind ? MARKS[other.kind] : raw ? 'raw HTML' : 'plain text';
  return { github: onGithub ? one : two, site: onGithub ? two : one, numbering: false };
}

/** A block and all that it stands in, the outermost first. A paragraph around a fence ends, in a browser, where the fence begins. */
function chain(block: Block | null): readonly Block[] {
  const out: Block[] = [];
  for (let at = block; at !== null; at = at.parent) if (at === block || at.kind !== 'paragraph') out.push(at);
  return out.reverse();
}

/** Raw HTML shows as a paragraph does: what the text in it is, its marks tell. */
function shape({ kind }: Block): string {
  return kind === 'html' ? 'paragraph' : kind;
}

function isSame(a: Block, b: Block, line: number): boolean {
  if (shape(a) !== shape(b)) return false;
  if (a.kind === 'heading') return a.value === b.value;
  if (a.kind === 'item') return (a.start === line) === (b.start === line);
  return a.kind !== 'extension' || a.name === b.name;
}

function details(github: Block, site: Block, line: number): Words | null {
  for (let a: Block | null = github, b: Block | null = site; a !== null && b !== null; a = a.parent, b = b.parent) {
    if (a.start !== line) break;
    if (a.alert) return { github: 'an alert', site: 'a quote', numbering: false };
    if (a.kind === 'item' && (a.checked === null) !== (b.checked === null)) {
      const box = 'a box to tick';
      const text = '`[ ]` as text';
      return { github: a.checked === null ? text : box, site: b.checked === null ? text : box, numbering: false };
    }
  }
  return null;
}

function number(here: readonly Block[], there: readonly Block[], line: number): Words | null {
  for (let i = 1; i < here.length; i++) {
    const a = here[i]!;
    const b = there[i]!;
    if (a.kind === 'item' && a.start === line && here[i - 1]!.kind === 'numbers' && a.value !== b.value) {
      return { github: `number ${a.value}`, site: `number ${b.value}`, numbering: true };
    }
  }
  return null;
}

/** List items that start on the same line at different depths. */
function nesting(
  here: readonly Block[],
  there: readonly Block[],
  line: number,
): { github: string; site: string } | null {
  const a = levelOfStart(here, line);
  const b = levelOfStart(there, line);
  if (a === 0 || b === 0 || a === b) return null;
  if (a > 1 && b > 1) return { github: `a list item of level ${a}`, site: `one of level ${b}` };
  return a > b ? { github: 'a nested list', site: 'a flat list' } : { github: 'a flat list', site: 'a nested list' };
}

function levelOfStart(blocks: readonly Block[], line: number): number {
  let level = 0;
  let started = 0;
  for (const { kind, start } of blocks) {
    if (kind !== 'item') continue;
    level++;
    if (start === line) started = level;
  }
  return started;
}

function describe(blocks: readonly Block[], common: number, line: number): string {
  const leaf = blocks[blocks.length - 1];
  if (leaf === undefined) return 'nothing';
  const rest = blocks.slice(common);
  const extension = rest.find(({ kind }) => kind === 'extension');
  if (extension !== undefined) return EXTENSIONS[extension.name] ?? 'a block of its own kind';
  const started = rest.find(
    ({ start, kind }) => start === line && (isList(kind) || kind === 'item' || kind === 'quote'),
  );
  if (started !== undefined) {
    if (started.kind === 'quote') return 'a quote';
    if (started.kind === 'item') return 'a list item';
    return 'a list';
  }
  const named = LEAVES[leaf.kind];
  if (named !== undefined) return named;
  if (rest.some(({ kind }) => kind === 'item')) return 'text in a list item';
  if (rest.some(({ kind }) => kind === 'quote')) return 'text in a quote';
  return leaf.kind === 'paragraph' && leaf.start === line ? 'a paragraph' : 'running text';
}

/** The same kind of block at different places. */
function placed(
  here: readonly Block[],
  there: readonly Block[],
  common: number,
  what: string,
): { github: string; site: string } {
  const deeper = here.length >= there.length ? here : there;
  const container = deeper.slice(common).find(({ kind }) => kind === 'item' || kind === 'quote' || kind === 'footnote');
  const [inside, outside] =
    container?.kind === 'quote'
      ? ['in a quote', 'outside the quote']
      : container?.kind === 'footnote'
        ? ['in a footnote', 'outside the footnote']
        : ['in a list item', 'outside the list'];
  const within = `${what} ${inside}`;
  const without = `${what} ${outside}`;
  return deeper === here ? { github: within, site: without } : { github: without, site: within };
}

function isList(kind: Block['kind']): boolean {
  return kind === 'bullets' || kind === 'numbers';
}

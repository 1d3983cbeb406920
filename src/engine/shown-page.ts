import { unescapeReferences } from '../html/entities.ts';
import { type Tag, tagsOf } from '../html/tags.ts';
import { withoutMarks, wordsOf } from './words.ts';

/** What readers see of a rendered page, in the shape in which the proof of a fix compares it. */
export interface ShownPage {
  readonly html: string;
  /** The words of the text, in order; marks of markup that shows as text left out, code blocks left out. */
  readonly words: readonly string[];
  /** All that may hold a word: text with its marks, attributes, code. How often each occurs. */
  readonly allWords: ReadonlyMap<string, number>;
  /** Content of each `pre`, line ends around it left out. */
  readonly codeBlocks: readonly string[];
  /** Content of each `code` outside of `pre`. */
  readonly inlineCodes: readonly string[];
  /** Addresses of links and media, as they stand in the built page. */
  readonly addresses: readonly string[];
  /** The content that each id stands on: the name of its element, and the first words from there on. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Elements that part words. */
const BREAKS = new Set(
  'p li div td th tr h1 h2 h3 h4 h5 h6 dt dd dl ul ol pre br blockquote details summary section figure table hr'.split(
    ' ',
  ),
);
const HIDDEN = new Set(['style', 'script', 'svg']);
/** Ids that the reader numbers anew when a block before them changes; nobody writes links to them. */
const NUMBERED = /^(?:__tabbed_|__codelineno-|__span-|fnref)/;
/** So many words after an id tell what it stands on. */
const WORDS_OF_ID = 10;

/** Takes apart the HTML of a page's body. */
export function shownPage(html: string): ShownPage {
  const text: string[] = [];
  const attributes: string[] = [];
  const codeBlocks: string[] = [];
  const inlineCodes: string[] = [];
  const addresses: string[] = [];
  /** Id, its element, and the number of the piece of text before which it stands. */
  const places: { id: string; element: string; piece: number }[] = [];
  const seen = new Set<string>();
  let hidden = 0;
  let block: string | null = null;
  let inline: string | null = null;

  const addText = (from: number, to: number) => {
    if (from >= to || hidden > 0) return;
    const shown = unescapeReferences(withoutComments(html.slice(from, to)));
    if (block !== null) block += shown;
    else {
      if (inline !== null) inline += shown;
      text.push(shown);
    }
  };
  const open = (tag: Tag) => {
    for (const { name, value } of tag.attributes) {
      if (value === null || value === '') continue;
      attributes.push(value);
      if (name === 'href' || name === 'src' || name === 'srcset' || name === 'poster') addresses.push(value);
      const isId = name === 'id' || (name === 'name' && tag.name === 'a');
      if (!isId || seen.has(value) || NUMBERED.test(value)) continue;
      seen.add(value);
      places.push({ id: value, element: tag.name, piece: text.length });
    }
    if (tag.kind === 'empty') return;
    if (HIDDEN.has(tag.name)) hidden++;
    else if (tag.name === 'pre') block = '';
    else if (tag.name === 'code' && block === null) inline = '';
  };
  const close = (name: string) => {
    if (HIDDEN.has(name)) hidden = Math.max(0, hidden - 1);
    else if (name === 'pre' && block !== null) {
      codeBlocks.push(block.replace(/^\n+|\n+$/g, ''));
      block = null;
    } else if (name === 'code' && inline !== null) {
      inlineCodes.push(inline);
      inline = null;
    }
  };

  let position = 0;
  for (const tag of tagsOf(html)) {
    addText(position, tag.start);
    position = tag.end;
    if (tag.kind === 'end') close(tag.name);
    else open(tag);
    if (BREAKS.has(tag.name)) text.push('\n');
  }
  addText(position, html.length);

  const shown = text.join('');
  const words = wordsOf(withoutMarks(shown));
  const allWords = new Map<string, number>();
  for (const source of [shown, ...attributes, ...codeBlocks]) {
    for (const word of wordsOf(source)) allWords.set(word, (allWords.get(word) ?? 0) + 1);
  }
  const ids = new Map(places.map(({ id, element, piece }) => [id, `${element}: ${firstWords(text, piece)}`]));
  return { html, words, allWords, codeBlocks, inlineCodes, addresses, ids };
}

/** The first words from a piece of text on. Of a heading they reach into what it is the heading of. */
function firstWords(text: readonly string[], from: number): string {
  let after = '';
  for (let i = from; i < text.length && after.length < 400; i++) after += text[i];
  // The number of an item or of a heading: whether it counts as a mark depends on what stands before it on its line.
  const words = wordsOf(withoutMarks(after)).filter((word) => !/^\d{1,9}[.)]$/.test(word));
  return words.slice(0, WORDS_OF_ID).join(' ');
}

/** Text between tags less comments, declarations and processing instructions. */
function withoutComments(text: string): string {
  if (!text.includes('<!') && !text.includes('<?')) return text;
  return text.replace(/<!--(?:[^-]|-(?!->))*(?:-->|$)|<[!?][^>]*(?:>|$)/g, '');
}

import { withoutComments } from '../html/comments.ts';
import { unescapeReferences } from '../html/entities.ts';
import { type Tag, tagsOf } from '../html/tags.ts';
import { withoutMarks, wordsOf } from './words.ts';

/**
 * What readers see of a rendered page, in the shape in which the proof of a fix compares it. Each part is worked out when
 * it is first asked for: most fixes are proved by a few of them.
 */
export class ShownPage {
  readonly html: string;
  #parts: Parts | null = null;
  #words: readonly string[] | null = null;
  #allWords: ReadonlyMap<string, number> | null = null;

  /** `html` is the HTML of a page's body. */
  constructor(html: string) {
    this.html = html;
  }

  /** The words of the text, in order; marks of markup that shows as text left out, code blocks left out. */
  get words(): readonly string[] {
    this.#words ??= wordsOf(withoutMarks(this.#read().text));
    return this.#words;
  }

  /** The words of the labels of tabs, which have no place among the others. */
  get labelWords(): readonly string[] {
    return wordsOf(this.#read().labels);
  }

  /** All that may hold a word: text with its marks, attributes, code. How often each occurs. */
  get allWords(): ReadonlyMap<string, number> {
    if (this.#allWords === null) {
      const counts = new Map<string, number>();
      const { text, labels, attributes, codeBlocks } = this.#read();
      for (const source of [text, labels, ...attributes, ...codeBlocks]) {
        for (const word of wordsOf(source)) counts.set(word, (counts.get(word) ?? 0) + 1);
      }
      // Where marks still show as text, they hide words in the text as a whole: `<mask>/32`.
      const bare = new Map<string, number>();
      for (const word of this.words) bare.set(word, (bare.get(word) ?? 0) + 1);
      for (const [word, count] of bare) counts.set(word, Math.max(count, counts.get(word) ?? 0));
      this.#allWords = counts;
    }
    return this.#allWords;
  }

  /** Content of each `pre`, line ends around it left out. */
  get codeBlocks(): readonly string[] {
    return this.#read().codeBlocks;
  }

  /** Content of each `code` outside of `pre`. */
  get inlineCodes(): readonly string[] {
    return this.#read().inlineCodes;
  }

  /** Addresses of links and media, as they stand in the built page. */
  get addresses(): readonly string[] {
    return this.#read().addresses;
  }

  /** The ids of the page: the first element of each. */
  get ids(): Iterable<string> {
    return this.#read().places.keys();
  }

  hasId(id: string): boolean {
    return this.#read().places.has(id);
  }

  /** The first words that stand at an id. */
  wordsAt(id: string): readonly string[] {
    // Whether the number of a heading counts as a list's mark depends on what stands before it on its line.
    const words = wordsOf(withoutMarks(this.#textAt(id))).filter((word) => !/^\d{1,9}[.)]$/.test(word));
    return words.slice(0, WORDS_OF_ID);
  }

  /** Whether an id stands on the same content here and on another page: an element of the same name, the same words. */
  hasSameAt(id: string, other: ShownPage): boolean {
    if (this.#read().places.get(id)?.element !== other.#read().places.get(id)?.element) return false;
    if (this.#textAt(id) === other.#textAt(id)) return true;
    return this.wordsAt(id).join(' ') === other.wordsAt(id).join(' ');
  }

  #textAt(id: string): string {
    const { text, places, labelled } = this.#read();
    const place = places.get(id);
    // The button of a tab stands among the others, whatever the tabs hold: it is known by its label.
    if (place?.element === 'input' && labelled.has(id)) return labelled.get(id)!;
    return place === undefined ? '' : text.slice(place.offset, place.offset + TEXT_OF_ID);
  }

  #read(): Parts {
    this.#parts ??= partsOf(this.html);
    return this.#parts;
  }
}

interface Parts {
  readonly text: string;
  /** Labels of tabs, which stand together before the tabs themselves. */
  readonly labels: string;
  /** The text of the label of each control (the buttons of tabs), by the control's id. */
  readonly labelled: ReadonlyMap<string, string>;
  /** Values of attributes. */
  readonly attributes: readonly string[];
  readonly codeBlocks: readonly string[];
  readonly inlineCodes: readonly string[];
  readonly addresses: readonly string[];
  /** Where each id stands: the name of its element, and the offset in the text. */
  readonly places: ReadonlyMap<string, { readonly element: string; readonly offset: number }>;
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
/** They are looked for in so much text. */
const TEXT_OF_ID = 400;

/** Takes apart the HTML of a page's body. */
function partsOf(html: string): Parts {
  let text = '';
  let labels = '';
  let label = false;
  /** The text of the label of each control, by the control's id. */
  const labelled = new Map<string, string>();
  let control = '';
  let labelStart = 0;
  const attributes: string[] = [];
  const codeBlocks: string[] = [];
  const inlineCodes: string[] = [];
  const addresses: string[] = [];
  const places = new Map<string, { element: string; offset: number }>();
  let hidden = 0;
  let block: string | null = null;
  let inline: string | null = null;

  const addText = (from: number, to: number) => {
    if (from >= to || hidden > 0) return;
    const shown = unescapeReferences(withoutComments(html.slice(from, to)));
    if (block !== null) block += shown;
    else {
      if (inline !== null) inline += shown;
      if (label) labels += shown;
      else text += shown;
    }
  };
  const open = (tag: Tag) => {
    for (const { name, value } of tag.attributes) {
      if (value === null || value === '') continue;
      attributes.push(value);
      if (name === 'href' || name === 'src' || name === 'srcset' || name === 'poster') addresses.push(value);
      const isId = name === 'id' || (name === 'name' && tag.name === 'a');
      if (isId && !places.has(value) && !NUMBERED.test(value)) {
        places.set(value, { element: tag.name, offset: text.length });
      }
    }
    if (tag.kind === 'empty') return;
    if (HIDDEN.has(tag.name)) hidden++;
    else if (tag.name === 'pre') block = '';
    else if (tag.name === 'code' && block === null) inline = '';
    else if (tag.name === 'label') {
      label = true;
      control = tag.attributes.find(({ name }) => name === 'for')?.value ?? '';
      labelStart = labels.length;
    }
  };
  const close = (name: string) => {
    if (HIDDEN.has(name)) hidden = Math.max(0, hidden - 1);
    else if (name === 'pre' && block !== null) {
      codeBlocks.push(block.replace(/^\n+|\n+$/g, ''));
      block = null;
    } else if (name === 'code' && inline !== null) {
      inlineCodes.push(inline);
      inline = null;
    } else if (name === 'label') {
      label = false;
      if (control !== '') labelled.set(control, labels.slice(labelStart));
      labels += '\n';
    }
  };

  let position = 0;
  for (const tag of tagsOf(html)) {
    addText(position, tag.start);
    position = tag.end;
    if (tag.kind === 'end') close(tag.name);
    else open(tag);
    if (BREAKS.has(tag.name)) text += '\n';
  }
  addText(position, html.length);

  return { text, labels, labelled, attributes, codeBlocks, inlineCodes, addresses, places };
}

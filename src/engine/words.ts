/**
 * Words as the proof of a fix counts them: runs of characters between blanks in the text that shows, emoji included, less
 * Markdown's own marks. Markup that shows as text holds marks that are no words: the target of a link, the number of a list
 * item, the language of a fence, an attribute list, a tag. When a fix makes such markup work, they may go.
 */

/** What parts words. */
const BETWEEN = /[\s|]+/;
/** Marks of running text: of emphasis, code, links. What they hold together stays one word: `**Tides**.` */
const MARKS = /[*_`[\]]+/g;
/** Marks at the edges of a word. */
const LEADING = /^[#>~!"'=^+:-]+/;
const TRAILING = /[~"'=^+:¶-]/;

/** The words of a text, in order. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const run of text.replace(MARKS, '').split(BETWEEN)) {
    const word = trimMarks(run);
    if (word !== '') words.push(word);
  }
  return words;
}

function trimMarks(run: string): string {
  const from = LEADING.exec(run)?.[0].length ?? 0;
  if (from === run.length) return '';
  // Backwards by hand: an expression that ends in `$` would try each character of a long word.
  let to = run.length;
  while (to > from && TRAILING.test(run[to - 1]!)) to--;
  return run.slice(from, to);
}

/** A list marker, a quote or a table's delimiter row at the start of a line. */
const LINE_START = /^\s*(?:>\s?)*(?:\d{1,9}[.)]|[-*+])\s+(?:\[[ xX]\]\s)?/;
const DEFINITION = /^\s{0,3}\*?\[[^\]\n]{1,200}\]:/;
const FENCE = /^\s*(?:>\s?)*(?:`{3,}|~{3,}|\/{3,})/;
const CONTAINER = /^\s*(?:!!!|\?\?\?\+?|===[!+]?|:::)\s*[^"]*/;
const DELIMITER_ROW = /^[\s|:-]{3,}$/;
const ATTRIBUTE_LIST = /(?<!\{)\{(?::?[ \t]|:|[.#])[^{}\n]{0,1000}\}(?!\})/g;
const TAG = /<\/?[a-zA-Z][^<>]{0,2000}>/g;

/** A text that shows, less what is markup's own in markup that shows as text. */
export function withoutMarks(text: string): string {
  if (!/[-*+\]`~{<!?=|:/.)]/.test(text)) return text;
  return text.replace(TAG, ' ').split('\n').map(withoutLineMarks).join('\n');
}

function withoutLineMarks(line: string): string {
  if (DEFINITION.test(line) || FENCE.test(line) || DELIMITER_ROW.test(line)) return '';
  const bare = line.replace(CONTAINER, '').replace(LINE_START, '');
  return withoutTargets(bare.replace(ATTRIBUTE_LIST, ''));
}

/** Drops `(target "title")` and `[label]` behind the text of links and images. */
function withoutTargets(line: string): string {
  let at = line.indexOf('](');
  const second = line.indexOf('][');
  if (at === -1 && second === -1) return line;
  if (at === -1 || (second !== -1 && second < at)) at = second;
  let result = '';
  let from = 0;
  while (at !== -1) {
    const end = closingOf(line, at + 1);
    result += line.slice(from, at + 1);
    from = end === -1 ? at + 1 : end;
    const round = line.indexOf('](', from);
    const square = line.indexOf('][', from);
    at = round === -1 ? square : square === -1 ? round : Math.min(round, square);
  }
  return result + line.slice(from);
}

/** Longest address that is looked for: a line without a closing bracket must not be searched again and again. */
const LONGEST = 2000;

function closingOf(line: string, open: number): number {
  const [opening, closing] = line[open] === '(' ? ['(', ')'] : ['[', ']'];
  let depth = 0;
  for (let i = open; i < line.length && i < open + LONGEST; i++) {
    if (line[i] === opening) depth++;
    else if (line[i] === closing && --depth === 0) return i + 1;
  }
  return -1;
}

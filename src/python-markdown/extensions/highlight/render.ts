import { Element } from '../../element.ts';
import { InlineText } from '../../inline-text.ts';
import { MappedString } from '../../mapped-string.ts';
import { lexerName } from './lexers.ts';
import type { HighlightSettings } from './settings.ts';

/** A code block before it is given its form. */
export interface CodeBlock {
  /** The code, without the line feed after its last line. */
  readonly code: MappedString;
  readonly language: string;
  readonly cssClass: string;
  readonly classes: readonly string[];
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly title: MappedString | null;
  /** `linenums`: first number, step and every how many one is special; -1 when not given. */
  readonly lineStart: number;
  readonly lineStep: number;
  readonly lineSpecial: number;
  /** Number of the block on the page, for the anchors of its lines. */
  readonly count: number;
  /** Span of the whole block. */
  readonly start: number;
  readonly end: number;
}

/** Mirrors `Highlight.highlight` for blocks, without the colours: the elements that a highlighted block consists of. */
export function renderCodeBlock(block: CodeBlock, settings: HighlightSettings): Element {
  const language = block.language === '' ? settings.defaultLanguage : block.language;
  return settings.usePygments ? withPygments(block, language, settings) : forScript(block, language, settings);
}

/** What a JavaScript highlighter is given. */
function forScript(block: CodeBlock, language: string, settings: HighlightSettings): Element {
  const pre = new Element('pre', block.start, block.end);
  const code = pre.append(new Element('code', block.code.start, block.code.end));
  code.text = InlineText.atomic(block.code);
  const classes = [...block.classes];
  if (settings.codeAttributesOnPre && block.cssClass !== '') classes.unshift(block.cssClass);
  if (language !== '') classes.unshift(settings.languagePrefix + language);
  const target = settings.codeAttributesOnPre ? pre : code;
  if (!settings.codeAttributesOnPre && block.cssClass !== '') pre.set('class', block.cssClass);
  if (block.id !== '') target.set('id', block.id);
  if (classes.length > 0) target.set('class', classes.join(' '));
  for (const [name, value] of Object.entries(block.attributes)) target.set(name, value);
  return pre;
}

function withPygments(block: CodeBlock, language: string, settings: HighlightSettings): Element {
  const lexer = blockLexer(language, settings);
  const numbered =
    (settings.linenums === true && block.lineStart !== 0) || (settings.linenums !== false && block.lineStart > 0);
  const classes =
    settings.pygmentsLanguageClass && lexer !== null
      ? [settings.languagePrefix + lexer.alias, ...block.classes]
      : [...block.classes];
  // With inline styles the reference does not find the tag that it wants to add its own classes to.
  if (settings.noclasses) classes.length = 0;
  let title = block.title?.trim() ?? null;
  if (title === null && settings.autoTitle && lexer !== null) {
    const name = titleOf(lexer.name);
    const given = settings.autoTitleMap[name];
    title = MappedString.standingFor(given === undefined ? name : String(given), block.start, block.start);
  }
  const special = block.lineSpecial < 0 ? settings.linenumsSpecial : block.lineSpecial;
  const code = lexed(block.code, settings.stripNewlines);
  const first = numbered ? Math.max(1, block.lineStart) : 1;
  const step = numbered ? Math.max(1, block.lineStep) : 1;
  const element = pygmentsBlock({
    code,
    cssClass: [...classes, block.cssClass].join(' ').trim(),
    tableClass: block.cssClass,
    title,
    numbers: numbered && settings.linenumsStyle === 'table' ? { start: first, step } : null,
    emptySpan: true,
    start: block.start,
    end: block.end,
  });
  if (block.id !== '' && !settings.noclasses) element.set('id', block.id);
  for (const [name, value] of Object.entries(block.attributes)) if (name.startsWith('data-')) element.set(name, value);
  const owner = block.id === '' ? String(block.count) : block.id;
  noteLines(element, code, {
    spans: settings.lineSpans === '' ? '' : `${settings.lineSpans}-${owner}-`,
    anchors: settings.lineAnchors === '' ? '' : `${settings.lineAnchors}-${owner}-`,
    numbers: numbered ? settings.linenumsStyle : null,
    linked: settings.anchorLineNumbers,
    first,
    step,
    special: numbered ? Math.max(0, special) : 0,
  });
  return element;
}

/** How Pygments' formatter is told to draw the lines of a block. */
export interface LineSettings {
  /** Prefixes of ids, up to the number of the line; empty for none. */
  readonly spans: string;
  readonly anchors: string;
  /** `table`, `inline` or `pymdownx-inline`; null without numbers. */
  readonly numbers: string | null;
  /** Whether numbers link to their lines. */
  readonly linked: boolean;
  readonly first: number;
  readonly step: number;
  readonly special: number;
}

/**
 * The ids and numbers of lines (`__span-0-1`, `__codelineno-0-1`) are too many to be elements: they are noted, and drawn when
 * the block is rendered. `lineIds` are the prefixes of ids that end in the number of a line, separated by spaces.
 */
export function noteLines(element: Element, code: MappedString, lines: LineSettings): void {
  const prefixes = [lines.spans, lines.anchors].filter((prefix) => prefix !== '');
  if (prefixes.length === 0 && lines.numbers === null) return;
  let count = 0;
  for (let at = code.text.indexOf('\n'); at !== -1; at = code.text.indexOf('\n', at + 1)) count++;
  element.note({
    ...(prefixes.length > 0 && { lineIds: prefixes.join(' ') }),
    ...(lines.spans !== '' && { lineSpans: lines.spans }),
    ...(lines.anchors !== '' && { lineAnchors: lines.anchors }),
    ...(lines.numbers !== null && { lineNumbers: lines.numbers }),
    ...(lines.numbers !== null && lines.linked && prefixes.length > 0 && { lineLinks: true }),
    ...(lines.step !== 1 && { lineStep: lines.step }),
    ...(lines.special > 0 && { lineSpecial: lines.special }),
    firstLine: lines.first,
    lineCount: count,
  });
}

/** A block as Pygments' HTML formatter lays it out. */
export interface PygmentsBlock {
  readonly code: MappedString;
  readonly cssClass: string;
  readonly tableClass: string;
  readonly title: MappedString | null;
  /** For a table with numbers beside the code. */
  readonly numbers: { readonly start: number; readonly step: number } | null;
  /** Whether the numbers begin with an empty span, as the code does (only `pymdownx.highlight`). */
  readonly emptySpan: boolean;
  readonly start: number;
  readonly end: number;
}

/** Mirrors `HtmlFormatter` with `wrapcode`: `div > pre > code`, in a table when lines are numbered beside the code. */
export function pygmentsBlock(block: PygmentsBlock): Element {
  const { start, end } = block;
  const outer = new Element('div', start, end);
  if (block.cssClass !== '') outer.set('class', block.cssClass);
  const title = block.title === null || block.title.length === 0 ? null : filename(block.title);
  const pre = new Element('pre', start, end);
  pre.append(new Element('span', start));
  const code = pre.append(new Element('code', block.code.start, block.code.end));
  code.text = InlineText.atomic(block.code);
  if (block.numbers === null) {
    if (title !== null) outer.append(title);
    outer.append(pre);
    return withoutLineFeeds(outer);
  }
  const table = outer.append(new Element('table', start, end, { class: `${block.tableClass}table` }));
  if (title !== null) {
    const row = table.append(new Element('tr', title.start, title.end));
    row.append(new Element('th', title.start, title.end, { colspan: '2', class: 'filename' })).append(title);
  }
  const row = table.append(new Element('tr', start, end));
  const gutter = row
    .append(new Element('td', start, start, { class: 'linenos' }))
    .append(new Element('div', start, start, { class: 'linenodiv' }))
    .append(new Element('pre', start));
  if (block.emptySpan) gutter.append(new Element('span', start));
  const numbers = gutter.append(new Element('span', start, start, { class: 'normal' }));
  numbers.text = InlineText.generated(lineNumbers(block.code.text, block.numbers), start);
  row
    .append(new Element('td', start, end, { class: 'code' }))
    .append(new Element('div', start, end))
    .append(pre);
  return withoutLineFeeds(outer);
}

/** Pygments writes no line feeds between elements, where the serializer puts one after each that is a block. */
function withoutLineFeeds(outer: Element): Element {
  for (const child of outer.children) {
    child.tail = NOTHING;
    withoutLineFeeds(child);
  }
  return outer;
}

const NOTHING = InlineText.generated('', 0);

function filename(title: MappedString): Element {
  const element = new Element('span', title.start, title.end, { class: 'filename' });
  element.text = rawText(title);
  return element;
}

/** Text that the reference writes into HTML as it is, tags and entities too. */
function rawText(text: MappedString): InlineText {
  if (!/[<&]/.test(text.text)) return InlineText.atomic(text);
  return InlineText.of(text)
    .withMarks([{ start: 0, end: text.length, replacement: { kind: 'raw', value: text.text } }])
    .asAtomic();
}

function lineNumbers(code: string, { start, step }: { start: number; step: number }): string {
  let count = 0;
  for (let at = code.indexOf('\n'); at !== -1; at = code.indexOf('\n', at + 1)) count++;
  const width = String(count + start - 1).length;
  const lines: string[] = [];
  for (let i = start; i < start + count; i++) lines.push((i % step === 0 ? String(i) : '').padStart(width));
  return lines.join('\n');
}

/** What a lexer makes of its input: blank lines at both ends off, one line feed at the end (`Lexer.get_tokens`). */
export function lexed(code: MappedString, stripNewlines: boolean): MappedString {
  const text = code.text.startsWith('\ufeff') ? code.slice(1) : code;
  const stripped = stripNewlines ? text.trimEndOf('\n').trimStartOf('\n') : text;
  return stripped.text.endsWith('\n') ? stripped : MappedString.concat([stripped, '\n']);
}

/** A lexer: its name, and the alias that goes into a class. */
interface Lexer {
  readonly name: string;
  readonly alias: string;
}

/** The lexer of a block; null when Pygments would guess one, which only running it can tell. */
function blockLexer(language: string, settings: HighlightSettings): Lexer | null {
  return namedLexer(language, settings) ?? (settings.guessesLanguage ? null : fallbackLexer(settings));
}

/** The lexer of a language (`Highlight.get_lexer`). */
export function lexerOf(language: string, settings: HighlightSettings): Lexer {
  return namedLexer(language, settings) ?? fallbackLexer(settings);
}

function namedLexer(language: string, settings: HighlightSettings): Lexer | null {
  const known = language === '' ? null : lexerName(settings.otherNames.get(language.toLowerCase()) ?? language);
  return known === null ? null : { name: known, alias: language };
}

function fallbackLexer(settings: HighlightSettings): Lexer {
  const fallback = settings.defaultLanguage === '' ? null : lexerName(settings.defaultLanguage);
  return fallback === null ? { name: 'Text only', alias: 'text' } : { name: fallback, alias: settings.defaultLanguage };
}

/** A lexer's name as a title: words in lower case get a capital. */
function titleOf(name: string): string {
  return name
    .split(/\s+/)
    .map((word) =>
      /\p{Ll}/u.test(word) && word === word.toLowerCase()
        ? word.replace(/\p{L}+/gu, (letters) => letters[0]!.toUpperCase() + letters.slice(1))
        : word,
    )
    .join(' ');
}

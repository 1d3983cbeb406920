import { Element } from '../element.ts';
import { type Extension, stringOption } from '../extension.ts';
import { InlineText } from '../inline-text.ts';
import { MappedString } from '../mapped-string.ts';
import type { Markdown } from '../markdown.ts';
import { scanAttributes } from './attr-list/scanner.ts';
import { type CodehiliteSettings, codehiliteOf, formatterOptions, hilite } from './codehilite/hilite.ts';
import { type FencedBlock, FenceIndex, fencedBlockAt, joinedLines } from './fences/fenced-blocks.ts';

/** What a fence's header says (`handle_attrs`). */
interface Header {
  readonly language: string | null;
  readonly id: string;
  readonly classes: readonly string[];
  readonly config: Readonly<Record<string, string>>;
}

/**
 * `fenced_code`: fences in the first column, with an attribute list or a language (`FencedBlockPreprocessor`, 25). MkDocs
 * always switches it on.
 */
const fencedCode: Extension = {
  name: 'fenced_code',
  extend(markdown, options) {
    const prefix = stringOption(options, 'lang_prefix', 'language-');
    const run = (text: MappedString): MappedString => extractFences(text, markdown, prefix);
    markdown.preprocessors.register({ run }, 'fenced_code_block', 25);
  },
};

export default fencedCode;

function extractFences(text: MappedString, markdown: Markdown, prefix: string): MappedString {
  if (!text.text.includes('```') && !text.text.includes('~~~')) return text;
  const lines = text.lines();
  const index = new FenceIndex(lines);
  const result: MappedString[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const first = line.text[0];
    const block = first === '`' || first === '~' ? fencedBlockAt(lines, i, index) : null;
    const header = block === null ? null : headerOf(block);
    if (block === null || header === null) {
      result.push(line);
      continue;
    }
    const closing = lines[block.closingLine]!;
    const [start, end] = [line.start, closing.endOffset(block.fence.length)];
    const content = joinedLines(lines, block.codeLine, block.closingLine);
    const element = render(block, header, content, markdown, prefix, start, end);
    const info = line.text.slice(block.fence.length).trim();
    element.note({
      syntax: 'fence',
      language: header.language === '' ? null : header.language,
      meta: (block.header.attributes === null ? metaOf(info) : info) || null,
      marker: [start, line.endOffset(line.text.trimEnd().length)],
      closing: [closing.start, end],
      content: [content.start, content.end],
    });
    const placeholder = markdown.stash.store({ kind: 'finished', element });
    result.push(line.slice(0, 0), MappedString.standingFor(placeholder, start, end), closing.slice(closing.length));
    i = block.closingLine;
  }
  return MappedString.joinLines(result);
}

/** What follows the language in an info string. */
function metaOf(info: string): string {
  const space = info.search(/\s/);
  return space === -1 ? '' : info.slice(space).trim();
}

/** Null when an attribute list is none: then the fence is text. */
function headerOf(block: FencedBlock): Header | null {
  const config: Record<string, string> = {};
  const { attributes, language, highlightLines } = block.header;
  if (attributes === null) {
    if (highlightLines !== null && highlightLines !== '') config.hl_lines = lineList(highlightLines);
    return { language, id: '', classes: [], config };
  }
  const scanned = scanAttributes(attributes.text);
  if (scanned.remainder !== null) return null;
  let id = '';
  const classes: string[] = [];
  for (const { key: name, from, to } of scanned.attributes) {
    const value = attributes.text.slice(from, to);
    if (name === 'id') id = value;
    else if (name === '.') classes.push(value);
    else if (name === 'hl_lines') config[name] = lineList(value);
    else if (BOOLEAN_OPTIONS.includes(name)) config[name] = pythonBoolean(value);
    else config[name] = value;
  }
  return { language: classes.shift() ?? null, id, classes, config };
}

const BOOLEAN_OPTIONS = ['linenums', 'guess_lang', 'noclasses', 'use_pygments'];

/** `parseBoolValue` as text: what is neither true nor false is None. */
function pythonBoolean(value: string): string {
  const word = value.toLowerCase();
  if (['true', 'yes', 'y', 'on', '1'].includes(word)) return 'True';
  return ['false', 'no', 'n', 'off', '0'].includes(word) ? 'False' : 'None';
}

/** `str(parse_hl_lines(...))`. */
function lineList(value: string): string {
  const words = value.trim().split(/\s+/);
  return words.every((word) => /^[+-]?\d+$/.test(word)) ? `[${words.map(Number).join(', ')}]` : '[]';
}

function render(
  block: FencedBlock,
  header: Header,
  content: MappedString,
  markdown: Markdown,
  prefix: string,
  start: number,
  end: number,
): Element {
  const withLineFeed = block.closingLine > block.codeLine ? MappedString.concat([content, '\n']) : content;
  const settings = codehiliteOf(markdown);
  if (settings?.usePygments && (header.config.use_pygments ?? 'True') === 'True') {
    return hilite(withLineFeed, withClasses(settings, header), header.language, start, end);
  }
  const pre = new Element('pre', start, end);
  const code = pre.append(new Element('code', content.start, content.end));
  code.text = InlineText.atomic(withLineFeed);
  if (header.id !== '') pre.set('id', header.id);
  if (header.classes.length > 0) pre.set('class', header.classes.join(' '));
  if (header.language !== null && header.language !== '') code.set('class', prefix + header.language);
  const usesPygments = header.config.use_pygments === 'True';
  if (markdown.treeProcessors.has('attr_list') && !usesPygments) {
    for (const [name, value] of Object.entries(header.config)) if (name !== 'use_pygments') code.set(name, value);
  }
  return pre;
}

/** The settings of one fence: its own options before those of `codehilite`, its classes before the wrapper's class. */
function withClasses(settings: CodehiliteSettings, header: Header): CodehiliteSettings {
  const { linenums, ...options } = header.config;
  const own = formatterOptions(options);
  return {
    ...settings,
    ...(Object.hasOwn(options, 'linespans') && { lineSpans: own.lineSpans }),
    ...(Object.hasOwn(options, 'lineanchors') && { lineAnchors: own.lineAnchors }),
    ...(Object.hasOwn(options, 'anchorlinenos') && { anchorLineNumbers: own.anchorLineNumbers }),
    ...(Object.hasOwn(options, 'linenostart') && { firstLine: own.firstLine }),
    ...(Object.hasOwn(options, 'linenostep') && { lineStep: own.lineStep }),
    ...(Object.hasOwn(options, 'linenospecial') && { lineSpecial: own.lineSpecial }),
    cssClass: [...header.classes, settings.cssClass].join(' '),
    linenums:
      linenums === undefined ? settings.linenums : linenums === 'True' ? true : linenums === 'False' ? false : null,
  };
}

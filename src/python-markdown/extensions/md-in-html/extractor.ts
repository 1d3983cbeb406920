import type { StartTag } from '../../../html/python-html-parser.ts';
import type { HtmlAttribute } from '../../../html/start-tag.ts';
import { Element } from '../../element.ts';
import { HtmlExtractor, type Part, textOf } from '../../html/html-extractor.ts';
import { MappedString } from '../../mapped-string.ts';
import type { Markdown } from '../../markdown.ts';
import { flatten } from './flatten.ts';
import { TreeBuilder } from './tree-builder.ts';

/** What the content of an element is read as: blocks, a line of text, or raw HTML. */
export type ContentMode = 'block' | 'span' | 'off';

const SPAN_TAGS = new Set('address dd dt h1 h2 h3 h4 h5 h6 legend li p summary td th'.split(' '));
const RAW_TAGS = new Set('canvas math option pre script style textarea'.split(' '));
/** Elements nested deeper than this are text: the reference raises `RecursionError` in their place. */
const DEEPEST = 200;

/**
 * Mirrors `HTMLExtractorExtra` of `markdown.extensions.md_in_html`: elements with the attribute `markdown` become trees in
 * the stash (kind `markdown`), whose attribute `markdown` then names the mode of their content.
 */
export class MarkdownHtmlExtractor extends HtmlExtractor {
  readonly #tags: string[] = [];
  readonly #modes: ContentMode[] = [];
  /** Whether nothing has followed the start tag yet. */
  readonly #justStarted: boolean[] = [];
  readonly #open = new Map<string, number>();
  readonly #builder = new TreeBuilder();
  readonly #blockLevel: ReadonlySet<string>;

  constructor(markdown: Markdown, source: MappedString) {
    super(markdown, source);
    this.#blockLevel = new Set(markdown.blockLevelElements);
  }

  protected override closeOpenElements(): void {
    if (this.#tags.length > 0) this.handleEndTag(this.#tags[0]!, this.rawData.length, this.rawData.length);
  }

  get #inMarkdown(): boolean {
    return this.#tags.length > 0;
  }

  get #mode(): ContentMode | undefined {
    return this.#modes[this.#modes.length - 1];
  }

  /** `get_state`. */
  #modeOf(tag: string, attributes: Readonly<Record<string, string>>): ContentMode {
    let wanted = Object.hasOwn(attributes, 'markdown') ? attributes.markdown! : '0';
    if (wanted === 'markdown') wanted = '1';
    const around = this.#mode;
    if (around === 'off' || (around === 'span' && wanted !== '0')) wanted = around;
    const isSpan = SPAN_TAGS.has(tag);
    const isBlock = !isSpan && !RAW_TAGS.has(tag) && !this.emptyTags.has(tag);
    if ((wanted === '1' && isBlock) || (wanted === 'block' && (isBlock || isSpan))) return 'block';
    if ((wanted === '1' && isSpan) || (wanted === 'span' && (isBlock || isSpan))) return 'span';
    return 'off';
  }

  protected override handleStartTag(tag: StartTag): void {
    const { name } = tag;
    if (this.emptyTags.has(name) && (this.atLineStart || this.inTail)) {
      this.addEmptyTag(this.#emptyTagText(tag), true);
      return;
    }
    if (!this.#blockLevel.has(name) || !(this.atLineStart || this.inTail || this.#justStarted.at(-1))) {
      this.#addInlineTag(tag);
      return;
    }
    const attributes = attributesOf(tag.attributes);
    const mode = this.#modeOf(name, attributes);
    if (this.inRaw || (mode === 'off' && !this.#inMarkdown)) {
      super.handleStartTag(tag);
      return;
    }
    if (this.#tags.length >= DEEPEST) {
      this.#addInlineTag(tag);
      return;
    }
    if ((this.#open.get('p') ?? 0) > 0) this.handleEndTag('p', tag.start, tag.start);
    this.#modes.push(mode);
    this.#tags.push(name);
    this.#open.set(name, (this.#open.get(name) ?? 0) + 1);
    this.#justStarted.push(true);
    attributes.markdown = mode;
    const marker = this.piece(tag.start, tag.end);
    const element = new Element(name, marker.start, marker.end, attributes);
    element.note({
      syntax: 'md_in_html',
      marker: [marker.start, marker.end],
      attributeSpans: this.#attributeSpans(tag.attributes),
    });
    this.#builder.start(element);
  }

  #addInlineTag(tag: StartTag): void {
    if (this.inRaw) {
      super.handleStartTag(tag);
      return;
    }
    this.#addInline(this.piece(tag.start, tag.end));
    if (tag.name === 'script' || tag.name === 'style') this.clearRawTextMode();
  }

  /** A tag that is part of the text; where nothing is Markdown it is kept from being escaped. */
  #addInline(text: MappedString): void {
    this.addData(this.#mode === 'off' ? this.store([text]) : text);
  }

  protected override handleEndTag(name: string, from: number, to: number): void {
    if (this.inRaw) {
      super.handleEndTag(name, from, to);
      return;
    }
    if (!this.#blockLevel.has(name) || (this.#open.get(name) ?? 0) === 0) {
      this.#addInline(this.endTagText(name, from, to));
      return;
    }
    const at = this.piece(from, to);
    for (let closed = this.#tags.pop(); closed !== undefined; closed = this.#tags.pop()) {
      this.#modes.pop();
      this.#justStarted.pop();
      this.#open.set(closed, this.#open.get(closed)! - 1);
      this.#builder.end(closed === name ? at.end : at.start);
      if (closed === name) break;
    }
    if (this.#inMarkdown) return;
    this.#stashTree();
    if (!this.blankLineAfter(this.endTagText(name, from, to).length)) this.inTail = true;
  }

  #stashTree(): void {
    const element = this.#builder.take();
    if (element === null) return;
    this.separate();
    const stash = (child: Element): MappedString => {
      const placeholder = this.markdown.stash.store({ kind: 'markdown', element: child });
      return MappedString.standingFor(placeholder, child.start, child.end);
    };
    flatten(element, stash);
    this.clean.push(stash(element), '\n\n');
  }

  protected override handleStartEndTag(tag: StartTag): void {
    const text = this.emptyTags.has(tag.name) ? this.#emptyTagText(tag) : this.piece(tag.start, tag.end);
    this.addEmptyTag(text, this.markdown.isBlockLevel(tag.name));
  }

  /** An empty tag, written anew without its attribute `markdown` where it has one. */
  #emptyTagText(tag: StartTag): MappedString {
    const attributes = attributesOf(tag.attributes);
    if (!Object.hasOwn(attributes, 'markdown')) return this.piece(tag.start, tag.end);
    delete attributes.markdown;
    const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`);
    return this.rewritten(`<${tag.name}${written.join('')}>`, tag.start, tag.end);
  }

  protected override addData(data: Part): void {
    if (this.inTail && textOf(data).includes('\n')) this.inTail = false;
    if (this.inRaw || !this.#inMarkdown) {
      super.addData(data);
      return;
    }
    this.#justStarted[this.#justStarted.length - 1] = false;
    this.#builder.data(data);
  }

  protected override addEmptyTag(data: MappedString, isBlock: boolean): void {
    if (this.inRaw || !this.#inMarkdown) super.addEmptyTag(data, isBlock);
    else if (this.atLineStart && isBlock) this.addData(MappedString.concat(['\n', this.store([data]), '\n\n']));
    else this.#addInline(data);
  }

  protected override get allowsDeclaration(): boolean {
    return this.atLineStart || this.inTail || this.#inMarkdown;
  }

  #attributeSpans(attributes: readonly HtmlAttribute[]): Record<string, AttributeSpans> {
    const spans: Record<string, AttributeSpans> = {};
    for (const { name, nameSpan, valueSpan } of attributes) {
      spans[name] = { name: this.#span(nameSpan), value: valueSpan === null ? null : this.#span(valueSpan) };
    }
    return spans;
  }

  #span([from, to]: readonly [number, number]): [number, number] {
    const piece = this.piece(from, to);
    return [piece.start, piece.end];
  }
}

/** Where an attribute of an opening tag stands, as origins; a value's span is without its quotes. */
export interface AttributeSpans {
  readonly name: readonly [number, number];
  readonly value: readonly [number, number] | null;
}

/** Attributes by name; of several of a name the last counts, one without a value has its name as value. */
function attributesOf(attributes: readonly HtmlAttribute[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ name, value }) => [name, value ?? name]));
}

function escapeAttribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

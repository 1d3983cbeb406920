import type { BlockProcessor, BlockQueue } from '../../block-parser.ts';
import { Element } from '../../element.ts';
import { MappedString } from '../../mapped-string.ts';
import type { Markdown } from '../../markdown.ts';
import type { BlockAttributes, BlockKind, OpenBlock } from './block.ts';
import { appendContent, dedentRaw } from './content.ts';
import { findEnd, findStart, readBlockOptions, splitHeader } from './header.ts';
import { isBlockTag, isRawTag } from './tags.ts';

/** A block that waits for its end, or for more content (`BlockEntry`). */
interface BlockEntry {
  readonly block: OpenBlock;
  readonly element: Element;
  readonly parent: Element;
  /** Number of slashes. */
  readonly length: number;
  hungry: boolean;
}

/** A block whose first line was read by `test` and that `run` will make. */
interface FoundBlock {
  readonly block: OpenBlock;
  readonly kind: BlockKind;
  readonly attributes: BlockAttributes;
  readonly length: number;
  readonly rest: MappedString;
  readonly marker: readonly [number, number];
  readonly argument: readonly [number, number] | null;
}

/** All blocks between lines of slashes, of whatever kind (`BlocksProcessor`, 89.99). */
export class BlockManager implements BlockProcessor {
  readonly #markdown: Markdown;
  readonly #kinds = new Map<string, BlockKind>();
  readonly #trackers = new Map<string, Map<string, number>>();
  readonly #stack: BlockEntry[] = [];
  #foundParent: Element | null = null;
  #found: FoundBlock | null = null;

  constructor(markdown: Markdown) {
    this.#markdown = markdown;
    markdown.onReset(() => {
      this.#stack.length = 0;
      this.#trackers.clear();
      this.#foundParent = null;
      this.#found = null;
    });
  }

  add(kind: BlockKind): void {
    this.#kinds.set(kind.name, kind);
  }

  test(parent: Element, block: MappedString): boolean {
    if (this.#parentOf(parent) !== null) return true;
    const start = findStart(block.text);
    const kind = start === null ? undefined : this.#kinds.get(start.name);
    if (start === null || kind === undefined) return false;
    const { options, rest } = splitHeader(block.slice(start.end), start.length);
    const argument = start.argument === null ? null : block.slice(start.argument[0], start.argument[1]);
    const hasArgument = argument !== null && argument.length > 0;
    if (options === null || (kind.argument !== null && kind.argument !== hasArgument)) return false;
    const read = readBlockOptions(kind, options);
    if (read === null) return false;
    const marker = [block.offset(start.marker), block.endOffset(start.lineEnd)] as const;
    const header = {
      argument,
      options: read,
      attributes: read.attrs as BlockAttributes,
      markdown: this.#markdown,
      tracker: this.#tracker(kind.name),
      start: marker[0],
      end: marker[1],
    };
    const opened = kind.open(header);
    if (opened === null) return false;
    this.#found = {
      block: opened,
      kind,
      attributes: opened.attributes ?? header.attributes,
      length: start.length,
      rest: joinRest(rest),
      marker,
      argument: hasArgument ? [argument.start, argument.end] : null,
    };
    if (start.start > 0) {
      const found = this.#found;
      this.#markdown.parser.parseBlocks(parent, [block.slice(0, start.start)]);
      this.#found = found;
    }
    return true;
  }

  run(given: Element, blocks: BlockQueue): void {
    const parent = this.#parentOf(given) ?? given;
    const found = this.#found;
    if (found === null) {
      const entry = this.#stack.find((candidate) => candidate.hungry && candidate.parent === parent);
      if (entry === undefined) return;
      captureLeaked(parent, entry);
      entry.hungry = false;
      this.#parseContent(blocks, parent);
      return;
    }
    this.#found = null;
    blocks.take();
    if (found.rest.length > 0) blocks.put(found.rest);
    loosen(parent);
    const element = found.block.create(parent);
    setAttributes(element, found.attributes);
    element.note({ syntax: 'block', block: found.kind.name, marker: found.marker, argument: found.argument });
    this.#stack.push({ block: found.block, element, parent, length: found.length, hungry: false });
    this.#parseContent(blocks, parent);
  }

  /** Reads what follows into the innermost block, and on into those around it as they end (`parse_blocks`). */
  #parseContent(blocks: BlockQueue, parent: Element): void {
    while (blocks.length > 0 && this.#stack.length > 0) {
      const entry = this.#stack[this.#stack.length - 1]!;
      const target = entry.block.target?.(entry.element) ?? entry.element;
      const levels = this.#stack.length > 1 ? itemsBetween(parent, entry.element) : 0;
      const { body, rest } = detabByLength(blocks.take(), levels * this.#markdown.tabLength);
      if (rest !== null) blocks.put(rest);
      const end = findEnd(body.text, entry.length);
      const content = end === null ? body : body.slice(0, end.start);
      if (end !== null && end.end < body.length) blocks.put(body.slice(end.end));
      if (end === null) this.#add(content, target, entry);
      else if (content.length > 0) {
        this.#add(content.text.endsWith('\n') ? content.slice(0, -1) : content, target, entry);
      }
      entry.element.extend(body.endOffset(end === null ? body.length : trimmedEnd(body.text, end.end)));
      if (end !== null) {
        this.#finish(entry);
        // The innermost block, even when that is one which the content has left open: so does the reference.
        this.#stack.pop();
      }
    }
    const last = this.#stack[this.#stack.length - 1];
    if (last !== undefined) last.hungry = true;
  }

  #add(content: MappedString, target: Element, { block }: BlockEntry): void {
    const { mode } = block;
    const raw = mode === 'raw' || (mode === 'auto' && isRawTag(target.tag));
    const asBlocks = mode === 'block' || (mode === 'auto' && isBlockTag(target.tag, this.#markdown));
    if (raw || !asBlocks) {
      appendContent(target, content, raw, this.#markdown);
      return;
    }
    this.#markdown.parser.state.set('blocks');
    this.#markdown.parser.parseChunk(target, content);
    this.#markdown.parser.state.reset();
  }

  #finish({ block, element }: BlockEntry): void {
    const target = block.target?.(element) ?? element;
    if (block.mode === 'raw' || (block.mode === 'auto' && isRawTag(target.tag))) dedentRaw(target, this.#markdown);
    block.finish?.(element);
  }

  /** The element below which the innermost block waits for content, if it is this one or ends it (`get_parent`). */
  #parentOf(parent: Element): Element | null {
    if (this.#foundParent !== null) {
      const found = this.#foundParent;
      this.#foundParent = null;
      return found;
    }
    const innermost = this.#stack[this.#stack.length - 1];
    if (innermost === undefined || !innermost.hungry) return null;
    for (let element: Element | undefined = parent; element !== undefined; element = element.lastChild) {
      if (innermost.parent === element) {
        this.#foundParent = element;
        return element;
      }
    }
    return null;
  }

  #tracker(name: string): Map<string, number> {
    let tracker = this.#trackers.get(name);
    if (tracker === undefined) {
      tracker = new Map();
      this.#trackers.set(name, tracker);
    }
    return tracker;
  }
}

/** The manager of a converter, made when the first extension of blocks asks for it (`BlocksMgrExtension`). */
export function blockManager(markdown: Markdown): BlockManager {
  const present = markdown.parser.processors.get('blocks');
  if (present instanceof BlockManager) return present;
  const manager = new BlockManager(markdown);
  if (!markdown.escapedCharacters.includes('/')) markdown.escapedCharacters.push('/');
  markdown.parser.processors.register(manager, 'blocks', 89.99);
  return manager;
}

function joinRest(rest: readonly MappedString[]): MappedString {
  return rest.length === 1 ? rest[0]! : MappedString.joinLines(rest);
}

/** Index of the last character of an end line that is no line feed, plus one. */
function trimmedEnd(text: string, end: number): number {
  return text[end - 1] === '\n' ? end - 1 : end;
}

/** Text that stands in a list item without a paragraph gets one. */
function loosen(parent: Element): void {
  if ((parent.tag !== 'li' && parent.tag !== 'dd') || parent.text === null || parent.text.length === 0) return;
  const paragraph = parent.append(new Element('p', parent.text.start, parent.text.end));
  paragraph.text = parent.text;
  parent.text = null;
}

function setAttributes(element: Element, attributes: BlockAttributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== 'class') {
      element.set(name, String(value));
      continue;
    }
    const present = (element.get('class') ?? '').split(' ').map((part) => part.trim());
    element.set('class', [...present.filter((part) => part !== ''), ...(value as readonly string[])].join(' '));
  }
}

/** What `admonition`, `details` and `tabbed` have put behind a block that waits belongs into it. */
function captureLeaked(parent: Element, entry: BlockEntry): void {
  const last = parent.lastChild;
  if (last === undefined || last === entry.element) return;
  parent.children.pop();
  (entry.block.target?.(entry.element) ?? entry.element).append(last);
}

/** How many list items lie between an element and one above it, that one included. */
function itemsBetween(above: Element, element: Element): number {
  if (above === element || isLastBelow(element, above)) return 0;
  const path = pathTo(above, element);
  return path.filter((ancestor) => ancestor.tag === 'li' || ancestor.tag === 'dd').length;
}

function isLastBelow(top: Element, wanted: Element): boolean {
  for (let element: Element | undefined = top; element !== undefined; element = element.lastChild) {
    if (element === wanted) return true;
  }
  return false;
}

/** The elements from `top` down to the parent of `wanted`; mostly a row of last children. Empty when it is not below. */
function pathTo(top: Element, wanted: Element): Element[] {
  const path: Element[] = [];
  for (let element: Element | undefined = top; element !== undefined; element = element.lastChild) {
    if (element === wanted) return path;
    path.push(element);
  }
  return searchPath(top, wanted) ?? [];
}

function searchPath(top: Element, wanted: Element): Element[] | null {
  for (const child of top.children) {
    if (child === wanted) return [top];
    const path = searchPath(child, wanted);
    if (path !== null) return [top, ...path];
  }
  return null;
}

/** Takes columns off the lines up to the first that lacks them; when that is the first line, off none. */
function detabByLength(text: MappedString, length: number): { body: MappedString; rest: MappedString | null } {
  if (length === 0) return { body: text, rest: null };
  const indent = ' '.repeat(length);
  const lines = text.lines();
  const body: MappedString[] = [];
  for (const line of lines) {
    if (line.text.startsWith(indent)) body.push(line.slice(length));
    else if (line.text.trim() === '') body.push(line.slice(line.length));
    else break;
  }
  if (body.length === 0) return { body: text, rest: null };
  const rest = lines.slice(body.length);
  return { body: MappedString.joinLines(body), rest: rest.length === 0 ? null : MappedString.joinLines(rest) };
}

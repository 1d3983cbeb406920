import { booleanOption, type Extension, type ExtensionOptions } from '../extension.ts';
import { MappedString } from '../mapped-string.ts';
import type { Markdown } from '../markdown.ts';
import { basePath, findSnippet } from './snippets/paths.ts';
import { markerLine, type SnippetTarget, sectionLine, selectLines, snippetTarget } from './snippets/syntax.ts';
import { expandTabs } from './superfences/tabs.ts';

/** Settings of `pymdownx.snippets` for one page. */
interface SnippetSettings {
  readonly bases: readonly string[];
  readonly restricted: boolean;
  readonly checkPaths: boolean;
  readonly urls: boolean;
  readonly dedentSubsections: boolean;
  readonly autoAppend: readonly string[];
}

/**
 * `pymdownx.snippets`: other files in place of a line (`SnippetPreprocessor`, 32). What they hold keeps its place in its
 * own file. A URL is never fetched.
 */
const snippets: Extension = {
  name: 'pymdownx.snippets',
  extend(markdown, options) {
    const run = (text: MappedString): MappedString => {
      const settings = settingsOf(markdown, options);
      if (settings.autoAppend.length === 0 && !text.text.includes('-8<-')) return text;
      const lines = text.lines();
      if (settings.autoAppend.length > 0) {
        const appended = `\n\n-8<-\n${settings.autoAppend.join('\n\n')}\n-8<-\n`;
        for (const line of appended.split('\n')) lines.push(MappedString.standingFor(line, text.end, text.end));
      }
      const read = new SnippetReader(markdown, settings).read(lines, false);
      return read.length === 0 ? text.slice(0, 0) : MappedString.joinLines(read);
    };
    markdown.preprocessors.register({ run }, 'snippet', 32);
  },
};

export default snippets;

function settingsOf(markdown: Markdown, options: ExtensionOptions): SnippetSettings {
  const bases = options.base_path ?? ['.'];
  const append = options.auto_append;
  return {
    bases: (Array.isArray(bases) ? (bases as unknown[]) : [bases]).map((entry) => basePath(entry, markdown)),
    restricted: booleanOption(options, 'restrict_base_path', true),
    checkPaths: booleanOption(options, 'check_paths', false),
    urls: booleanOption(options, 'url_download', false),
    dedentSubsections: booleanOption(options, 'dedent_subsections', false),
    autoAppend: Array.isArray(append) ? (append as unknown[]).map(String) : [],
  };
}

/** Files that include each other more than this often are an attack or a mistake: the reference runs out of memory. */
const MOST_INSERTIONS = 20_000;

class SnippetReader {
  readonly #markdown: Markdown;
  readonly #settings: SnippetSettings;
  #insertions = 0;
  /** Files that are being read, outermost first: none is read inside itself. */
  readonly #reading = new Set<string>();

  constructor(markdown: Markdown, settings: SnippetSettings) {
    this.#markdown = markdown;
    this.#settings = settings;
  }

  /** Mirrors `parse_snippets`. */
  read(lines: readonly MappedString[], isSection: boolean): MappedString[] {
    const result: MappedString[] = [];
    let inBlock = false;
    for (const line of lines) {
      const marker = markerLine(line.text);
      if (marker !== null) {
        if (marker.escaped) result.push(without(line, line.text.indexOf(';')));
        else if (marker.path === null) inBlock = !inBlock;
        else if (!inBlock) this.#insert(result, line, marker.space, line.slice(...marker.path));
      } else if (inBlock) {
        const content = line.text.replace(/\r$/, '');
        const space = content.length - content.replace(/^[ \t]+/, '').length;
        if (content.trim() === '') result.push(line.slice(0, 0));
        else this.#insert(result, line, content.slice(0, space), line.slice(space, content.length));
      } else {
        const section = isSection ? null : sectionLine(line.text);
        if (section === null) result.push(line);
        else if (section.escape !== -1) result.push(without(line, section.escape));
      }
    }
    return result;
  }

  /** Adds the lines of the file that a path names. */
  #insert(result: MappedString[], line: MappedString, space: string, quoted: MappedString): void {
    const written = quoted.trim();
    if (written.text.startsWith(';')) return;
    const target = snippetTarget(written.text);
    if (target.broken) this.#note('page-fails', `snippet ${written.text}`, written);
    if (target.path === '' || target.broken) {
      if (target.path === '' && this.#settings.checkPaths) this.#note('page-fails', 'snippet without a path', written);
      return;
    }
    if (/^https?:\/\//i.test(target.path) && this.#settings.urls) {
      this.#note('include-url', target.path, written);
      return;
    }
    const found = findSnippet(target.path, this.#settings.bases, this.#settings.restricted, this.#markdown);
    if (typeof found === 'string') {
      this.#note(found === 'outside' ? 'include-outside' : 'include-missing', target.path, written);
      if (this.#settings.checkPaths) this.#note('page-fails', `snippet ${target.path} is missing`, written);
      return;
    }
    if (this.#reading.has(found.path)) return;
    if (++this.#insertions > MOST_INSERTIONS) {
      if (this.#insertions === MOST_INSERTIONS + 1) this.#note('page-fails', 'too many snippets', written);
      return;
    }
    const selected = this.#select(fileLines(this.#markdown, found.path, found.text), target, written);
    const indent = expandTabs(line.slice(0, space.length), this.#markdown.tabLength);
    this.#reading.add(found.path);
    for (const inner of this.read(selected, target.section !== null)) {
      result.push(space === '' ? inner : MappedString.concat([spaces(indent.text, inner), inner]));
    }
    this.#reading.delete(found.path);
  }

  #select(lines: readonly MappedString[], target: SnippetTarget, written: MappedString): readonly MappedString[] {
    if (lines.length === 0) return lines;
    let selected: MappedString[];
    if (target.ranges.length > 0) selected = selectLines(lines, target.ranges);
    else if (target.section === null) return lines;
    else {
      const section = sectionOf(lines, target.section);
      if (section === null) this.#note('include-missing', `${target.path}:${target.section}`, written);
      if (section === null && this.#settings.checkPaths) {
        this.#note('page-fails', `snippet section ${target.path}:${target.section} is missing`, written);
      }
      selected = section ?? [];
    }
    return this.#settings.dedentSubsections ? dedent(selected) : selected;
  }

  #note(kind: 'include-missing' | 'include-outside' | 'include-url' | 'page-fails', detail: string, at: MappedString) {
    this.#markdown.notes.push({ kind, detail, start: at.start, end: at.end });
  }
}

/** Indentation that is not written in the included file: it stands at the beginning of the line. */
function spaces(indent: string, line: MappedString): MappedString {
  return MappedString.standingFor(indent, line.start, line.start);
}

/** The lines of a file as Python reads them, with an empty one after the last line feed. */
export function fileLines(markdown: Markdown, path: string, text: string): MappedString[] {
  if (text === '') return [];
  const mapped = markdown.files.add(path, text);
  if (!text.includes('\r')) return mapped.lines();
  return mapped.replace(/\r\n?/g, () => '\n').lines();
}

/** Mirrors `extract_section`; null when the file has no such section. */
function sectionOf(lines: readonly MappedString[], name: string): MappedString[] | null {
  const result: MappedString[] = [];
  let inside = false;
  let found = false;
  for (const line of lines) {
    const section = sectionLine(line.text);
    if (section !== null && inside && section.escape !== -1) result.push(without(line, section.escape));
    else if (section !== null && section.name === name) {
      if (section.type === 'start') inside = found = true;
      else break;
    } else if (section === null && inside) result.push(line);
  }
  return found ? result : null;
}

/** The text without the character at an index. */
function without(line: MappedString, index: number): MappedString {
  return MappedString.concat([line.slice(0, index), line.slice(index + 1)]);
}

/** Mirrors `textwrap.dedent`; no lines are one empty line. */
function dedent(lines: readonly MappedString[]): MappedString[] {
  if (lines.length === 0) return [MappedString.empty];
  let margin: string | null = null;
  const stripped = lines.map((line) => (/^[ \t]*$/.test(line.text) ? line.slice(line.length) : line));
  for (const line of stripped) {
    if (line.length === 0) continue;
    const indent: string = /^[ \t]*/.exec(line.text)![0];
    if (margin === null) margin = indent;
    else {
      let common = 0;
      while (common < margin.length && margin[common] === indent[common]) common++;
      margin = margin.slice(0, common);
    }
  }
  const length = margin?.length ?? 0;
  return stripped.map((line) => (line.length === 0 ? line : line.slice(length)));
}

import { posix } from 'node:path';
import type { Element } from '../element.ts';
import { booleanOption, type Extension, stringOption } from '../extension.ts';
import type { InlineText } from '../inline-text.ts';
import type { Markdown } from '../markdown.ts';

/** Gives an address its new form. */
type Convert = (address: string) => string;

/**
 * `pymdownx.pathconverter`: makes relative addresses absolute, or relative to another folder. The reference does it to the
 * finished HTML (`path-converter`, 2); here it is done to elements and to raw HTML.
 */
const pathconverter: Extension = {
  name: 'pymdownx.pathconverter',
  extend(markdown, options) {
    const base = stringOption(options, 'base_path', '');
    const relative = stringOption(options, 'relative_path', '');
    const absolute = booleanOption(options, 'absolute', false);
    const fileScheme = booleanOption(options, 'file_scheme', false);
    const tags = stringOption(options, 'tags', 'img script a link').split(/\s+/).filter(Boolean);
    if (base === '' || (!absolute && relative === '')) return;
    const convert: Convert = (address) => converted(address, base, absolute ? null : relative, fileScheme);
    const pass = new Conversion(markdown, tags, convert);
    markdown.postprocessors.register({ run: (root) => pass.run(root) }, 'path-converter', 2);
  },
};

export default pathconverter;

class Conversion {
  readonly #markdown: Markdown;
  readonly #tags: ReadonlySet<string>;
  readonly #html: RegExp;
  readonly #convert: Convert;

  constructor(markdown: Markdown, tags: readonly string[], convert: Convert) {
    this.#markdown = markdown;
    this.#tags = new Set(tags);
    this.#convert = convert;
    const names = tags.map((tag) => tag.replace(/[^\w-]/g, '\\$&')).join('|');
    this.#html = new RegExp(
      `<(script|style)[^>]*>[^]*?</\\1\\s*>|<!--[^]*?-->|(<\\s*(?:${names}))((?:\\s+[\\w:-]+(?:\\s*=\\s*(?:"[^"]*"|'[^']*'))?)*)(\\s*/?>)`,
      'g',
    );
  }

  run(root: Element): void {
    this.#element(root);
    const { stash } = this.#markdown;
    for (let i = 0; i < stash.size; i++) {
      const item = stash.get(i);
      if (item?.kind === 'html') stash.replace(i, { ...item, html: this.#rawHtml(item.html) });
      else if (item?.kind === 'markdown') this.#element(item.element);
    }
  }

  #element(root: Element): void {
    for (const element of root.iterate()) {
      if (this.#tags.has(element.tag)) {
        for (const name of ['href', 'src']) {
          const value = element.get(name);
          if (value !== undefined) element.set(name, this.#convert(value));
        }
      }
      if (element.text !== null) this.#text(element.text);
      if (element.tail !== null) this.#text(element.tail);
    }
  }

  #text(text: InlineText): void {
    for (const mark of [...text.marksInOrder()]) {
      if (mark.kind === 'element') this.#element(mark.element);
      else if (mark.kind === 'raw' && mark.value.includes('<')) {
        const value = this.#rawHtml(mark.value);
        // Marks are kept beside the text, so that the text itself stays as it is.
        text.withMarks([{ start: mark.start, end: mark.end, replacement: { kind: 'raw', value } }]);
      }
    }
  }

  #rawHtml(html: string): string {
    return html.replace(this.#html, (whole, _script, open?: string, attributes?: string, close?: string) => {
      if (open === undefined || attributes === undefined || close === undefined) return whole;
      const changed = attributes.replace(
        /(\s+(?:href|src)\s*=\s*)("[^"]*"|'[^']*')/g,
        (pair, name: string, quoted: string) => {
          const address = quoted.slice(1, -1).replaceAll('&amp;', '&');
          const value = this.#convert(address);
          return value === address ? pair : `${name}"${value}"`;
        },
      );
      return open + changed + close;
    });
  }
}

const WEB = /^(?:(?:http|ftp)s?|data|mailto|tel|news)/i;
const ADDRESS = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?(#[\s\S]*)?$/;

/** Mirrors `repl_relative` and `repl_absolute`: only addresses of files are changed, and only relative ones. */
function converted(address: string, base: string, relative: string | null, fileScheme: boolean): string {
  const match = ADDRESS.exec(address);
  if (match === null) return address;
  const [, scheme = '', host = '', path = '', query = '', fragment = ''] = match;
  const isUrl = WEB.test(scheme) || (scheme === '' && host === '' && path === '') || (scheme !== '' && host !== '');
  const isAbsolute = host !== '' || scheme === 'file' || scheme.length === 1 || /^[/\\]/.test(path);
  if (isUrl || isAbsolute) return address;
  const joined = posix.normalize(posix.join(base, unquote(path)));
  const result = relative === null ? joined : posix.relative(posix.join('/', relative), posix.join('/', joined)) || '.';
  const rest = (query === '?' ? '' : query) + (fragment === '#' ? '' : fragment);
  const quoted = quote(result.length > 1 ? result.replace(/\/$/, '') : result);
  if (relative !== null) return (scheme === '' ? '' : `${scheme}:`) + quoted + rest;
  const rooted = quoted.startsWith('/') ? quoted : `/${quoted}`;
  return (fileScheme ? 'file://' : '') + rooted + rest;
}

function unquote(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Python's `quote`: everything but letters, digits and `_.-~/` as percent sequences. */
function quote(path: string): string {
  return encodeURIComponent(path)
    .replaceAll('%2F', '/')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

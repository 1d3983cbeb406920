import { isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { applyEdits, type TextEdit } from '../text/edits.ts';
import { newPath } from './moved-files.ts';
import type { Site } from './site.ts';

/** What a move changes in configuration files. */
export interface ConfigurationMoves {
  /** New texts by absolute file. */
  readonly texts: ReadonlyMap<string, string>;
  readonly left: readonly { readonly file: string; readonly what: string }[];
}

/**
 * Changes every value of the configuration that is the path of a moved file below the docs folder (`nav`, `extra_css`,
 * targets of redirects), and adds redirects from the old pages where that is asked for. Only the values change; comments,
 * order and quotes stay. Keys are left alone: those of redirects are addresses of the past.
 */
export function configurationMoves(
  site: Site,
  renames: ReadonlyMap<string, string>,
  redirect: boolean,
): ConfigurationMoves {
  const texts = new Map<string, string>();
  const left: { file: string; what: string }[] = [];
  const paths = new Map<string, string>();
  for (const from of renames.keys()) {
    if (!from.startsWith(`${site.docsDir}/`)) continue;
    const path = from.slice(site.docsDir.length + 1);
    const to = newPath(path, site.docsDir, renames);
    if (to !== path) paths.set(path, to);
  }
  const pages = [...paths].filter(([path]) => site.pages.has(path));
  let redirected = false;
  for (const [file, text] of site.configTexts) {
    const isToml = file.toLowerCase().endsWith('.toml');
    const edits = isToml ? tomlEdits(text, paths) : yamlEdits(text, paths);
    if (redirect && !redirected && !isToml) {
      const added = redirectEdit(text, pages);
      if (added !== null) edits.push(added);
      redirected = added !== null;
    }
    if (edits.length > 0) texts.set(file, applyEdits(text, edits));
  }
  if (redirect && !redirected && pages.length > 0) {
    left.push({
      file: site.configPath,
      what: 'redirects: the plugin `redirects` with `redirect_maps` is not configured',
    });
  }
  return { texts, left };
}

function yamlEdits(text: string, paths: ReadonlyMap<string, string>): TextEdit[] {
  const edits: TextEdit[] = [];
  const document = parseDocument(text, { logLevel: 'silent', lineCounter: new LineCounter() });
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || typeof node.value !== 'string' || !node.range) return;
      const [path, anchor = ''] = splitAnchor(node.value);
      const to = paths.get(path);
      if (to === undefined) return;
      const [start, end] = node.range;
      const written = text.slice(start, end);
      const quote = /^["']/.exec(written)?.[0] ?? (/^[\w./ -]*$/.test(to) ? '' : '"');
      edits.push({ start, end, text: quote + to + anchor + quote });
    },
  });
  return edits;
}

function splitAnchor(value: string): [string, string?] {
  const hash = value.indexOf('#');
  return hash === -1 ? [value] : [value.slice(0, hash), value.slice(hash)];
}

/** Quoted strings of TOML that are a path. */
function tomlEdits(text: string, paths: ReadonlyMap<string, string>): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { 0: written, index } of text.matchAll(/"[^"\n\\]*"|'[^'\n]*'/g)) {
    const to = paths.get(written.slice(1, -1));
    const isKey = /^\s*=/.test(text.slice(index + written.length));
    if (to !== undefined && !isKey) edits.push({ start: index + 1, end: index + written.length - 1, text: to });
  }
  return edits;
}

/** Entries for `redirect_maps` of the plugin `redirects`, before its first one; null where it is not written as a block. */
function redirectEdit(text: string, pages: readonly (readonly [string, string])[]): TextEdit | null {
  const document = parseDocument(text, { logLevel: 'silent' });
  let edit: TextEdit | null = null;
  visit(document, {
    Pair(_key, pair) {
      if (!isScalar(pair.key) || pair.key.value !== 'redirect_maps' || !isMap(pair.value)) return undefined;
      const first = pair.value.items[0]?.key;
      if (pair.value.flow === true || !isScalar(first) || !first.range) return undefined;
      const start = first.range[0];
      const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
      if (indent.trim() !== '') return undefined;
      edit = {
        start,
        end: start,
        text: pages.map(([from, to]) => `${quoted(from)}: ${quoted(to)}\n${indent}`).join(''),
      };
      return visit.BREAK;
    },
  });
  return edit;
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : JSON.stringify(path);
}

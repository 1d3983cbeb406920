import type { Root, Text } from 'mdast';
import { defineRule, type Fix, type Json } from '../src/rule.ts';
import type { Cause, Site } from '../src/site/site.ts';
import { nearest } from '../src/text/nearest.ts';
import { fenceFaults, isInFenceFault } from './shared/fence-fault.ts';
import { footnoteReferences, linkReferences } from './shared/undefined-reference.ts';

/** A reference that shows as text. */
type Found = {
  readonly kind: 'link' | 'footnote';
  readonly source: string;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly near: string | null;
  /** Where the label stands. */
  readonly labelStart: number;
  readonly labelEnd: number;
};

/**
 * The method: text of the page in which the form of a reference is left. Indexes (`list[0][1]`), keys (`[Ctrl][C]`) and
 * text in brackets without a label are none. Where a plugin or a missing include may define more labels, nothing is said.
 */
export default defineRule({
  summary: 'What a reference link or a footnote refers to is defined.',
  why: 'Without its definition a reference shows as text, brackets and all, and leads nowhere.',
  since: '0.2.0',
  fix: 'suggestion',
  options: {},
  messages: {
    link: '`{source}` shows as it is written, brackets and all: the page has no definition of `{label}`.{hint}',
    footnote: '`{source}` shows as it is written: the page has no footnote of that name.{hint}',
  },
  page({ site, text, span, readAs }) {
    const found: Found[] = [];
    const texts: Text[] = [];
    const footnotes: string[] = [];
    let tree: Root | null = null;
    const hasFootnotes = site.dialect.extensions.some(({ name }) => /(?:^|\.)(?:footnotes|extra)$/.test(name));
    return {
      root(node) {
        tree = node;
      },
      text(node) {
        if (node.value.includes('][') || (hasFootnotes && node.value.includes('[^'))) texts.push(node);
      },
      footnoteDefinition(node) {
        footnotes.push(node.label ?? node.identifier);
      },
      end() {
        const faults = texts.length === 0 ? [] : fenceFaults(tree!, text, readAs);
        const definitions = tree!.data?.definitions ?? [];
        for (const node of texts) {
          const at = span(node);
          if (at === null || at.file !== undefined || isInFenceFault(faults, at.start)) continue;
          for (const reference of linkReferences(text, at)) {
            const near = /\p{L}/u.test(reference.label) ? nearest(reference.label, definitions) : null;
            found.push({ kind: 'link', near, ...reference });
          }
          for (const reference of hasFootnotes ? footnoteReferences(text, at) : []) {
            if (footnotes.includes(reference.label)) continue;
            const near = /\p{L}/u.test(reference.label) ? nearest(reference.label, footnotes) : null;
            found.push({ kind: 'footnote', near, ...reference });
          }
        }
        return found.length === 0 ? undefined : found;
      },
    };
  },
  site({ site, facts, pages, own, report, unknowable }) {
    for (const [path, page] of pages) {
      const found = own(path) as readonly (Found & { [key: string]: Json })[] | undefined;
      if (found === undefined) continue;
      const cause = incomplete(site, page) ?? facts.anyText;
      for (const reference of found) {
        const { kind, source, label, start, end, near, labelStart, labelEnd } = reference;
        const unknown = cause ?? (kind === 'link' ? (site.unknowable.references[0] ?? null) : null);
        if (unknown !== null) {
          unknowable(unknown);
          continue;
        }
        const hint = near === null ? '' : ` Did you mean \`${kind === 'footnote' ? '^' : ''}${near}\`?`;
        const fix: Fix | null =
          near === null
            ? null
            : {
                title: `Refer to \`${near}\``,
                class: 'suggestion',
                effect: 'structure',
                edits: [{ start: labelStart, end: labelEnd, text: near }],
              };
        report({
          page: path,
          message: kind,
          values: { source, label, hint },
          span: { start, end },
          data: { label, near },
          fixes: fix === null ? [] : [fix],
        });
      }
    }
  },
});

/** Why a page may hold definitions that assay does not see. */
function incomplete(
  site: Site,
  page: { readonly markers: readonly string[]; readonly notes: readonly { readonly kind: string }[] },
): Cause | null {
  for (const cause of site.unknowable.text) {
    if (cause.markers.length === 0 || cause.markers.some((marker) => page.markers.includes(marker))) return cause;
  }
  // A hook or a plugin that assay does not know may write anything into pages.
  const anything = site.unknowable.anchors.find(({ prefix, fragmentPrefix }) => prefix === '' && fragmentPrefix === '');
  if (anything !== undefined) return anything;
  if (!page.notes.some(({ kind }) => kind.startsWith('include'))) return null;
  return { source: 'include', reason: 'pages include files that could not be read' };
}

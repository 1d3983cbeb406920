import type { Extension } from '../extension.ts';
import abbr from './abbr.ts';
import admonition from './admonition.ts';
import arithmatex from './arithmatex.ts';
import attrList from './attr-list.ts';
import betterem from './betterem.ts';
import blocksAdmonition from './blocks-admonition.ts';
import blocksCaption from './blocks-caption.ts';
import blocksDefinition from './blocks-definition.ts';
import blocksDetails from './blocks-details.ts';
import blocksHtml from './blocks-html.ts';
import blocksTab from './blocks-tab.ts';
import caret from './caret.ts';
import codehilite from './codehilite.ts';
import critic from './critic.ts';
import defList from './def-list.ts';
import details from './details.ts';
import emoji from './emoji.ts';
import escapeall from './escapeall.ts';
import extra from './extra.ts';
import fancylists from './fancylists.ts';
import fencedCode from './fenced-code.ts';
import footnotes from './footnotes.ts';
import highlight from './highlight.ts';
import inlinehilite from './inlinehilite.ts';
import keys from './keys.ts';
import legacyAttrs from './legacy-attrs.ts';
import legacyEm from './legacy-em.ts';
import magiclink from './magiclink.ts';
import mark from './mark.ts';
import markdownInclude from './markdown-include.ts';
import mdInHtml from './md-in-html.ts';
import meta from './meta.ts';
import nl2br from './nl2br.ts';
import pathconverter from './pathconverter.ts';
import progressbar from './progressbar.ts';
import quotes from './quotes.ts';
import saneLists from './sane-lists.ts';
import saneheaders from './saneheaders.ts';
import smartsymbols from './smartsymbols.ts';
import smarty from './smarty.ts';
import snippets from './snippets.ts';
import striphtml from './striphtml.ts';
import superfences from './superfences.ts';
import tabbed from './tabbed.ts';
import tables from './tables.ts';
import tasklist from './tasklist.ts';
import tilde from './tilde.ts';
import toc from './toc.ts';
import trulySaneLists from './truly-sane-lists.ts';
import wikilinks from './wikilinks.ts';

/** Every extension that the reader knows, by the name that `mkdocs.yml` gives it. */
export const extensions: ReadonlyMap<string, Extension> = new Map(
  [
    abbr,
    admonition,
    arithmatex,
    attrList,
    betterem,
    blocksAdmonition,
    blocksCaption,
    blocksDefinition,
    blocksDetails,
    blocksHtml,
    blocksTab,
    caret,
    codehilite,
    critic,
    defList,
    details,
    emoji,
    escapeall,
    extra,
    fancylists,
    fencedCode,
    footnotes,
    highlight,
    inlinehilite,
    keys,
    legacyAttrs,
    legacyEm,
    magiclink,
    mark,
    markdownInclude,
    mdInHtml,
    meta,
    nl2br,
    pathconverter,
    progressbar,
    quotes,
    saneLists,
    saneheaders,
    smartsymbols,
    smarty,
    snippets,
    striphtml,
    superfences,
    tabbed,
    tables,
    tasklist,
    tilde,
    toc,
    trulySaneLists,
    wikilinks,
  ]
    .flat()
    .map((extension: Extension) => [extension.name, extension]),
);

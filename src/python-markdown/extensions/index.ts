import type { Extension } from '../extension.ts';
import abbr from './abbr.ts';
import admonition from './admonition.ts';
import attrList from './attr-list.ts';
import betterem from './betterem.ts';
import blocksAdmonition from './blocks-admonition.ts';
import blocksDefinition from './blocks-definition.ts';
import blocksDetails from './blocks-details.ts';
import blocksHtml from './blocks-html.ts';
import caret from './caret.ts';
import codehilite from './codehilite.ts';
import defList from './def-list.ts';
import details from './details.ts';
import extra from './extra.ts';
import fencedCode from './fenced-code.ts';
import footnotes from './footnotes.ts';
import highlight from './highlight.ts';
import legacyAttrs from './legacy-attrs.ts';
import legacyEm from './legacy-em.ts';
import mark from './mark.ts';
import mdInHtml from './md-in-html.ts';
import nl2br from './nl2br.ts';
import saneLists from './sane-lists.ts';
import saneheaders from './saneheaders.ts';
import superfences from './superfences.ts';
import tabbed from './tabbed.ts';
import tables from './tables.ts';
import tasklist from './tasklist.ts';
import tilde from './tilde.ts';
import toc from './toc.ts';
import trulySaneLists from './truly-sane-lists.ts';

/** Every extension that the reader knows, by the name that `mkdocs.yml` gives it. */
export const extensions: ReadonlyMap<string, Extension> = new Map(
  [
    abbr,
    admonition,
    attrList,
    betterem,
    blocksAdmonition,
    blocksDefinition,
    blocksDetails,
    blocksHtml,
    caret,
    codehilite,
    defList,
    details,
    extra,
    fencedCode,
    footnotes,
    highlight,
    legacyAttrs,
    legacyEm,
    mark,
    mdInHtml,
    nl2br,
    saneLists,
    saneheaders,
    superfences,
    tabbed,
    tables,
    tasklist,
    tilde,
    toc,
    trulySaneLists,
  ]
    .flat()
    .map((extension: Extension) => [extension.name, extension]),
);

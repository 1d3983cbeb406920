import { differences } from '../src/commonmark/difference.ts';
import { type Block, outline } from '../src/commonmark/outline.ts';
import { defineRule } from '../src/rule.ts';
import { LineIndex } from '../src/text/position.ts';

/** Lines that only MkDocs understands: abbreviations, contents, snippets, attribute lists, macros. */
const MKDOCS_LINE = /^[ \t>]*(?:\*\[[^\]]*\]:|\[TOC\][ \t]*$|;*-+8<-+|\{!.*!\}|\{[:%{#.].*\}[ \t]*$|\/\/\/)/;

/** The first and the last line of a block of snippets. */
const SNIPPET = /^[ \t>]*(?:-+8<-+|\{!.*!\})/;
const SNIPPET_BLOCK = /^[ \t]*-+8<-+[ \t]*$/;

/** Lines that are not compared, and lines from which on nobody can tell how their block reads. */
const SKIPPED = 1;
const UNKNOWABLE = 2;

/**
 * The method: the page is read as MkDocs and as GitHub does; line by line the blocks that hold the line are compared, and
 * on lines of text the links, images, code and emphasis that start there. Blocks that share lines are judged together
 * and give one finding at most, at the first line that differs.
 */
export default defineRule({
  summary: 'GitHub shows the page with the same structure as the site.',
  why: 'MkDocs and GitHub read Markdown by different rules: a list that looks right in the preview on GitHub may be running text on the site, and the other way round.',
  since: '0.1.0',
  fix: null,
  severity: 'warn',
  optional: true,
  needs: ['commonmark'],
  options: {
    syntax: {
      type: 'string',
      default: 'ignore',
      words:
        'Whether syntax that only MkDocs knows (admonitions, tabs, attribute lists, the attribute `markdown`, definition lists, formulas) is reported.',
      schema: { enum: ['ignore', 'report'] },
    },
  },
  messages: {
    differs: '{github} on GitHub, {site} on the site.',
    spreads: '{github} on GitHub, {site} on the site; {following} after it.',
  },
  page({ site: { unknowable }, text, options, frontMatter, commonMark, report }) {
    // A plugin that may change any page leaves nothing to compare.
    if (unknowable.text.some(({ markers }) => markers.length === 0)) return {};
    const markers = unknowable.text.flatMap((part) => part.markers).filter((marker) => text.includes(marker));
    return {
      root(tree) {
        const extensions = options.syntax === 'report';
        const lines = new LineIndex(text);
        const site = outline(tree, text, lines);
        const github = outline(commonMark(), text, lines);
        const flags = new Uint8Array(lines.lineCount + 2);
        const skip = (start: number, end: number) => flags.fill(SKIPPED, start, end + 1);
        for (const block of github.blocks) if (block.kind === 'matter') skip(block.start, block.end);
        if (frontMatter !== null && github.blocks[0]?.kind !== 'matter') skip(1, (site.blocks[0]?.start ?? 1) - 1);
        let inSnippet = false;
        let touching = false;
        text.split(/\r\n|\r|\n/).forEach((content, i) => {
          const line = i + 1;
          const inCode = site.owners[line]?.kind === 'code';
          const marker = !inCode && SNIPPET_BLOCK.test(content);
          if (marker) inSnippet = !inSnippet;
          // What touches a snippet belongs to its last block.
          touching = content.trim() !== '' && !inCode && (touching || marker || SNIPPET.test(content));
          const own = touching || inSnippet || (!inCode && MKDOCS_LINE.test(content));
          if (markers.some((mark) => content.includes(mark))) flags[line] = UNKNOWABLE;
          else if (content.trim() === '' || (!extensions && own)) flags[line] = SKIPPED;
        });
        if (!extensions) for (const block of site.blocks) skipExtensions(block, skip);
        const found = differences({
          github,
          site,
          compared: (line) => flags[line] === 0,
          unknowable: (line) => flags[line] === UNKNOWABLE,
          lineStart: (line) => lines.lineStart(line),
          lineCount: lines.lineCount,
          extensions,
        });
        for (const { github: here, site: there, span, following } of found) {
          const values = { github: here.charAt(0).toUpperCase() + here.slice(1), site: there };
          const data = { github: here, site: there, following };
          if (following === 0) report({ message: 'differs', values, span, data });
          else {
            const more = following === 1 ? 'one more block follows' : `${following} more blocks follow`;
            report({ message: 'spreads', values: { ...values, following: more }, span, data });
          }
        }
      },
    };
  },
});

function skipExtensions(block: Block, skip: (start: number, end: number) => void): void {
  if (block.kind === 'extension') skip(block.start, block.end);
  else for (const child of block.children) skipExtensions(child, skip);
}

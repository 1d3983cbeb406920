import { differences } from '../src/commonmark/difference.ts';
import { type Block, type Outline, outline } from '../src/commonmark/outline.ts';
import { defineRule } from '../src/rule.ts';
import { LineIndex } from '../src/text/position.ts';

/** Lines that only MkDocs understands: abbreviations, contents, snippets, attribute lists, macros. */
const MKDOCS_LINE = /^[ \t>]*(?:\*\[[^\]]*\]:|\[TOC\][ \t]*$|;*-+8<-+|\{!.*!\}|\{[:%{#.].*\}[ \t]*$|\/\/\/)/;

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
        'Whether syntax that only MkDocs knows (admonitions, tabs, attribute lists, the attribute `markdown`, definition lists, formulas, bare addresses) is reported.',
      schema: { enum: ['ignore', 'report'] },
    },
  },
  messages: {
    differs: '{github} on GitHub, {site} on the site.',
    spreads: '{github} on GitHub, {site} on the site; {following} after it.',
  },
  page({ text, options, frontMatter, commonMark, report }) {
    return {
      root(tree) {
        const extensions = options.syntax === 'report';
        const lines = new LineIndex(text);
        const site = outline(tree, text, lines);
        const github = outline(commonMark(), text, lines);
        const skipped = new Uint8Array(lines.lineCount + 2);
        const skip = (start: number, end: number) => skipped.fill(1, start, end + 1);
        for (const block of github.blocks) if (block.kind === 'matter') skip(block.start, block.end);
        if (frontMatter !== null && github.blocks[0]?.kind !== 'matter') skip(1, (site.blocks[0]?.start ?? 1) - 1);
        text.split(/\r\n|\r|\n/).forEach((line, i) => {
          if (line.trim() === '' || (!extensions && isMkdocsLine(line, site, i + 1))) skipped[i + 1] = 1;
        });
        if (!extensions) for (const block of site.blocks) skipExtensions(block, skip);
        const found = differences({
          github,
          site,
          compared: (line) => skipped[line] === 0,
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

/** A line in MkDocs' own syntax, unless the site shows it as code. */
function isMkdocsLine(line: string, site: Outline, number: number): boolean {
  return MKDOCS_LINE.test(line) && site.owners[number]?.kind !== 'code';
}

function skipExtensions(block: Block, skip: (start: number, end: number) => void): void {
  if (block.kind === 'extension') skip(block.start, block.end);
  else for (const child of block.children) skipExtensions(child, skip);
}

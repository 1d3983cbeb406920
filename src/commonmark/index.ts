import type { Root } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

/** How a page is read by `readCommonMark`. */
export interface CommonMarkOptions {
  /** Whether `:name[]`, `::name` and `:::name` are directives (remark-directive). GitHub knows none. */
  readonly directives?: boolean;
}

const github = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml', 'toml']).freeze();
const withDirectives = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkFrontmatter, ['yaml', 'toml'])
  .use(remarkDirective)
  .freeze();

const BYTE_ORDER_MARK = 0xfeff;

/**
 * The second reading of a page: CommonMark with GitHub's additions (tables, task lists, footnotes, strikethrough, bare
 * addresses) and front matter, as mdast. Positions count in `text` as it is given. This module is slow to load: nothing
 * that every run needs may import it other than by `import()`.
 */
export function readCommonMark(text: string, { directives = false }: CommonMarkOptions = {}): Root {
  const tree = (directives ? withDirectives : github).parse(text);
  // micromark takes the mark off without counting it.
  if (text.charCodeAt(0) === BYTE_ORDER_MARK) shift(tree);
  return tree;
}

function shift(tree: Root): void {
  visit(tree, (node) => {
    if (node.position === undefined) return;
    for (const point of [node.position.start, node.position.end]) {
      if (point.offset !== undefined) point.offset++;
      if (point.line === 1) point.column++;
    }
  });
}

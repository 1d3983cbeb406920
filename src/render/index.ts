import type { Element as HastElement, Root as HastRoot } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Root } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import { find, html as htmlSchema } from 'property-information';
import { visit } from 'unist-util-visit';
import { handlers, unknownHandler } from './handlers.ts';

/** The address that a link or an image of the built page has, for the one that the tree holds (S-URL-04). */
export type RewriteAddress = (address: string) => string;

/** The page as hast, with raw HTML as `raw` nodes. Only addresses of tree elements are rewritten, as in MkDocs (S-URL-20). */
export function renderHast(tree: Root, rewrite?: RewriteAddress): HastRoot {
  const hast = toHast(tree, { handlers, unknownHandler, allowDangerousHtml: true }) as HastRoot;
  visit(hast, 'element', (node: HastElement) => {
    if (rewrite !== undefined && node.tagName === 'a' && typeof node.properties.href === 'string') {
      node.properties.href = rewrite(node.properties.href);
    }
    if (rewrite !== undefined && node.tagName === 'img' && typeof node.properties.src === 'string') {
      node.properties.src = rewrite(node.properties.src);
    }
    keepEmptyAttributes(node);
  });
  return hast;
}

/** The HTML that MkDocs would put into the page body. */
export function renderHtml(tree: Root, rewrite?: RewriteAddress): string {
  return toHtml(renderHast(tree, rewrite), { allowDangerousHtml: true, closeSelfClosing: true });
}

/** `hast-util-to-html` drops a boolean attribute whose value is the empty text; Python-Markdown writes it. */
function keepEmptyAttributes(node: HastElement): void {
  for (const name of Object.keys(node.properties)) {
    if (node.properties[name] !== '') continue;
    const info = find(htmlSchema, name);
    if (info.boolean || info.overloadedBoolean) node.properties[name] = true;
  }
}

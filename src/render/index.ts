import type { Element as HastElement, Root as HastRoot, RootContent } from 'hast';
import type { Root } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import { decodeEntities } from '../python-markdown/entities.ts';
import { handlers, type PageNode, unknownHandler } from './handlers.ts';
import { serialize } from './serialize.ts';

/** The address that a link or an image of the built page has, for the one that the tree holds (S-URL-04). */
export type RewriteAddress = (address: string) => string;

/** The page as hast, with raw HTML as `raw` nodes. Only addresses of tree elements are rewritten, as in MkDocs (S-URL-20). */
export function renderHast(tree: Root, rewrite?: RewriteAddress): HastRoot {
  // `toHast` walks over what it is given in search of CommonMark's definitions, which this tree has none of.
  const page: PageNode = { type: 'page', tree };
  const hast = toHast(page as unknown as Root, { handlers, unknownHandler, allowDangerousHtml: true }) as HastRoot;
  if (rewrite !== undefined) rewriteBelow(hast.children, rewrite);
  return hast;
}

function rewriteBelow(nodes: readonly RootContent[], rewrite: RewriteAddress): void {
  for (const node of nodes) {
    if (node.type !== 'element') continue;
    if (node.tagName === 'a') rewriteAttribute(node, 'href', rewrite);
    else if (node.tagName === 'img') rewriteAttribute(node, 'src', rewrite);
    rewriteBelow(node.children, rewrite);
  }
}

function rewriteAttribute(node: HastElement, name: 'href' | 'src', rewrite: RewriteAddress): void {
  const address = node.properties[name];
  if (typeof address !== 'string') return;
  const undecoded = node.data?.undecodedAddress;
  node.properties[name] = undecoded === undefined ? rewrite(address) : decodeEntities(rewrite(undecoded));
}

/** The HTML that MkDocs would put into the page body. */
export function renderHtml(tree: Root, rewrite?: RewriteAddress): string {
  return serialize(renderHast(tree, rewrite));
}

import type { Element as HastElement, Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import { visit } from 'unist-util-visit';
import { decodeEntities } from '../python-markdown/entities.ts';
import { handlers, unknownHandler } from './handlers.ts';
import { serialize } from './serialize.ts';

/** The address that a link or an image of the built page has, for the one that the tree holds (S-URL-04). */
export type RewriteAddress = (address: string) => string;

/** The page as hast, with raw HTML as `raw` nodes. Only addresses of tree elements are rewritten, as in MkDocs (S-URL-20). */
export function renderHast(tree: Root, rewrite?: RewriteAddress): HastRoot {
  const hast = toHast(tree, { handlers, unknownHandler, allowDangerousHtml: true }) as HastRoot;
  if (rewrite === undefined) return hast;
  visit(hast, 'element', (node: HastElement) => {
    const name = node.tagName === 'a' ? 'href' : node.tagName === 'img' ? 'src' : null;
    if (name === null) return;
    const address = node.properties[name];
    if (typeof address !== 'string') return;
    const undecoded = node.data?.undecodedAddress;
    node.properties[name] = undecoded === undefined ? rewrite(address) : decodeEntities(rewrite(undecoded));
  });
  return hast;
}

/** The HTML that MkDocs would put into the page body. */
export function renderHtml(tree: Root, rewrite?: RewriteAddress): string {
  return serialize(renderHast(tree, rewrite));
}

import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import { readCommonMark } from '../../src/commonmark/index.ts';

describe('the second reading', () => {
  it('knows what GitHub adds, and front matter', () => {
    const tree = readCommonMark(
      '---\ntitle: x\n---\n\n| a |\n|---|\n\n- [x] ~~b~~ https://quay.example [^1]\n\n[^1]: c\n',
    );
    expect(tree.children.map(({ type }) => type)).toEqual(['yaml', 'table', 'list', 'footnoteDefinition']);
    const types: string[] = [];
    visit(tree, (node) => void types.push(node.type));
    expect(types).toEqual(expect.arrayContaining(['delete', 'link', 'footnoteReference']));
  });

  it('reads directives where asked', () => {
    const text = ':::note\nx\n:::\n';
    expect(readCommonMark(text).children[0]?.type).toBe('paragraph');
    expect(readCommonMark(text, { directives: true }).children[0]?.type).toBe('containerDirective');
  });

  it.each(['\ufeff', ''])('counts positions in the text as it is given (%j before it)', (mark) => {
    const text = `${mark}# Tide\r\n\r\n[a](b.md)\r\n`;
    visit(readCommonMark(text), (node) => {
      const at = text.slice(node.position!.start.offset, node.position!.end.offset);
      if (node.type === 'heading') expect(at).toBe('# Tide');
      if (node.type === 'link') expect(at).toBe('[a](b.md)');
    });
  });
});

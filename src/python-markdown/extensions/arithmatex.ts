import type { BlockProcessor } from '../block-parser.ts';
import { booleanOption, type Extension, type ExtensionOptions, stringOption } from '../extension.ts';
import { escapeAlso } from '../inline/escape.ts';
import type { InlinePattern } from '../inline-parser.ts';
import type { InlineText } from '../inline-text.ts';
import { blockMath, inlineMath } from './arithmatex/inline-math.ts';

const BLOCKS: Readonly<Record<string, string>> = {
  dollar: '[$]{2}(?<dollar>(?:\\\\.|[^\\\\])+?)[$]{2}',
  square: '\\\\\\[(?<square>(?:\\\\[^\\]]|[^\\\\])+?)\\\\\\]',
  begin: '(?<begin>\\\\begin\\{(?<env>[a-z]+\\*?)\\}(?:\\\\.|[^\\\\])+?\\\\end\\{\\k<env>\\})',
};

/** Formulas, `$x$`, `\(x\)`, `$$x$$`, `\[x\]` and `\begin{x}` (`pymdownx.arithmatex`). */
const arithmatex: Extension = {
  name: 'pymdownx.arithmatex',
  extend(markdown, options) {
    escapeAlso(markdown, ['$']);
    const inline = listOption(options, 'inline_syntax', ['dollar', 'round']);
    if (inline.includes('dollar') || inline.includes('round')) {
      markdown.inline.patterns.register(inlinePattern(options, inline), 'arithmatex-inline', 189.9);
    }
    const blocks = ['dollar', 'square', 'begin'].filter((name) =>
      listOption(options, 'block_syntax', ['dollar', 'square', 'begin']).includes(name),
    );
    if (blocks.length > 0) {
      markdown.parser.processors.register(blockProcessor(options, blocks), 'arithmatex-block', 79.9);
    }
  },
};
export default arithmatex;

function inlinePattern(options: ExtensionOptions, allowed: readonly string[]): InlinePattern {
  const dollar = allowed.includes('dollar');
  const round = allowed.includes('round');
  const smart = booleanOption(options, 'smart_dollar', true);
  // Masks begin with STX: a formula does not reach over what was read before.
  const inDollars = smart ? /\$(?!\s)((?:\\.|[^\\$\x02\x03])+?)(?<!\s)\$/suy : /\$((?:\\.|[^\\$\x02\x03])+?)\$/suy;
  const inRounds = /\\\(((?:\\[^)]|[^\\\x02\x03])+?)\\\)/suy;
  const generic = booleanOption(options, 'generic', false);
  const preview = booleanOption(options, 'preview', true);
  const tag = stringOption(options, 'inline_tag', 'span');
  const wrap = wrapOption(options, 'tex_inline_wrap', ['\\(', '\\)']);
  const openings = [
    ...(dollar ? ['(?:\\\\\\\\)+(?=\\$)', '\\$'] : []),
    ...(round ? ['(?:\\\\\\\\)+?(?=\\\\\\()', '\\\\\\('] : []),
  ];
  let known: InlineText | null = null;
  const last = new Map<string, number>();
  return {
    expression: new RegExp(`(?<!\\\\)(?:${openings.join('|')})`, 'g'),
    triggers: `${dollar ? '$' : ''}${round ? '\\' : ''}`,
    looksBehind: true,
    handle(match, data) {
      const start = match.index;
      const opening = match[0];
      if (opening.startsWith('\\\\')) {
        const value = '\\'.repeat(opening.length / 2);
        return { start, end: start + opening.length, replacement: { kind: 'text', value } };
      }
      const closing = opening === '$' ? '$' : '\\)';
      if (data !== known) {
        known = data;
        last.clear();
      }
      if (!last.has(closing)) last.set(closing, data.text.lastIndexOf(closing));
      if (last.get(closing)! < start + opening.length) return null;
      const expression = opening === '$' ? inDollars : inRounds;
      expression.lastIndex = start;
      const found = expression.exec(data.text);
      if (found === null) return null;
      const end = start + found[0].length;
      const element = inlineMath(data.source(start + opening.length, end - closing.length), {
        ...{ generic, preview, tag, wrap, className: 'arithmatex' },
        ...{ start: data.origin(start), end: data.originEnd(end) },
      });
      return { start, end, replacement: { kind: 'element', element } };
    },
  };
}

function blockProcessor(options: ExtensionOptions, allowed: readonly string[]): BlockProcessor {
  const expression = new RegExp(`^(?:${allowed.map((name) => BLOCKS[name]).join('|')})[ ]*\\n?$`, 'su');
  const generic = booleanOption(options, 'generic', false);
  const preview = booleanOption(options, 'preview', true);
  const tag = stringOption(options, 'block_tag', 'div');
  const wrap = wrapOption(options, 'tex_block_wrap', ['\\[', '\\]']);
  return {
    test: (_parent, block) => expression.test(block.text),
    run(parent, blocks) {
      const block = blocks.peek()!;
      const groups = expression.exec(block.text)?.groups;
      if (groups === undefined) return false;
      blocks.take();
      const math = groups.dollar ?? groups.square ?? groups.begin ?? '';
      const from = groups.begin === undefined ? 2 : 0;
      parent.append(
        blockMath(block.slice(from, from + math.length), {
          ...{ generic, preview, tag, wrap, className: 'arithmatex' },
          ...{ start: block.start, end: block.trimEnd().end },
        }),
      );
      return true;
    },
  };
}

function listOption(options: ExtensionOptions, name: string, fallback: readonly string[]): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.map(String) : fallback;
}

function wrapOption(
  options: ExtensionOptions,
  name: string,
  fallback: readonly [string, string],
): readonly [string, string] {
  const value = options[name];
  return Array.isArray(value) && value.length >= 2 ? [String(value[0]), String(value[1])] : fallback;
}

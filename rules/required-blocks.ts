import { spanIn } from '../src/facts/node-span.ts';
import { defineRule, type Json } from '../src/rule.ts';
import type { SourceSpan } from '../src/text/span.ts';
import { classedElements, type LabelledPart, labelledParts } from './shared/labelled-blocks.ts';

/** A block with a class, and its labelled parts. */
interface Block {
  readonly classes: readonly string[];
  readonly parts: readonly LabelledPart[];
  readonly span: SourceSpan | null;
}

/** What the configuration asks of blocks of a class. */
interface Requirement {
  readonly class: string;
  readonly lists?: readonly string[];
  readonly labels?: readonly string[];
}

/** Without a configuration: so many blocks of a class on one page must agree before another is measured by them. */
const ENOUGH = 3;

/**
 * The method: a block is an element with a class; its parts are what bold labels open. A configured class must have the
 * parts named. Without a configuration the blocks of one class on one page are measured by each other: a part that at
 * least three of them, and three in four, have is missed in the rest.
 */
export default defineRule({
  summary: 'A block that repeats has all its parts each time.',
  why: 'Readers compare cards; one that lacks its list looks finished and is not.',
  since: '0.1.0',
  fix: null,
  severity: 'warn',
  options: {
    blocks: {
      type: 'array',
      default: [] as readonly Requirement[],
      words:
        'Classes of blocks, each with the labels that must open a list (`lists`) and those that must be there (`labels`).',
      schema: {
        items: {
          type: 'object',
          required: ['class'],
          additionalProperties: false,
          properties: {
            class: { type: 'string' },
            lists: { type: 'array', items: { type: 'string' } },
            labels: { type: 'array', items: { type: 'string' } },
          },
        },
      },
    },
  },
  messages: {
    noList: 'This `{class}` block has no list under `{label}`.',
    noLabel: 'This `{class}` block has no part `{label}`.',
    unlikeList: 'This `{class}` block has no list under `{label}`; {count} of the {total} on this page have one.',
    unlikeLabel: 'This `{class}` block has no part `{label}`; {count} of the {total} on this page have one.',
  },
  page({ text, span }) {
    const blocks: Block[] = [];
    return {
      html(node) {
        for (const { classes, start, open, contentEnd } of classedElements(node)) {
          const parts = labelledParts(node.value.slice(open, contentEnd));
          const { offsetAt } = node.data ?? {};
          const at = offsetAt ? spanIn(node, { start: offsetAt(start), end: offsetAt(open - 1) + 1 }) : span(node);
          blocks.push({ classes, parts, span: at });
        }
      },
      containerDirective(node) {
        const classes = (node.attributes?.class ?? '').split(/\s+/).filter(Boolean);
        const at = span(node);
        if (node.data?.syntax !== 'md_in_html' || classes.length === 0 || at === null || at.file !== undefined) return;
        const { marker } = node.data;
        const place = marker === undefined ? at : spanIn(node, marker);
        blocks.push({ classes, parts: labelledParts(text.slice(at.start, at.end)), span: place });
      },
      end: () => (blocks.length === 0 ? undefined : (blocks as unknown as Json)),
    };
  },
  site({ pages, options, own, report }) {
    const required = options.blocks;
    for (const page of pages.keys()) {
      const blocks = (own(page) ?? []) as unknown as readonly Block[];
      for (const block of blocks) {
        for (const { class: name, lists = [], labels = [] } of required) {
          if (!block.classes.includes(name)) continue;
          const shared = { page, span: block.span };
          for (const label of lists) {
            const values = { class: name, label };
            if (!hasList(block, label)) report({ ...shared, message: 'noList', values, data: values });
          }
          for (const label of labels) {
            const values = { class: name, label };
            if (partOf(block, label) === undefined) report({ ...shared, message: 'noLabel', values, data: values });
          }
        }
      }
      const byClass = new Map<string, Block[]>();
      for (const block of blocks) {
        const [name] = block.classes;
        if (name === undefined || required.some((requirement) => block.classes.includes(requirement.class))) continue;
        const alike = byClass.get(name);
        if (alike) alike.push(block);
        else byClass.set(name, [block]);
      }
      for (const [name, alike] of byClass) {
        const labels = new Set(alike.flatMap(({ parts }) => parts.map(({ label }) => label)));
        for (const label of labels) {
          const withList = alike.filter((block) => hasList(block, label));
          const withPart = alike.filter((block) => partOf(block, label) !== undefined);
          const lists = isUsual(withList.length, alike.length);
          if (!lists && !isUsual(withPart.length, alike.length)) continue;
          const holders = lists ? withList : withPart;
          for (const block of alike) {
            if (holders.includes(block)) continue;
            report({
              message: lists ? 'unlikeList' : 'unlikeLabel',
              values: { class: name, label, count: holders.length, total: alike.length },
              page,
              span: block.span,
              data: { class: name, label },
            });
          }
        }
      }
    }
  },
});

function isUsual(count: number, total: number): boolean {
  return count >= ENOUGH && count * 4 >= total * 3;
}

function partOf(block: Block, label: string): LabelledPart | undefined {
  return block.parts.find((part) => part.label.toLowerCase() === label.replace(/:$/, '').toLowerCase());
}

function hasList(block: Block, label: string): boolean {
  return (partOf(block, label)?.items ?? 0) > 0;
}

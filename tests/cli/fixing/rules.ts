/** Rules that mend something, for tests of what stands around them: the command, the files, the reports. */
import { defineRule, type RuleSet } from '../../../src/rule.ts';

const shared = { why: '', since: '0.1.0', options: {} } as const;

/** A list that touches the paragraph above it. */
const listApart = defineRule({
  ...shared,
  summary: 'A list has a blank line before it.',
  fix: 'safe',
  messages: { touches: 'The list `{item}` shows as running text.' },
  page: ({ text, report }) => ({
    end: () => {
      for (const match of text.matchAll(/^(\w[^\r\n]*)(\r\n|\r|\n)(?=- ([^\r\n]*))/gm)) {
        const at = match.index + match[0].length;
        report({
          message: 'touches',
          values: { item: match[3]! },
          span: { start: at, end: at + 2 },
          fixes: [
            {
              title: 'Put a blank line before the list',
              class: 'safe',
              effect: 'structure',
              edits: [{ start: at, end: at, text: '\n' }],
            },
          ],
        });
      }
      return undefined;
    },
  }),
});

/** A link to `old.md`, where `new.md` is meant. */
const linkNew = defineRule({
  ...shared,
  summary: 'A link leads to the new page.',
  fix: 'unsafe',
  messages: { old: '`old.md` is gone.' },
  page: ({ text, report }) => ({
    end: () => {
      for (const { index } of text.matchAll(/(?<=\]\()old\.md(?=\))/g)) {
        const span = { start: index, end: index + 6 };
        const edits = [{ ...span, text: 'new.md' }];
        report({
          message: 'old',
          span,
          fixes: [{ title: 'Link to `new.md`', class: 'unsafe', effect: 'links', edits }],
        });
      }
      return undefined;
    },
  }),
});

/** A fix that the proof refuses: it takes a word away. */
const wordGone = defineRule({
  ...shared,
  summary: 'The word is not there.',
  fix: 'safe',
  messages: { there: '`shoal` is there.' },
  page: ({ text, report }) => ({
    end: () => {
      for (const { index } of text.matchAll(/shoal/g)) {
        const span = { start: index, end: index + 5 };
        const edits = [{ ...span, text: '' }];
        report({
          message: 'there',
          span,
          fixes: [{ title: 'Take the word out', class: 'safe', effect: 'structure', edits }],
        });
      }
      return undefined;
    },
  }),
});

/** Something without a fix. */
const noRocks = defineRule({
  ...shared,
  summary: 'There are no rocks.',
  fix: null,
  messages: { rock: 'A rock.' },
  page: ({ text, report }) => ({
    end: () => {
      for (const { index } of text.matchAll(/rock/g))
        report({ message: 'rock', span: { start: index, end: index + 4 } });
      return undefined;
    },
  }),
});

export const rules: RuleSet = {
  'link-new': linkNew,
  'list-apart': listApart,
  'no-rocks': noRocks,
  'word-gone': wordGone,
};

import type { FixEffect } from '../rule.ts';
import type { ShownPage } from './shown-page.ts';
import { withoutMarks, wordsOf } from './words.ts';

/** A page as it shows, with what the proof needs beside. */
export interface ProvedPage {
  readonly shown: ShownPage;
  /** The front matter that MkDocs accepts. */
  readonly frontMatter: Readonly<Record<string, unknown>> | null;
  /** Source of what MkDocs takes, or was meant to take, as front matter: words of it may go when its effect is `metadata`. */
  readonly frontMatterText: string;
  /** Where the links that work lead, each as often as there are links. Worked out when it is called. */
  workingLinks(): readonly string[];
}

/** What the edits of a fix say in plain words: for the effect `token`. */
export interface Replacement {
  readonly before: string;
  readonly after: string;
}

/**
 * Proves that a change of a page's source changes no more of the page than its effect allows. Null when it does; else what
 * would go wrong, as a clause: "the word `x` would vanish".
 *
 * Held for every effect: no word, code block, inline code, address or working link is lost, no id moves to other content,
 * front matter parses to the same data. With `code`, in which code and text change places, that is every word and front
 * matter.
 */
export function prove(
  before: ProvedPage,
  after: ProvedPage,
  effect: FixEffect,
  replacements: readonly Replacement[] = [],
): string | null {
  if (before.shown.html === after.shown.html) {
    // What shows the same keeps all of it, but for front matter, which does not show.
    return effect === 'metadata'
      ? keepsOtherThanFrontMatter(before, after, replacements)
      : keepsFrontMatter(before, after, replacements);
  }
  for (const law of LAWS[effect]) {
    const reason = law(before, after, replacements);
    if (reason !== null) return reason;
  }
  return null;
}

type Law = (before: ProvedPage, after: ProvedPage, replacements: readonly Replacement[]) => string | null;

const keepsWords: Law = ({ shown: before }, { shown: after }) => {
  const lost = firstLost([...before.words, ...before.labelWords], after.allWords);
  return lost === null ? null : `the word \`${lost}\` would vanish`;
};

/** The same for words of code too, which may become text, as text may become code. */
const keepsWordsAndCode: Law = ({ shown: before }, { shown: after }) => {
  const gone = without(before.codeBlocks, after.codeBlocks).flatMap((code) => wordsOf(withoutMarks(code)));
  const come = without(after.codeBlocks, before.codeBlocks).flatMap((code) => wordsOf(withoutMarks(code)));
  const counts = new Map(after.allWords);
  for (const word of come) counts.set(word, (counts.get(word) ?? 0) + 1);
  const lost = firstLost([...before.words, ...gone], counts);
  return lost === null ? null : `the word \`${lost}\` would vanish`;
};

/** Words that both show stand in the same order: nothing on the page moves. */
const keepsOrder: Law = ({ shown: before }, { shown: after }) => {
  const counts = countOf(after.words);
  // A word that now stands in an attribute or in code has no place in the order.
  const kept = countOf(before.words);
  const ordered = before.words.filter((word) => (counts.get(word) ?? 0) >= kept.get(word)!);
  let at = 0;
  for (const word of ordered) {
    while (at < after.words.length && after.words[at] !== word) at++;
    if (at === after.words.length) return `the word \`${word}\` would move`;
    at++;
  }
  return null;
};

const keepsCodeBlocks: Law = ({ shown: before }, { shown: after }) => {
  const lost = firstLost(before.codeBlocks, countOf(after.codeBlocks));
  return lost === null ? null : `the code block \`${firstLine(lost)}\` would change or vanish`;
};

const keepsCode: Law = (before, after, replacements) => {
  const lost = keepsCodeBlocks(before, after, replacements);
  if (lost !== null) return lost;
  const lostInline = firstLost(before.shown.inlineCodes, countOf(after.shown.inlineCodes));
  return lostInline === null ? null : `the code \`${firstLine(lostInline)}\` would change or vanish`;
};

const addsNoCodeBlock: Law = ({ shown: before }, { shown: after }) => {
  const added = firstLost(after.codeBlocks, countOf(before.codeBlocks));
  return added === null ? null : `\`${firstLine(added)}\` would become a code block`;
};

const keepsAddresses: Law = ({ shown: before }, { shown: after }) => {
  const lost = firstLost(before.addresses, countOf(after.addresses));
  return lost === null ? null : `the address \`${lost}\` would change or vanish`;
};

const keepsExternalAddresses: Law = ({ shown: before }, { shown: after }, replacements) =>
  externalLost(before.addresses, after.addresses, replacements);

function externalLost(
  before: readonly string[],
  after: readonly string[],
  replacements: readonly Replacement[],
): string | null {
  const external = before.filter(
    (address) => /^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(address) && !replacements.some((one) => one.before === address),
  );
  const lost = firstLost(external, countOf(after));
  return lost === null ? null : `the address \`${lost}\` would change or vanish`;
}

const keepsWorkingLinks: Law = (before, after) => {
  const lost = firstLost(before.workingLinks(), countOf(after.workingLinks()));
  return lost === null ? null : `the link to \`${lost || '/'}\`, which works, would be lost`;
};

const keepsIds: Law = ({ shown: before }, { shown: after }) => idsMoved(before, after, null);

function idsMoved(before: ShownPage, after: ShownPage, excused: ReadonlySet<string> | null): string | null {
  for (const id of before.ids) {
    if (before.hasSameAt(id, after)) continue;
    if (excused !== null && before.wordsAt(id).every((word) => excused.has(word))) continue;
    return after.hasId(id) ? `the anchor \`#${id}\` would move to other content` : `the anchor \`#${id}\` would vanish`;
  }
  return null;
}

/** A word that changes stands on other words: its ids stay, whatever they now stand on. */
const keepsIdNames: Law = ({ shown: before }, { shown: after }) => {
  for (const id of before.ids) if (!after.hasId(id)) return `the anchor \`#${id}\` would vanish`;
  return null;
};

const keepsFrontMatter: Law = (before, after) =>
  JSON.stringify(before.frontMatter) === JSON.stringify(after.frontMatter) ? null : 'the front matter would change';

/** Front matter that was not accepted: what it says may stop showing as text. */
const keepsOtherThanFrontMatter: Law = (before, after) => {
  const excused = new Set(wordsOf(before.frontMatterText));
  const others = before.shown.words.filter((word) => !excused.has(word));
  const lost = firstLost(others, after.shown.allWords);
  if (lost !== null) return `the word \`${lost}\` would vanish`;
  if (before.frontMatter !== null) {
    for (const [key, value] of Object.entries(before.frontMatter)) {
      const now = after.frontMatter?.[key];
      if (JSON.stringify(now) === JSON.stringify(value)) continue;
      // A first line of text that was taken for metadata shows.
      const shows = now === undefined && typeof value === 'string' && value !== '';
      const words = [...after.shown.allWords.keys()];
      if (shows && wordsOf(value).every((word) => words.some((other) => other.endsWith(word)))) continue;
      return `the key \`${key}\` of the front matter would change`;
    }
  }
  const code = before.shown.inlineCodes.filter((inline) => !before.frontMatterText.includes(inline));
  const lostCode = firstLost(code, countOf(after.shown.inlineCodes));
  if (lostCode !== null) return `the code \`${firstLine(lostCode)}\` would change or vanish`;
  return idsMoved(before.shown, after.shown, excused);
};

const sameHtml: Law = ({ shown: before }, { shown: after }) =>
  before.html === after.html ? null : 'the page would show something else';

const ADDRESSES = /(\s(?:href|src|srcset|poster))="[^"]*"/g;
const sameButAddresses: Law = (before, after, replacements) => {
  const [was, now] = [before, after].map(({ shown }) => shown.html.replace(ADDRESSES, '$1')) as [string, string];
  if (was === now) return null;
  // A tab behind a link that grows reaches to the next column of four: other blanks, which no browser shows.
  const collapsed = (html: string) => html.replace(/[ \t]+/g, ' ');
  return collapsed(was) === collapsed(now)
    ? keepsCode(before, after, replacements)
    : 'more than the addresses of links would change';
};

/** The same as `keepsExternalAddresses`, off the HTML as it is written: quicker where nothing else differs. */
const keepsWrittenExternalAddresses: Law = ({ shown: before }, { shown: after }, replacements) =>
  externalLost(writtenAddresses(before.html), writtenAddresses(after.html), replacements);

function writtenAddresses(html: string): readonly string[] {
  return [...html.matchAll(ADDRESSES)].map(([attribute]) => attribute.slice(attribute.indexOf('"') + 1, -1));
}

const STYLES = /\s(?:class|style)="[^"]*"|<style[^>]*>[^<]*<\/style>\s*/g;
const sameButStyles: Law = ({ shown: before }, { shown: after }) =>
  before.html.replace(STYLES, '') === after.html.replace(STYLES, '') ? null : 'more than the styles would change';

/** Each word that differs is one that the edits name. */
const sameButTokens: Law = ({ shown: before }, { shown: after }, replacements) => {
  const shown = replacements.map((one) => [wordsOf(one.before).join(' '), wordsOf(one.after).join(' ')] as const);
  if (before.words.length !== after.words.length) {
    const others = `${before.words.join(' ')}\n`;
    const replaced = shown.reduce((text, [from, to]) => (from === '' ? text : text.replace(from, () => to)), others);
    return replaced.trim() === after.words.join(' ') ? null : 'more than the words named would change';
  }
  for (let i = 0; i < before.words.length; i++) {
    const was = before.words[i]!;
    const now = after.words[i]!;
    if (was === now) continue;
    if (shown.some(([from, to]) => from !== '' && was.replace(from, () => to) === now)) continue;
    return `\`${was}\` would become \`${now}\``;
  }
  return null;
};

const ALWAYS = [keepsCode, keepsExternalAddresses] as const;
/**
 * Where all addresses stay and all ids stand on what they stood on, each link that works goes on working: only effects that
 * may change either ask for the links themselves. Where the HTML differs in addresses or styles alone, the rest is the same.
 */
const LAWS: Readonly<Record<FixEffect, readonly Law[]>> = {
  none: [sameHtml, keepsFrontMatter],
  links: [sameButAddresses, keepsWrittenExternalAddresses, keepsFrontMatter, keepsWorkingLinks],
  structure: [keepsWords, ...ALWAYS, keepsAddresses, addsNoCodeBlock, keepsOrder, keepsIds, keepsFrontMatter],
  code: [keepsWordsAndCode, keepsExternalAddresses, keepsFrontMatter],
  token: [sameButTokens, ...ALWAYS, keepsAddresses, keepsIdNames, keepsFrontMatter],
  style: [sameButStyles, keepsFrontMatter],
  metadata: [keepsOtherThanFrontMatter, keepsCodeBlocks, keepsExternalAddresses, keepsWorkingLinks],
  config: [keepsWords, ...ALWAYS, keepsAddresses, keepsIds, keepsFrontMatter, keepsWorkingLinks],
};

/** The items less others, each as often as it occurs there. */
function without(items: readonly string[], others: readonly string[]): string[] {
  const counts = countOf(others);
  return items.filter((item) => {
    const left = counts.get(item) ?? 0;
    counts.set(item, left - 1);
    return left <= 0;
  });
}

/** How often each item occurs. */
function countOf(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** The first item that occurs less often than it has to. */
function firstLost(items: readonly string[], counts: ReadonlyMap<string, number>): string | null {
  const left = new Map<string, number>();
  for (const item of items) {
    const rest = (left.get(item) ?? counts.get(item) ?? 0) - 1;
    if (rest < 0) return item;
    left.set(item, rest);
  }
  return null;
}

function firstLine(text: string): string {
  const line = text.trimStart().split('\n', 1)[0]!;
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** What of a page's source is front matter, or looks as if it was meant to be: also below blank lines. */
export function frontMatterText(text: string): string {
  const blank = /^\s*/.exec(text)![0].length;
  const start = text.startsWith('---', blank) ? blank : 0;
  const end = /^---[ \t]*$/m.exec(text.slice(start))?.index === 0 ? /^(?:---|\.\.\.)[ \t]*$/m : /^[ \t]*$/m;
  const from = text.indexOf('\n', start) + 1;
  const found = from === 0 ? null : end.exec(text.slice(from));
  return found === null ? text : text.slice(0, from + found.index);
}

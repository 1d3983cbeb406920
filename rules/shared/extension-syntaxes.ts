import { keyNames } from '../../src/python-markdown/extensions/keys-map.ts';

/** A syntax that shows as written where no extension reads it. */
export interface ExtensionSyntax {
  readonly id: string;
  /** Any of these reads it. */
  readonly extensions: readonly string[];
  /** A cheap test of the whole source of a page. */
  readonly source: RegExp;
  /** What of a text that shows as it is written was evidently meant as the syntax: the whole match. */
  readonly shown: RegExp;
  /** Further evidence in the source that it was meant, looked for once on a page. */
  readonly also?: RegExp;
  /** Whether a match was meant, from its text. */
  readonly means?: (written: string) => boolean;
}

const TYPES =
  'note|abstract|summary|tldr|info|todo|tip|hint|important|success|check|done|question|help|faq|warning|caution|attention|failure|fail|missing|danger|error|bug|example|snippet|quote|cite|seealso';
const MODIFIERS = new Set(['ctrl', 'control', 'alt', 'shift', 'cmd', 'command', 'option', 'meta', 'win', 'windows']);
const LONE_KEYS = new Set(['enter', 'esc', 'escape', 'tab', 'space', 'backspace', 'delete', 'del', 'f1', 'f5', 'f12']);

/** The syntaxes that text shows; those that other nodes show are looked for by the rule itself. */
export const extensionSyntaxes: readonly ExtensionSyntax[] = [
  {
    id: 'admonition',
    extensions: ['admonition'],
    source: /^[ \t]*!!! ?[\w-]/m,
    shown: new RegExp(`(?:^|\\n)!!! ?(?:(?:${TYPES})\\b[^\\n]*|[\\w-]+(?: +[\\w-]+)* +"[^"\\n]*" *)(?=\\n|$)`, 'gi'),
  },
  {
    id: 'details',
    extensions: ['pymdownx.details'],
    source: /^[ \t]*\?\?\?\+? ?["\w]/m,
    shown: new RegExp(`(?:^|\\n)\\?\\?\\?\\+? ?(?:(?:${TYPES})\\b[^\\n]*|(?:[\\w-]+ +)*"[^"\\n]+" *)(?=\\n|$)`, 'gi'),
  },
  {
    id: 'tabs',
    extensions: ['pymdownx.tabbed'],
    source: /^[ \t]*===[!+]? "/m,
    shown: /(?:^|\n)===[!+]? "[^"\n]+" *(?=\n|$)/g,
  },
  {
    id: 'block',
    extensions: ['pymdownx.blocks.admonition'],
    source: /^[ \t]*\/{3,} ?[a-z]/m,
    shown: new RegExp(`(?:^|\\n)\\/{3,} ?(?:admonition|${TYPES})(?: *\\|[^\\n]*)? *(?=\\n|$)`, 'g'),
    also: /^[ \t]*\/{3,}[ \t\r]*$/m,
  },
  {
    id: 'snippet',
    extensions: ['pymdownx.snippets'],
    source: /^[ \t]*-{1,}8<-{1,}[ \t]+["']/m,
    shown: /(?:^|\n)-{1,8}8<-{1,8}[ \t]+(["'])[^"'\n]+\1[ \t]*(?=\n|$)/g,
  },
  {
    id: 'footnote',
    extensions: ['footnotes'],
    source: /^[ ]{0,3}\[\^[^\]\s]+\]:[ \t]/m,
    shown: /\[\^[^\]\s]+\](?!:)/g,
  },
  {
    id: 'attribute list',
    extensions: ['attr_list'],
    source: /\{:?[ \t]*[.#][A-Za-z]/,
    // At the end of a heading; what follows a link or an image is looked at by the rule.
    shown: /(?!)/g,
  },
  {
    id: 'keys',
    extensions: ['pymdownx.keys'],
    source: /\+\+[a-z][a-z0-9-]*(?:\+[a-z0-9-]+)*\+\+/,
    shown: /(?<![\w+])\+\+[a-z][a-z0-9-]*(?:\+[a-z0-9-]+){0,5}\+\+(?![\w+])/g,
    means: (written) => {
      const keys = written.slice(2, -2).split('+');
      if (!keys.every((key) => keyNames.has(key) || MODIFIERS.has(key))) return false;
      return keys.length > 1 ? keys.some((key) => MODIFIERS.has(key)) : LONE_KEYS.has(keys[0]!);
    },
  },
  {
    id: 'mark',
    extensions: ['pymdownx.mark'],
    source: /(?:^|[\s(])==[^\s=]/m,
    shown: /(?<![^\s(])==(?![\s=])[^=\n]{1,200}(?<!\s)==(?![^\s.,;:!?)])/g,
    means: (written) => /\p{L}{2}/u.test(written) && !/["'<>]/.test(written),
  },
  {
    id: 'strikethrough',
    extensions: ['pymdownx.tilde'],
    source: /~~[^\s~]/,
    shown: /(?<![\w~/])~~(?![\s~])[^~\n]{1,300}(?<!\s)~~(?![\w~])/g,
    means: (written) => /\p{L}/u.test(written),
  },
  {
    id: 'abbreviation',
    extensions: ['abbr'],
    source: /^[ ]{0,3}\*\[[^\]\n]+\]:[ \t]?\S/m,
    shown: /(?:^|\n)\*\[[^\]\n]+\]:[ \t]?\S[^\n]*/g,
  },
  {
    id: 'definition list',
    extensions: ['def_list', 'pymdownx.blocks.definition'],
    source: /^[^\s#>|:-][^\n]{0,100}\n(?:[ \t\r]*\n)?[ ]{0,2}:[ ]{1,3}\S/m,
    shown: /^[^\n:|]{1,80}\n:[ ]{1,3}\S[^\n]*/g,
  },
  {
    id: 'task list',
    extensions: ['pymdownx.tasklist'],
    source: /^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[[ xX]\][ \t]/m,
    shown: /(?!)/g,
  },
  {
    id: 'icon',
    extensions: ['pymdownx.emoji'],
    source: /:[a-z0-9_+-]+:/,
    // Icons of Material; other emoji are looked up by the rule.
    shown: /(?<![\w:]):(?:material|fontawesome-(?:brands|regular|solid)|octicons|simple)-[a-z0-9-]+:(?![\w:])/g,
  },
  {
    id: 'math',
    extensions: [],
    source: /\$\$/,
    shown: /(?!)/g,
  },
  {
    id: 'mermaid',
    extensions: [],
    source: /^[ \t>]*(?:`{3,}|~{3,})[ \t]*\{?\.?mermaid\b/m,
    shown: /(?!)/g,
  },
  {
    id: 'alert',
    extensions: [],
    source: /^[ \t]*(?:>[ \t]*)+\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/im,
    shown: /(?!)/g,
  },
  {
    id: 'colon container',
    extensions: [],
    source: new RegExp(`^[ \\t]*:{3,}[ \\t]*(?:${TYPES}|details)\\b`, 'im'),
    shown: new RegExp(`(?:^|\\n):{3,}[ \\t]*\\{?\\.?(?:${TYPES}|details)\\}?(?:[ \\t]+[^\\n.:(]*)?(?=\\n|$)`, 'gi'),
    also: /^[ \t]*:{3,}[ \t\r]*$/m,
  },
];

import type { Nodes, Parents, Root } from 'mdast';
import type {} from 'mdast-util-directive';
import type { PageFacts } from './facts/page-facts.ts';
import type { SiteFacts } from './facts/site-facts.ts';
import type { Cause, Site, SitePage, SourceRange } from './site/site.ts';
import type { TextEdit } from './text/edits.ts';
import type { SourceSpan } from './text/span.ts';

/**
 * How bold a fix is.
 * - `safe`: the page shows the same, or what was plainly broken now shows as its author wrote it, with one possible answer.
 * - `unsafe`: a good guess, applied when the user asks for it.
 * - `suggestion`: one of several answers, shown and never applied.
 */
export type FixClass = 'safe' | 'unsafe' | 'suggestion';

/**
 * What a fix may change of the rendered page; the engine renders the page before and after, and refuses what goes beyond.
 * - `none`: nothing at all.
 * - `links`: the addresses of links and images.
 * - `structure`: how blocks nest and what is a list, heading, link. Every word and every code block stays.
 * - `code`: what is code and what is text, where a fence was read otherwise than it is meant. Every word stays, as code or as text.
 * - `token`: the words that the edits name.
 * - `style`: `class` and `style` attributes and `<style>` elements.
 * - `metadata`: front matter that was not accepted, and the text it showed as.
 * - `config`: the configuration; all pages are rendered before and after, and hold to `structure`.
 */
export type FixEffect = 'none' | 'links' | 'structure' | 'code' | 'token' | 'style' | 'metadata' | 'config';

/** A change of one file. Offsets count in the file's text without its byte order mark; new lines are written as `\n`. */
export interface FixEdit extends TextEdit {
  /** Path of the page below the docs folder. Without it and `file`: the page that the finding is on. */
  readonly page?: string;
  /** Absolute path of a file that is no page; or, as in `SourceSpan`, the name of a file that the page includes. */
  readonly file?: string;
}

/** What would mend a finding. Its edits are applied all or none. */
export interface Fix {
  /** What to do, as an order: "Put a blank line before the list". */
  readonly title: string;
  readonly class: FixClass;
  readonly effect: FixEffect;
  readonly edits: readonly FixEdit[];
}

/** How much a finding weighs; both make the exit status 1. */
export type Severity = 'warn' | 'error';

/** What a rule needs beside the reading that every page gets. It is loaded only when such a rule runs. */
export type Need = 'commonmark';

/** Plain data: what facts and findings may hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** An option of a rule. The JSON schema of `assay.yml` is made from these. */
export interface OptionDeclaration {
  readonly type: 'boolean' | 'integer' | 'string' | 'array' | 'object';
  /** The value without a configuration; it also gives the option its type. */
  readonly default: unknown;
  /** One sentence for people. */
  readonly words: string;
  /** More JSON schema: `enum`, `items`, `properties`. */
  readonly schema?: Readonly<Record<string, unknown>>;
}

/** The values of declared options, as a rule receives them. */
export type OptionValues<Options extends Readonly<Record<string, OptionDeclaration>>> = {
  readonly [Name in keyof Options]: Options[Name]['default'];
};

/** What a rule says. `{name}` in the text of a message is filled from `values`. */
export interface Report<MessageId extends string> {
  readonly message: MessageId;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly data?: Readonly<Record<string, Json>>;
  /**
   * What would mend it, the best first. Only a first one that is no suggestion is ever applied. A function where it takes
   * long to work out (where the page is read again): it is called when fixes are asked for, perhaps after the walk.
   */
  readonly fixes?: readonly Fix[] | (() => readonly Fix[]);
}

export interface PageReport<MessageId extends string> extends Report<MessageId> {
  /** Null for the page as a whole. */
  readonly span: SourceSpan | null;
}

/** On a page, or on a range of a configuration file, or on a file as a whole. */
export type SiteReport<MessageId extends string> = Report<MessageId> &
  (
    | { readonly page: string; readonly span: SourceSpan | null }
    | { readonly range: SourceRange }
    | { readonly file: string }
  );

/** What a rule gets when a page's walk begins. */
export interface PageContext<Options, MessageId extends string> {
  readonly site: Site;
  readonly page: SitePage;
  readonly options: Options;
  /** The front matter that MkDocs accepts, as data. */
  readonly frontMatter: Readonly<Record<string, unknown>> | null;
  /** The page's own source, as it was read. */
  readonly text: string;
  /** Where a node stands; null for one that no text wrote. */
  span(node: Nodes): SourceSpan | null;
  /** The page as GitHub reads it: for rules that `needs` the second reading. */
  commonMark(): Root;
  /** Another text read as this page's source: to see what an edit would make of it. */
  readAs(text: string): Root;
  report(finding: PageReport<MessageId>): void;
}

/** A handler of one type of node: called before its children. */
export type Handler<Node> = (node: Node, index: number | undefined, parent: Parents | undefined) => void;

/** Handlers by type of node. All rules share one walk. */
export type Visitor = {
  readonly [Type in Nodes['type']]?: Handler<Extract<Nodes, { type: Type }>>;
} & {
  /** Called after the walk: what it returns are this rule's own facts of the page, plain JSON. */
  readonly end?: () => Json | undefined;
};

/** What a rule gets once a run, when the facts of all pages are there. */
export interface SiteContext<Options, MessageId extends string> {
  readonly site: Site;
  readonly facts: SiteFacts;
  /** Pages by path, in the site's order: only those that are built and could be read. */
  readonly pages: ReadonlyMap<string, PageFacts>;
  readonly options: Options;
  /** What this rule's `end` returned for a page. */
  own(path: string): Json | undefined;
  report(finding: SiteReport<MessageId>): void;
  /** Counts something that the rule could not judge. */
  unknowable(cause: Cause): void;
}

/** A rule as it is written; see `defineRule`. */
export interface RuleDefinition<
  Options extends Readonly<Record<string, OptionDeclaration>>,
  Messages extends Readonly<Record<string, string>>,
> {
  /** One sentence that says what is right. */
  readonly summary: string;
  /** What goes wrong for readers of the site otherwise. */
  readonly why: string;
  /** The version that brought the rule. */
  readonly since: string;
  /** The boldest class of fix that the rule may offer. */
  readonly fix: FixClass | null;
  /** Severity without a configuration; `error` if absent. */
  readonly severity?: Severity;
  /** True for a rule that is off unless the settings give it a level. */
  readonly optional?: boolean;
  readonly needs?: readonly Need[];
  readonly options: Options;
  readonly messages: Messages;
  readonly page?: (context: PageContext<OptionValues<Options>, keyof Messages & string>) => Visitor;
  readonly site?: (context: SiteContext<OptionValues<Options>, keyof Messages & string>) => void;
}

/** A rule as the engine knows it: the names of its options and messages are no longer types. */
export interface Rule {
  readonly summary: string;
  readonly why: string;
  readonly since: string;
  readonly fix: FixClass | null;
  readonly severity: Severity;
  readonly optional: boolean;
  readonly needs: readonly Need[];
  readonly options: Readonly<Record<string, OptionDeclaration>>;
  readonly messages: Readonly<Record<string, string>>;
  page?(context: PageContext<Readonly<Record<string, unknown>>, string>): Visitor;
  site?(context: SiteContext<Readonly<Record<string, unknown>>, string>): void;
}

/** Rules by id: the name of the rule's file. */
export type RuleSet = Readonly<Record<string, Rule>>;

/**
 * Makes a rule. A rule looks at pages as MkDocs reads them (`page`: handlers by type of mdast node, one shared walk) or at
 * the facts of the whole site (`site`), and reports. It takes no clock, file, network or other rule.
 */
export function defineRule<
  const Messages extends Readonly<Record<string, string>>,
  Options extends Readonly<Record<string, OptionDeclaration>> = Readonly<Record<never, OptionDeclaration>>,
>(definition: RuleDefinition<Options, Messages>): Rule {
  const { severity = 'error', optional = false, needs = [], page, site, ...rest } = definition;
  // The engine hands over checked options and takes any message, so the names may be forgotten here.
  return {
    ...rest,
    severity,
    optional,
    needs,
    ...(page && { page: page as unknown as NonNullable<Rule['page']> }),
    ...(site && { site: site as unknown as NonNullable<Rule['site']> }),
  };
}

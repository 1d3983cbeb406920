import { decodeEntities } from '../python-markdown/entities.ts';
import { unknownExtensions } from '../python-markdown/index.ts';
import type { ResolvedLink } from '../site/resolve-link.ts';
import type { Cause, Site, SitePage } from '../site/site.ts';
import { siteLink } from '../site/site-link.ts';
import type { IdFact, LinkFact, PageFacts } from './page-facts.ts';
import { followLink, type Landing } from './reach.ts';

/** A link of a page, with where it leads. */
export interface JudgedLink {
  readonly link: LinkFact;
  /** False for Markdown in raw HTML, which shows as text: judged as it would be once it is read. */
  readonly rendered: boolean;
  /** What MkDocs makes of the address. */
  readonly resolved: ResolvedLink;
  /** Where the browser goes from there. */
  readonly landing: Landing;
}

/** What version control knows of the docs folder. */
export interface History {
  /** Paths below the docs folder that files had once, to the paths that they have now. */
  readonly renames: ReadonlyMap<string, string>;
  /** Whether the history was cut off (a shallow clone): older renames are not known. */
  readonly isShallow: boolean;
}

export const NO_HISTORY: History = { renames: new Map(), isShallow: false };

/**
 * The facts of all pages of a run, and what follows from them. The answers are worked out when first asked for and kept,
 * because several rules ask the same.
 */
export class SiteFacts {
  readonly site: Site;
  /** Pages that could be read, by path, in the site's order. */
  readonly pages: ReadonlyMap<string, PageFacts>;
  readonly history: History;
  /** Why parts of pages cannot be known: the extensions that the reader does not know. */
  readonly unknownExtensions: readonly Cause[];
  /** One of them that may change any page; null when it is known which pages each changes. */
  readonly anyText: Cause | null;
  readonly #ids = new Map<string, ReadonlyMap<string, IdFact>>();
  readonly #links = new Map<string, readonly JudgedLink[]>();

  constructor(site: Site, pages: ReadonlyMap<string, PageFacts>, history: History = NO_HISTORY) {
    this.site = site;
    this.pages = pages;
    this.history = history;
    const { text } = site.unknowable;
    this.unknownExtensions = unknownExtensions(site.dialect).map(
      (name) =>
        text.find(({ source }) => source === name) ?? {
          source: name,
          reason: `assay does not know the extension \`${name}\``,
        },
    );
    this.anyText = this.unknownExtensions.find((cause) => !text.some(({ source }) => source === cause.source)) ?? null;
  }

  /** The ids that a browser finds on a page. */
  ids(path: string): ReadonlyMap<string, IdFact> {
    let ids = this.#ids.get(path);
    if (ids === undefined) {
      ids = new Map((this.pages.get(path)?.ids ?? []).map((fact) => [fact.id, fact]));
      this.#ids.set(path, ids);
    }
    return ids;
  }

  /** The links of a page, each followed to its end. A page that could not be read has every id. */
  links(page: SitePage): readonly JudgedLink[] {
    let links = this.#links.get(page.path);
    if (links === undefined) {
      const facts = this.pages.get(page.path);
      links = (facts?.links ?? []).map((link) => this.judge(page, link));
      this.#links.set(page.path, links);
    }
    return links;
  }

  /** Links that the page has in its text but does not show as links. */
  strandedLinks(page: SitePage): readonly JudgedLink[] {
    const links = this.pages.get(page.path)?.strandedLinks ?? [];
    return links.map((link) => ({ ...this.judge(page, link), rendered: false }));
  }

  /** Whether a browser finds an id on a page: one of its elements', or of a line of its code. */
  hasId(path: string, id: string): boolean {
    if (this.ids(path).has(id)) return true;
    const number = /^(.*-)([1-9]\d*)$/s.exec(id);
    if (number === null) return false;
    const line = Number(number[2]);
    const lines = this.pages.get(path)?.lineIds ?? [];
    return lines.some(({ prefix, first, count }) => prefix === number[1] && line >= first && line < first + count);
  }

  /** Follows one link, or what it would be with another address. */
  judge(page: SitePage, link: LinkFact): JudgedLink {
    const { site } = this;
    const { url, undecoded } = link;
    const looked = link.resolved ? siteLink(site, page, undecoded ?? url) : null;
    const resolved: ResolvedLink = looked ?? { href: url, kind: 'self', path: null };
    const hasId = (path: string, id: string) => !this.pages.has(path) || this.hasId(path, id);
    const href = undecoded === undefined ? resolved.href : decodeEntities(resolved.href);
    return { link, rendered: true, resolved, landing: followLink(site, page.url, href, hasId) };
  }
}

/** Something that was not judged, and how often; 0 for what may have changed pages without a case that was met. */
export interface UnknowableCount {
  readonly cause: Cause;
  readonly count: number;
}

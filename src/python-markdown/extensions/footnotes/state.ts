import { booleanOption, type ExtensionOptions, stringOption } from '../../extension.ts';
import { UniqueNames } from '../toc/unique.ts';
import type { FootnoteDefinition } from './definitions.ts';

/** Options of the extension, with the reference's defaults. */
export interface FootnoteOptions {
  readonly placeMarker: string;
  readonly uniqueIds: boolean;
  readonly backlinkText: string;
  readonly superscriptText: string;
  readonly backlinkTitle: string;
  readonly separator: string;
  readonly definitionOrder: boolean;
}

export function footnoteOptions(options: ExtensionOptions): FootnoteOptions {
  return {
    placeMarker: stringOption(options, 'PLACE_MARKER', '///Footnotes Go Here///'),
    uniqueIds: booleanOption(options, 'UNIQUE_IDS', false),
    backlinkText: stringOption(options, 'BACKLINK_TEXT', '&#8617;'),
    superscriptText: stringOption(options, 'SUPERSCRIPT_TEXT', '{}'),
    backlinkTitle: stringOption(options, 'BACKLINK_TITLE', 'Jump back to footnote %d in the text').replaceAll(
      '%d',
      '{}',
    ),
    separator: stringOption(options, 'SEPARATOR', ':'),
    definitionOrder: booleanOption(options, 'USE_DEFINITION_ORDER', true),
  };
}

/** A number put into a template (`str.format` with one argument). */
export function formatNumber(template: string, number: number): string {
  return template.replace(/\{\{|\}\}|\{0?\}/g, (part) =>
    part.length > 1 && part[0] === part[1] ? part[0]! : `${number}`,
  );
}

/** A fresh converter has been reset twice when it reads its page; with `UNIQUE_IDS` that number is part of the ids. */
const UNIQUE_PREFIX = '2-';
const REFERENCE_COUNT = /^fnref(\d+)/;

/** The footnotes of one page (`FootnoteExtension`). */
export class Footnotes {
  readonly options: FootnoteOptions;
  readonly definitions = new Map<string, FootnoteDefinition>();
  /** Place of each footnote in the order of first reference, from 1. */
  readonly referenceOrder = new Map<string, number>();
  /** How often each reference id was asked for. */
  readonly referenceCounts = new Map<string, number>();
  #referenceIds: UniqueNames;

  constructor(options: FootnoteOptions) {
    this.options = options;
    this.#referenceIds = this.#newIds();
  }

  reset(): void {
    this.definitions.clear();
    this.referenceOrder.clear();
    this.referenceCounts.clear();
    this.#referenceIds = this.#newIds();
  }

  /** A later definition of the same footnote replaces the earlier one and keeps its place. */
  define(definition: Omit<FootnoteDefinition, 'number'>): void {
    const number = this.definitions.get(definition.id)?.number ?? this.definitions.size + 1;
    this.definitions.set(definition.id, { ...definition, number });
  }

  noteId(id: string): string {
    return `fn${this.options.separator}${this.#prefix}${id}`;
  }

  /** Id of the first reference to a footnote: where its back link leads. */
  firstReferenceId(id: string): string {
    return `fnref${this.options.separator}${this.#prefix}${id}`;
  }

  /** Id of one more reference to a footnote. */
  newReferenceId(id: string): string {
    const first = this.firstReferenceId(id);
    this.referenceCounts.set(first, (this.referenceCounts.get(first) ?? 0) + 1);
    return this.#referenceIds.take(first);
  }

  /** The number that a reference shows. */
  numberOf(definition: FootnoteDefinition): number {
    const order = this.referenceOrder;
    if (!order.has(definition.id)) order.set(definition.id, order.size + 1);
    return this.options.definitionOrder ? definition.number : order.get(definition.id)!;
  }

  /** An id cut at the first separator. */
  split(id: string): readonly [string, string] {
    const at = id.indexOf(this.options.separator);
    return at === -1 ? [id, ''] : [id.slice(0, at), id.slice(at + this.options.separator.length)];
  }

  get #prefix(): string {
    return this.options.uniqueIds ? UNIQUE_PREFIX : '';
  }

  #newIds(): UniqueNames {
    return new UniqueNames((id) => {
      const [before, rest] = this.split(id);
      const count = REFERENCE_COUNT.exec(before);
      const next = count === null ? `${before}2` : `fnref${Number(count[1]) + 1}`;
      return next + this.options.separator + rest;
    });
  }
}

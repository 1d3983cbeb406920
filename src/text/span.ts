/** A stretch of a text: offsets from 0 in UTF-16 code units, `end` is the offset after the last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch of a page's source, or of a file that the page includes. */
export interface SourceSpan extends Span {
  /** The included file, as the reader names it; absent for the page's own text. */
  readonly file?: string;
}

import { MappedString } from './mapped-string.ts';

/** A file that a page is made of. */
export interface SourceFile {
  /** As the include function knows it; null for the page itself. */
  readonly path: string | null;
  readonly text: string;
  /** Origin of its first character. */
  readonly base: number;
}

/** Where an origin lies. */
export interface SourcePlace {
  readonly file: SourceFile;
  /** Offset in the file, from 0, UTF-16. */
  readonly offset: number;
}

/**
 * The files of one page, laid end to end: origins (see `mapped-string.ts`) are offsets into this row. The page itself comes
 * first, so an origin in it is the offset in its text.
 */
export class SourceFiles {
  readonly #files: SourceFile[] = [];
  #end = 0;

  /** Adds a file and returns its text, mapped. The same path may be added twice: each inclusion is a place of its own. */
  add(path: string | null, text: string): MappedString {
    const file: SourceFile = { path, text, base: this.#end };
    this.#files.push(file);
    this.#end += text.length + 1;
    return MappedString.plain(text, file.base);
  }

  get all(): readonly SourceFile[] {
    return this.#files;
  }

  /** The file and the offset in it that an origin stands for. */
  locate(origin: number): SourcePlace {
    let i = this.#files.length - 1;
    while (i > 0 && this.#files[i]!.base > origin) i--;
    const file = this.#files[i]!;
    return { file, offset: Math.min(Math.max(0, origin - file.base), file.text.length) };
  }
}

/** Something that the user can put right: said in one line, or one for each fault; exit status 2. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  readonly lines: readonly string[];

  constructor(words: string | readonly string[]) {
    const lines = typeof words === 'string' ? [words] : words;
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** Exit statuses, as linters use them. */
export const EXIT = { clean: 0, findings: 1, trouble: 2 } as const;

/** Something that the user can put right: said in one line, exit status 2. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
}

/** Exit statuses, as linters use them. */
export const EXIT = { clean: 0, findings: 1, trouble: 2 } as const;

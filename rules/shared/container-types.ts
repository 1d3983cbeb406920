/** Which types of admonition a theme styles, and how any other looks in it. */
export interface ContainerTheme {
  readonly styled: ReadonlySet<string>;
  /** How a box of another type shows, as an adverb: "like a note". */
  readonly look: string;
}

/** Themes by name, from their own style sheets (Material for MkDocs 9.7, MkDocs 1.6). Of others nothing is known. */
export const containerThemes: Readonly<Record<string, ContainerTheme>> = {
  material: {
    styled: new Set([
      'note',
      'abstract',
      'info',
      'tip',
      'success',
      'question',
      'warning',
      'failure',
      'danger',
      'bug',
      'example',
      'quote',
    ]),
    look: 'like a `note`',
  },
  mkdocs: { styled: new Set(['note', 'info', 'warning', 'danger']), look: 'as a plain box' },
  readthedocs: {
    styled: new Set([
      'note',
      'seealso',
      'warning',
      'caution',
      'attention',
      'danger',
      'error',
      'tip',
      'hint',
      'important',
      'admonition-todo',
    ]),
    look: 'like a `note`',
  },
};

/** Types that Material had as other names for these until version 9, and that people know from there and elsewhere. */
export const formerNames: Readonly<Record<string, string>> = {
  summary: 'abstract',
  tldr: 'abstract',
  todo: 'info',
  hint: 'tip',
  important: 'tip',
  check: 'success',
  done: 'success',
  help: 'question',
  faq: 'question',
  caution: 'warning',
  attention: 'warning',
  fail: 'failure',
  missing: 'failure',
  error: 'danger',
  snippet: 'example',
  cite: 'quote',
};

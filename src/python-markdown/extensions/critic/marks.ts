/** One edit mark. Ranges are indices into the text; `second` is the inserted text of a substitution. */
export interface CriticMark {
  readonly kind: 'insert' | 'delete' | 'mark' | 'comment' | 'substitute';
  readonly start: number;
  readonly end: number;
  readonly first: readonly [number, number];
  readonly second: readonly [number, number] | null;
}

const OPENING = /\{(?:\+\+|--|==|>>|~~)/g;
const KINDS: Readonly<Record<string, readonly [CriticMark['kind'], string]>> = {
  '{++': ['insert', '++}'],
  '{--': ['delete', '--}'],
  '{==': ['mark', '==}'],
  '{>>': ['comment', '<<}'],
  '{~~': ['substitute', '~~}'],
};

/** The edit marks of a text, in order (`RE_CRITIC`). */
export function criticMarks(text: string): CriticMark[] {
  const marks: CriticMark[] = [];
  const last = new Map<string, number>();
  const next = (needle: string, from: number) => {
    let limit = last.get(needle);
    if (limit === undefined) {
      limit = text.lastIndexOf(needle);
      last.set(needle, limit);
    }
    return from > limit ? -1 : text.indexOf(needle, from);
  };
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(text); match !== null; match = OPENING.exec(text)) {
    const start = match.index;
    const [kind, closer] = KINDS[match[0]]!;
    const from = start + 3;
    const middle = kind === 'substitute' ? next('~>', from) : from;
    const close = middle === -1 ? -1 : next(closer, kind === 'substitute' ? middle + 2 : from);
    if (close === -1) {
      OPENING.lastIndex = start + 1;
      continue;
    }
    const substitute = kind === 'substitute';
    const end = close + 3;
    const first = [from, substitute ? middle : close] as const;
    marks.push({ kind, start, end, first, second: substitute ? [middle + 2, close] : null });
    OPENING.lastIndex = end;
  }
  return marks;
}

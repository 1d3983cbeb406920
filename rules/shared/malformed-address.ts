/** What is plainly wrong with an address, and what it must have been; null for one that is not damaged. */
export interface Malformation {
  /** A clause: "the scheme has one slash". */
  readonly what: string;
  /** Null when nobody can tell. */
  readonly meant: string | null;
}

const HOST = String.raw`(?:[a-z0-9-]+\.)+[a-z]{2,}`;
const DAMAGES: readonly (readonly [RegExp, string, string])[] = [
  [new RegExp(`^(https?):/(${HOST}(?:[/?#:]|$))`, 'i'), 'its scheme has one slash, not two', '$1://$2'],
  [new RegExp(`^(https?)//(${HOST}(?:[/?#:]|$))`, 'i'), 'its scheme has no colon', '$1://$2'],
  [new RegExp(`^(https?):/{3,}(${HOST}(?:[/?#:]|$))`, 'i'), 'its scheme has too many slashes', '$1://$2'],
  [new RegExp(`^(?:https?://)+(https?://${HOST}(?:[/?#:]|$))`, 'i'), 'it has two schemes', '$1'],
  [
    new RegExp(`^(?:htp|htps|hhtps?|htttps?|httsp)://(${HOST}(?:[/?#:]|$))`, 'i'),
    'its scheme is misspelled',
    'https://$1',
  ],
];
/** Folders of nothing but dots, more than two. */
const DOTS = /(?:^|\/)\.{3,}(?=\/)/;

/** Looks for damage that no address survives. The web archive's addresses rightly hold a second scheme further on. */
export function malformation(url: string): Malformation | null {
  for (const [expression, what, replacement] of DAMAGES) {
    if (expression.test(url)) return { what, meant: url.replace(expression, replacement) };
  }
  return DOTS.test(url) && !/^[a-z][a-z0-9+.-]*:/i.test(url)
    ? { what: 'no folder is named by more than two dots', meant: null }
    : null;
}

/** A reference to something, in the parts that Python's `urllib.parse.urlsplit` gives (which MkDocs uses). */
export interface SplitUrl {
  /** Lower case, without the colon; '' when there is none. */
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  /** As written, not decoded; '' when there is none (so `x#` and `x` are the same). */
  readonly fragment: string;
}

/** Query and fragment with their marks, as they follow a path; '' when there is neither. */
export function urlTail({ query, fragment }: Pick<SplitUrl, 'query' | 'fragment'>): string {
  return (query && `?${query}`) + (fragment && `#${fragment}`);
}

/** Cuts a reference as `urlsplit` does: leading control characters and blanks go, and tabs and line ends anywhere. */
export function splitUrl(url: string): SplitUrl {
  let rest = url.replace(/^[\u0000-\u0020]+/, '').replace(/[\t\r\n]/g, '');
  let scheme = '';
  let host = '';
  let query = '';
  let fragment = '';
  const named = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(rest);
  if (named) {
    scheme = named[1]!.toLowerCase();
    rest = rest.slice(named[0].length);
  }
  if (rest.startsWith('//')) {
    const end = rest.slice(2).search(/[/?#]/);
    host = end === -1 ? rest.slice(2) : rest.slice(2, end + 2);
    rest = end === -1 ? '' : rest.slice(end + 2);
  }
  const hash = rest.indexOf('#');
  if (hash !== -1) {
    fragment = rest.slice(hash + 1);
    rest = rest.slice(0, hash);
  }
  const mark = rest.indexOf('?');
  if (mark !== -1) {
    query = rest.slice(mark + 1);
    rest = rest.slice(0, mark);
  }
  return { scheme, host, path: rest, query, fragment };
}

/** Percent-decodes as Python's `unquote` does: UTF-8, a broken sequence becomes U+FFFD, a lone `%` stays. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
    const bytes = new Uint8Array(run.length / 3);
    for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(run.slice(i * 3 + 1, i * 3 + 3), 16);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  });
}

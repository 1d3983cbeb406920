/** Paths as the site model uses them: `/` as separator on every system, as `posixpath` of Python joins and cuts them. */

/** `os.path.normpath(os.path.join(folder, path))` with POSIX separators; a drive (`C:/`) counts as absolute. */
export function resolvePath(folder: string, path: string): string {
  const joined = isAbsolutePath(path) ? path : `${folder}/${path}`;
  const root = /^(?:[A-Za-z]:)?\//.exec(joined)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of joined.slice(root.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || root === '') parts.push(part);
  }
  return root + parts.join('/') || '.';
}

export function isAbsolutePath(path: string): boolean {
  return /^(?:[A-Za-z]:)?\//.test(path);
}

/** Everything before the last slash; `''` for a bare name, `/` for a file at the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '';
  return slash === 0 ? '/' : path.slice(0, slash);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Name without its last extension (`os.path.splitext`: leading dots are no extension). */
export function stemOf(path: string): string {
  const name = nameOf(path);
  const leading = /^\.*/.exec(name)![0].length;
  const dot = name.lastIndexOf('.');
  return dot > leading - 1 && dot >= Math.max(leading, 1) ? name.slice(0, dot) : name;
}

export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** Whether a path is a folder or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** A look-up path as `PurePath(path).as_posix()` writes it: `./`, doubled and trailing slashes dropped, `..` kept. */
export function purePath(path: string): string {
  const root = path.startsWith('/') ? '/' : '';
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return root + parts.join('/') || '.';
}

const encoder = new TextEncoder();

/** `urllib.parse.quote` with its default safe characters: letters, digits, `_.-~` and `/`. */
export function quoteUrl(text: string): string {
  if (/^[\w.\-~/]*$/.test(text)) return text;
  let quoted = '';
  for (const byte of encoder.encode(text)) {
    const character = String.fromCharCode(byte);
    quoted +=
      byte < 128 && /[\w.\-~/]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return quoted;
}

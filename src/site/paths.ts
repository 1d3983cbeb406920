/** Paths as the site model uses them: `/` as separator on every system, as `posixpath` of Python joins and cuts them. */

/** A path's root: a slash, or a drive and a slash. */
const ROOT = /^(?:[A-Za-z]:)?\//;

/** `os.path.normpath(os.path.join(folder, path))` with POSIX separators; a drive (`C:/`) counts as absolute. */
export function resolvePath(folder: string, path: string): string {
  return normalizePath(isAbsolutePath(path) ? path : `${folder}/${path}`);
}

/** `os.path.normpath`: `.`, `..`, doubled and trailing slashes vanish; the empty path becomes `.`. */
export function normalizePath(path: string): string {
  const root = ROOT.exec(path)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of path.slice(root.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || root === '') parts.push(part);
  }
  return root + parts.join('/') || '.';
}

export function isAbsolutePath(path: string): boolean {
  return ROOT.test(path);
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

/** The extension of the last segment with its dot, as `os.path.splitext` gives it: '' for `x`, `x/`, `..` and `.x`. */
export function extensionOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 || /^\.+$/.test(name.slice(0, dot + 1)) ? '' : name.slice(dot);
}

/** The last segment without its extension. */
export function stemOf(path: string): string {
  const name = nameOf(path);
  return name.slice(0, name.length - extensionOf(name).length);
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

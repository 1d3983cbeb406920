import { compareCodePoints, compareFileNames, FileError, type Listing, type SiteFiles } from '../site/site-files.ts';

/** Files in memory, by absolute path with `/`: for tests, and for what an editor holds. Bytes are decoded as on disk. */
export function memoryFiles(contents: Readonly<Record<string, string | Uint8Array>>): SiteFiles {
  const all = new Map(Object.entries(contents));
  const isFolder = (path: string): boolean => {
    const prefix = path.endsWith('/') ? path : `${path}/`;
    for (const name of all.keys()) if (name.startsWith(prefix)) return true;
    return false;
  };
  return {
    read(path) {
      const content = all.get(path);
      if (content === undefined) throw new FileError(path, isFolder(path) ? 'folder' : 'missing');
      const text = typeof content === 'string' ? content : decodeText(path, content);
      return text.startsWith('\ufeff') ? { text: text.slice(1), byteOrderMark: true } : { text, byteOrderMark: false };
    },
    isFile: (path) => all.has(path),
    isFolder,
    folders(folder) {
      const prefix = folder.endsWith('/') ? folder : `${folder}/`;
      const below = [...all.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
      const names = below.filter((path) => path.includes('/')).map((path) => path.slice(0, path.indexOf('/')));
      return [...new Set(names)].sort(compareCodePoints);
    },
    list(folder): Listing {
      const prefix = folder.endsWith('/') ? folder : `${folder}/`;
      const below = [...all.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
      return { paths: inWalkOrder(below), problems: [] };
    },
  };
}

/** Paths in the order of `os.walk`: per folder its files, then its folders. */
function inWalkOrder(paths: readonly string[]): readonly string[] {
  const names: string[] = [];
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const slash = path.indexOf('/');
    if (slash < 0) {
      names.push(path);
      continue;
    }
    const folder = path.slice(0, slash);
    const inside = folders.get(folder);
    if (inside === undefined) folders.set(folder, [path.slice(slash + 1)]);
    else inside.push(path.slice(slash + 1));
  }
  const sorted = [...folders].sort(([a], [b]) => compareCodePoints(a, b));
  return [
    ...names.sort(compareFileNames),
    ...sorted.flatMap(([folder, inside]) => inWalkOrder(inside).map((path) => `${folder}/${path}`)),
  ];
}

/** UTF-8 as Python decodes it in strict mode: throws a `FileError` that names the first bad byte. The mark is kept. */
export function decodeText(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const mark = bytes[0]! * 256 + bytes[1]!;
    if (mark === 0xfffe || mark === 0xfeff) throw new FileError(path, 'not-utf8', 'it is UTF-16: save it as UTF-8');
    const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\n');
    const line = lines.findIndex((text) => text.includes('\ufffd')) + 1;
    throw new FileError(path, 'not-utf8', line > 0 ? `line ${line}` : undefined);
  }
}

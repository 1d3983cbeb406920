/** The deepest folder that holds all files; absolute paths with `/` as separator, `/` or `''` when they share none. */
export function commonFolder(files: readonly string[]): string {
  const [first = '', ...rest] = files;
  const parts = first.split('/');
  let shared = parts.length;
  for (const file of rest) {
    const others = file.split('/');
    let i = 0;
    while (i < shared && others[i] === parts[i]) i++;
    shared = i;
  }
  return parts.slice(0, shared).join('/') || (first.startsWith('/') ? '/' : '');
}

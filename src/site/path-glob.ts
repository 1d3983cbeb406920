/**
 * Globs over whole paths as `wcmatch.glob.globmatch` with `GLOBSTAR | EXTGLOB` reads them: `*` and `?` stay in one segment
 * and pass over names with a leading dot, `**` crosses segments, `@(a|b)`, `?(a)`, `*(a)`, `+(a)`, `!(a)` are groups.
 */
export function pathGlob(glob: string): RegExp {
  const onlyFolders = glob.endsWith('/');
  const segments = glob.replace(/\/+$/, '').split('/');
  let source = '';
  segments.forEach((segment, i) => {
    const isLast = i === segments.length - 1;
    if (segment === '**') {
      source += isLast ? '(?:(?!\\.)[^/]+(?:/(?!\\.)[^/]+)*)?' : '(?:(?!\\.)[^/]+/)*';
      return;
    }
    source += segmentSource(segment) + (isLast ? '' : '/');
  });
  try {
    return new RegExp(`^${source}${onlyFolders ? '/' : '/?'}$`, 's');
  } catch {
    return /^(?!)/;
  }
}

function segmentSource(segment: string): string {
  // Each negation repeats what follows it.
  if (segment.split('!(').length > 4) return '(?!)';
  const guard = /^(?:[*?[]|[@!+]\()/.test(segment) ? '(?!\\.)' : '';
  return guard + partSource(segment, { at: 0 }, false);
}

/** Reads up to the end, or to the `)` of the group that it is in. */
function partSource(glob: string, place: { at: number }, inGroup: boolean): string {
  let source = '';
  while (place.at < glob.length) {
    const character = glob[place.at]!;
    if (inGroup && character === ')') break;
    place.at++;
    if (inGroup && character === '|') source += '|';
    else if (/[@?*+!]/.test(character) && glob[place.at] === '(' && glob.indexOf(')', place.at) !== -1) {
      place.at++;
      const inner = partSource(glob, place, true);
      place.at++;
      if (character === '!') {
        // What follows takes part: `!(old).md` is any name in `.md` but `old.md`.
        const rest = partSource(glob, place, inGroup);
        source += `(?!(?:${inner})${rest}(?:/|$))[^/]*?${rest}`;
      } else source += `(?:${inner})${character === '@' ? '' : character}`;
    } else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '[' && glob.indexOf(']', place.at + 1) !== -1) {
      const close = glob.indexOf(']', place.at + 1);
      const members = glob.slice(place.at, close).replace(/^!/, '^').replace(/[\\[]/g, '\\$&');
      source += `(?!/)[${members}]`;
      place.at = close + 1;
    } else source += character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }
  return source;
}

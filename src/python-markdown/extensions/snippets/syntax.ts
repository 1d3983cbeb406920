/** A line that is the marker of a snippet, or of the begin or end of a block of them (`RE_ALL_SNIPPETS`). */
export interface MarkerLine {
  readonly space: string;
  readonly escaped: boolean;
  /** Range of the path within its quotes; null for the marker of a block. */
  readonly path: readonly [from: number, to: number] | null;
}

const MARKER = /^([ \t]*)(;*)(?:(-+8<-+[ \t]+)("(?:\\"|[^"\n\r])+?"|'(?:\\'|[^'\n\r])+?')|-+8<-+)\r?$/;

export function markerLine(line: string): MarkerLine | null {
  if (!line.includes('-8<-')) return null;
  const match = MARKER.exec(line);
  if (match === null) return null;
  const space = match[1]!;
  const quoted = match[4];
  const from = space.length + match[2]!.length + (match[3]?.length ?? 0) + 1;
  return {
    space,
    escaped: match[2] !== '',
    path: quoted === undefined ? null : [from, from + quoted.length - 2],
  };
}

/** A line that begins or ends a section of a file: `--8<-- [start:name]` (`RE_SNIPPET_SECTION`). */
export interface SectionLine {
  /** Index of the first semicolon before the marker, -1 without one. */
  readonly escape: number;
  readonly type: 'start' | 'end';
  readonly name: string;
}

const SECTION = /-8<-+[ \t]+\[[ \t]*(start|end)[ \t]*:[ \t]*([a-z][-_0-9a-z]*)[ \t]*\]/i;

export function sectionLine(line: string): SectionLine | null {
  if (!line.includes('-8<-')) return null;
  const match = SECTION.exec(line);
  if (match === null) return null;
  let at = match.index;
  while (at > 0 && line[at - 1] === '-') at--;
  let semicolon = at;
  while (semicolon > 0 && line[semicolon - 1] === ';') semicolon--;
  return {
    escape: semicolon === at ? -1 : semicolon,
    type: match[1]!.toLowerCase() === 'start' ? 'start' : 'end',
    name: match[2]!,
  };
}

/** A path with what it selects from the file (`RE_SNIPPET_FILE`). Lines count from 0, as in a slice of Python. */
export interface SnippetTarget {
  readonly path: string;
  readonly ranges: readonly (readonly [from: number | null, to: number | null])[];
  readonly section: string | null;
  /** A range that is no number: the reference fails on it. */
  readonly broken: boolean;
}

const TARGET = /^([^\n]*?)(?:((?::-?[0-9]*){1,2}(?:(?:,(?=[-0-9:])-?[0-9]*)(?::-?[0-9]*)?)*)|(:[a-z][-_0-9a-z]*))?$/i;
/** Longer than any path: it is not worth the search for what stands behind its colons. */
const LONGEST = 4096;

export function snippetTarget(written: string): SnippetTarget {
  const match = written.length > LONGEST ? null : TARGET.exec(written);
  if (match === null) return { path: written, ranges: [], section: null, broken: false };
  const ranges: [number | null, number | null][] = [];
  let broken = false;
  const number = (digits: string | undefined): number | null => {
    if (digits === undefined || digits === '') return null;
    if (digits === '-') broken = true;
    return Number(digits);
  };
  if (match[2] !== undefined) {
    for (const part of match[2].slice(1).split(',')) {
      const [first, last] = part.split(':');
      const start = number(first);
      ranges.push([start === null || start < 0 ? start : Math.max(0, start - 1), number(last)]);
    }
  }
  return { path: match[1]!.trim(), ranges, section: match[3]?.slice(1) ?? null, broken };
}

/** The items of the ranges, a negative number counted from the end as the reference counts it. */
export function selectLines<T>(lines: readonly T[], ranges: SnippetTarget['ranges']): T[] {
  const total = lines.length;
  const clamp = (value: number): number => Math.min(Math.max(value, 0), total);
  return ranges.flatMap(([from, to]) => {
    const start = from !== null && from < 0 ? clamp(total + from) : (from ?? 0);
    const end = to !== null && to < 0 ? clamp(total + 1 + to) : (to ?? total);
    return lines.slice(start, Math.max(0, end));
  });
}

import { MappedString } from '../../mapped-string.ts';
import { scanAttributes } from '../attr-list/scanner.ts';
import type { FenceKind } from './formatters.ts';
import { parseOptions, type SuperFenceHeader } from './header.ts';

/** A header that some kind of fence takes. */
export interface AcceptedHeader {
  readonly kind: FenceKind;
  readonly language: string;
  readonly id: string;
  readonly classes: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  /** The title with where it is written; null when there is none, or when it is no option of this kind. */
  readonly title: MappedString | null;
}

/** How headers are read. */
export interface HeaderRules {
  /** Kinds of fences, those asked first last. */
  readonly kinds: readonly FenceKind[];
  readonly relaxed: boolean;
  readonly tabLength: number;
  /** Whether `attr_list` is on: without it attributes are read and thrown away. */
  readonly keepsAttributes: boolean;
}

/** Mirrors `parse_options`, `handle_attrs` and `handle_unrecognized`; null when the fence is refused. */
export function acceptHeader(header: SuperFenceHeader, line: MappedString, rules: HeaderRules): AcceptedHeader | null {
  const language = header.language ?? '';
  if (header.kind === 'unrecognized') return rules.relaxed ? bare(language, [], '', rules) : null;
  if (header.kind === 'attributes') return withAttributes(header, line, rules);
  const entries = header.kind === 'options' ? parseOptions(line.text, header.from, header.to) : [];
  const values: Record<string, string> = {};
  let title: MappedString | null = null;
  for (const { name, value, from, to } of entries) {
    values[name] = value;
    if (name === 'title') title = line.slice(from, to);
  }
  // Options that a kind does not know make it refuse the fence.
  const chosen = choose(language, values, rules.kinds, (attributes) => Object.keys(attributes).length === 0);
  if (chosen === null) return rules.relaxed ? bare(language, [], '', rules) : null;
  const { kind, options } = chosen;
  return { kind, language, id: '', classes: [], attributes: {}, options, title: titled(options, title) };
}

function withAttributes(header: SuperFenceHeader, line: MappedString, rules: HeaderRules): AcceptedHeader | null {
  const list = line
    .slice(header.from, header.to)
    .replace(/\t/g, (match) =>
      MappedString.standingFor(
        ' '.repeat(rules.tabLength),
        line.offset(header.from + match.index),
        line.endOffset(header.from + match.index + 1),
      ),
    );
  let id = '';
  let title: MappedString | null = null;
  const classes: string[] = [];
  const values: Record<string, string> = {};
  for (const { key: name, from, to } of scanAttributes(list.text).attributes) {
    const value = list.text.slice(from, to);
    if (name === 'id') id = value;
    else if (name === '.') classes.push(value);
    else {
      values[name] = value;
      if (name === 'title') title = list.slice(from, to);
    }
  }
  const language = header.language ?? classes.shift() ?? '';
  const chosen = choose(language, values, rules.kinds, () => true);
  if (chosen === null) return rules.relaxed ? bare(language, classes, id, rules) : null;
  const { kind, options, attributes } = chosen;
  return {
    kind,
    language,
    id,
    classes,
    attributes: rules.keepsAttributes ? attributes : {},
    options,
    title: titled(options, title),
  };
}

/** A header whose options are passed over (`relaxed_headers`). */
function bare(language: string, classes: readonly string[], id: string, rules: HeaderRules): AcceptedHeader | null {
  const chosen = choose(language, {}, rules.kinds, () => true);
  if (chosen === null) return null;
  return { kind: chosen.kind, language, id, classes, attributes: {}, options: {}, title: null };
}

function titled(options: Readonly<Record<string, string>>, title: MappedString | null): MappedString | null {
  return Object.hasOwn(options, 'title') ? title : null;
}

/** The last kind that takes the language and the values. */
function choose(
  language: string,
  values: Readonly<Record<string, string>>,
  kinds: readonly FenceKind[],
  agrees: (attributes: Readonly<Record<string, string>>) => boolean,
): { kind: FenceKind; options: Record<string, string>; attributes: Record<string, string> } | null {
  for (let i = kinds.length - 1; i >= 0; i--) {
    const kind = kinds[i]!;
    if (kind.name !== null && kind.name !== '*' && kind.name !== language) continue;
    const options: Record<string, string> = {};
    const attributes: Record<string, string> = {};
    if (kind.validate(values, options, attributes) && agrees(attributes)) return { kind, options, attributes };
  }
  return null;
}

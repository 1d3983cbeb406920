import { titleCase } from '../../python-text.ts';

/** A kind of admonition or details that the option `types` adds, with its class and its default title. */
export interface BlockType {
  readonly name: string;
  readonly className: string;
  readonly title: string;
}

/** The default title of a type: its class in words. */
export function titleOf(className: string): string {
  return titleCase(className.replace(/[_-]+/g, ' '));
}

/** The option `types`: names, or mappings with `name`, `class` and `title`. */
export function blockTypes(value: unknown, fallback: readonly string[]): BlockType[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : fallback;
  return list.flatMap((entry) => {
    if (typeof entry === 'string') return [{ name: entry, className: entry, title: titleOf(entry) }];
    if (typeof entry !== 'object' || entry === null || !('name' in entry)) return [];
    const name = String(entry.name);
    const className = 'class' in entry ? String(entry.class) : name;
    return [{ name, className, title: 'title' in entry ? String(entry.title) : titleOf(className) }];
  });
}

/** The option `type` of a block of no particular kind: one class, which makes its title too; null when it is empty. */
export function typeFromOption(value: unknown): BlockType | null {
  const name = typeof value === 'string' ? value : '';
  return name === '' ? null : { name, className: name, title: titleOf(name) };
}

import type { Element } from './element.ts';

/** One tab of a set as it stands in Python-Markdown's tree. */
export interface TabParts {
  /** The radio button. */
  readonly input: Element;
  readonly label: Element;
  readonly body: Element;
}

/** A set of tabs: `tabbed-alternate` keeps buttons, labels and bodies apart, the older form has them in turns. */
export interface TabbedSet {
  readonly alternate: boolean;
  readonly tabs: readonly TabParts[];
}

/** The tabs of an element that `pymdownx.tabbed` or `pymdownx.blocks.tab` made; null for anything else. */
export function tabbedSetOf(element: Element): TabbedSet | null {
  if (!classesOf(element).includes('tabbed-set')) return null;
  const inputs = element.children.filter((child) => child.tag === 'input');
  const rest = element.children.filter((child) => child.tag !== 'input');
  const alternate = rest.length === 2 && classesOf(rest[0]!).includes('tabbed-labels');
  const labels = alternate ? rest[0]!.children : rest.filter((child) => child.tag === 'label');
  const bodies = alternate ? rest[1]!.children : rest.filter((child) => child.tag === 'div');
  const complete =
    labels.length === inputs.length &&
    bodies.length === inputs.length &&
    (alternate || rest.length === 2 * inputs.length) &&
    labels.every((label) => label.tag === 'label') &&
    bodies.every((body) => body.tag === 'div');
  if (!complete || inputs.length === 0) return null;
  return { alternate, tabs: inputs.map((input, i) => ({ input, label: labels[i]!, body: bodies[i]! })) };
}

function classesOf(element: Element): string[] {
  return (element.get('class') ?? '').split(' ');
}

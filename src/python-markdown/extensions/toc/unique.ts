/**
 * Names of which each is used once. A name already used is changed by `next` until it is free; where such a search ended is
 * kept, so that many equal names cost no more than many different ones.
 */
export class UniqueNames {
  readonly #used = new Set<string>();
  readonly #reached = new Map<string, string>();
  readonly #next: (name: string) => string;

  constructor(next: (name: string) => string) {
    this.#next = next;
  }

  /** Marks a name as used. */
  add(name: string): void {
    this.#used.add(name);
  }

  /** The first free name that begins with this one; it is used from now on. The empty name is never free. */
  take(name: string): string {
    if (name !== '' && !this.#used.has(name)) {
      this.#used.add(name);
      return name;
    }
    let free = this.#reached.get(name) ?? name;
    while (free === '' || this.#used.has(free)) free = this.#next(free);
    this.#reached.set(name, free);
    this.#used.add(free);
    return free;
  }
}

const COUNTED = /^(.*)_([0-9]+)$/s;

/** The id after this one: `_1` behind it, or its number raised by one (`toc.unique`). */
export function nextId(id: string): string {
  const match = COUNTED.exec(id);
  return match === null ? `${id}_1` : `${match[1]}_${BigInt(match[2]!) + 1n}`;
}

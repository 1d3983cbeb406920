/**
 * Items sorted by priority, highest first; among equals, the one registered first (Python-Markdown's `util.Registry`).
 */
export class Registry<T> {
  private items: { name: string; priority: number; item: T }[] = [];
  private sorted: readonly T[] | null = null;

  /** Adds an item; one already registered under the name is replaced and takes the new priority. */
  register(item: T, name: string, priority: number): void {
    this.items = this.items.filter((entry) => entry.name !== name);
    this.items.push({ name, priority, item });
    this.sorted = null;
  }

  /** Takes an item out; a name that is not there is passed over. */
  deregister(name: string): void {
    this.items = this.items.filter((entry) => entry.name !== name);
    this.sorted = null;
  }

  get(name: string): T | undefined {
    return this.items.find((entry) => entry.name === name)?.item;
  }

  has(name: string): boolean {
    return this.items.some((entry) => entry.name === name);
  }

  /** All items, highest priority first. */
  get all(): readonly T[] {
    if (this.sorted === null) {
      this.sorted = [...this.items].sort((a, b) => b.priority - a.priority).map((entry) => entry.item);
    }
    return this.sorted;
  }
}

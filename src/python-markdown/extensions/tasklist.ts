import type { Element } from '../element.ts';
import { booleanOption, type Extension } from '../extension.ts';
import type { InlineText } from '../inline-text.ts';
import type { TreeProcessor } from '../markdown.ts';
import { splitWords } from '../python-text.ts';

const CHECKBOX = /^ *\[([xX ])\] +/;

interface TasklistOptions {
  readonly custom: boolean;
  readonly clickable: boolean;
}

/** Makes check boxes of `[ ]` and `[x]` at the beginning of list items (`TasklistTreeprocessor`). */
class TasklistTreeProcessor implements TreeProcessor {
  readonly #options: TasklistOptions;

  constructor(options: TasklistOptions) {
    this.#options = options;
  }

  run(root: Element): void {
    for (const parent of root.iterate()) {
      let found = false;
      for (const item of parent.children) {
        if (item.tag === 'li' && this.#readItem(item)) found = true;
      }
      if (!found) continue;
      const classes = splitWords(parent.get('class') ?? '');
      if (!classes.includes('task-list')) parent.set('class', [...classes, 'task-list'].join(' '));
    }
  }

  #readItem(item: Element): boolean {
    const first = item.children[0];
    const holder = item.text !== null && item.text.length > 0 ? item : first?.tag === 'p' ? first : undefined;
    if (holder === undefined || holder.text === null) return false;
    const match = CHECKBOX.exec(holder.text.text);
    if (match === null) return false;
    const checked = match[1] !== ' ';
    const text: InlineText = holder.text;
    holder.text = text.withMarks([
      { start: 0, end: match[0].length, replacement: { kind: 'raw', value: checkbox(checked, this.#options) } },
    ]);
    const open = match[0].indexOf('[');
    item.note({ checked, checkbox: [text.origin(open), text.originEnd(open + 3)] });
    item.set('class', [...splitWords(item.get('class') ?? ''), 'task-list-item'].join(' '));
    return true;
  }
}

function checkbox(checked: boolean, { custom, clickable }: TasklistOptions): string {
  const input = `<input type="checkbox"${clickable ? '' : ' disabled'}${checked ? ' checked' : ''}/>`;
  if (!custom) return `${input} `;
  return `<label class="task-list-control">${input}<span class="task-list-indicator"></span></label> `;
}

/** `pymdownx.tasklist`. */
const tasklist: Extension = {
  name: 'pymdownx.tasklist',
  extend(markdown, options) {
    const processor = new TasklistTreeProcessor({
      custom: booleanOption(options, 'custom_checkbox', false),
      clickable: booleanOption(options, 'clickable_checkbox', false),
    });
    markdown.treeProcessors.register(processor, 'task-list', 25);
  },
};

export default tasklist;

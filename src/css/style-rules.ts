import { type AtRule, type ChildNode, parse, type Rule } from 'postcss';

/** A rule of a style sheet, one for each selector of a list. */
export interface StyleRule {
  /** One selector, blanks collapsed. */
  readonly selector: string;
  /** The conditions around it (`@media ...`), outermost first; '' for none. */
  readonly context: string;
  /** Its declarations in order, `name: value`, joined by `; `. */
  readonly declarations: string;
}

/** The rules of a style sheet; null when it does not parse. Frames of `@keyframes` are no rules. */
export function styleRules(css: string): readonly StyleRule[] | null {
  const rules: StyleRule[] = [];
  try {
    for (const node of parse(css).nodes) collect(node, '', rules);
  } catch {
    return null;
  }
  return rules;
}

function collect(node: ChildNode, context: string, rules: StyleRule[]): void {
  if (node.type === 'rule') {
    const declarations = declarationsOf(node);
    for (const selector of node.selectors) {
      rules.push({ selector: selector.replace(/\s+/g, ' ').trim(), context, declarations });
    }
  } else if (node.type === 'atrule' && node.nodes !== undefined && !/keyframes$/i.test(node.name)) {
    const inner = `${context}${context === '' ? '' : ' '}${conditionOf(node)}`;
    for (const child of node.nodes) collect(child, inner, rules);
  }
}

function conditionOf({ name, params }: AtRule): string {
  return `@${name.toLowerCase()} ${params.replace(/\s+/g, ' ').trim()}`.trim();
}

function declarationsOf(rule: Rule): string {
  return rule.nodes
    .flatMap((node) =>
      node.type === 'decl' ? [`${node.prop}: ${node.value}${node.important ? ' !important' : ''}`] : [],
    )
    .map((declaration) => declaration.replace(/\s+/g, ' ').trim())
    .join('; ');
}

/** Whether a selector has neither class nor id nor attribute: it takes hold of elements on any page. */
export function isBareSelector(selector: string): boolean {
  return !/[.#[]/.test(selector) && !/^:root\b/.test(selector);
}

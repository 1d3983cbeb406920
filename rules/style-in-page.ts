import { isBareSelector, styleRules } from '../src/css/style-rules.ts';
import { defineRule } from '../src/rule.ts';

/**
 * The method: the rules of every `<style>` element of the site are read; a block is reported when one of its selectors
 * would, in a style sheet of the site, take hold of other pages: a bare element selector, or one that another page
 * declares otherwise.
 */
export default defineRule({
  summary: 'A page carries no `<style>` element whose rules would reach other pages.',
  why: 'Styles of a page are lost or spread when they are moved: a rule on a bare element changes every page of the site, and a class that two pages style differently can keep only one look.',
  since: '0.1.0',
  fix: null,
  severity: 'warn',
  options: {
    all: {
      type: 'boolean',
      default: false,
      words: 'Report every `<style>` element, also one that keeps to its page.',
    },
  },
  messages: {
    reaches: 'This `<style>` element ({rules}) belongs in a style sheet, where it would reach other pages: {reasons}.',
    block: 'This `<style>` element ({rules}) belongs in a style sheet of `extra_css`.',
    invalid: 'This `<style>` element is not valid CSS.',
  },
  site({ pages, options, report }) {
    const blocks = [...pages.values()].flatMap((page) =>
      page.styleElements.map(({ css, span }) => ({ page: page.path, span, rules: styleRules(css) })),
    );
    /** Declarations of each selector, by the first page that has them. */
    const declared = new Map<string, Map<string, string>>();
    const keyOf = (rule: { selector: string; context: string }) => `${rule.context} ${rule.selector}`;
    for (const { page, rules } of blocks) {
      for (const rule of rules ?? []) {
        const known = declared.get(keyOf(rule)) ?? new Map<string, string>();
        declared.set(keyOf(rule), known);
        if (!known.has(rule.declarations)) known.set(rule.declarations, page);
      }
    }
    for (const { page, span, rules } of blocks) {
      if (rules === null) {
        report({ message: 'invalid', page, span });
        continue;
      }
      const bare = new Set<string>();
      const clashes = new Map<string, string>();
      for (const rule of rules) {
        if (isBareSelector(rule.selector)) bare.add(rule.selector);
        for (const [declarations, other] of declared.get(keyOf(rule)) ?? []) {
          const clash = other !== page && declarations !== rule.declarations && !bare.has(rule.selector);
          if (clash) clashes.set(rule.selector, other);
        }
      }
      const reasons = [
        ...(bare.size > 0 ? [`${listed([...bare])} would style every page`] : []),
        ...[...clashes].slice(0, 2).map(([selector, other]) => `\`${selector}\` is declared otherwise in \`${other}\``),
        ...(clashes.size > 2 ? [`${clashes.size - 2} more are declared otherwise elsewhere`] : []),
      ];
      if (reasons.length === 0 && !options.all) continue;
      report({
        message: reasons.length > 0 ? 'reaches' : 'block',
        values: { rules: `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`, reasons: reasons.join('; ') },
        page,
        span,
        data: { rules: rules.length, bare: [...bare], clashes: Object.fromEntries(clashes) },
      });
    }
  },
});

function listed(selectors: readonly string[]): string {
  const shown = selectors.slice(0, 4).map((selector) => `\`${selector}\``);
  return shown.join(', ') + (selectors.length > 4 ? ` and ${selectors.length - 4} more` : '');
}

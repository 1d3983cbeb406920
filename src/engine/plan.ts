import type { RuleSetting } from '../options.ts';
import type { Need, Rule, RuleSet, Severity } from '../rule.ts';

/** A rule that runs, with its severity and the values of its options. */
export interface PlannedRule {
  readonly id: string;
  readonly rule: Rule;
  readonly severity: Severity;
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * Chooses the rules of a run. `only` (from `--rule`) overrules a level `off`: who names a rule wants it. Options that the
 * configuration leaves out get their defaults.
 */
export function planRules(
  rules: RuleSet,
  settings: Readonly<Record<string, RuleSetting>>,
  only: readonly string[] = [],
): readonly PlannedRule[] {
  const planned: PlannedRule[] = [];
  for (const id of Object.keys(rules).sort()) {
    const rule = rules[id]!;
    const { level = rule.optional ? 'off' : rule.severity, options: given = {} } = settings[id] ?? {};
    if (only.length > 0 ? !only.includes(id) : level === 'off') continue;
    const options: Record<string, unknown> = {};
    for (const name of Object.keys(rule.options)) options[name] = given[name] ?? rule.options[name]!.default;
    planned.push({ id, rule, severity: level === 'off' ? rule.severity : level, options });
  }
  return planned;
}

/** Whether one of the rules needs something that has to be loaded first. */
export function anyNeeds(planned: readonly PlannedRule[], need: Need): boolean {
  return planned.some(({ rule }) => rule.needs.includes(need));
}

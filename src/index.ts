/** assay as a library. */
import { rules } from '../rules/index.ts';
import { nodeFiles } from './host/node-files.ts';
import type { RuleSetting } from './options.ts';
import { type CheckResult, Session } from './session.ts';
import { loadSite } from './site/load-site.ts';

export { rules } from '../rules/index.ts';
export type { Finding } from './engine/finding.ts';
export { renderPage } from './engine/render-page.ts';
export type { PageFacts } from './facts/page-facts.ts';
export { memoryFiles } from './host/memory-files.ts';
export { nodeFiles } from './host/node-files.ts';
export { type RemarkMkdocsOptions, readPage, remarkMkdocs } from './python-markdown/index.ts';
export { defineRule, type PageContext, type Rule, type RuleSet, type SiteContext, type Visitor } from './rule.ts';
export { type CheckOptions, type CheckResult, Session, type SessionOptions } from './session.ts';
export { loadSite } from './site/load-site.ts';
export type { Site } from './site/site.ts';

/** Checks the site of a configuration on disk (an absolute path): what `assay check` does, without its settings file. */
export async function check(
  configPath: string,
  settings: Readonly<Record<string, RuleSetting>> = {},
): Promise<CheckResult> {
  const session = new Session(loadSite(configPath, nodeFiles), nodeFiles, { rules, settings });
  await session.prepare();
  return session.check();
}

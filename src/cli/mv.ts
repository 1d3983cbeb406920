import fs from 'node:fs';
import { posix } from 'node:path';
import { nodeFiles, posixPath } from '../host/node-files.ts';
import { writeFiles } from '../host/write-files.ts';
import type { PlannedWrite } from '../host/write-plan.ts';
import { type MovePlan, planMove, type Renames } from '../move.ts';
import { oneLine } from '../report/one-line.ts';
import { folderOf, isWithin, joinPath, nameOf, resolvePath } from '../site/paths.ts';
import type { Site } from '../site/site.ts';
import { openSession } from './open-session.ts';
import { shownPath } from './open-site.ts';
import { EXIT, Trouble } from './trouble.ts';

export interface MoveArguments {
  readonly config?: string;
  /** Lead from the old addresses to the new ones. */
  readonly redirect?: boolean;
  /** Print what would change, and write nothing. */
  readonly diff?: boolean;
}

/** `assay mv`: moves a page, a file or a folder of the docs, and mends whatever names it. */
export async function mv(from: string, to: string, options: MoveArguments): Promise<number> {
  const known = posixPath(from);
  const exists = nodeFiles.isFile(known) || nodeFiles.isFolder(known);
  const { session } = await openSession(exists ? [from] : [], { ...options, rule: [] });
  const { site } = session;
  const source = exists ? known : resolvePath(site.docsDir, from);
  const { target, renames } = renamesOf(site, source, exists ? posixPath(to) : resolvePath(site.docsDir, to), from, to);
  const plan = planMove(session, nodeFiles, renames, {
    load: { environment: process.env },
    redirect: options.redirect === true,
  });
  if (plan.broken.length > 0) {
    const some = plan.broken.slice(0, 10);
    const more = plan.broken.length > some.length ? [`and ${plan.broken.length - some.length} more`] : [];
    throw new Trouble(['nothing was moved, because links that work would break:', ...some, ...more]);
  }
  if (options.diff === true) {
    process.stdout.write(await differences(plan, site));
    return EXIT.findings;
  }
  const unwritten = await move(source, target, plan);
  process.stdout.write(summary(plan, site, source, target));
  for (const { file, reason } of unwritten) {
    process.stderr.write(`assay: ${oneLine(`\`${shownPath(file)}\` was not changed: ${reason}`)}\n`);
  }
  return unwritten.length > 0 ? EXIT.trouble : EXIT.clean;
}

/** Checks that the move is possible, and lists the files that it moves. A target that is a folder is moved into, as `mv` does. */
function renamesOf(
  site: Site,
  source: string,
  wanted: string,
  from: string,
  to: string,
): { target: string; renames: Renames } {
  const isFolder = nodeFiles.isFolder(source);
  if (!isFolder && !nodeFiles.isFile(source)) throw new Trouble(`there is no file or folder \`${from}\``);
  const docs = site.docsDir;
  if (source === docs || !isWithin(source, docs))
    throw new Trouble(`\`${from}\` does not lie in \`${shownPath(docs)}\``);
  const target = nodeFiles.isFolder(wanted) || /[/\\]$/.test(to) ? joinPath(wanted, nameOf(source)) : wanted;
  if (!isWithin(target, docs)) throw new Trouble(`\`${to}\` does not lie in \`${shownPath(docs)}\``);
  if (isFolder && isWithin(target, source)) throw new Trouble(`\`${from}\` cannot be moved into itself`);
  if (target !== source && (nodeFiles.isFile(target) || nodeFiles.isFolder(target))) {
    throw new Trouble(`\`${shownPath(target)}\` exists already`);
  }
  const path = source.slice(docs.length + 1);
  if (!isFolder && site.pages.has(path) && !/\.(?:md|markdown|mdown|mkdn|mkd)$/i.test(target)) {
    throw new Trouble(`\`${from}\` is a page; \`${to}\` would be none, because it does not end in \`.md\``);
  }
  const files = isFolder ? nodeFiles.list(source).paths.map((below) => `${source}/${below}`) : [source];
  return { target, renames: new Map(files.map((file) => [file, target + file.slice(source.length)])) };
}

/** Renames on the disk, then the texts: each file is whole at any moment. */
async function move(source: string, target: string, plan: MovePlan) {
  try {
    fs.mkdirSync(folderOf(target), { recursive: true });
    fs.renameSync(source, target);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Trouble(`\`${shownPath(source)}\` cannot be moved (${code})`);
  }
  return (await writeFiles(writesOf(plan))).unwritten;
}

function writesOf({ changes }: MovePlan): readonly PlannedWrite[] {
  return changes.map(({ file, before, after, byteOrderMark }) => {
    const mark = byteOrderMark ? '\ufeff' : '';
    return { file, target: file, content: mark + after, expects: { kind: 'text', text: mark + (before ?? '') } };
  });
}

async function differences(plan: MovePlan, site: Site): Promise<string> {
  const { unifiedDiff } = await import('../report/diff.ts');
  const relative = (file: string) => posix.relative(site.configDir, file);
  const parts: string[] = [];
  const changed = new Map(plan.changes.map((change) => [change.file, change]));
  const oldNames = new Map([...plan.renames].map(([from, to]) => [to, from]));
  for (const [from, to] of plan.renames) {
    const header = `diff --git a/${relative(from)} b/${relative(to)}\n`;
    const change = changed.get(to);
    if (change === undefined) {
      parts.push(`${header}similarity index 100%\nrename from ${relative(from)}\nrename to ${relative(to)}\n`);
      continue;
    }
    const diff = unifiedDiff([{ path: relative(to), before: change.before, after: change.after }]);
    const body = diff.slice(diff.indexOf('\n@@') + 1);
    const names = `rename from ${relative(from)}\nrename to ${relative(to)}\n--- a/${relative(from)}\n+++ b/${relative(to)}\n`;
    parts.push(header + names + body);
  }
  const others = plan.changes.filter(({ file }) => !oldNames.has(file));
  const rest = unifiedDiff(others.map(({ file, before, after }) => ({ path: relative(file), before, after })));
  return parts.join('') + rest;
}

function summary(plan: MovePlan, site: Site, source: string, target: string): string {
  const relative = (file: string) => posix.relative(site.configDir, file);
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const lines = [`Moved ${relative(source)} to ${relative(target)} (${count(plan.renames.size, 'file')}).`];
  const files = plan.changes.map(({ file }) => relative(file));
  lines.push(`${count(plan.links, 'link')} mended; ${count(files.length, 'file')} changed.`);
  for (const file of files) lines.push(`  ${file}`);
  for (const { file, what } of plan.left) lines.push(`Left as it is, in ${relative(file)}: ${what}.`);
  return `${lines.map(oneLine).join('\n')}\n`;
}

import fs from 'node:fs';
import { posixPath } from '../host/node-files.ts';
import { realPath, realPathOfNew, type WritePlan } from '../host/write-plan.ts';
import { isWithin } from '../site/paths.ts';
import type { Site } from '../site/site.ts';
import { shownPath } from './open-site.ts';
import { Trouble } from './trouble.ts';

/** The absolute folder that `--out` names. It must not be one that the sources lie in: copies would take their places. */
export function copyFolder(given: string, site: Site): string {
  const folder = posixPath(given);
  if (given === '') throw new Trouble('`--out` needs the name of a folder');
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new Trouble(`\`${given}\` is a file, no folder`);
  }
  const real = realPathOfNew(folder);
  const docs = realPath(site.docsDir);
  if (docs !== null && isWithin(real, docs)) {
    const place = real === docs ? 'is' : 'lies in';
    throw new Trouble(
      `\`${given}\` ${place} the docs folder \`${shownPath(site.docsDir)}\`: name another for the fixed pages`,
    );
  }
  if (real === realPath(site.configDir)) throw overSources(given);
  return folder;
}

/** The same for what lies deeper: no copy may be a source or land among them. */
export function refuseSources(plan: WritePlan, site: Site, given: string): void {
  const docs = realPath(site.docsDir);
  for (const { file, target } of plan.writes) {
    const real = realPathOfNew(target);
    if (real === realPath(file) || (docs !== null && isWithin(real, docs))) throw overSources(given);
  }
}

function overSources(given: string): Trouble {
  return new Trouble(`copies in \`${given}\` would take the places of the sources: name another folder`);
}

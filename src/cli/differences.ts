import { commonFolder } from '../host/common-folder.ts';
import { type PlannedWrite, realPath } from '../host/write-plan.ts';
import { folderOf } from '../site/paths.ts';

/**
 * What would be written, as a unified diff that holds in the folder of the configuration; in the one above it that holds
 * all files when some lie outside (a docs folder beside that of the configuration).
 */
export async function differencesOf(writes: readonly PlannedWrite[], configDir: string): Promise<string> {
  const { unifiedDiff } = await import('../report/diff.ts');
  const folder = commonFolder([realPath(configDir) ?? configDir, ...writes.map(({ target }) => folderOf(target))]);
  const start = folder.endsWith('/') ? folder.length : folder.length + 1;
  return unifiedDiff(
    writes.map(({ target, content, expects }) => ({
      path: target.slice(start),
      before: expects.kind === 'text' ? expects.text : null,
      after: content,
    })),
  );
}

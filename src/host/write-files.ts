import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { access, type FileHandle, lstat, mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { isWithin } from '../site/paths.ts';
import { type PlannedWrite, realPath, type Unwritten } from './write-plan.ts';

export interface WriteOutcome {
  /** In the order in which they were asked for. */
  readonly written: readonly PlannedWrite[];
  readonly unwritten: readonly Unwritten[];
}

/** A new content that lies, safe on the disk, beside the file that it will take the place of. */
interface Staged {
  readonly write: PlannedWrite;
  readonly temporary: string;
}

/** So many files are staged at a time: enough that the disk can flush several at once. */
const AT_A_TIME = 8;

/** A temporary file is named so: MkDocs leaves out names with a leading dot, and no editor knows the extension. */
const TEMPORARY = /^\.assay-[0-9a-f]{16}\.tmp$/;

/** A run stages for seconds, so what is older than this was left by one that was killed. */
const LEFT_BEHIND_MILLISECONDS = 10 * 60 * 1000;

/**
 * Writes files so that each is whole at any moment, old or new, whatever happens: all new contents are laid beside their
 * files and flushed to the disk, then each takes its file's place by a rename. A file that cannot be written, or no longer
 * holds what is expected, is reported, and the others go on. An interrupt while contents are being laid down writes nothing;
 * later ones wait until all are in place. Temporary files never stay behind, except those of a killed process, which the
 * next run in that folder takes away. (A hard link to a file keeps the old content: a rename makes a new file.)
 *
 * `copies` is the folder of the copies, null when the sources themselves are written.
 */
export async function writeFiles(writes: readonly PlannedWrite[], copies: string | null = null): Promise<WriteOutcome> {
  const interrupts = watchInterrupts();
  const temporaries = new Set<string>();
  const unwritten: Unwritten[] = [];
  const written: PlannedWrite[] = [];
  const fail = ({ file }: PlannedWrite, error: unknown) => {
    unwritten.push({ file, reason: reasonOf(error), kind: 'failed' });
  };
  try {
    const folders = new Set(writes.map(({ target }) => path.posix.dirname(target)));
    await Promise.all([...folders].map((name) => removeLeftBehind(name)));
    const staged = new Map<PlannedWrite, Staged>();
    await eachOf(writes, async (write) => {
      if (interrupts.signal !== null) return;
      try {
        await makeFolder(write, copies);
        staged.set(write, await stage(write, temporaries));
      } catch (error) {
        fail(write, error);
      }
    });
    if (interrupts.signal === null) {
      for (const write of writes) {
        const ready = staged.get(write);
        if (ready === undefined) continue;
        try {
          commit(ready);
          temporaries.delete(ready.temporary);
          written.push(write);
        } catch (error) {
          fail(write, error);
        }
      }
      const changed = new Set(written.map(({ target }) => path.posix.dirname(target)));
      await eachOf([...changed], flushFolder);
    }
  } finally {
    for (const file of temporaries) {
      try {
        fs.unlinkSync(file);
      } catch {
        // It was never made, or its folder has vanished.
      }
    }
    interrupts.end();
  }
  const order = new Map(writes.map(({ file }, i) => [file, i]));
  unwritten.sort((a, b) => order.get(a.file)! - order.get(b.file)!);
  return { written, unwritten };
}

/** Lays the content beside the file that it is for, with the mode and the owner of that file. */
async function stage(write: PlannedWrite, temporaries: Set<string>): Promise<Staged> {
  const { target, content, expects } = write;
  if (!content.isWellFormed())
    throw new Refusal('The new text has half a character in it: an edit has cut one in two.');
  const known = expects.kind === 'text' ? await stat(target) : null;
  if (known !== null && !known.isFile()) throw new Refusal('It is no file any more.');
  if (known !== null) await writable(target);
  const name = `.assay-${randomBytes(8).toString('hex')}.tmp`;
  const temporary = path.posix.join(path.posix.dirname(target), name);
  // Known before it exists, so that nothing can be left behind.
  temporaries.add(temporary);
  const handle = await open(temporary, 'wx', known === null ? 0o666 : 0o600);
  try {
    await handle.writeFile(content, 'utf8');
    if (known !== null) await takeAttributes(handle, known);
    await flush(handle);
    await handle.close();
  } catch (error) {
    await handle.close().catch(() => {});
    // At once: on a full disk the others need the room.
    await unlink(temporary).catch(() => {});
    throw error;
  }
  return { write, temporary };
}

async function writable(file: string): Promise<void> {
  try {
    await access(file, fs.constants.W_OK);
  } catch (error) {
    throw new Refusal(`The file may not be written (${codeOf(error)}).`);
  }
}

/** Owner, group and mode of the file that is replaced, as far as this user may give them. */
async function takeAttributes(handle: FileHandle, known: fs.Stats): Promise<void> {
  const own = await handle.stat();
  let isSameOwner = own.uid === known.uid && own.gid === known.gid;
  if (!isSameOwner) {
    try {
      await handle.chown(known.uid, known.gid);
      isSameOwner = true;
    } catch {
      // The group alone may be possible for a user who is in it.
      await handle.chown(own.uid, known.gid).catch(() => {});
    }
  }
  // After the owner, whose change clears bits of the mode. File systems without modes refuse; there is nothing to keep.
  await handle.chmod(known.mode & (isSameOwner ? 0o7777 : 0o777)).catch(() => {});
}

/** The content takes the place of the file, unless the file has changed. Nothing else of this program runs in between. */
function commit({ write: { target, expects }, temporary }: Staged): void {
  if (expects.kind === 'text' && !fs.readFileSync(target).equals(Buffer.from(expects.text))) {
    throw new Refusal('The file has changed on disk since it was read.');
  }
  if (expects.kind === 'nothing' && fs.lstatSync(target, { throwIfNoEntry: false }) !== undefined) {
    throw new Refusal('There is a file of that name by now.');
  }
  for (let attempt = 1; ; attempt++) {
    try {
      fs.renameSync(temporary, target);
      return;
    } catch (error) {
      // On Windows a scanner or an indexer may hold a file for a moment.
      const isHeld = process.platform === 'win32' && /^(?:EACCES|EBUSY|EPERM)$/.test(codeOf(error));
      if (!isHeld || attempt === 8) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2 ** attempt);
    }
  }
}

async function flush(handle: FileHandle): Promise<void> {
  try {
    await handle.sync();
  } catch (error) {
    // A file system that cannot flush is no fault of the file.
    if (!/^(?:EINVAL|ENOSYS|ENOTSUP|EOPNOTSUPP)$/.test(codeOf(error))) throw error;
  }
}

/** Makes the renames in a folder last; where a folder cannot be flushed (Windows), the system does it in its own time. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // The files are in place all the same.
  }
}

/** Makes the folders of files that are new. No link below the folder of the copies may lead out of it. */
async function makeFolder({ target, expects }: PlannedWrite, copies: string | null): Promise<void> {
  if (expects.kind === 'text') return;
  const folder = path.posix.dirname(target);
  await mkdir(folder, { recursive: true });
  const real = realPath(folder);
  const root = copies === null ? real : realPath(copies);
  if (real === null || root === null || !isWithin(real, root)) {
    throw new Refusal(`A symbolic link leads out of the folder that was named.`);
  }
}

/** Takes away what a killed run has left in a folder. */
async function removeLeftBehind(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!TEMPORARY.test(name)) continue;
    const file = path.posix.join(folder, name);
    try {
      const { mtimeMs } = await lstat(file);
      if (Date.now() - mtimeMs > LEFT_BEHIND_MILLISECONDS) await unlink(file);
    } catch {
      // Another run was quicker, or it is not ours.
    }
  }
}

interface Interrupts {
  /** The first signal that came. */
  readonly signal: NodeJS.Signals | null;
  /** Stops watching. The process ends by a signal that came, as it would have at once. */
  end(): void;
}

/** Holds interrupts back until nothing is half done; a second one ends the process at once. */
function watchInterrupts(): Interrupts {
  let first: NodeJS.Signals | null = null;
  const names = ['SIGINT', 'SIGTERM'] as const;
  const unwatch = () => {
    for (const name of names) process.removeListener(name, receive);
  };
  const receive = (signal: NodeJS.Signals) => {
    if (first !== null) {
      unwatch();
      process.kill(process.pid, signal);
    }
    first = signal;
  };
  for (const name of names) process.on(name, receive);
  return {
    get signal() {
      return first;
    },
    end() {
      unwatch();
      if (first !== null) process.kill(process.pid, first);
    },
  };
}

async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length) await work(items[next++]!);
  };
  await Promise.all(Array.from({ length: Math.min(AT_A_TIME, items.length) }, worker));
}

/** A reason of our own not to write, in words. */
class Refusal extends Error {}

function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const code = codeOf(error);
  switch (code) {
    case 'ENOENT':
      return 'The file or its folder does not exist any more.';
    case 'EACCES':
    case 'EPERM':
      return `The folder may not be written to (${code}).`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `A file stands where a folder should be (${code}).`;
    case 'EISDIR':
      return `A folder stands where the file should be (${code}).`;
    case 'EROFS':
      return `The file system is read-only (${code}).`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full (${code}).`;
    case 'EBUSY':
      return `The file is in use (${code}).`;
    default:
      return `The file cannot be written (${code}).`;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

import fs from 'node:fs';
import type * as promises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeFiles } from '../../src/host/write-files.ts';
import { planCopies, planWrites } from '../../src/host/write-plan.ts';

/** Names of files whose disk is full, and what happens on the disk just before contents take their places. */
const disk = vi.hoisted(() => ({ full: new Set<string>(), beforeRename: null as (() => void) | null }));

vi.mock('node:fs/promises', async (original) => {
  const actual = await original<typeof promises>();
  return {
    ...actual,
    async open(...args: Parameters<typeof promises.open>) {
      const handle = await actual.open(...args);
      if (!/\.tmp$/.test(String(args[0]))) return handle;
      const write = handle.writeFile.bind(handle);
      handle.writeFile = async (...content) => {
        if (disk.full.has(String(content[0]))) {
          await write('half of ');
          throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
        }
        await write(...content);
      };
      const close = handle.close.bind(handle);
      handle.close = async () => {
        await close();
        disk.beforeRename?.();
      };
      return handle;
    },
  };
});

let folder: string;
let docs: string;

beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'assay-')));
  docs = join(folder, 'site/docs');
  fs.mkdirSync(docs, { recursive: true });
  disk.full.clear();
  disk.beforeRename = null;
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

function put(name: string, text: string): string {
  const file = join(docs, name);
  fs.mkdirSync(dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
}

const text = (name: string) => fs.readFileSync(join(docs, name), 'utf8');

/** Changes pages, each named with its text before and after. */
async function change(
  changes: Readonly<Record<string, readonly [before: string | null, after: string]>>,
  pages?: readonly string[],
) {
  const files = Object.entries(changes).map(([name, [before, after]]) => ({
    file: join(docs, name),
    before,
    after,
    byteOrderMark: false,
  }));
  const scope = {
    base: dirname(docs),
    folders: [docs, dirname(docs)],
    pages: (pages ?? Object.keys(changes)).map((name) => join(docs, name)),
  };
  const plan = planWrites(files, scope);
  const { written, unwritten } = await writeFiles(plan.writes);
  const named = [...plan.unwritten, ...unwritten].map(({ file, reason, kind }) => [
    file.slice(docs.length + 1),
    kind,
    reason,
  ]);
  return { written: written.map(({ file }) => file.slice(docs.length + 1)), unwritten: named };
}

const temporaries = () => fs.readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.tmp'));

describe('files written in their places', () => {
  it('hold the new text, in the mode and of the owner that they had', async () => {
    const file = put('a.md', 'old\n');
    fs.chmodSync(file, 0o640);
    if (process.getuid?.() === 0) fs.chownSync(file, 1234, 2345);
    const before = fs.statSync(file);
    expect(await change({ 'a.md': ['old\n', 'new\n'] })).toEqual({ written: ['a.md'], unwritten: [] });
    const after = fs.statSync(file);
    expect(text('a.md')).toBe('new\n');
    expect([after.mode, after.uid, after.gid]).toEqual([before.mode, before.uid, before.gid]);
    expect(temporaries()).toEqual([]);
  });

  it('keep a byte order mark', async () => {
    const file = put('a.md', '\ufeffold');
    const plan = planWrites([{ file, before: 'old', after: 'new', byteOrderMark: true }], {
      base: folder,
      folders: [docs],
      pages: [],
    });
    await writeFiles(plan.writes);
    expect(text('a.md')).toBe('\ufeffnew');
  });

  it('may be new, in a new folder, but take no other’s place', async () => {
    put('there.css', 'mine');
    expect(await change({ 'styles/new.css': [null, 'a {}'], 'there.css': [null, 'b {}'] })).toEqual({
      written: ['styles/new.css'],
      unwritten: [['there.css', 'failed', 'There is a file of that name by now.']],
    });
    expect([text('styles/new.css'), text('there.css')]).toEqual(['a {}', 'mine']);
  });

  it('are left alone when they have changed since they were read; the others go on', async () => {
    put('a.md', 'old\n');
    put('b.md', 'other\n');
    expect(await change({ 'b.md': ['old\n', 'new\n'], 'a.md': ['old\n', 'new\n'] })).toEqual({
      written: ['a.md'],
      unwritten: [['b.md', 'failed', 'The file has changed on disk since it was read.']],
    });
    expect(text('b.md')).toBe('other\n');
    expect(temporaries()).toEqual([]);
  });

  it('are compared at the last moment', async () => {
    put('a.md', 'old\n');
    disk.beforeRename = () => put('a.md', 'an editor was here\n');
    expect((await change({ 'a.md': ['old\n', 'new\n'] })).written).toEqual([]);
    expect(text('a.md')).toBe('an editor was here\n');
  });

  it('may have vanished, alone or with their folder', async () => {
    put('a.md', 'old');
    put('sub/b.md', 'old');
    put('c.md', 'old');
    fs.rmSync(join(docs, 'a.md'));
    disk.beforeRename = () => fs.rmSync(join(docs, 'sub'), { recursive: true, force: true });
    expect(await change({ 'a.md': ['old', 'new'], 'sub/b.md': ['old', 'new'], 'c.md': ['old', 'new'] })).toEqual({
      written: ['c.md'],
      unwritten: [
        ['a.md', 'failed', 'The file does not exist any more.'],
        ['sub/b.md', 'failed', 'The file or its folder does not exist any more.'],
      ],
    });
  });

  it('stay whole on a full disk, and leave nothing behind', async () => {
    put('a.md', 'old');
    put('b.md', 'old');
    disk.full.add('long');
    expect(await change({ 'a.md': ['old', 'long'], 'b.md': ['old', 'new'] })).toEqual({
      written: ['b.md'],
      unwritten: [['a.md', 'failed', 'The disk is full (ENOSPC).']],
    });
    expect([text('a.md'), text('b.md')]).toEqual(['old', 'new']);
    expect(temporaries()).toEqual([]);
  });

  it('are never written with half a character', async () => {
    put('a.md', '🥇');
    expect((await change({ 'a.md': ['🥇', '\ud83e'] })).unwritten).toMatchObject([
      ['a.md', 'failed', expect.stringContaining('half a character')],
    ]);
    expect(text('a.md')).toBe('🥇');
  });
});

describe('symbolic links', () => {
  it('stay, and their target inside the site is written', async () => {
    put('target.md', 'old');
    fs.symlinkSync('target.md', join(docs, 'link.md'));
    expect((await change({ 'link.md': ['old', 'new'] })).written).toEqual(['link.md']);
    expect(fs.readlinkSync(join(docs, 'link.md'))).toBe('target.md');
    expect(text('target.md')).toBe('new');
  });

  it('are not followed out of the site', async () => {
    fs.writeFileSync(join(folder, 'outside.md'), 'old');
    fs.symlinkSync('../../outside.md', join(docs, 'link.md'));
    fs.mkdirSync(join(folder, 'elsewhere'));
    fs.writeFileSync(join(folder, 'elsewhere/a.md'), 'old');
    fs.symlinkSync('../../elsewhere', join(docs, 'linked'));
    const reason = 'A symbolic link leads to it, out of the folders of the site.';
    expect(await change({ 'link.md': ['old', 'new'], 'linked/a.md': ['old', 'new'] })).toEqual({
      written: [],
      unwritten: [
        ['link.md', 'held', reason],
        ['linked/a.md', 'held', reason],
      ],
    });
    expect(fs.readFileSync(join(folder, 'outside.md'), 'utf8')).toBe('old');
  });

  it('may stand for the docs folder itself', async () => {
    fs.mkdirSync(join(folder, 'content'));
    fs.writeFileSync(join(folder, 'content/a.md'), 'old');
    fs.rmdirSync(docs);
    fs.symlinkSync('../content', docs);
    expect((await change({ 'a.md': ['old', 'new'] })).written).toEqual(['a.md']);
    expect(fs.readFileSync(join(folder, 'content/a.md'), 'utf8')).toBe('new');
  });

  it('make one file of two pages: written when both ask for the same', async () => {
    put('a.md', 'old');
    fs.symlinkSync('a.md', join(docs, 'b.md'));
    expect((await change({ 'a.md': ['old', 'new'], 'b.md': ['old', 'new'] })).written).toEqual(['a.md']);
    expect(text('a.md')).toBe('new');
    const reason = (other: string) =>
      `\`docs/${other}\` is the same file, by a symbolic link, and would need another text.`;
    expect((await change({ 'a.md': ['new', 'one'], 'b.md': ['new', 'two'] })).unwritten).toEqual([
      ['a.md', 'held', reason('b.md')],
      ['b.md', 'held', reason('a.md')],
    ]);
    expect((await change({ 'b.md': ['new', 'two'] }, ['a.md', 'b.md'])).unwritten).toEqual([
      ['b.md', 'held', reason('a.md')],
    ]);
    expect(text('a.md')).toBe('new');
  });
});

describe('files that a killed run has left', () => {
  it('are taken away when they are ours and old', async () => {
    put('a.md', 'old');
    const old = put('.assay-0123456789abcdef.tmp', 'half');
    const young = put('.assay-fedcba9876543210.tmp', 'half');
    const foreign = put('.assay-notes.tmp', 'mine');
    const hour = Date.now() / 1000 - 3600;
    for (const file of [old, foreign]) fs.utimesSync(file, hour, hour);
    await change({ 'a.md': ['old', 'new'] });
    expect([old, young, foreign].map((file) => fs.existsSync(file))).toEqual([false, true, true]);
  });
});

describe('copies', () => {
  const changes = (...files: readonly string[]) =>
    files.map((file) => ({ file, before: 'old', after: file, byteOrderMark: false }));

  it('stand at the paths that the sources have from the configuration', async () => {
    const out = join(folder, 'out');
    const outside = join(folder, 'shared/x.md');
    const plan = planCopies(changes(join(docs, 'sub/a.md'), outside), dirname(docs), out);
    await writeFiles(plan.writes, out);
    await writeFiles(plan.writes, out);
    expect(fs.readFileSync(join(out, 'docs/sub/a.md'), 'utf8')).toBe(join(docs, 'sub/a.md'));
    expect(fs.readFileSync(join(out, 'shared/x.md'), 'utf8')).toBe(outside);
    expect(temporaries()).toEqual([]);
  });

  it('do not follow links', async () => {
    const out = join(folder, 'out');
    fs.mkdirSync(out);
    put('a.md', 'old');
    fs.symlinkSync(docs, join(out, 'docs'));
    const { written, unwritten } = await writeFiles(
      planCopies(changes(join(docs, 'a.md')), dirname(docs), out).writes,
      out,
    );
    expect([written, unwritten.length, text('a.md')]).toEqual([[], 1, 'old']);
    fs.unlinkSync(join(out, 'docs'));
    fs.mkdirSync(join(out, 'docs'));
    fs.symlinkSync(join(docs, 'a.md'), join(out, 'docs/a.md'));
    await writeFiles(planCopies(changes(join(docs, 'a.md')), dirname(docs), out).writes, out);
    expect([text('a.md'), fs.readFileSync(join(out, 'docs/a.md'), 'utf8')]).toEqual(['old', join(docs, 'a.md')]);
  });
});

/** `assay fix` and `assay check --fix` as a user runs them, with rules of our own in place of the real ones. */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram, type Run, runProgram } from './fixing/program.ts';

let program: string;
let folder: string;

beforeAll(async () => {
  program = await buildProgram();
  fs.chmodSync(dirname(program), 0o755);
});
afterAll(() => fs.rmSync(dirname(program), { recursive: true }));
beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'assay-')));
  fs.chmodSync(folder, 0o755);
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(dirname(join(folder, name)), { recursive: true });
    fs.writeFileSync(join(folder, name), text);
  }
}

const text = (name: string) => fs.readFileSync(join(folder, name), 'utf8');

/** Runs the program; no trace of its own calls may ever be seen. */
function assay(args: readonly string[], options: { cwd?: string; uid?: number; gid?: number } = {}): Run {
  const run = runProgram(program, args, { cwd: folder, ...options });
  expect(run.error).not.toMatch(/\n\s+at /);
  return run;
}

function run(command: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', input });
  expect([command, status, stderr]).toEqual([command, 0, expect.anything()]);
  return stdout;
}

const LIST = 'Tools:\n- rope\n- hook\n';
const LIST_FIXED = 'Tools:\n\n- rope\n- hook\n';

/** Pages with line ends, marks and last lines of all kinds, and what `fix` makes of them. */
const KINDS: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'docs/plain.md': [LIST, LIST_FIXED],
  'docs/windows.md': [LIST.replaceAll('\n', '\r\n'), LIST_FIXED.replaceAll('\n', '\r\n')],
  'docs/mark.md': [`\ufeff${LIST}`, `\ufeff${LIST_FIXED}`],
  'docs/no-end.md': ['Tools:  \n- rope', 'Tools:  \n\n- rope'],
  'docs/a folder/größe "x".md': [LIST, LIST_FIXED],
};

const site = { 'mkdocs.yml': 'site_name: x\n', 'docs/index.md': '# Home\n', 'docs/new.md': '# New\n' };

describe('assay fix', { timeout: 120_000 }, () => {
  it('mends pages, byte for byte the same elsewhere, and has nothing to do then', () => {
    write({ ...site, ...Object.fromEntries(Object.entries(KINDS).map(([name, [before]]) => [name, before])) });
    const first = assay(['fix']);
    expect([first.status, first.error]).toEqual([0, '']);
    for (const [name, [, after]] of Object.entries(KINDS)) expect([name, text(name)]).toEqual([name, after]);
    expect(first.out).toBe(
      [
        'Configuration: mkdocs.yml',
        '',
        'Fixed:',
        '',
        ...Object.keys(KINDS)
          .sort()
          .sort((a, b) => Number(a.includes(' ')) - Number(b.includes(' ')))
          .flatMap((name) => [name, '  Put a blank line before the list  list-apart']),
        '',
        '5 fixes in 5 files.',
        '',
      ].join('\n'),
    );
    const second = assay(['fix']);
    expect([second.status, second.out]).toEqual([0, 'Configuration: mkdocs.yml\n\nNothing to fix on 7 pages.\n']);
  });

  it('says what is left, and what the proof has refused', () => {
    write({ ...site, 'docs/index.md': `${LIST}\nA rock and a shoal. [x](old.md)\n` });
    const { status, out } = assay(['fix']);
    expect(status).toBe(0);
    expect(out).toBe(`Configuration: mkdocs.yml

Fixed:

docs/index.md
  Put a blank line before the list  list-apart

Refused by the proof:

docs/index.md
  6  Take the word out: the word \`shoal.\` would vanish.  word-gone

1 fix in 1 file.
Left: 3 findings (link-new 1, no-rocks 1, word-gone 1).
\`assay fix --unsafe\` has a fix for 1 of them, a good guess each.
`);
    expect(assay(['fix', '--unsafe']).out).toContain('Link to `new.md`  link-new\n');
    expect(text('docs/index.md')).toBe(`${LIST_FIXED}\nA rock and a shoal. [x](new.md)\n`);
  });

  it('fixes the paths and by the rules that are named', () => {
    write({ ...site, 'docs/index.md': `${LIST}\n[x](old.md)\n`, 'docs/sub/a.md': `${LIST}\n[x](old.md)\n` });
    expect(assay(['fix', 'docs/sub', '--rule', 'list-apart', '--unsafe']).status).toBe(0);
    expect([text('docs/index.md'), text('docs/sub/a.md')]).toEqual([
      `${LIST}\n[x](old.md)\n`,
      `${LIST_FIXED}\n[x](old.md)\n`,
    ]);
  });

  it('prints JSON', () => {
    write({ ...site, 'docs/index.md': `${LIST}\nA rock and a shoal.\n` });
    const { status, out } = assay(['fix', '--format', 'json']);
    const report = JSON.parse(out);
    expect(status).toBe(0);
    expect(Object.keys(report)).toEqual(['version', 'fix', 'findings', 'unknowable', 'failures', 'summary']);
    expect(report.fix).toEqual({
      fixed: [{ rule: 'list-apart', file: 'docs/index.md', title: 'Put a blank line before the list', class: 'safe' }],
      refused: [
        {
          rule: 'word-gone',
          file: 'docs/index.md',
          line: 6,
          title: 'Take the word out',
          class: 'safe',
          reason: 'the word `shoal.` would vanish',
        },
      ],
      fights: [],
      files: ['docs/index.md'],
      unwritten: [],
      uncommitted: 0,
    });
    expect(report.findings.map(({ rule }: { rule: string }) => rule)).toEqual(['no-rocks', 'word-gone']);
  });

  it.each([
    ['a path that is not there', ['fix', 'nowhere.md'], 'there is no file or folder `nowhere.md`'],
    ['a rule that is not there', ['fix', '--rule', 'list-apar'], 'did you mean `list-apart`?'],
    ['both a difference and copies', ['fix', '--diff', '--out', 'x'], "cannot be used with option '--out <folder>'"],
    ['the docs folder for copies', ['fix', '--out', 'docs'], '`docs` is the docs folder `docs`'],
    ['a folder in the docs folder', ['fix', '--out', './docs/fixed'], '`./docs/fixed` lies in the docs folder `docs`'],
    ['a link to the docs folder', ['fix', '--out', 'link/fixed'], '`link/fixed` lies in the docs folder `docs`'],
    ['the folder of the configuration', ['fix', '--out', '.'], 'would take the places of the sources'],
    ['a file for copies', ['fix', '--out', 'mkdocs.yml'], '`mkdocs.yml` is a file, no folder'],
  ])('says in words that it cannot run: %s', (_name, args, words) => {
    write({ ...site, 'docs/index.md': LIST });
    fs.symlinkSync('docs', join(folder, 'link'));
    const { status, out, error } = assay(args);
    expect([status, out]).toEqual([2, '']);
    expect(error).toContain(words);
    expect(text('docs/index.md')).toBe(LIST);
  });
});

describe('assay fix --diff', { timeout: 120_000 }, () => {
  it.each([
    ['git apply', 'git', ['apply', '-']],
    ['patch -p1', 'patch', ['-p1']],
  ])('writes nothing; %s makes of it what fix makes', (_name, command, args) => {
    write({ ...site, ...Object.fromEntries(Object.entries(KINDS).map(([name, [before]]) => [name, before])) });
    const { status, out, error } = assay(['fix', '--diff']);
    expect([status, error]).toEqual([1, '5 fixes in 5 files to be made; nothing is written.\n']);
    for (const [name, [before]] of Object.entries(KINDS)) expect([name, text(name)]).toEqual([name, before]);
    run(command, args, out);
    for (const [name, [, after]] of Object.entries(KINDS)) expect([name, text(name)]).toEqual([name, after]);
    expect(assay(['fix', '--diff'])).toEqual({ status: 0, out: '', error: 'Nothing to fix on 7 pages.\n' });
  });

  it('names the files that links lead to, and one file once', () => {
    write({ 'mkdocs.yml': site['mkdocs.yml'], 'parts/a.md': LIST, 'docs/x.md': '# x\n' });
    fs.symlinkSync('../parts/a.md', join(folder, 'docs/a.md'));
    fs.symlinkSync('../parts/a.md', join(folder, 'docs/b.md'));
    const { status, out } = assay(['fix', '--diff']);
    expect([status, out.match(/^\+\+\+ .*/gm)]).toEqual([1, ['+++ b/parts/a.md']]);
  });

  it('starts in the folder that holds all when the docs folder lies beside the configuration', () => {
    write({ 'conf/mkdocs.yml': 'site_name: x\ndocs_dir: ../content\n', 'content/a.md': LIST });
    const { out } = assay(['fix', '--diff', '--config', 'conf/mkdocs.yml']);
    expect(out).toContain('--- a/content/a.md\n');
    run('git', ['apply', '-'], out);
    expect(text('content/a.md')).toBe(LIST_FIXED);
  });

  it('is part of the JSON', () => {
    write({ ...site, 'docs/index.md': LIST });
    const { status, out } = assay(['fix', '--diff', '--format', 'json']);
    expect([status, JSON.parse(out).fix.diff]).toEqual([
      1,
      '--- a/docs/index.md\n+++ b/docs/index.md\n@@ -1,3 +1,4 @@\n Tools:\n+\n - rope\n - hook\n',
    ]);
  });
});

describe('assay fix --out', { timeout: 120_000 }, () => {
  it('writes the changed pages there, and leaves the sources alone', () => {
    write({ ...site, ...Object.fromEntries(Object.entries(KINDS).map(([name, [before]]) => [name, before])) });
    const { status, out } = assay(['fix', '--out', 'new/copies']);
    expect(status).toBe(0);
    expect(out).toContain('5 fixes in 5 files, written to new/copies; the sources are as they were.\n');
    for (const [name, [before, after]] of Object.entries(KINDS)) {
      expect([name, text(name), text(`new/copies/${name}`)]).toEqual([name, before, after]);
    }
    expect(fs.existsSync(join(folder, 'new/copies/docs/index.md'))).toBe(false);
    expect(assay(['fix', '--out', 'new/copies']).status).toBe(0);
  });

  it('puts pages of a docs folder elsewhere below the folder all the same', () => {
    write({ 'conf/mkdocs.yml': 'site_name: x\ndocs_dir: ../content\n', 'content/a.md': LIST });
    expect(assay(['fix', '--config', 'conf/mkdocs.yml', '--out', 'copies']).status).toBe(0);
    expect([text('content/a.md'), text('copies/content/a.md')]).toEqual([LIST, LIST_FIXED]);
    expect(assay(['fix', '--config', 'conf/mkdocs.yml', '--out', '.'])).toMatchObject({ status: 2, out: '' });
  });
});

describe('assay check --fix', { timeout: 120_000 }, () => {
  it('mends what is safe and reports what is left', () => {
    write({ ...site, 'docs/index.md': `${LIST}\nA rock, a shoal. [x](old.md)\n`, 'docs/new.md': LIST });
    const { status, out } = assay(['check', '--fix']);
    expect(status).toBe(1);
    expect(out).toContain('\ndocs/new.md\n  Put a blank line before the list  list-apart\n');
    expect(out.slice(out.indexOf('word-gone\n\n') + 11)).toBe(
      `docs/index.md
   6:3  error  A rock.  no-rocks
  6:11  error  \`shoal\` is there.  word-gone
  6:22  error  \`old.md\` is gone.  link-new

3 errors in 1 file; 4 pages read.
\`assay fix --unsafe\` has a fix for 1 of them.
`.replace('4 pages', '2 pages'),
    );
    expect(assay(['check', '--fix', '--rule', 'list-apart'])).toEqual({
      status: 0,
      out: 'Configuration: mkdocs.yml\n\nNo findings on 2 pages.\n',
      error: '',
    });
  });

  it('adds to the JSON of a check', () => {
    write({ ...site, 'docs/index.md': `${LIST}\nA rock.\n` });
    const report = JSON.parse(assay(['check', '--fix', '--format', 'json']).out);
    expect([report.fix.files, report.findings.length, report.findings[0].line]).toEqual([['docs/index.md'], 1, 6]);
  });

  it('is announced by a check without it', () => {
    write({ ...site, 'docs/index.md': `${LIST}\n[x](old.md)\n` });
    expect(assay(['check']).out).toContain(
      '2 errors in 1 file; 2 pages read.\n`assay fix` has a fix for 1 of them, `assay fix --unsafe` for 1 more.\n',
    );
    const { findings } = JSON.parse(assay(['check', '--format', 'json']).out);
    expect(findings[0].fixes).toEqual([
      {
        title: 'Put a blank line before the list',
        class: 'safe',
        effect: 'structure',
        edits: [{ file: 'docs/index.md', start: 7, end: 7, text: '\n' }],
      },
    ]);
  });
});

describe('files that cannot be written', { timeout: 120_000 }, () => {
  it.skipIf(process.getuid?.() !== 0)('are named with the reason; the others are written', () => {
    write({ ...site, 'docs/a.md': LIST, 'docs/read-only.md': LIST, 'docs/shut/b.md': LIST, 'docs/c.md': '# c\n' });
    run('chown', ['-R', '65534:65534', folder]);
    fs.chmodSync(join(folder, 'docs/read-only.md'), 0o444);
    fs.chmodSync(join(folder, 'docs/shut'), 0o555);
    fs.chmodSync(join(folder, 'docs/c.md'), 0);
    const { status, out } = assay(['fix'], { uid: 65534, gid: 65534 });
    expect(status).toBe(2);
    expect(out.slice(out.indexOf('Not written'))).toBe(`Not written:

  docs/read-only.md: The file may not be written (EACCES).
  docs/shut/b.md: The folder may not be written to (EACCES).

1 fix in 1 file.
Left: 2 findings (list-apart 2).
`);
    expect([text('docs/a.md'), text('docs/read-only.md'), text('docs/shut/b.md')]).toEqual([LIST_FIXED, LIST, LIST]);
    expect(fs.readdirSync(join(folder, 'docs/shut'))).toEqual(['b.md']);
  });

  it('are no trouble when it is assay that holds back', () => {
    write({ ...site, 'site/mkdocs.yml': 'site_name: x\n', 'site/docs/a.md': LIST, 'elsewhere/x.md': LIST });
    fs.symlinkSync('../../elsewhere/x.md', join(folder, 'site/docs/x.md'));
    const { status, out } = assay(['fix', '--config', 'site/mkdocs.yml']);
    expect(status).toBe(0);
    expect(out).toContain('  docs/x.md: A symbolic link leads to it, out of the folders of the site.\n');
    expect([text('site/docs/a.md'), text('elsewhere/x.md')]).toEqual([LIST_FIXED, LIST]);
    const again = assay(['fix', '--config', 'site/mkdocs.yml', '--diff']);
    expect([again.status, again.out]).toEqual([0, '']);
    expect(assay(['check', '--fix', '--config', 'site/mkdocs.yml']).status).toBe(1);
  });
});

describe('git', { timeout: 120_000 }, () => {
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'init.defaultBranch=main', ...args]);

  it('is asked which of the changed files had uncommitted changes', () => {
    write({ ...site, 'docs/a.md': LIST, 'docs/b b.md': LIST, 'docs/ü.md': LIST, 'docs/other.md': 'x\n' });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'x');
    fs.appendFileSync(join(folder, 'docs/ü.md'), 'more\n');
    fs.appendFileSync(join(folder, 'docs/other.md'), 'more\n');
    write({ 'docs/new.md': LIST });
    fs.appendFileSync(join(folder, 'docs/b b.md'), 'more\n');
    git('add', 'docs/b b.md');
    const { status, out } = assay(['fix']);
    expect(status).toBe(0);
    expect(out).toContain('\n3 of the 4 changed files had uncommitted changes.\n');
    git('commit', '--quiet', '--all', '--message', 'y');
    write({ 'docs/a.md': LIST });
    git('commit', '--quiet', '--all', '--message', 'z');
    expect(assay(['fix']).out).not.toContain('uncommitted');
  });
});

describe('output', { timeout: 120_000 }, () => {
  it('does not steer a terminal', () => {
    write({ ...site, 'docs/a\u001b[31mb\nc.md': LIST });
    const { out } = assay(['fix', '--diff']);
    expect(out).toContain('--- "a/docs/a\\033[31mb\\nc.md"\n');
    expect(assay(['fix']).out).toContain('\ndocs/a [31mb c.md\n  Put a blank');
  });

  it('takes an end of the pipe quietly', () => {
    write({ ...site, 'docs/big.md': `Tools:\n- ${'rope '.repeat(200)}\n\n`.repeat(150) });
    const command = `set -o pipefail; ${process.execPath} ${program} fix --diff 2>/dev/null | head -1`;
    expect(run('bash', ['-c', `${command} || true`])).toBe('--- a/docs/big.md\n');
  });
});

describe('an interrupted run', { timeout: 600_000 }, () => {
  const rest = 'Ropes and hooks.\n'.repeat(400);
  const names = Array.from({ length: 80 }, (_, i) => `docs/${i % 7}/${i}.md`);
  const pages = Object.fromEntries(names.map((name) => [name, `${LIST}\n${name}\n\n${rest}`]));
  const wanted = Object.fromEntries(names.map((name) => [name, `${LIST_FIXED}\n${name}\n\n${rest}`]));
  const temporaries = () =>
    fs
      .readdirSync(join(folder, 'docs'), { recursive: true })
      .filter((name) => /\.assay-[0-9a-f]{16}\.tmp$/.test(String(name)));
  /** How many files are old and new; none may be anything else. */
  const states = () => {
    let fixed = 0;
    for (const [name, before] of Object.entries(pages)) {
      const now = text(name);
      if (now === wanted[name]) fixed++;
      else expect([name, now]).toEqual([name, before]);
    }
    return fixed;
  };

  /** Starts a fix and sends a signal so many milliseconds after it has begun to write. */
  async function interrupted(signal: NodeJS.Signals, delay: number): Promise<NodeJS.Signals | null> {
    const child = spawn(process.execPath, [program, 'fix'], { cwd: folder, stdio: 'ignore' });
    const ended = new Promise<NodeJS.Signals | null>((resolve) => {
      child.on('exit', (_status, by) => resolve(by));
    });
    while (child.exitCode === null && temporaries().length === 0)
      await new Promise((resolve) => setTimeout(resolve, 1));
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    child.kill(signal);
    return ended;
  }

  // KILLS=50 npx vitest run tests/cli/fix.test.ts -t killed
  it('that is killed leaves every file whole, and the next one ends its work', async () => {
    const kills = Number(process.env.KILLS ?? 3);
    for (let i = 0; i < kills; i++) {
      write({ ...site, ...pages });
      await interrupted('SIGKILL', Math.random() * 200);
      states();
      // What it has left is taken away once it is old.
      const hour = Date.now() / 1000 - 3600;
      for (const name of temporaries()) fs.utimesSync(join(folder, 'docs', String(name)), hour, hour);
      expect(assay(['fix']).status).toBe(0);
      expect(states()).toBe(names.length);
    }
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('by %s changes all or nothing, and leaves nothing behind', async (signal) => {
    write({ ...site, ...pages });
    const by = await interrupted(signal, 0);
    expect([0, names.length]).toContain(states());
    if (states() === 0) expect(by).toBe(signal);
    expect(temporaries()).toEqual([]);
  });
});

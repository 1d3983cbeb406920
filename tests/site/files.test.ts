import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryFiles } from '../../src/host/memory-files.ts';
import { nodeFiles, posixPath } from '../../src/host/node-files.ts';
import { findConfigurations } from '../../src/site/find-configuration.ts';
import { loadSite } from '../../src/site/load-site.ts';
import { FileError } from '../../src/site/site-files.ts';

describe('files on disk', () => {
  let root = '';
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };

  beforeAll(() => {
    root = posixPath(mkdtempSync(join(tmpdir(), 'assay-')));
    write('mkdocs.yml', 'site_name: x\n');
    write('docs/index.md', '\ufeff# Home\r\n');
    write('docs/b/page.md', '# B\n');
    write('docs/README.txt', 'x');
    write('docs/bad.md', Uint8Array.of(0x61, 0x0a, 0x62, 0xc3, 0x28));
    write('elsewhere/far.md', '# Far\n');
    symlinkSync('../elsewhere', join(root, 'docs/out'));
    symlinkSync('..', join(root, 'docs/b/circle'));
    symlinkSync('itself', join(root, 'docs/itself'));
    symlinkSync('nothing.md', join(root, 'docs/dangling.md'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('say when they are UTF-16', () => {
    write('utf16.md', Uint8Array.of(0xff, 0xfe, 0x23, 0x00));
    expect(() => nodeFiles.read(`${root}/utf16.md`)).toThrow('not valid UTF-8 (it is UTF-16: save it as UTF-8)');
  });

  it('are listed as MkDocs walks them, links followed, circles not', () => {
    const { paths, problems } = nodeFiles.list(`${root}/docs`);
    expect(paths).toEqual(['README.txt', 'index.md', 'bad.md', 'dangling.md', 'itself', 'b/page.md', 'out/far.md']);
    expect(problems.map(({ path }) => path).sort()).toEqual(['b/circle', 'dangling.md', 'itself']);
  });

  it('are decoded, or refused with words', () => {
    expect(nodeFiles.read(`${root}/docs/index.md`)).toEqual({ text: '# Home\r\n', byteOrderMark: true });
    const reason = (path: string): unknown => {
      try {
        return nodeFiles.read(`${root}/${path}`);
      } catch (error) {
        return error instanceof FileError ? `${error.reason}: ${error.message}` : error;
      }
    };
    expect(reason('docs/bad.md')).toBe('not-utf8: The file is not valid UTF-8 (line 2).');
    expect(reason('docs/gone.md')).toBe('missing: The file does not exist.');
    expect(reason('docs')).toBe('folder: This is a folder, not a file.');
    expect(reason('docs/itself')).toBe('unreadable: The file cannot be read (ELOOP).');
  });

  it('make a site with their problems', () => {
    const site = loadSite(`${root}/mkdocs.yml`, nodeFiles);
    expect(site.problems).toEqual([]);
    expect([...site.pages.keys()]).toEqual(['index.md', 'bad.md', 'dangling.md', 'b/page.md', 'out/far.md']);
    expect(site.fileProblems.map(({ path }) => path)).toEqual(['dangling.md', 'itself', 'b/circle']);
  });

  it('without pages are a problem', () => {
    const files = memoryFiles({ '/s/mkdocs.yml': 'site_name: x\n', '/s/docs/a.txt': '' });
    expect(loadSite('/s/mkdocs.yml', files).fileProblems).toEqual([
      { file: '/s/docs', path: null, message: 'The docs folder has no pages.' },
    ]);
  });
});

describe('the configuration of a path', () => {
  const files = memoryFiles({
    '/w/mkdocs.yml': '',
    '/w/docs/a.md': '',
    '/w/packages/one/mkdocs.yaml': '',
    '/w/packages/one/zensical.toml': '',
    '/w/packages/one/docs/x.md': '',
    '/v/a/deep/mkdocs.yml': '',
    '/v/b/deep/properdocs.yml': '',
    '/v/node_modules/mkdocs.yml': '',
    '/u/a/b/c/mkdocs.yml': '',
  });
  const find = (workingDirectory: string, paths: readonly string[] = [], config?: string) =>
    findConfigurations({ paths, workingDirectory, config }, files);

  it('is found upwards from it', () => {
    const { found } = find('/v', ['/w/docs/a.md', '/w/packages/one/docs', '/w/docs']);
    expect(found).toEqual([
      { path: '/w/mkdocs.yml', how: 'above', others: [] },
      { path: '/w/packages/one/mkdocs.yaml', how: 'above', others: [] },
    ]);
  });

  it('or from the working directory, or two levels below', () => {
    expect(find('/w/docs').found).toEqual([{ path: '/w/mkdocs.yml', how: 'working-directory', others: [] }]);
    expect(find('/v').found).toEqual([
      { path: '/v/a/deep/mkdocs.yml', how: 'below', others: ['/v/b/deep/properdocs.yml'] },
    ]);
    expect(find('/w', ['../v']).found[0]).toMatchObject({ path: '/v/a/deep/mkdocs.yml', how: 'below' });
    expect(find('/u')).toMatchObject({
      found: [],
      problems: [expect.stringMatching(/^There is no mkdocs\.yml, .* `\/u`/)],
    });
  });

  it('or given', () => {
    expect(find('/v', [], '../w/mkdocs.yml').found).toEqual([{ path: '/w/mkdocs.yml', how: 'given', others: [] }]);
    expect(find('/v', [], '/w').found[0]!.path).toBe('/w/mkdocs.yml');
    expect(find('/v', [], 'gone.yml').problems).toEqual(['The configuration `gone.yml` does not exist.']);
    expect(find('/w', ['gone']).problems).toEqual(['`gone` does not exist.']);
  });
});

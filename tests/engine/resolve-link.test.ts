import { describe, expect, it } from 'vitest';
import { browserAddress, relativeHref, resolveLink } from '../../src/site/resolve-link.ts';

/** A site with directory URLs, base `/base/`. */
const hrefs: Readonly<Record<string, string>> = {
  'index.md': './',
  'about.md': 'about/',
  'a b.md': 'a%20b/',
  'c%20d.md': 'c%2520d/',
  'quay/index.md': 'quay/',
  'quay/north.md': 'quay/north/',
  'quay/north.png': 'quay/north.png',
  'img/a.png': 'img/a.png',
};
const resolve = (url: string, path: string, toDocs = false) =>
  resolveLink(url, { path, href: hrefs[path]! }, (name) => hrefs[name], toDocs);

describe('resolveLink', () => {
  it.each([
    ['quay/north.md', 'about.md', 'file', '../quay/north/'],
    ['./quay//../quay/north.md', 'about.md', 'file', '../quay/north/'],
    ['north.md#x', 'quay/index.md', 'file', 'north/#x'],
    ['north.md?q=1#x', 'quay/north.md', 'file', './?q=1#x'],
    ['north.md/', 'quay/north.md', 'file', './'],
    ['north.png', 'quay/north.md', 'file', '../north.png'],
    ['../index.md', 'quay/north.md', 'file', '../../'],
    ['about.md', 'index.md', 'file', 'about/'],
    ['a%20b.md', 'about.md', 'file', '../a%20b/'],
    ['a b.md', 'about.md', 'file', '../a%20b/'],
    ['c%20d.md', 'about.md', 'not_found', 'c%20d.md'],
    ['c%2520d.md', 'about.md', 'file', '../c%2520d/'],
    ['quay/', 'about.md', 'unrecognized', 'quay/'],
    ['.', 'about.md', 'unrecognized', '.'],
    ['quay/North.md', 'about.md', 'not_found', 'quay/North.md'],
    ['/quay/north.md', 'about.md', 'absolute', '/quay/north.md'],
    ['\\quay\\north.md', 'about.md', 'absolute', '\\quay\\north.md'],
    ['#x', 'about.md', 'self', '#x'],
    ['?q', 'about.md', 'self', '?q'],
    ['', 'about.md', 'self', ''],
    ['mailto:a@b.test', 'about.md', 'external', 'mailto:a@b.test'],
    ['//host/x', 'about.md', 'external', '//host/x'],
    ['http:x', 'about.md', 'external', 'http:x'],
  ])('%s on %s is %s: %s', (url, path, kind, href) => {
    expect(resolve(url, path)).toMatchObject({ kind, href });
  });

  it('looks absolute links up from the docs folder when it is told to', () => {
    expect(resolve('/quay/north.md', 'quay/index.md', true)).toMatchObject({ kind: 'file', href: 'north/' });
    expect(resolve('/quay/x', 'quay/index.md', true)).toMatchObject({ kind: 'not_found', href: '/quay/x' });
  });
});

describe('relativeHref', () => {
  it.each([
    ['./', 'quay/north/', '../../'],
    ['./', './', './'],
    ['img/a.png', './', 'img/a.png'],
    ['quay/north.html', 'quay/index.html', 'north.html'],
    ['index.html', 'quay/index.html', '../index.html'],
    ['x.y/', 'quay/', '../x.y/'],
  ])('%s from %s is %s', (to, from, href) => expect(relativeHref(to, from)).toBe(href));
});

describe('browserAddress', () => {
  it.each([
    ['x/', 'about/', '/base/about/x/', ''],
    ['../x', 'about/', '/base/x', ''],
    ['..', 'about/', '/base/', ''],
    ['.', 'about.html', '/base/', ''],
    ['../../../x', 'about/', '/x', ''],
    ['/x#a%20b', 'about/', '/x', 'a b'],
    ['#caf%C3%A9', 'about/', '/base/about/', 'café'],
    ['#a:~:text=b', 'about/', '/base/about/', 'a'],
    ['?q#a', 'about/', '/base/about/', 'a'],
    ['a\\b', '', '/base/a/b', ''],
    ['a//b', '', '/base/a/b', ''],
    ['%zz%E9', '', '/base/%zz\ufffd', ''],
  ])('%s on %s leads to %s', (href, page, path, fragment) => {
    expect(browserAddress(href, page, '/base/')).toEqual({ path, fragment });
  });

  it.each(['https://x.test/', '//x.test/', '\\\\x.test', 'mailto:a@b.test', 'javascript:void(0)'])(
    '%s leaves the site',
    (href) => expect(browserAddress(href, 'about/', '/base/')).toBeNull(),
  );
});

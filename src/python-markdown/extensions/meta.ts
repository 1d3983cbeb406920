import type { Extension } from '../extension.ts';
import type { MappedString } from '../mapped-string.ts';

const KEY = /^ {0,3}[A-Za-z0-9_-]+:/;
const CONTINUATION = /^ {4,}/;
const END = /^(?:-{3}|\.{3})/;

/**
 * `meta`: takes lines `key: value` off the top of the text (`MetaPreprocessor`, 27). MkDocs has taken front matter off
 * before, so what is left for it is what stands below that.
 */
const meta: Extension = {
  name: 'meta',
  extend(markdown) {
    markdown.preprocessors.register({ run: withoutMeta }, 'meta', 27);
  },
};

export default meta;

function withoutMeta(text: MappedString): MappedString {
  const source = text.text;
  let at = 0;
  let hasKey = false;
  const lineEnd = (from: number): number => {
    const end = source.indexOf('\n', from);
    return end === -1 ? source.length : end;
  };
  if (source.startsWith('---')) at = lineEnd(0) + 1;
  while (at <= source.length) {
    const end = lineEnd(at);
    const line = source.slice(at, end);
    if (line.trim() === '' || END.test(line)) {
      at = end + 1;
      break;
    }
    if (KEY.test(line)) hasKey = true;
    else if (!hasKey || !CONTINUATION.test(line)) break;
    at = end + 1;
  }
  return at > source.length ? text.slice(source.length) : text.slice(at);
}

/**
 * The tokens by which two renderings of a page are compared: tags with sorted attributes, text with its white space
 * collapsed. What only colours code, draws an icon or links a heading to itself is left out.
 */
import { Parser } from 'htmlparser2';

const BLOCK = new Set(
  `address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4
  h5 h6 header hr html iframe legend li link main menu nav ol optgroup option p pre script section style summary table tbody td
  tfoot th thead tr ul br`.split(/\s+/),
);
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const ICON = new Set(['twemoji', 'emojione', 'gemoji']);
const CODE = new Set(['highlight', 'highlighttable', 'codehilite', 'codehilitetable']);
const INSIDE_CODE = new Set('span code div table tbody tr td th a pre'.split(' '));
const UNCOMPARED = /^(data-clipboard|data-md-)|tabindex$/;
const LINE_ANCHOR = /^(__codelineno|__span|_code_|__code_)/;

type Kind = 'drop' | 'code' | 'skip' | 'tag';
interface TextToken {
  text: string;
  readonly inCode: boolean;
}

export function htmlTokens(html: string): string[] {
  const out: (string | TextToken)[] = [];
  const stack: { name: string; kind: Kind }[] = [];
  let dropped = 0;
  let code = 0;
  const close = (name: string) => {
    if (!stack.some((open) => open.name === name)) return;
    for (let open = stack.pop(); open !== undefined; open = stack.pop()) {
      if (open.kind === 'drop') dropped--;
      if (open.kind === 'code') code--;
      if (open.kind === 'tag') out.push(`</${open.name}>`);
      if (open.kind === 'code' && code === 0) out.push('</pre>');
      if (open.name === name) break;
    }
  };
  const parser = new Parser(
    {
      onopentag(name, attributes, implied) {
        if (implied) return;
        const classes = (attributes.class ?? '').split(/\s+/).filter(Boolean);
        const icon = name === 'svg' || classes.some((one) => ICON.has(one));
        const lineAnchor = name === 'a' && LINE_ANCHOR.test(attributes.id ?? attributes.name ?? '');
        const gone = dropped > 0 || icon || classes.includes('headerlink') || lineAnchor;
        const isCode = name === 'pre' || classes.some((one) => CODE.has(one));
        const inner = code > 0 && INSIDE_CODE.has(name);
        const kind: Kind = gone ? 'drop' : isCode ? 'code' : inner ? 'skip' : 'tag';
        if (icon && dropped === 0) out.push('<icon>');
        if (kind === 'tag') {
          const written = Object.keys(attributes)
            .sort()
            .filter((key) => !UNCOMPARED.test(key))
            .map((key) => ` ${key}=${key === 'class' ? [...classes].sort().join(' ') : attributes[key]}`);
          out.push(`<${name}${written.join('')}>`);
        }
        if (kind === 'code' && code === 0) out.push('<pre>');
        if ((kind === 'code' || inner) && !gone) {
          for (const one of classes) if (one.startsWith('language-')) out.push(`<${one}>`);
          if (classes.includes('filename')) out.push('<filename>');
        }
        if (VOID.has(name)) return;
        stack.push({ name, kind });
        if (kind === 'drop') dropped++;
        if (kind === 'code') code++;
      },
      onclosetag(name, implied) {
        if (!implied) close(name);
      },
      ontext(text) {
        if (dropped > 0) return;
        const last = out[out.length - 1];
        if (typeof last === 'object') last.text += text;
        else out.push({ text, inCode: code > 0 });
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  const tokens: string[] = [];
  out.forEach((token, i) => {
    if (typeof token === 'string') {
      tokens.push(token);
      return;
    }
    const text = token.inCode ? token.text.replace(/^\n+|\n+$/g, '') : collapse(token.text, out[i - 1], out[i + 1]);
    if (text !== '') tokens.push(`"${text}`);
  });
  return tokens;
}

function collapse(text: string, before: unknown, after: unknown): string {
  let collapsed = text.replace(/[ \t\r\n\f]+/g, ' ');
  if (isBlock(before ?? '<p>')) collapsed = collapsed.replace(/^ /, '');
  if (isBlock(after ?? '</p>')) collapsed = collapsed.replace(/ $/, '');
  return collapsed;
}

function isBlock(token: unknown): boolean {
  return typeof token === 'string' && BLOCK.has(token.replace(/[</>]/g, '').split(' ')[0]!);
}

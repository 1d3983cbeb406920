import type { Element, Nodes } from 'hast';

const EMPTY = new Set('area base basefont br col frame hr img input isindex link meta param wbr'.split(' '));

/**
 * HTML of a hast tree in the form of Python-Markdown's serializer (`serializers.to_xhtml_string`): attributes in order of
 * their names, every attribute with a value, empty elements closed. Raw nodes go out as they are.
 */
export function serialize(node: Nodes): string {
  const parts: string[] = [];
  write(node, parts, false);
  return parts.join('');
}

function write(node: Nodes, parts: string[], verbatim: boolean): void {
  switch (node.type) {
    case 'text':
      parts.push(verbatim ? node.value : escapeText(node.value));
      return;
    case 'element':
      writeElement(node, parts);
      return;
    case 'root':
      for (const child of node.children) write(child, parts, false);
      return;
    case 'comment':
      parts.push('<!--', node.value, '-->');
      return;
    case 'doctype':
      return;
    default:
      parts.push((node as { value: string }).value);
  }
}

function writeElement(element: Element, parts: string[]): void {
  const name = element.tagName;
  parts.push('<', name);
  for (const key of Object.keys(element.properties).sort()) {
    const value = element.properties[key];
    if (value === undefined || value === null || value === false) continue;
    parts.push(' ', key, '="', escapeAttribute(Array.isArray(value) ? value.join(' ') : String(value)), '"');
  }
  const lower = name.toLowerCase();
  if (EMPTY.has(lower)) {
    parts.push(' />');
    return;
  }
  parts.push('>');
  const verbatim = lower === 'script' || lower === 'style';
  for (const child of element.children) write(child, parts, verbatim);
  parts.push('</', name, '>');
}

export function escapeText(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;');
}

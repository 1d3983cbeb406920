import type { Fix } from '../../src/rule.ts';
import type { TextEdit } from '../../src/text/edits.ts';
import type { FenceFault } from './fence-fault.ts';
import { isEvidentText } from './fence-line.ts';

/** What would mend a fault of fences; null when there is more than one answer. */
export function fenceFix(fault: FenceFault, text: string, accepts: (opening: string) => boolean): Fix | null {
  const found = editsOf(fault, text, accepts);
  return found === null ? null : { ...found, class: 'unsafe', effect: 'code' };
}

function editsOf(
  fault: FenceFault,
  text: string,
  accepts: (opening: string) => boolean,
): { title: string; edits: TextEdit[] } | null {
  const { cause, opening, closing, inner } = fault;
  const run = opening.fence;
  if ((cause === 'length' || cause === 'character') && closing !== null) {
    const end = closing.start + closing.fence.length;
    return { title: `Close the fence with \`${run}\``, edits: [{ start: closing.start, end, text: run }] };
  }
  if (cause === 'text' && closing !== null) {
    const edits = [{ start: closing.start + closing.fence.length, end: closing.lineEnd, text: '' }];
    return { title: 'Take the text off the closing fence', edits };
  }
  if (cause === 'closing-indent' && closing !== null) {
    const indent = text.slice(opening.lineStart, opening.start);
    const edits = [{ start: closing.lineStart, end: closing.start, text: indent }];
    return { title: 'Indent the closing fence as the opening one', edits };
  }
  if (cause === 'adjoins') {
    const edits = [{ start: opening.lineStart, end: opening.lineStart, text: '\n' }];
    return { title: 'Put a blank line before the fence', edits };
  }
  if (cause === 'nested' && closing !== null) {
    const longer = run + run[0];
    const content = text.slice(opening.lineEnd, closing.start);
    // A heading right below a fence with a language: that fence may have been meant to close this one.
    if (content.includes(longer) || /\n(?:```|~~~)\S+[ \t]*\r?\n#{1,6} /.test(content)) return null;
    const edits = [opening, closing].map(({ start, fence }) => ({ start, end: start + fence.length, text: longer }));
    return { title: 'Make the outer fence longer', edits };
  }
  if (cause === 'info') {
    const info = quotedInfo(opening.info);
    if (info === null || !accepts(`${run}${info}`)) return null;
    const edits = [{ start: opening.start + run.length, end: opening.lineEnd, text: info }];
    return { title: `Write the title as \`${info.replace(/^\S+ /, '')}\``, edits };
  }
  if (cause === 'indent' && closing !== null && opening.quotes === 0) return indented(fault, text);
  if (cause === 'alone' && opening.role === 'open') {
    // A second closing fence below a block.
    const before = text.slice(0, opening.lineStart).trimEnd();
    const isDoubled = before.slice(before.lastIndexOf('\n') + 1).trim() === run;
    const end = Math.min(text.indexOf('\n', opening.lineEnd) + 1 || text.length, text.length);
    return isDoubled
      ? { title: 'Take out the second closing fence', edits: [{ start: opening.lineStart, end, text: '' }] }
      : null;
  }
  if (cause === 'unclosed') {
    const at = endOfCode(text, opening.lineEnd, inner?.lineStart ?? text.length);
    if (at === null) return null;
    const indent = text.slice(opening.lineStart, opening.start);
    return { title: 'Close the fence where its code ends', edits: [{ start: at, end: at, text: `\n${indent}${run}` }] };
  }
  return null;
}

const WORD = /^([\w+#.-]+)[ \t]+/;

/** A header with its bare words as title: `py app.py`, `py (app.py)`, `py title=app.py`; null for others. */
function quotedInfo(info: string): string | null {
  const language = WORD.exec(info);
  if (language === null) return null;
  const rest = info.slice(language[0].length);
  const lines = /^(?:title="([^"]*)")?[ \t]*\{([\d, -]+)\}$/.exec(rest);
  if (lines !== null) {
    const marked = lines[2]!
      .trim()
      .split(/[\s,]+/)
      .join(' ');
    const title = lines[1] === undefined ? '' : ` title="${lines[1]}"`;
    return `${language[1]}${title} hl_lines="${marked}"`;
  }
  const named = /^(?:title|filename|file|name)=([^"'\s{}][^"{}]*)$/.exec(rest)?.[1];
  const bare = /^\(([^()"{}]+)\)$/.exec(rest)?.[1] ?? /^([\w./-]+\.\w+)$/.exec(rest)?.[1];
  const title = named ?? bare;
  return title === undefined ? null : `${language[1]} title="${title.trim()}"`;
}

/** Gives each line of the code the indentation of the fence, where it has less. */
function indented({ opening, closing }: FenceFault, text: string): { title: string; edits: TextEdit[] } | null {
  if (closing === null || closing.column !== opening.column) return null;
  const indent = text.slice(opening.lineStart, opening.start);
  if (indent.includes('\t')) return null;
  const edits: TextEdit[] = [];
  let at = text.indexOf('\n', opening.start) + 1;
  while (at < closing.lineStart) {
    const feed = text.indexOf('\n', at);
    const blanks = /^[ \t]*/.exec(text.slice(at, feed))![0];
    if (blanks.includes('\t')) return null;
    if (blanks.length < indent.length && text.slice(at, feed).trim() !== '') {
      edits.push({ start: at, end: at + blanks.length, text: indent });
    }
    at = feed + 1;
  }
  return edits.length === 0 ? null : { title: 'Indent the code as the fence', edits };
}

/**
 * Where the code of a fence ends that nothing closes: before a blank line and a line that is evidently text, or at the end
 * of the lines when there is no blank one among them.
 */
function endOfCode(text: string, from: number, to: number): number | null {
  const lines = text.slice(from, to).split('\n');
  let offset = from;
  let lastText: number | null = null;
  let blanks = 0;
  for (const [i, line] of lines.entries()) {
    const content = line.trimEnd();
    if (i > 0 && content !== '') {
      if (lastText !== null && isEvidentText(content)) {
        // Without a blank line, one line of text above the next fence is evident.
        return blanks > 0 || text.slice(offset + content.length, to).trim() === '' ? lastText : null;
      }
      lastText = offset + content.length;
    } else if (i > 0 && lastText !== null && i < lines.length - 1) blanks++;
    offset += line.length + 1;
  }
  return blanks === 0 ? lastText : null;
}

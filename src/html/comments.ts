/** HTML text between tags less comments, declarations and processing instructions; one that is not closed goes to the end. */
export function withoutComments(text: string): string {
  let at = text.indexOf('<');
  if (at === -1) return text;
  let result = '';
  let from = 0;
  for (; at !== -1; at = text.indexOf('<', from)) {
    const end = endOfComment(text, at);
    result += text.slice(from, end === -1 ? at + 1 : at);
    from = end === -1 ? at + 1 : end;
  }
  return result + text.slice(from);
}

function endOfComment(text: string, at: number): number {
  const [opening, closing] = text.startsWith('<!--', at) ? ['<!--', '-->'] : ['<', '>'];
  if (opening === '<' && !/^<[!?]/.test(text.slice(at, at + 2))) return -1;
  const end = text.indexOf(closing, at + opening.length);
  return end === -1 ? text.length : end + closing.length;
}

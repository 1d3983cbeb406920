/** Whether a line is written as an ATX heading. */
export function isHeadingLine(line: string): boolean {
  return /^#{1,6}(?!#)\s*\S/.test(line);
}

/** Whether a line is written as the marker of an admonition, of details or of a tab. */
export function opensContainer(line: string): boolean {
  return /^(?:!!! ?[\w"-]|\?\?\?\+?(?: ?[\w"-])|===[!+]? ")/.test(line);
}

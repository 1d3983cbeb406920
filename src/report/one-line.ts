/**
 * Text of a page, of a path or of an error as one line of the report: control characters must not steer the terminal, and
 * marks of writing direction must not change the order of what stands around them.
 */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ');
}

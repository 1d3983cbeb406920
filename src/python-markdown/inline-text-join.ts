import { type InlineReplacement, InlineText } from './inline-text.ts';
import { MappedString } from './mapped-string.ts';

/** Texts in a row as one text: source positions and marks stay what they are (Python's `+` on texts with placeholders). */
export function joinInlineTexts(parts: readonly InlineText[]): InlineText {
  if (parts.length === 1) return parts[0]!;
  const marks: { start: number; end: number; replacement: InlineReplacement }[] = [];
  let at = 0;
  for (const part of parts) {
    for (const mark of part.marksInOrder()) {
      marks.push({ start: at + mark.start, end: at + mark.end, replacement: mark });
    }
    at += part.length;
  }
  return InlineText.of(MappedString.concat(parts.map((part) => part.source()))).withMarks(marks);
}

/** HTML that goes out as it is and that no source holds, placed at an origin (`htmlStash.store` of a made string). */
export function rawInlineText(html: string, origin: number): InlineText {
  const text = InlineText.of(MappedString.standingFor('  ', origin, origin));
  return text.withMarks([{ start: 0, end: 2, replacement: { kind: 'raw', value: html } }]);
}

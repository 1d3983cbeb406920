/** The width of blanks in columns, a tab reaching to the next multiple of four. */
export function columns(blanks: string): number {
  let width = 0;
  for (const blank of blanks) width += blank === '\t' ? 4 - (width % 4) : 1;
  return width;
}

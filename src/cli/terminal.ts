import { type Colors, NO_COLORS } from '../report/text.ts';

/** Colours for the standard output: on a terminal, unless the user wants none (`NO_COLOR`). */
export async function outputColors(): Promise<Colors> {
  const colored = process.stdout.isTTY === true && !process.env.NO_COLOR;
  return colored ? (await import('picocolors')).default.createColors(true) : NO_COLORS;
}

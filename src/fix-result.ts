import type { FixClass } from './rule.ts';
import type { CheckResult } from './session.ts';

export interface FixOptions {
  /** Absolute files and folders: findings elsewhere are not fixed. Empty for the whole site. */
  readonly paths?: readonly string[];
  /** Applies good guesses as well. */
  readonly unsafe?: boolean;
  /** Called before each page is read and worked on. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A file whose text is another after the fixes. Texts are without their byte order marks. */
export interface FileChange {
  /** Absolute. */
  readonly file: string;
  /** Null for a file that is new. */
  readonly before: string | null;
  readonly after: string;
  readonly byteOrderMark: boolean;
}

/** A fix that was made, or (with a reason) not. */
export interface FixNote {
  readonly rule: string;
  /** Path from the configuration's folder. */
  readonly file: string;
  /** What the fix does. */
  readonly title: string;
  readonly class: FixClass;
}

export interface RefusedNote extends FixNote {
  /** Line in the file as it is after the other fixes, from 1. */
  readonly line: number;
  /** What would have gone wrong, as a clause. */
  readonly reason: string;
}

/** The result of fixing: new texts, held in memory; nothing has been written. */
export interface FixResult {
  readonly changes: readonly FileChange[];
  readonly fixed: readonly FixNote[];
  /** Fixes that the proof refused. */
  readonly refused: readonly RefusedNote[];
  /** Rules that undo each other's work, by page: their last round was not made. */
  readonly fights: readonly { readonly page: string; readonly rules: readonly string[] }[];
  /** The check of the site as it is after the fixes. */
  readonly result: CheckResult;
}

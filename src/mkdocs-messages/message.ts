import type { Cause, ValidationLevel } from '../site/site.ts';

/** A line of MkDocs' log. */
export interface MkdocsMessage {
  readonly level: 'WARNING' | 'INFO';
  readonly text: string;
  /** Path of the page whose link it is about; null for the navigation and the files. */
  readonly page: string | null;
}

/** Takes a message, or the cause why it cannot be told whether there would be one. */
export interface MessageSink {
  tell(level: ValidationLevel, text: string, page?: string): void;
  unknowable(cause: Cause): void;
}

/** What MkDocs never says louder than as information: `min(logging.INFO, level)`. */
export function atMostInfo(level: ValidationLevel): ValidationLevel {
  return level === 'warn' ? 'info' : level;
}

/** How reading a list fails: with the position in the file, and with everything that was counted until then. */
import { type ErrorCode, Failure, type FailureDetails } from '../failure.ts';
import type { ListSummary } from '../result.ts';

/** A place in a file. Line and column are 1-based; the column counts bytes from the start of its line. */
export interface Position {
  /** As people should see it: relative to the workspace where possible. */
  file: string;
  line?: number;
  column?: number;
}

/** `file:line:column`, as far as it is known. */
export function place({ file, line, column }: Position): string {
  return [file, line, column].filter((piece) => piece !== undefined).join(':');
}

/** The list cannot be used. The message begins with `file:line:column` where it applies, and holds no key. */
export class ListFailure extends Failure {
  /** Where it is, for an annotation. */
  readonly position: Position | undefined;
  /**
   * What was read. Complete if invalid rows or a missing key are the reason; else it ends where reading ended, and
   * `sha256` is empty. Absent if no file was opened.
   */
  summary: ListSummary | undefined;

  constructor(code: ErrorCode, message: string, details: FailureDetails & { position?: Position } = {}) {
    super(code, details.position ? `${place(details.position)}: ${message}` : message, details);
    this.position = details.position;
  }
}

/** The word for a system error, such as `EACCES: permission denied`, without the path that Node adds to it. */
export function systemMessage(error: unknown): string {
  const { message } = error as Partial<Error>;
  return (message ?? String(error)).replace(/, \w+( '.*'.*)?$/s, '');
}

/** The failure for a file or directory that is there and cannot be read. */
export function unreadable(shown: string, cause: unknown): ListFailure {
  return new ListFailure('invalid_csv', `the file cannot be read (${systemMessage(cause)}).`, {
    position: { file: shown },
    advice: 'Check that the file exists until this step ends and that the runner may read it.',
    cause,
  });
}

/** The failure for what is no file that has an end, such as a pipe or a device. */
export function notRegular(shown: string): ListFailure {
  return new ListFailure('invalid_csv', 'this is not a regular file.', {
    position: { file: shown },
    advice: 'Write the list to a regular file first.',
  });
}

/** How reading a list fails: with the position in the file, and with everything that was counted until then. */
import { type ErrorCode, Failure } from '../failure.ts';
import type { ListSummary } from '../result.ts';

/** What may help, for whoever knows how the list was asked for. */
export type Hint =
  | 'no_match'
  | 'long_pattern'
  | 'many_patterns'
  | 'many_names'
  | 'irregular_file'
  | 'unreadable_file'
  | 'changed_file'
  | 'damaged_compression'
  | 'large_window'
  | 'old_node'
  | 'not_text'
  | 'list_on_one_line'
  | 'long_row'
  | 'unclosed_quote'
  | 'other_delimiter'
  | 'missing_name'
  | 'ambiguous_name'
  | 'large_key'
  | 'invalid_rows'
  | 'no_keys'
  | 'not_written';

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

interface Details {
  hint?: Hint | undefined;
  position?: Position | undefined;
  advice?: string;
  cause?: unknown;
}

/** The list cannot be used. The message begins with `file:line:column` where it applies, and holds no key. */
export class ListFailure extends Failure {
  readonly hint: Hint | undefined;
  /** Where it is, for an annotation. */
  readonly position: Position | undefined;
  /**
   * What was read. Complete if invalid rows or a missing key are the reason; else it ends where reading ended, and
   * `sha256` is empty. Absent if no file was opened.
   */
  summary: ListSummary | undefined;
  /** The message without the position. */
  readonly what: string;

  constructor(code: ErrorCode, what: string, { hint, position, ...details }: Details = {}) {
    super(code, position ? `${place(position)}: ${what}` : what, details);
    this.what = what;
    this.hint = hint;
    this.position = position;
  }

  /** The same, with what to do about it. */
  withAdvice(advice: string): ListFailure {
    const { code, what, hint, position, cause } = this;
    const failure = new ListFailure(code, what, { hint, position, advice, cause });
    failure.summary = this.summary;
    return failure;
  }
}

/** The word for a system error, such as `EACCES: permission denied`, without the path that Node adds to it. */
export function systemMessage(error: unknown): string {
  const { message } = error as Partial<Error>;
  return (message ?? String(error)).replace(/, \w+( '.*'.*)?$/s, '');
}

/** The failure for a file or directory that is there and cannot be read. */
export function unreadable(file: string, cause: unknown): ListFailure {
  const what = `the file cannot be read (${systemMessage(cause)}).`;
  return new ListFailure('invalid_csv', what, { hint: 'unreadable_file', position: { file }, cause });
}

/** The failure for what is no file that has an end, such as a pipe or a device. */
export function irregular(file: string, what = 'this is not a regular file.'): ListFailure {
  return new ListFailure('invalid_csv', what, { hint: 'irregular_file', position: { file } });
}

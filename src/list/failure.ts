/** How reading a list fails: with the position in the file, and with everything that was counted until then. */
import { type ErrorCode, Failure, type FailureDetails } from '../failure.ts';
import type { ListSummary } from '../result.ts';
import { type Place, placeOf } from '../words.ts';

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

interface Details extends FailureDetails {
  hint?: Hint | undefined;
  summary?: ListSummary | undefined;
}

/** The list cannot be used. The message begins with `file:line:column` where it applies, and holds no key. */
export class ListFailure extends Failure {
  readonly hint: Hint | undefined;
  /**
   * What was read. Complete if invalid rows or a missing key are the reason; else it ends where reading ended, and
   * `sha256` is empty. Absent if no file was opened.
   */
  summary: ListSummary | undefined;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(code, message, details);
    this.hint = details.hint;
    this.summary = details.summary;
  }
}

/** The failure for what is wrong at a place in a file. */
export function failureAt(place: Place, what: string, details?: Details): ListFailure {
  return new ListFailure('invalid_csv', `${placeOf(place)}: ${what}`, details);
}

/** The word for a system error, such as `EACCES: permission denied`, without the path that Node adds to it. */
export function systemMessage(error: unknown): string {
  const { message } = error as Partial<Error>;
  return (message ?? String(error)).replace(/, \w+( '.*'.*)?$/s, '');
}

/** The failure for a file or directory that is there and cannot be read. */
export function unreadable(file: string, cause: unknown): ListFailure {
  const what = `the file cannot be read (${systemMessage(cause)}).`;
  return failureAt({ file }, what, { hint: 'unreadable_file', cause });
}

/** The failure for what is not a regular file, such as a pipe or a device. */
export function irregular(file: string, what = 'this is not a regular file.'): ListFailure {
  return failureAt({ file }, what, { hint: 'irregular_file' });
}

/** A failure in words. Plain text; whoever shows it makes it harmless first. Pure. */
import type { ErrorCode } from '../failure.ts';
import type { FailureSummary } from '../result.ts';

/** What ended a run, in a few words, to follow a segment's name. */
const FAILURES: Readonly<Record<ErrorCode, string>> = {
  invalid_input: 'invalid input',
  invalid_csv: 'the key list is not valid',
  empty_list: 'the key list is empty',
  unsupported_segment: 'not a list-based big segment',
  guard_blocked: 'stopped by the removal guard',
  partial_replace_refused: 'the list is too large for one replace',
  approval_required: 'approval is required',
  segment_changed: 'the segment kept changing',
  bad_request: 'LaunchDarkly rejected the request',
  unauthorized: 'LaunchDarkly rejected the access token',
  forbidden: 'the access token lacks a permission',
  not_found: 'not found in LaunchDarkly',
  conflict: 'another import was running',
  payload_too_large: 'the upload is too large',
  rate_limited: 'LaunchDarkly limited the rate of requests',
  server_error: 'LaunchDarkly had a server error',
  unexpected_response: 'unexpected answer',
  export_mismatch: 'the export cannot be trusted',
  network_error: 'LaunchDarkly could not be reached',
  timed_out: 'the import did not end in time',
  import_stopped: 'LaunchDarkly stopped the import',
  verification_failed: 'verification failed',
  runner_error: 'the runner refused an operation',
  internal_error: 'a bug in the action',
  cancelled: 'cancelled',
};

/** What a failure is called in a title. */
export const failureTitle = (failure: FailureSummary): string => FAILURES[failure.code];

/** What LaunchDarkly itself said about a failure; undefined where it said nothing. */
export function apiInWords(failure: FailureSummary): string | undefined {
  const { api } = failure;
  if (!api || (!api.code && !api.message && !api.id)) return undefined;
  const said = api.message && !failure.message.includes(api.message) ? api.message : undefined;
  const marks = [api.code && `code ${api.code}`, api.id && `error ID ${api.id}`].filter(Boolean).join(', ');
  if (said === undefined && marks === '') return undefined;
  if (said === undefined) return `LaunchDarkly's ${marks}.`;
  return `LaunchDarkly said: ${said}${marks === '' ? '' : ` (${marks})`}`;
}

/** A failure as the lines of an annotation: what failed, what LaunchDarkly said, how things stand, what to do. */
export function failureInWords(failure: FailureSummary): string {
  return [failure.message, apiInWords(failure), failure.state, failure.advice, `Error code: ${failure.code}`]
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
}

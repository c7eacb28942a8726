/**
 * The one error class that a run ends with on purpose. Every module throws it; anything else that is thrown is a bug.
 * Imports nothing.
 */

/**
 * The action's error codes, as docs/troubleshooting.md lists them, each with what ended a run, in a few words, to follow a
 * segment's name.
 */
export const FAILURES = {
  invalid_input: 'invalid input',
  invalid_csv: 'the key list is not valid',
  empty_list: 'the key list is empty',
  unsupported_segment: 'the segment does not support this',
  guard_blocked: 'stopped by the guard',
  partial_replace_refused: 'the list is too large for one replace',
  approval_required: 'approval is required',
  approval_pending: 'an earlier approval request is open',
  segment_changed: 'the segment kept changing',
  bad_request: 'LaunchDarkly rejected the request',
  unauthorized: 'LaunchDarkly rejected the access token',
  forbidden: 'the access token lacks a permission',
  not_found: 'not found in LaunchDarkly',
  conflict: 'another import was running',
  payload_too_large: 'the upload is too large',
  rate_limited: 'rate-limited by LaunchDarkly',
  server_error: 'LaunchDarkly had a server error',
  unexpected_response: 'unexpected answer',
  export_mismatch: 'the export cannot be trusted',
  network_error: 'could not reach LaunchDarkly',
  timed_out: 'LaunchDarkly did not finish in time',
  import_stopped: 'LaunchDarkly stopped the import',
  verification_failed: 'verification failed',
  runner_error: 'a problem on the runner',
  internal_error: 'a bug in the action',
  cancelled: 'cancelled',
} as const;

export type ErrorCode = keyof typeof FAILURES;

export const ERROR_CODES = Object.keys(FAILURES) as ErrorCode[];

/**
 * What LaunchDarkly said about an error: https://launchdarkly.com/docs/api#errors. In a Failure it is as LaunchDarkly wrote
 * it, and may quote keys and tokens: sync/showable.ts makes it fit to be shown.
 */
export interface ApiError {
  /** LaunchDarkly's machine-readable code, such as `optimistic_locking_error`. */
  code?: string | undefined;
  message?: string | undefined;
  /** The error's ID; LaunchDarkly's support asks for it. */
  id?: string | undefined;
}

export type FailureDetails = Partial<Pick<Failure, 'advice' | 'httpStatus' | 'api' | 'cause'>>;

/** A run, or a target of it, cannot go on. The message says what failed; `advice` says what to do about it. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: ErrorCode;
  /** What a person should do next: full sentences. */
  readonly advice: string | undefined;
  /** The HTTP status of the answer that caused it. */
  readonly httpStatus: number | undefined;
  readonly api: ApiError | undefined;

  /**
   * @param code one of the action's error codes
   * @param message what failed, in one sentence with a final stop; never contains a key, a token, or a text of LaunchDarkly's
   */
  constructor(code: ErrorCode, message: string, details: FailureDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.advice = details.advice;
    this.httpStatus = details.httpStatus;
    this.api = details.api;
  }

  /** The same failure in other words: what is not given stays. */
  with(changes: Partial<Pick<Failure, 'code' | 'message' | 'advice' | 'api'>>): this {
    const { code, message, ...details } = { ...this, message: this.message, cause: this.cause, ...changes };
    // Whatever else a kind of failure knows is among the details that its constructor takes.
    const Kind = this.constructor as new (code: ErrorCode, message: string, details: FailureDetails) => this;
    return new Kind(code, message, details);
  }
}

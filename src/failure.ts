/**
 * The one error class that a run ends with on purpose. Every module throws it; anything else that is thrown is a bug.
 * Imports nothing.
 */

/** The action's error codes, as docs/troubleshooting.md lists them. */
export const ERROR_CODES = [
  'invalid_input',
  'invalid_csv',
  'empty_list',
  'unsupported_segment',
  'guard_blocked',
  'partial_replace_refused',
  'approval_required',
  'approval_pending',
  'segment_changed',
  'bad_request',
  'unauthorized',
  'forbidden',
  'not_found',
  'conflict',
  'payload_too_large',
  'rate_limited',
  'server_error',
  'unexpected_response',
  'export_mismatch',
  'network_error',
  'timed_out',
  'import_stopped',
  'verification_failed',
  'runner_error',
  'internal_error',
  'cancelled',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

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
  with(changes: Partial<Pick<Failure, 'code' | 'message' | 'advice' | 'api'>>): Failure {
    const { code, message, ...details } = { ...this, message: this.message, cause: this.cause, ...changes };
    return new Failure(code, message, details);
  }
}

/** A request that came to nothing, with what its attempts may have done all the same. */
import { type ErrorCode, Failure, type FailureDetails } from '../failure.ts';

/**
 * What a request came to.
 * `not_sent`: LaunchDarkly cannot have got it, or not all of it, and has done nothing.
 * `unknown`: it may have been carried out: no answer says so or otherwise, or only one that proves nothing (a 5xx, one that broke off).
 * `answered`: LaunchDarkly refused it.
 */
export type Reached = 'not_sent' | 'unknown' | 'answered';

/** What all attempts of a request came to. */
export interface Attempts {
  /** `unknown` if one of them may have been carried out. */
  reached: Reached;
  attempts: number;
  /** Status of the last answer, if there was any. */
  httpStatus: number | undefined;
}

export const NO_ATTEMPT: Attempts = { reached: 'not_sent', attempts: 0, httpStatus: undefined };

/** Adds an attempt. */
export function addAttempt(earlier: Attempts, { reached, httpStatus }: Omit<Attempts, 'attempts'>): Attempts {
  const both = [earlier.reached, reached];
  return {
    reached: both.find((one) => one === 'unknown') ?? both.find((one) => one === 'answered') ?? 'not_sent',
    attempts: earlier.attempts + 1,
    httpStatus: httpStatus ?? earlier.httpStatus,
  };
}

export class RequestFailure extends Failure {
  readonly reached: Reached;
  readonly attempts: number;

  constructor(code: ErrorCode, message: string, details: FailureDetails & Attempts) {
    super(code, message, details);
    this.reached = details.reached;
    this.attempts = details.attempts;
  }

  /** What a request ended with, and what its attempts came to: a status of the failure's own is another request's. */
  static of(failure: Failure, attempts: Attempts): RequestFailure {
    return new RequestFailure(failure.code, failure.message, { ...failure, cause: failure.cause, ...attempts });
  }
}

/** A request to LaunchDarkly's API: what is asked, what is seen of it on the way, and what its attempts came to. */
import { type ErrorCode, Failure, type FailureDetails } from '../failure.ts';
import type { Upload } from './multipart.ts';

/**
 * Called before each attempt; throwing ends it. `reached` is what the earlier ones came to, `not_sent` before the first;
 * `httpStatus` is that of the last answer to them, if there was any.
 */
export type BeforeAttempt = (reached: Reached, httpStatus: number | undefined) => Promise<void>;

export interface Call {
  method?: 'GET' | 'POST';
  /** Below the base URI, encoded (`apiPath`); or a whole URL, which gets the token only if it is on the same origin, and is not shown. */
  path: string | URL;
  /** The path's last element, where it is an ID or a key: it is not shown. */
  secret?: string;
  json?: unknown;
  upload?: Upload;
  /** The statuses that mean success, if it is not 200 alone. */
  expect?: readonly number[];
  /** Completes "LaunchDarkly refused to …": `start the import`. */
  doing: string;
  /** The role action that it takes. For changes of the membership that is inferred: LaunchDarkly names none for imports. */
  needs: 'viewProject' | 'updateIncluded' | 'createSegmentExport' | 'createApprovalRequest';
  /**
   * Whether it may be sent again: always where that may help (default: doing it twice is doing it once), only after a
   * refusal, or never.
   */
  repeat?: 'after_refusal' | 'never';
  beforeAttempt?: BeforeAttempt | undefined;
  /** Asked after a 409: keys of the segments whose import is in the way, fit to be shown. If it fails, they are not named. */
  whoIsBusy?: (() => Promise<readonly string[]>) | undefined;
}

/** Progress leaves by these. Nothing given to them ever holds a context key, a token or a credential link. */
export interface ClientObserver {
  onRequest?(event: { method: string; path: string; attempt: number }): void;
  onAnswer?(event: { method: string; path: string; status: number; milliseconds: number }): void;
  /** Nothing is sent for a while: completes "Waiting {seconds} s to {what}: {why}". `until` is when the wait ends. */
  onWait?(event: { what: string; why: string; seconds: number; until: Date }): void;
  onUpload?(event: { sent: number; total: number }): void;
}

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

/** A request that came to nothing, with what its attempts may have done all the same. */
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

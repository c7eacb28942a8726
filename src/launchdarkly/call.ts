/** A call of LaunchDarkly's API: what is asked, where, and what comes back. */
import type { Purpose, Received } from './errors.ts';
import type { Upload } from './multipart.ts';
import type { Reached } from './request-failure.ts';

/**
 * Called before each attempt; throwing ends it. `reached` is what the earlier ones came to, `not_sent` before the first;
 * `httpStatus` is that of the last answer to them, if there was any.
 */
export type BeforeAttempt = (reached: Reached, httpStatus: number | undefined) => Promise<void>;

export interface Call {
  method?: 'POST';
  /** Below the base URI, encoded (`apiPath`); or a whole URL, which gets the token only if it is on the same origin. */
  path: string | URL;
  /** The path as people may see it, where it differs. */
  shownPath?: string;
  json?: unknown;
  upload?: Upload;
  /** The statuses that mean success, if it is not 200 alone. */
  expect?: readonly number[];
  purpose: Purpose;
  /**
   * Whether it may be sent again: always where that may help (default: doing it twice is doing it once), only after a
   * refusal, or never.
   */
  repeat?: 'after_refusal' | 'never';
  beforeAttempt?: BeforeAttempt | undefined;
  /** Says, after a 409, what is in the way: a whole sentence, or nothing. A failure of its own says nothing. */
  describeConflict?: (() => Promise<string>) | undefined;
}

/** An answer with a status that means success. */
export interface Answer extends Received {
  /** The body, if it is JSON. */
  json: unknown;
  attempts: number;
  /** An earlier attempt may have been carried out too. */
  answerLost: boolean;
}

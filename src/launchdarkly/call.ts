/** A call of LaunchDarkly's API: what is asked, and where; and what is seen of it on the way. */
import type { Purpose } from './errors.ts';
import type { Upload } from './multipart.ts';
import type { Reached } from './request-failure.ts';

/**
 * Called before each attempt; throwing ends it. `reached` is what the earlier ones came to, `not_sent` before the first;
 * `httpStatus` is that of the last answer to them, if there was any.
 */
export type BeforeAttempt = (reached: Reached, httpStatus: number | undefined) => Promise<void>;

export interface Call {
  method?: 'GET' | 'POST';
  /** Below the base URI, encoded (`apiPath`); or a whole URL, which gets the token only if it is on the same origin, and is not shown. */
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

/** Asks until there is an answer, the only loop that polls; and follows an import or an export by its status. */
import { Failure } from '../failure.ts';
import { type Deadline, sleep } from './deadline.ts';

export interface PollOptions {
  /** Asks no longer than this, in milliseconds since the epoch; the last time at that moment. Without it, until the deadline. */
  until?: number | undefined;
  /** Milliseconds until the next question, after so many of polling and so many questions (from 0). */
  delay?: (elapsed: number, round: number) => number;
  /** Called before each wait. */
  onWait?: ((seconds: number) => Promise<void> | void) | undefined;
}

/**
 * @param ask gets the milliseconds since the first question; throwing ends the polling
 * @returns what `ask` gives, or undefined when time is over before it gives something
 * @throws Failure `cancelled`; whatever `ask` throws
 */
export async function poll<T>(
  deadline: Deadline,
  ask: (elapsed: number) => Promise<T | undefined>,
  { until = Number.POSITIVE_INFINITY, delay = pollDelay, onWait }: PollOptions = {},
): Promise<T | undefined> {
  const began = performance.now();
  const elapsed = (): number => performance.now() - began;
  for (let round = 0; !deadline.over; round += 1) {
    const answer = await ask(elapsed());
    if (answer !== undefined) return answer;
    const left = Math.min(until - Date.now(), deadline.remaining());
    if (left <= 0) break;
    const wait = Math.min(delay(elapsed(), round), left);
    await onWait?.(wait / 1_000);
    await sleep(wait, deadline);
  }
  deadline.throwIfCancelled();
  return undefined;
}

/** A twentieth of the time so far, 1 to 15 s, jitter only downward. */
export function pollDelay(elapsed: number): number {
  return Math.min(15_000, Math.max(1_000, elapsed / 20)) * (1 - Math.random() / 10);
}

export interface WatchObserver {
  /** Called with the first status and with each that differs from the one before. It may be any text. */
  onStatus?: ((status: string) => Promise<void>) | undefined;
  /** Called before each wait, but not where the status has just been reported. */
  onWait?: ((seconds: number) => void) | undefined;
}

interface Watched<S, E> extends WatchObserver {
  ask(): Promise<S>;
  /** How it ended, by an answer and the milliseconds that its status has been the same; undefined while it goes on. */
  endOf(state: S, sameFor: number): E | undefined;
  /** Whether a failure is no reason to stop asking. */
  tolerates(failure: Failure): boolean;
}

/** What has just begun may not be known everywhere yet. */
const MISSING_TOLERATED = 30_000;

/**
 * Asks until it has ended, or time is over.
 * @returns how it ended, undefined when time is over; why the last question was not answered, if it was not
 * @throws Failure that is not tolerated
 */
export async function watch<S extends { status: string }, E>(
  deadline: Deadline,
  { ask, onStatus, onWait, endOf, tolerates }: Watched<S, E>,
): Promise<{ end: E | undefined; trouble: Failure | undefined }> {
  let status: string | undefined;
  let since = 0;
  let reported = false;
  let trouble: Failure | undefined;
  let missingSince = Number.POSITIVE_INFINITY;
  const question = async (elapsed: number): Promise<E | undefined> => {
    const state = await ask().catch((error: unknown) => {
      if (!(error instanceof Failure) || error.code === 'cancelled') throw error;
      const isMissing = error.code === 'not_found';
      if (isMissing) missingSince = Math.min(missingSince, elapsed);
      if (isMissing ? elapsed - missingSince >= MISSING_TOLERATED : !tolerates(error)) throw error;
      trouble = error;
    });
    if (!state) return undefined;
    trouble = undefined;
    missingSince = Number.POSITIVE_INFINITY;
    if (state.status !== status) {
      status = state.status;
      since = elapsed;
      await onStatus?.(status);
      reported = true;
    }
    return endOf(state, elapsed - since);
  };
  const waiting = (seconds: number): void => {
    if (!reported) onWait?.(seconds);
    reported = false;
  };
  return { end: await poll(deadline, question, { onWait: waiting }), trouble };
}

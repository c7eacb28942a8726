/** Asks until there is an answer: the only loop that polls. */
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

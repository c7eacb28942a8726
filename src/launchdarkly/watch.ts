/** Follows what goes on at LaunchDarkly, an import or an export, by its status. */
import { Failure } from '../failure.ts';
import type { Deadline } from './deadline.ts';
import { type PollOptions, poll } from './poll.ts';

export interface Watched<S = unknown, E = unknown> extends Pick<PollOptions, 'onWait'> {
  ask(): Promise<S>;
  /** Called with the first status and with each that differs from the one before. It may be any text. */
  onStatus?(status: string): Promise<void> | void;
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
  { ask, onStatus, endOf, tolerates, ...options }: Watched<S, E>,
): Promise<{ end: E | undefined; trouble: Failure | undefined }> {
  let status: string | undefined;
  let since = 0;
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
    }
    return endOf(state, elapsed - since);
  };
  return { end: await poll(deadline, question, options), trouble };
}

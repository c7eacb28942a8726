/** Follows what goes on at LaunchDarkly, an import or an export, by its status. */
import { Failure } from '../failure.ts';
import type { Deadline } from './deadline.ts';
import { poll } from './poll.ts';

export interface WatchOptions {
  /** Called with the first status and with each that differs from the one before. One that is not `known` may be any text. */
  onStatus?(status: string, known: boolean): Promise<void> | void;
  /** Called before each wait, with the last status, if there is one yet, and how long the wait takes. */
  onWait?(status: string | undefined, seconds: number): Promise<void> | void;
  /** Gives up then, in milliseconds since the epoch, if that is before the deadline. */
  until?: number;
}

interface Watched<S, E> {
  ask(): Promise<S>;
  /** The statuses that are known. */
  known: RegExp;
  /** How it ended, by an answer and the milliseconds that its status has been the same; undefined while it goes on. */
  endOf(state: S, sameFor: number): E | undefined;
  /** Whether a failure is no reason to stop asking. */
  tolerates(failure: Failure): boolean;
}

/** What has just begun may not be known everywhere yet. */
const UNKNOWN_TOLERATED = 30_000;

/**
 * Asks until it has ended, a failure stops it, or time is over.
 * @returns `end` or `failure` accordingly; what was seen last: the status, and why the last question was not answered
 */
export async function watch<S extends { status: string }, E>(
  deadline: Deadline,
  { ask, known, endOf, tolerates }: Watched<S, E>,
  { onStatus, onWait, until }: WatchOptions,
): Promise<{ end?: E; failure?: Failure; status: string | undefined; trouble: Failure | undefined }> {
  let status: string | undefined;
  let since = 0;
  let trouble: Failure | undefined;
  let unknownSince: number | undefined;
  const look = async (elapsed: number): Promise<{ end?: E; failure?: Failure } | undefined> => {
    const state = await ask().catch((error: unknown) => {
      if (error instanceof Failure && error.code !== 'cancelled') return error;
      throw error;
    });
    if (state instanceof Failure) {
      trouble = state;
      if (state.code !== 'not_found') return tolerates(state) ? undefined : { failure: state };
      unknownSince ??= elapsed;
      return elapsed - unknownSince < UNKNOWN_TOLERATED ? undefined : { failure: state };
    }
    trouble = undefined;
    unknownSince = undefined;
    if (state.status !== status) {
      status = state.status;
      since = elapsed;
      await onStatus?.(status, known.test(status));
    }
    const end = endOf(state, elapsed - since);
    return end === undefined ? undefined : { end };
  };
  const found = await poll(deadline, look, { until, onWait: (seconds) => onWait?.(status, seconds) });
  return { ...found, status, trouble };
}

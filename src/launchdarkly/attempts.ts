/** Sends a request until it succeeds or nothing helps any more; what follows an attempt is decided by retry.ts. */
import { Failure } from '../failure.ts';
import type { Call } from './call.ts';
import { type Deadline, sleep, TimeOver } from './deadline.ts';
import type { Pace } from './rate-limit.ts';
import { addAttempt, NO_ATTEMPT, type Reached, RequestFailure } from './request-failure.ts';
import { decide, FRESH, type Outcome } from './retry.ts';
import { plural } from './values.ts';

/** An attempt that was no success. */
export interface Failed {
  failure: Failure;
  reached: Reached;
  httpStatus: number | undefined;
  outcome: Outcome;
}

export interface Way<T> {
  deadline: Deadline;
  /** Absent on the way to servers that are not LaunchDarkly. */
  pace: Pace | undefined;
  send(attempt: number): Promise<{ value: T } | Failed>;
  /** Nothing is sent for so many milliseconds. */
  onWait(why: string, milliseconds: number): void;
}

/** What the successful attempt gave; `answerLost`: an earlier one may have been carried out too. */
export interface Success<T> {
  value: T;
  attempts: number;
  answerLost: boolean;
}

/**
 * @throws RequestFailure what the last attempt came to, also when time is over; whatever `beforeAttempt` throws, a Failure
 * of it as what this request came to: its own status is another request's
 */
export async function sendUntilSuccess<T>(call: Call, { deadline, pace, send, onWait }: Way<T>): Promise<Success<T>> {
  let earlier = NO_ATTEMPT;
  let history = FRESH;
  let last: Failure | undefined;
  const wait = async (why: string, milliseconds: number): Promise<void> => {
    if (milliseconds > 0) onWait(why, milliseconds);
    if (milliseconds > 0) await sleep(milliseconds, deadline);
  };
  const timeIsUp = (failure = last, asked?: number): Failure => overdue(call, earlier.attempts, failure, asked);
  try {
    for (;;) {
      const pause = pace?.wait() ?? 0;
      // Where there is no time to wait, the answer decides.
      if (pause < deadline.remaining()) await wait('a rate limit of LaunchDarkly is used up.', pause);
      deadline.throwIfCancelled();
      if (deadline.over) throw timeIsUp();
      await call.beforeAttempt?.(earlier.reached, earlier.httpStatus).catch((error: unknown) => {
        // Cut short by the deadline, it says less than the refusal that is waited out.
        const cutShort = deadline.over && error instanceof Failure && error.code === 'network_error';
        throw cutShort && last ? timeIsUp() : error;
      });
      const result = await send(earlier.attempts + 1);
      if ('value' in result)
        return { ...result, attempts: earlier.attempts + 1, answerLost: earlier.reached === 'unknown' };
      earlier = addAttempt(earlier, result);
      deadline.throwIfCancelled();
      const { failure } = result;
      if (failure.cause instanceof TimeOver && last) throw timeIsUp();
      const repeat = mayRepeat(call, result.reached) ? decide(result.outcome, history, Date.now()) : undefined;
      if (repeat === undefined) throw failure;
      // An answer that the deadline cut short says less than the one before.
      if (deadline.over) throw timeIsUp(!failure.api && last?.code === failure.code ? last : failure);
      if (repeat.mandated && repeat.wait >= deadline.remaining()) throw timeIsUp(failure, repeat.wait);
      history = repeat.history;
      last = await explain(call, failure);
      // Nobody has said how long to wait: near the end, rather ask once more than sit the time out.
      const longest = repeat.mandated ? repeat.wait : Math.max(deadline.remaining() / 2, 1_000);
      await wait(last.message, Math.min(repeat.wait, longest));
    }
  } catch (error) {
    throw error instanceof Failure ? new RequestFailure(error, earlier) : error;
  }
}

const mayRepeat = ({ repeat }: Call, reached: Reached): boolean =>
  repeat === undefined || (repeat === 'after_refusal' && reached !== 'unknown');

/** Adds to a conflict what is in the way. */
async function explain({ describeConflict }: Call, failure: Failure): Promise<Failure> {
  if (failure.code !== 'conflict' || describeConflict === undefined) return failure;
  const why = await describeConflict().catch(() => '');
  return why === '' ? failure : failure.with({ message: `${failure.message} ${why}` });
}

/** @param asked milliseconds that LaunchDarkly asks to wait, where there are not so many left */
function overdue({ purpose }: Call, attempts: number, last: Failure | undefined, asked?: number): Failure {
  if (last === undefined) {
    const message = `The time allowed was over before LaunchDarkly could be asked to ${purpose.doing}.`;
    return new Failure('network_error', message, { advice: 'Allow more time.' });
  }
  const end =
    asked === undefined
      ? `The time allowed is over after ${plural(attempts, 'attempt')}.`
      : `LaunchDarkly asks to wait ${plural(Math.ceil(asked / 1_000), 'second')}, which is longer than the time that is left.`;
  return last.with({ message: `${last.message} ${end}` });
}

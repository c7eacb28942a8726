/** Sends a request until it succeeds or nothing helps any more; what follows an attempt is decided by retry.ts. */
import { Failure } from '../failure.ts';
import { count } from '../words.ts';
import type { Call, ClientObserver } from './call.ts';
import { type Attempts, addAttempt, NO_ATTEMPT, RequestFailure } from './call.ts';
import { type Deadline, sleep, TimeOver } from './deadline.ts';
import type { Pace } from './rate-limit.ts';
import { decide, FRESH, type Trouble } from './retry.ts';

/** An attempt that was no success. */
interface Failed extends Omit<Attempts, 'attempts'> {
  failure: Failure;
  /** Undefined if another attempt would be no use. */
  trouble: Trouble | undefined;
}

/**
 * @param pace says how long to wait for a time that the server has named
 * @returns what the successful attempt gave
 * @throws RequestFailure what the last attempt came to, also when time is over; and whatever `beforeAttempt` throws. A Failure
 * from there becomes this request's RequestFailure, without the status, which is another request's
 */
export async function sendUntilSuccess<T>(
  call: Call,
  { deadline, observer }: { deadline: Deadline; observer: ClientObserver },
  pace: Pace,
  send: (earlier: Attempts) => Promise<{ value: T } | Failed>,
): Promise<T> {
  let earlier = NO_ATTEMPT;
  let history = FRESH;
  let last: Failure | undefined;
  const wait = async (why: string, milliseconds: number): Promise<void> => {
    if (milliseconds <= 0) return;
    const until = new Date(Date.now() + Math.min(milliseconds, deadline.remaining()));
    observer.onWait?.({ what: call.doing, why, seconds: Math.ceil(milliseconds / 1_000), until });
    await sleep(milliseconds, deadline);
  };
  const timeIsUp = (failure = last, asked?: number): Failure => overdue(call, earlier.attempts, failure, asked);
  try {
    for (;;) {
      const refused = last?.code === 'rate_limited' ? last : undefined;
      const pause = pace.wait();
      if (pause > 0 && pause < deadline.remaining()) {
        await wait(refused?.message ?? 'a LaunchDarkly rate limit is used up.', pause);
        // Meanwhile the answer to another request may have named a later time.
        continue;
      }
      // Trying before the time that LaunchDarkly named is no use, unless it has refused nothing yet: then its answer decides.
      if (refused && pause > 0) throw timeIsUp(refused, pause);
      deadline.throwIfCancelled();
      if (deadline.over) throw timeIsUp();
      await call.beforeAttempt?.(earlier.reached, earlier.httpStatus).catch((error: unknown) => {
        // A failure because of the deadline says less than the refusal that was being waited out.
        const cutShort = deadline.over && error instanceof Failure && error.code === 'network_error';
        throw cutShort && last ? timeIsUp() : error;
      });
      const result = await send(earlier);
      if ('value' in result) return result.value;
      const { failure, trouble, reached } = result;
      earlier = addAttempt(earlier, result);
      deadline.throwIfCancelled();
      if (failure.cause instanceof TimeOver && last) throw timeIsUp();
      const mayRepeat = call.repeat === undefined || (call.repeat === 'after_refusal' && reached !== 'unknown');
      const repeat = trouble && mayRepeat ? decide(trouble, history, Date.now()) : undefined;
      if (repeat === undefined) throw failure;
      // An answer that the deadline cut short says less than the one before.
      if (deadline.over) throw timeIsUp(!failure.api && last?.code === failure.code ? last : failure);
      history = repeat.history;
      last = await explain(call, failure);
      if (failure.code === 'rate_limited' && pace.wait() > 0) continue;
      // Nobody has said how long to wait: near the deadline, asking once more is better than waiting for it.
      await wait(last.message, Math.min(repeat.wait, Math.max(deadline.remaining() / 2, 1_000)));
    }
  } catch (error) {
    throw error instanceof Failure ? RequestFailure.of(error, earlier) : error;
  }
}

/** Adds to a conflict what is in the way. LaunchDarkly runs one import at a time in an environment: there is hardly ever more. */
async function explain({ whoIsBusy }: Call, failure: Failure): Promise<Failure> {
  const busy = failure.code === 'conflict' ? await whoIsBusy?.().catch(() => []) : undefined;
  if (!busy?.length) return failure;
  const keys = busy.map((key) => `"${key}"`).join(' and ');
  return failure.with({ message: `${failure.message} An import into ${keys} is in progress.` });
}

/** @param asked milliseconds that LaunchDarkly asks to wait, where there are not so many left */
function overdue({ doing }: Call, attempts: number, last: Failure | undefined, asked?: number): Failure {
  if (last === undefined) {
    const message = `The time allowed was over before LaunchDarkly could be asked to ${doing}.`;
    return new Failure('network_error', message, { advice: 'Allow more time.' });
  }
  const end =
    asked === undefined
      ? `The time allowed is over after ${count(attempts, 'attempt')}.`
      : `LaunchDarkly asks to wait ${count(Math.ceil(asked / 1_000), 'second')}, which is longer than the time that is left.`;
  return last.with({ message: `${last.message} ${end}` });
}

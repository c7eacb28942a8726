/** The time that a run may take, and waits that respect it. */
import { setMaxListeners } from 'node:events';
import { Failure } from '../failure.ts';

/** Node fires a timer of more milliseconds than this at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/** The reason of a deadline's signal when time is over. A cancellation's reason is a `Failure` with code `cancelled`. */
export class TimeOver extends Error {
  override readonly name = 'TimeOver';
}

/** A point in time that everything must end by, and the cancellation that may come before it. */
export class Deadline {
  readonly at: Date;
  /** Aborts when time is over (reason: `TimeOver`) or the run is cancelled (reason: `Failure`), whichever is first. */
  readonly signal: AbortSignal;
  readonly #end: number;
  readonly #controller = new AbortController();
  readonly #cancellation: AbortSignal | undefined;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param milliseconds from now
   * @param cancellation aborts when the run is cancelled; its reason, if it is a Failure, is what waits and requests end with
   */
  constructor(milliseconds: number, cancellation?: AbortSignal) {
    this.at = new Date(Date.now() + milliseconds);
    this.#end = performance.now() + milliseconds;
    this.signal = this.#controller.signal;
    // Every request under way listens; there may be many at once.
    setMaxListeners(0, this.signal);
    this.#cancellation = cancellation;
    cancellation?.addEventListener('abort', this.#cancel);
    if (cancellation?.aborted) this.#cancel();
    else this.#arm();
  }

  /** Milliseconds that are left; 0 when time is over. */
  remaining(): number {
    return Math.max(0, this.#end - performance.now());
  }

  get cancelled(): boolean {
    return this.signal.reason instanceof Failure;
  }

  /** Whether nothing may be begun any more: time is over, or the run is cancelled. */
  get over(): boolean {
    return this.signal.aborted || this.remaining() === 0;
  }

  throwIfCancelled(): void {
    if (this.cancelled) throw this.signal.reason;
  }

  /** Stops the clock, and ends every wait and every request that still goes on: nothing may outlive what it was for. */
  end(): void {
    this.#abort(new Failure('cancelled', 'Nobody waits for this any more.'));
  }

  readonly #cancel = (): void => {
    const reason: unknown = this.#cancellation?.reason;
    this.#abort(reason instanceof Failure ? reason : new Failure('cancelled', 'The run was cancelled.'));
  };

  #abort(reason: Failure): void {
    clearTimeout(this.#timer);
    this.#cancellation?.removeEventListener('abort', this.#cancel);
    this.#controller.abort(reason);
  }

  #arm(): void {
    const remaining = this.remaining();
    this.#timer = setTimeout(
      () => {
        if (this.remaining() > 0) this.#arm();
        else this.#controller.abort(new TimeOver('Time is over.'));
      },
      Math.min(Math.ceil(remaining), LONGEST_TIMER),
    );
  }
}

/**
 * Waits, but not longer than the deadline: then it ends early, and the caller looks at `deadline.over`.
 * Rejects at once when the run is cancelled.
 */
export async function sleep(milliseconds: number, deadline: Deadline): Promise<void> {
  if (!deadline.over) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    const timer = setTimeout(wake, Math.min(milliseconds, LONGEST_TIMER));
    deadline.signal.addEventListener('abort', wake);
    await promise;
    clearTimeout(timer);
    deadline.signal.removeEventListener('abort', wake);
  }
  deadline.throwIfCancelled();
}

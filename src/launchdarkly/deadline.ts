/** The time that a run may take, and waits that respect it. */
import { setMaxListeners } from 'node:events';
import { Failure } from '../failure.ts';

/** The reason of a deadline's signal when time is over. A cancellation's reason is a `Failure` with code `cancelled`. */
export class TimeOver extends Error {}

/** A point in time that everything must end by, and the cancellation that may come before it. */
export class Deadline {
  readonly at: Date;
  /** Aborts when time is over (reason: `TimeOver`) or the run is cancelled (reason: `Failure`), whichever is first. */
  readonly signal: AbortSignal;
  readonly #end: number;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  /**
   * @param milliseconds from now, at most what a timer of Node takes (24 days)
   * @param cancellation aborts when the run is cancelled; its reason is the Failure that waits and requests end with
   */
  constructor(milliseconds: number, cancellation?: AbortSignal) {
    this.at = new Date(Date.now() + milliseconds);
    this.#end = performance.now() + milliseconds;
    this.#timer = setTimeout(() => this.#controller.abort(new TimeOver('Time is over.')), Math.ceil(milliseconds));
    this.signal = AbortSignal.any([this.#controller.signal, ...(cancellation ? [cancellation] : [])]);
    // Every request under way listens; there may be many at once.
    setMaxListeners(0, this.signal);
  }

  /** Milliseconds that are left; 0 when time is over. */
  remaining(): number {
    return Math.max(0, this.#end - performance.now());
  }

  /** Whether nothing may be begun any more: time is over, or the run is cancelled. */
  get over(): boolean {
    return this.signal.aborted || this.remaining() === 0;
  }

  throwIfCancelled(): void {
    if (this.signal.reason instanceof Failure) throw this.signal.reason;
  }

  /** Stops the clock, and ends every wait and every request that still goes on: nothing may outlive what it was for. */
  end(): void {
    clearTimeout(this.#timer);
    this.#controller.abort(new Failure('cancelled', 'Nobody waits for this any more.'));
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
    const timer = setTimeout(wake, milliseconds);
    deadline.signal.addEventListener('abort', wake);
    await promise;
    clearTimeout(timer);
    deadline.signal.removeEventListener('abort', wake);
  }
  deadline.throwIfCancelled();
}

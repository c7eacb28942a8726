/**
 * Preloaded into the action's process by run-action.ts: with `RANDOM_SEED`, `Math.random` is seeded; with `TIME_BEATS`, time is
 * the test's. It goes on by the milliseconds that each message of the test's process holds, and stands still in between, so
 * that a machine that is busy for a moment does not look like a network that is dead for a minute: see beats.ts.
 *
 * Timers of all kinds and clocks obey; the timeouts of sockets are Node's own and stay as they are. Hand-written, since the
 * fake timers of libraries do not know which of them keep a process alive. The variables are removed before the action starts.
 */
import { AsyncResource } from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import promises from 'node:timers/promises';
import { promisify } from 'node:util';

const { TIME_BEATS, RANDOM_SEED } = process.env;
delete process.env.TIME_BEATS;
delete process.env.RANDOM_SEED;

if (TIME_BEATS !== undefined) takeTime();
if (RANDOM_SEED !== undefined) seedRandom(Number(RANDOM_SEED));

function takeTime() {
  /** Milliseconds since the start. */
  let now = 0;
  /** What waits, in the order of its making. */
  const waiting = new Set();

  class Timer {
    #callback;
    #delay;
    #repeats;
    #keepsAlive = true;

    constructor(callback, delay, repeats) {
      this.#callback = AsyncResource.bind(callback);
      // As Node has it.
      this.#delay = delay >= 1 && delay < 2 ** 31 ? delay : 1;
      this.#repeats = repeats;
      this.refresh();
    }
    refresh() {
      this.due = now + this.#delay;
      waiting.add(this);
      return keepAlive(this);
    }
    close() {
      waiting.delete(this);
      return keepAlive(this);
    }
    ref() {
      this.#keepsAlive = true;
      return keepAlive(this);
    }
    unref() {
      this.#keepsAlive = false;
      return keepAlive(this);
    }
    hasRef() {
      return this.#keepsAlive;
    }
    fire() {
      if (this.#repeats) this.refresh();
      else this.close();
      this.#callback();
    }
    [Symbol.dispose]() {
      this.close();
    }
  }

  const { channel, send } = process;
  function keepAlive(result) {
    if ([...waiting].some((timer) => timer.hasRef())) channel.ref();
    else channel.unref();
    return result;
  }

  process.on('message', (milliseconds) => {
    const end = now + milliseconds;
    for (;;) {
      const due = [...waiting].filter((timer) => timer.due <= end).sort((a, b) => a.due - b.due)[0];
      if (!due) break;
      now = due.due;
      due.fire();
    }
    now = end;
    // Once whatever has arrived meanwhile is dealt with.
    setImmediate(() => send.call(process, 'next', () => {}));
  });
  keepAlive();

  const start =
    (repeats) =>
    (callback, delay, ...args) =>
      new Timer(() => callback(...args), Number(delay), repeats);
  const stop = (timer) => void (timer instanceof Timer && timer.close());
  const wait = (delay, value, { signal, ref = true } = {}) =>
    new Promise((resolve, reject) => {
      const give = () =>
        reject(new DOMException('The operation was aborted', { name: 'AbortError', cause: signal.reason }));
      if (signal?.aborted) return give();
      const timer = new Timer(() => resolve(value), Number(delay), false);
      if (!ref) timer.unref();
      signal?.addEventListener('abort', () => give(timer.close()), { once: true });
    });
  Object.assign(timers, {
    setTimeout: Object.assign(start(false), { [promisify.custom]: wait }),
    setInterval: start(true),
    clearTimeout: stop,
    clearInterval: stop,
  });
  Object.assign(globalThis, {
    setTimeout: timers.setTimeout,
    setInterval: timers.setInterval,
    clearTimeout: stop,
    clearInterval: stop,
  });
  promises.setTimeout = wait;
  promises.setInterval = async function* (delay, value, options) {
    for (;;) yield await wait(delay, value, options);
  };
  promises.scheduler.wait = (delay, options) => wait(delay, undefined, options);
  syncBuiltinESMExports();

  AbortSignal.timeout = (delay) => {
    const controller = new AbortController();
    const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    new Timer(() => controller.abort(reason), delay, false).unref();
    return controller.signal;
  };

  const [startDate, startPerformance] = [Date.now(), performance.now()];
  performance.now = () => startPerformance + now;
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...args) {
      if (args.length === 0) super(Date.now());
      else super(...args);
    }
    static now() {
      return Math.floor(startDate + now);
    }
  };
}

/**
 * Mulberry32 by Tommy Ettinger (public domain): small, and random enough for jitter and samples.
 * @param {number} seed any integer
 */
function seedRandom(seed) {
  let state = seed >>> 0;
  Math.random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

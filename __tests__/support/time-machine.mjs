/**
 * Preloaded into the action's process by run-action.ts: time runs `TIME_SCALE` times as fast, and `Math.random` is
 * seeded with `RANDOM_SEED`. Timers fire after delay / scale; clocks start at the real now and advance by elapsed × scale.
 * The timeouts of sockets are Node's own and stay as they are. Both variables are removed before the action starts.
 */
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import { promisify } from 'node:util';

const { TIME_SCALE, RANDOM_SEED } = process.env;
delete process.env.TIME_SCALE;
delete process.env.RANDOM_SEED;

if (TIME_SCALE !== undefined) warpTime(Number(TIME_SCALE));
if (RANDOM_SEED !== undefined) seedRandom(Number(RANDOM_SEED));

/** @param {number} scale how many times faster than real time */
function warpTime(scale) {
  for (const name of ['setTimeout', 'setInterval']) {
    const original = globalThis[name];
    const scaled = (callback, delay = 1, ...args) => original(callback, delay / scale, ...args);
    if (name === 'setTimeout') {
      const promised = original[promisify.custom];
      scaled[promisify.custom] = (delay = 1, ...args) => promised(delay / scale, ...args);
    }
    globalThis[name] = scaled;
    timers[name] = scaled;
  }
  syncBuiltinESMExports();

  const performanceNow = performance.now.bind(performance);
  const start = performanceNow();
  const startDate = Date.now();
  const elapsed = () => (performanceNow() - start) * scale;
  performance.now = () => start + elapsed();
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...args) {
      if (args.length === 0) super(Date.now());
      else super(...args);
    }
    static now() {
      return Math.floor(startDate + elapsed());
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

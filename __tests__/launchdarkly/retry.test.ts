import type { IncomingHttpHeaders } from 'node:http';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { limitEnd, Pace } from '../../src/launchdarkly/rate-limit.ts';
import { decide, FRESH, type History, type Trouble, troubleOf } from '../../src/launchdarkly/retry.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const answer = (status: number): Trouble => troubleOf(status)!;
const broken: Trouble = { kind: 'outage' };

let random: jest.SpiedFunction<typeof Math.random>;
beforeEach(() => {
  random = jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => random.mockRestore());

/** The waits of equal troubles one after another, in seconds; each attempt takes no time. */
function waits(trouble: Trouble, count: number): (number | undefined)[] {
  let history: History = FRESH;
  let now = NOW;
  return Array.from({ length: count }, () => {
    const repeat = decide(trouble, history, now);
    if (!repeat) return undefined;
    history = repeat.history;
    now += repeat.wait;
    return repeat.wait / 1_000;
  });
}

test.each([200, 204, 301, 400, 401, 403, 404, 405, 407, 413, 422])('%i is final', (status) => {
  expect(troubleOf(status)).toBeUndefined();
});

test('a conflict is waited for without end, growing to a minute', () => {
  expect(waits(answer(409), 7)).toEqual([5, 10, 20, 40, 60, 60, 60]);
  expect(waits(answer(409), 1_000)).not.toContain(undefined);
});

describe('rate limits', () => {
  /** How long a 429 asks to wait; 0 where it does not say. */
  const asked = (headers: IncomingHttpHeaders): number => Math.max(0, limitEnd(429, headers, NOW) - NOW);

  test('Retry-After in seconds or as a date', () => {
    expect(asked({ 'retry-after': '7' })).toBe(7_000);
    expect(asked({ 'retry-after': new Date(NOW + 9_000).toUTCString() })).toBe(9_000);
    expect(asked({ 'retry-after': '3600.5' })).toBe(3_600_500);
    expect(asked({ 'retry-after': '2.5' })).toBe(2_500);
  });

  test.each(['-7', '5 s', '1e3', '2099-01-01', 'foo 12', 'Mon, soon'])('Retry-After: %s is ignored', (text) => {
    expect(asked({ 'retry-after': text })).toBe(0);
    expect(asked({ 'retry-after': text, 'x-ratelimit-reset': String(NOW + 4_000) })).toBe(4_000);
  });

  test('X-Ratelimit-Reset in milliseconds since the epoch, after Retry-After', () => {
    expect(asked({ 'x-ratelimit-reset': String(NOW + 4_000) })).toBe(4_000);
    expect(asked({ 'x-ratelimit-reset': String(NOW + 4_000), 'retry-after': '2' })).toBe(2_000);
    expect(asked({ 'x-ratelimit-reset': String(NOW + 86_400_000) })).toBe(60_000);
  });

  test.each([
    ['in the past', { 'x-ratelimit-reset': String(NOW - 4_000) }],
    ['a date in the past', { 'retry-after': new Date(NOW - 9_000).toUTCString() }],
    ['nonsense', { 'retry-after': 'soon', 'x-ratelimit-reset': '-' }],
    ['missing', {}],
  ])('a time that is %s means a growing wait', (_name, headers) => {
    expect(asked(headers)).toBe(0);
    expect(waits(answer(429), 6)).toEqual([1, 2, 4, 8, 16, 30]);
  });

  const inAMoment = { 'x-ratelimit-reset': String(NOW + 4_000) };
  const later = { 'x-ratelimit-auth-token-reset': String(NOW + 9_000) };
  test.each<[string, number, IncomingHttpHeaders]>([
    ['the account, and nothing is said of the token', 4_000, { ...inAMoment, 'x-ratelimit-global-remaining': '0' }],
    ['a route', 4_000, { ...inAMoment, 'x-ratelimit-global-remaining': '7', 'x-ratelimit-route-remaining': '0' }],
    [
      'the token',
      9_000,
      { ...inAMoment, ...later, 'x-ratelimit-global-remaining': '7', 'x-ratelimit-auth-token-remaining': '0' },
    ],
    [
      'both: the latest',
      9_000,
      { ...inAMoment, ...later, 'x-ratelimit-route-remaining': '0', 'x-ratelimit-auth-token-remaining': '0' },
    ],
    ['one that does not say', 9_000, { ...inAMoment, ...later }],
    [
      'one whose reset is past, so the other',
      4_000,
      { ...inAMoment, 'x-ratelimit-auth-token-reset': String(NOW - 9_000) },
    ],
    [
      'none: a wait of our own',
      0,
      { ...inAMoment, 'x-ratelimit-global-remaining': '7', 'x-ratelimit-route-remaining': '1' },
    ],
  ])('used up is %s', (_, wait, headers) => {
    expect(asked(headers)).toBe(wait);
  });

  test('jitter only comes on top of a time that was named', () => {
    const pace = new Pace();
    expect(pace.wait()).toBe(0);
    pace.note(429, { 'retry-after': '7' });
    expect(pace.wait()).toBeGreaterThan(7_000);
    random.mockReturnValue(0.999);
    expect(pace.wait()).toBeGreaterThan(7_900);
    expect(pace.wait()).toBeLessThanOrEqual(8_000);
  });
});

describe('outages', () => {
  test.each([
    ['5xx', answer(503)],
    ['no answer', broken],
  ])('%s: exponential backoff, given up after five minutes', (_name, trouble) => {
    const row = waits(trouble, 20);
    expect(row.slice(0, 7)).toEqual([1, 2, 4, 8, 16, 30, 30]);
    const last = row.indexOf(undefined);
    expect(row.slice(0, last).reduce((sum, wait) => sum! + wait!, 0)).toBeGreaterThanOrEqual(300);
    expect(row.slice(0, last - 1).reduce((sum, wait) => sum! + wait!, 0)).toBeLessThan(300);
  });

  test('an answer that makes sense begins the five minutes anew', () => {
    const first = decide(broken, FRESH, NOW)!.history;
    expect(decide(broken, first, NOW + 300_000)).toBeUndefined();
    for (const status of [409, 429]) {
      const { history } = decide(answer(status), first, NOW + 299_000)!;
      expect(decide(broken, history, NOW + 300_000)).toMatchObject({ wait: 1_000 });
    }
  });

  test('jitter takes off at most half', () => {
    random.mockReturnValue(0.999);
    expect(waits(broken, 3).map((wait) => Math.round(wait! * 10) / 10)).toEqual([0.5, 1, 2]);
  });

  test('an idle connection that was dead costs no wait, once', () => {
    const stale: Trouble = { kind: 'outage', stale: true };
    expect(waits(stale, 3)).toEqual([0, 2, 4]);
  });
});

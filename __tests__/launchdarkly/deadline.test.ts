import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Failure } from '../../src/failure.ts';
import { Deadline, sleep, TimeOver } from '../../src/launchdarkly/deadline.ts';
import { CANCELLED, rejection } from './servers.ts';

afterEach(() => void jest.useRealTimers());

describe('a deadline', () => {
  test('aborts its signal when time is over, and says so', () => {
    jest.useFakeTimers();
    const deadline = new Deadline(60_000);
    expect(deadline.at.getTime()).toBe(Date.now() + 60_000);
    jest.advanceTimersByTime(59_999);
    expect([deadline.over, deadline.remaining()]).toEqual([false, 1]);
    jest.advanceTimersByTime(1);
    expect([deadline.over, deadline.remaining()]).toEqual([true, 0]);
    expect(deadline.signal.reason).toBeInstanceOf(TimeOver);
    deadline.throwIfCancelled();
  });

  test('aborts on a cancellation, at once for one that came before', () => {
    const controller = new AbortController();
    const deadline = new Deadline(60_000, controller.signal);
    controller.abort(CANCELLED);
    const late = new Deadline(60_000, controller.signal);
    for (const { signal, over } of [deadline, late]) {
      expect(signal.reason).toMatchObject({ code: 'cancelled' });
      expect(over).toBe(true);
    }
    expect(() => late.throwIfCancelled()).toThrow(Failure);
    for (const ended of [deadline, late]) ended.end();
  });

  test('leaves no timer behind when it is ended, and ends what waits', async () => {
    jest.useFakeTimers();
    const controller = new AbortController();
    const deadline = new Deadline(60_000, controller.signal);
    const sleeping = rejection(sleep(50_000, deadline));
    deadline.end();
    expect(jest.getTimerCount()).toBe(1);
    expect((await sleeping).code).toBe('cancelled');
    expect(jest.getTimerCount()).toBe(0);
    const { reason } = deadline.signal;
    controller.abort(CANCELLED);
    expect(deadline.signal.reason).toBe(reason);
  });
});

describe('sleep', () => {
  test('ends after its time, or at the deadline', async () => {
    jest.useFakeTimers();
    const deadline = new Deadline(10_000);
    let woken = 0;
    const short = sleep(4_000, deadline).then(() => woken++);
    const long = sleep(60_000, deadline).then(() => woken++);
    await jest.advanceTimersByTimeAsync(3_999);
    expect(woken).toBe(0);
    await jest.advanceTimersByTimeAsync(1);
    expect(woken).toBe(1);
    await jest.advanceTimersByTimeAsync(6_000);
    expect(woken).toBe(2);
    await Promise.all([short, long, sleep(1_000, deadline)]);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('rejects at once on a cancellation', async () => {
    const controller = new AbortController();
    const deadline = new Deadline(60_000, controller.signal);
    const sleeping = rejection(sleep(50_000, deadline));
    controller.abort(CANCELLED);
    expect((await sleeping).code).toBe('cancelled');
    expect((await rejection(sleep(1, deadline))).code).toBe('cancelled');
    deadline.end();
  });
});

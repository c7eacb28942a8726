import { afterEach, expect, jest, test } from '@jest/globals';
import { Deadline, poll } from '../../src/launchdarkly/index.ts';
import { pollDelay } from '../../src/launchdarkly/poll.ts';
import { CANCELLED, cleanUp, fastTime, rejection } from './servers.ts';

afterEach(cleanUp);

test('questions come at first each second, then each twentieth of the time so far, up to 15 seconds', () => {
  const random = jest.spyOn(Math, 'random').mockReturnValue(0);
  expect([0, 20_000, 40_000, 200_000, 300_000, 3_600_000].map(pollDelay)).toEqual([
    1_000, 1_000, 2_000, 10_000, 15_000, 15_000,
  ]);
  random.mockReturnValue(0.999_999);
  expect(pollDelay(0)).toBeGreaterThanOrEqual(900);
  expect(pollDelay(0)).toBeLessThan(1_000);
  random.mockRestore();
});

test('asks at once, and until there is an answer', async () => {
  fastTime(100);
  using deadline = ended(new Deadline(600_000));
  const elapsed: number[] = [];
  const waits: number[] = [];
  const answer = await poll(
    deadline.it,
    async (milliseconds) => {
      elapsed.push(milliseconds);
      return elapsed.length === 4 ? 'yes' : undefined;
    },
    { delay: (_, round) => 1_000 * 2 ** round, onWait: (seconds) => void waits.push(seconds) },
  );
  expect(answer).toBe('yes');
  expect(waits).toEqual([1, 2, 4]);
  expect(elapsed[0]).toBeLessThan(500);
  expect(elapsed[3]).toBeGreaterThanOrEqual(6_900);
});

test('the last question comes when its time ends, and says what counts', async () => {
  fastTime(100);
  using deadline = ended(new Deadline(600_000));
  const until = Date.now() + 5_000;
  let asked = 0;
  const ask = async (): Promise<true | undefined> => {
    asked += 1;
    return Date.now() >= until - 100 ? true : undefined;
  };
  expect(await poll(deadline.it, ask, { until, delay: () => 60_000 })).toBe(true);
  expect(asked).toBe(2);
  expect(await poll(deadline.it, async () => undefined, { until })).toBeUndefined();
});

test('nothing is asked after the deadline, and a cancellation ends it at once', async () => {
  fastTime(100);
  using deadline = ended(new Deadline(3_000));
  const late: boolean[] = [];
  const ask = async (): Promise<undefined> => void late.push(deadline.it.over);
  expect(await poll(deadline.it, ask, { delay: () => 60_000 })).toBeUndefined();
  expect(late).not.toContain(true);
  expect(await poll(deadline.it, ask)).toBeUndefined();
  expect(late).not.toContain(true);
  const controller = new AbortController();
  using cancelled = ended(new Deadline(600_000, controller.signal));
  const polling = rejection(poll(cancelled.it, async () => controller.abort(CANCELLED) as undefined));
  expect((await polling).code).toBe('cancelled');
  expect((await rejection(poll(cancelled.it, ask))).code).toBe('cancelled');
});

const ended = (it: Deadline): { it: Deadline } & Disposable => ({ it, [Symbol.dispose]: () => it.end() });

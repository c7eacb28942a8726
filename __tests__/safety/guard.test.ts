import { describe, expect, test } from '@jest/globals';
import { expectFailure, expectSuccess } from '../support/expect-result.ts';
import { keys, type Scenario, scenario } from '../support/scenario.ts';

const replacing = (members: number | string[], list: number | string[]): Promise<Scenario> =>
  scenario({ members, list, inputs: { mode: 'replace' } });

describe('the removal guard counts', () => {
  test('removals at exactly the limit pass', async () => {
    await using scene = await replacing(100, 80);
    expectSuccess(await scene.run());
    expect([...scene.segment.members]).toEqual(scene.list);
  });

  test('one removal more is blocked, with the numbers and both ways on', async () => {
    await using scene = await replacing(100, 79);
    const message = expectFailure(await scene.run(), 'guard_blocked');
    expect(message).toMatch(/21 members of 100 \(21%\)/);
    expect(message).toMatch(/allows 20%.* 79 keys/s);
    expect(message).toMatch(/correct the export/);
    expect(message).toMatch(/`max-removal-percent: 21`/);
    expect(scene.changes()).toEqual([]);
    // The counts say enough: nobody is looked up.
    expect(scene.sim.seen('GET context')).toEqual([]);
  });

  test('the way on that it names works', async () => {
    await using scene = await replacing(100, 79);
    expectSuccess(await scene.run({ 'max-removal-percent': 21 }));
  });

  test('a limit of nothing lets nothing go', async () => {
    await using scene = await replacing(10, 9);
    expectFailure(await scene.run({ 'max-removal-percent': 0 }), 'guard_blocked');
    await using same = await replacing(10, 11);
    expectSuccess(await same.run({ 'max-removal-percent': 0 }));
  });

  test('a segment without members has none to lose, and nothing is looked up beforehand', async () => {
    await using scene = await replacing(0, 60);
    expectSuccess(await scene.run({ verify: 'off' }));
    expect(scene.sim.seen('GET context')).toEqual([]);
  });

  test('100 switches it off: a replace of everything goes on, without a look-up', async () => {
    await using scene = await replacing(keys(100, 500), 1);
    expectSuccess(await scene.run({ 'max-removal-percent': 100, verify: 'off' }));
    expect(scene.segment.members.size).toBe(1);
    expect(scene.sim.seen('GET context')).toEqual([]);
  });

  test('an empty list is the largest removal of all', async () => {
    await using scene = await replacing(100, []);
    expectFailure(await scene.run({ 'allow-empty': true, 'max-removal-percent': 99 }), 'guard_blocked');
    expect(scene.changes()).toEqual([]);
    expectSuccess(await scene.run({ 'allow-empty': true, 'max-removal-percent': 100 }));
    expect(scene.segment.members.size).toBe(0);
  });

  test('a merge removes nothing and is not guarded', async () => {
    await using scene = await scenario({ members: keys(100, 500), list: 1, inputs: { verify: 'off' } });
    expectSuccess(await scene.run());
    expect(scene.sim.seen('GET context')).toEqual([]);
  });
});

describe('the removal guard samples', () => {
  test('another list of the same size is blocked', async () => {
    await using scene = await replacing(keys(1000, 5000), 1000);
    const message = expectFailure(await scene.run(), 'guard_blocked');
    expect(message).toMatch(/Of 50 keys of the list that were looked up, 0 are members now.*wrong column/s);
    expect(message).toMatch(/`max-removal-percent: 100` \(no guard; 87 is the least that could do\)/);
    expect(message).not.toMatch(/key-0/);
    expect(scene.sim.seen('GET context')).toHaveLength(50);
    expect(scene.changes()).toEqual([]);
  });

  test('a list larger than the segment that shares nothing with it is blocked', async () => {
    await using scene = await replacing(keys(1000, 5000), 3000);
    expectFailure(await scene.run(), 'guard_blocked');
    expect(scene.changes()).toEqual([]);
  });

  test('a list larger than the segment that holds all of it passes', async () => {
    await using scene = await replacing(keys(1000, 50), 1100);
    expectSuccess(await scene.run());
    expect(scene.segment.members.size).toBe(1100);
  });

  // The share is random, so several seeds: a passing list must pass with every one of them.
  test.each([1, 2, 3])('a list of the same size that shares nine tenths passes (seed %i)', async (seed) => {
    await using scene = await replacing(keys(1000, 100), 1000);
    expectSuccess(await scene.run({ 'dry-run': true }, { seed }), 'dry_run');
    const looked = scene.sim.seen('GET context').map(({ url }) => url);
    expect(new Set(looked).size).toBe(50);
  });

  test('a list of 50 keys or less is looked up whole, so that its share is exact', async () => {
    await using scene = await replacing(keys(50, 10), 50);
    expectSuccess(await scene.run({ 'dry-run': true }), 'dry_run');
    await using worse = await replacing(keys(50, 11), 50);
    const message = expectFailure(await worse.run({ 'dry-run': true }), 'guard_blocked');
    expect(message).toMatch(/at least 11 members of 50 \(22%\)/);
  });

  test('a new seed looks up other keys, the same seed the same ones', async () => {
    await using scene = await replacing(1000, 1000);
    const sampled = async (seed: number): Promise<string[]> => {
      const before = scene.sim.seen('GET context').length;
      await scene.run({ 'dry-run': true }, { seed });
      return scene.sim
        .seen('GET context')
        .slice(before)
        .map(({ url }) => url)
        .sort();
    };
    const [first, again, other] = [await sampled(7), await sampled(7), await sampled(8)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test('at most a few look-ups are under way at once, and a rate limit is waited for', async () => {
    await using scene = await replacing(200, 200);
    let now = 0;
    let most = 0;
    scene.sim.behave({
      on: 'GET context',
      delayMs: 5,
      before: () => {
        now += 1;
        most = Math.max(most, now);
      },
      after: () => {
        now -= 1;
      },
    });
    scene.sim.behave({ on: 'GET context', nth: [3, 9], status: 429, headers: { 'Retry-After': '2' } });
    expectSuccess(await scene.run({ 'dry-run': true }, { timeScale: 50 }), 'dry_run');
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(8);
    expect(scene.sim.seen('GET context')).toHaveLength(52);
  });
});

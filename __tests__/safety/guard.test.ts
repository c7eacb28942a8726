/** The guard on the built action: a run goes on only if it is proved that no limit is broken. */
import { describe, expect, test } from '@jest/globals';
import { expectFailure, expectSuccess } from '../support/expect-result.ts';
import { keys, type Scenario, type ScenarioOptions, scenario } from '../support/scenario.ts';

const replacing = (
  members: number | string[],
  list: number | string[],
  inputs: ScenarioOptions['inputs'] = {},
): Promise<Scenario> => scenario({ members, list, inputs: { mode: 'replace', ...inputs } });

const lookUps = ({ sim }: Scenario): number => sim.seen('GET context').length;
const refuseExports = ({ sim }: Scenario): void => sim.tokens.grant(sim.token, { exports: false });

describe('by the counts', () => {
  test('one removal more than allowed is blocked, with the numbers and the ways on', async () => {
    await using scene = await replacing(100, 79);
    const message = expectFailure(await scene.run(), 'guard_blocked');
    expect(message).toContain('would remove 21 to 100 of 100 members (21 to 100%)');
    expect(message).toContain('`max-removal-percent` allows 20%');
    expect(message).toMatch(/correct it/);
    expect(scene.changes()).toEqual([]);
    // The counts say enough: nobody is looked up.
    expect(lookUps(scene)).toBe(0);
  });

  test('a segment without members has none to lose, and nothing is looked up beforehand', async () => {
    await using scene = await replacing(0, 60);
    expectSuccess(await scene.run({ verify: 'off' }));
    expect(lookUps(scene)).toBe(0);
  });

  test('100 is no limit: a replace of everything goes on, without a look-up', async () => {
    await using scene = await replacing(keys(100, 500), 1, { 'max-removal-percent': 100, verify: 'off' });
    expectSuccess(await scene.run());
    expect(scene.segment.members.size).toBe(1);
    expect(lookUps(scene)).toBe(0);
  });

  test('an empty list is the largest removal of all', async () => {
    await using scene = await replacing(100, [], { 'allow-empty': true });
    expectFailure(await scene.run({ 'max-removal-percent': 99 }), 'guard_blocked');
    expect(scene.changes()).toEqual([]);
    expectSuccess(await scene.run({ 'max-removal-percent': 100 }));
    expect(scene.segment.members.size).toBe(0);
  });

  test('a merge removes nothing and has no limit by default', async () => {
    await using scene = await scenario({ members: keys(100, 500), list: 1, inputs: { verify: 'off' } });
    expectSuccess(await scene.run());
    expect(lookUps(scene)).toBe(0);
  });
});

describe('by look-ups', () => {
  test('another list of the same size is blocked by the first 50', async () => {
    await using scene = await replacing(keys(1000, 5000), 1000);
    const message = expectFailure(await scene.run(), 'guard_blocked');
    expect(message).toMatch(/0 of 50 looked-up keys are members/);
    expect(message).not.toMatch(/key-0/);
    expect(lookUps(scene)).toBe(50);
    expect(scene.changes()).toEqual([]);
  });

  // The share is random, so several seeds: a good list must pass with every one of them.
  test.each([1, 2, 3])('a daily list goes through with 50 to 250 of them and no export (seed %i)', async (seed) => {
    await using scene = await replacing(keys(10_000, 100), 10_000);
    const result = await scene.run({ 'dry-run': true }, { seed });
    expectSuccess(result, 'dry_run');
    expect(lookUps(scene)).toBeGreaterThanOrEqual(50);
    expect(lookUps(scene)).toBeLessThanOrEqual(250);
    expect(scene.changes()).toEqual([]);
    expect(result.log).toMatch(/passed: between \d+ and [\d,]+ of 10,000 members would\s+be\s+removed/);
    expect(new Set(scene.sim.seen('GET context').map(({ url }) => url)).size).toBe(lookUps(scene));
  });

  test('a short list is looked up whole, so that its numbers are exact', async () => {
    await using scene = await replacing(keys(50, 10), 50);
    const passed = await scene.run({ 'dry-run': true });
    expectSuccess(passed, 'dry_run');
    expect(passed.outputs).toMatchObject({ added: '10', removed: '10' });
    await using worse = await replacing(keys(50, 11), 50);
    const message = expectFailure(await worse.run({ 'dry-run': true }), 'guard_blocked');
    expect(message).toContain('would remove 11 of 50 members (22%)');
    expect(message).toContain('`max-removal-percent: 22`');
  });

  test('keys that cannot be looked up count as unknown: the limit is not proved by them', async () => {
    const list = ['.', '..', ...keys(8)];
    await using scene = await replacing([...keys(8), '.', '..'], list, { 'max-removal-percent': 10 });
    // Eight are members, two may be: 0 to 2 of 10 would go. The export shows that none does.
    expectSuccess(await scene.run({ 'dry-run': true }), 'dry_run');
    expect(scene.changes()).toEqual(['POST export']);
  });

  test('a new seed looks up other keys, the same seed the same ones', async () => {
    await using scene = await replacing(1000, 1000);
    const sampled = async (seed: number): Promise<string[]> => {
      const before = lookUps(scene);
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

  test('at most a few are under way at once, and a rate limit is waited for', async () => {
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
  });
});

describe('by an export', () => {
  /** 1 % may go, 1 % does: no number of look-ups proves that. */
  const close = (): Promise<Scenario> => replacing(keys(5_000, 50), 5_000, { 'max-removal-percent': 1 });

  test('what no look-up can prove goes on, with exact numbers', async () => {
    await using scene = await close();
    const result = await scene.run();
    expectSuccess(result);
    expect(scene.changes()).toEqual(['POST export', 'POST import']);
    expect(result.outputs).toMatchObject({ added: '50', removed: '50', verified: 'true' });
    expect(result.log).toMatch(/Guard\s+passed: 50 of 5,000 members would be removed/);
  });

  test('one more is blocked, and says exactly by how much', async () => {
    await using scene = await replacing(keys(5_000, 51), 5_000, { 'max-removal-percent': 1 });
    const result = await scene.run();
    expect(expectFailure(result, 'guard_blocked')).toContain('would remove 51 of 5,000 members (1.02%)');
    expect(result.outputs).toMatchObject({ added: '51', removed: '51' });
    expect(scene.changes()).toEqual(['POST export']);
  });

  test('refused, the look-ups go on, and the block names both numbers, why, and the ways on', async () => {
    await using scene = await close();
    refuseExports(scene);
    const message = expectFailure(await scene.run(), 'guard_blocked');
    expect(lookUps(scene)).toBe(3_200);
    expect(message).toMatch(/would remove \d+ to \d+ of 5,000 members/);
    expect(message).toContain('could not be proved');
    expect(message).toContain('createSegmentExport');
    expect(message).toContain('403 Forbidden');
    expect(scene.sim.seen('POST import')).toEqual([]);
  });

  test.each<[string, (scene: Scenario) => void]>([
    ['refused', refuseExports],
    ['not found', ({ sim }) => sim.behave({ on: 'POST export', status: 404 })],
    ['not to be trusted', ({ sim }) => sim.behave({ on: 'POST export', file: { omit: [5] } })],
    [
      'refused by the server that keeps the file',
      ({ sim }) =>
        sim.behave({
          on: 'GET export',
          edit: ({ body }) => {
            body._links.download.href += 'x';
          },
        }),
    ],
  ])('%s, but more look-ups prove it: the run goes on', async (_, arrange) => {
    await using scene = await replacing(keys(20_000, 2_800), 20_000);
    arrange(scene);
    const result = await scene.run({ 'dry-run': true });
    expectSuccess(result, 'dry_run');
    expect(lookUps(scene)).toBeGreaterThan(400);
  });

  test('impossible above 10 million members, the look-ups go on', async () => {
    await using scene = await scenario({ list: 5_000, inputs: { mode: 'remove', 'max-removal-percent': 0.001 } });
    scene.sim.behave({
      on: 'GET segment',
      edit: ({ body }) => {
        body._unboundedMetadata.includedCount = 10_000_001;
      },
    });
    expectSuccess(await scene.run({ 'dry-run': true }), 'dry_run');
    expect(lookUps(scene)).toBe(800);
    expect(scene.changes()).toEqual([]);
  });

  test('without an end in time, it is blocked by what the look-ups have shown', async () => {
    await using scene = await close();
    scene.sim.behave({ on: 'POST export', file: { steps: ['in_progress'] } });
    const result = await scene.run({ 'timeout-minutes': 2 }, { timeScale: 200 });
    const message = expectFailure(result, 'guard_blocked');
    expect(message).toMatch(/of 400 looked-up keys are members/);
    expect(message).toContain('had not ended when the time allowed was over');
  });

  test('a look-up that fails for good ends the look-ups: what whole steps have shown stays known', async () => {
    await using scene = await close();
    refuseExports(scene);
    scene.sim.behave({ on: 'GET context', nth: 120, status: 403 });
    const message = expectFailure(await scene.run(), 'guard_blocked');
    expect(message).toMatch(/of 100 looked-up keys are members/);
    expect(lookUps(scene)).toBeLessThan(200);
  });

  test('keys that are too long for a URL may be members or not', async () => {
    const long = Array.from({ length: 30 }, (_, index) => `${index}${'x'.repeat(9_000)}`);
    await using scene = await replacing(100, [...keys(70), ...long]);
    refuseExports(scene);
    expect(expectFailure(await scene.run(), 'guard_blocked')).toContain('would remove 0 to 30 of 100 members');
    expect(scene.changes().filter((change) => !change.includes('export'))).toEqual([]);
  });

  test('the segment changes while it is exported: planned again', async () => {
    await using scene = await close();
    scene.sim.behave({ on: 'GET export', nth: 1, before: () => scene.segment.add('somebody-else') });
    const result = await scene.run({}, { timeScale: 100 });
    expect(result.log).toContain('planning again');
    expect(scene.sim.seen('POST export').length).toBeGreaterThan(1);
  });
});

describe('additions have a limit, too', () => {
  test.each(['merge', 'replace'])('of a %s', async (mode) => {
    await using scene = await scenario({ members: 100, list: 120, inputs: { mode, 'max-addition-percent': 19 } });
    const message = expectFailure(await scene.run(), 'guard_blocked');
    expect(message).toMatch(/would add 20(?: to 120)? keys to 100 members .*`max-addition-percent` allows 19%/);
    expect(scene.sim.seen('POST import')).toEqual([]);
    expectSuccess(await scene.run({ 'max-addition-percent': 20 }));
    expect(scene.segment.members.size).toBe(120);
  });

  test('above 100 percent', async () => {
    await using scene = await scenario({ members: 10, list: 40, inputs: { 'max-addition-percent': 300 } });
    expectSuccess(await scene.run());
  });

  test('none for a segment without members', async () => {
    await using scene = await scenario({ members: 0, list: 40, inputs: { 'max-addition-percent': 0 } });
    expectSuccess(await scene.run());
  });
});

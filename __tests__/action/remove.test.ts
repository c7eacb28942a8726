/** `mode: remove` on the built action, and batches that LaunchDarkly refuses because of single keys. */
import { describe, expect, test } from '@jest/globals';
import { expectPrivate } from '../support/expect-private.ts';
import { expectFailure, expectSuccess, warningsOf } from '../support/expect-result.ts';
import { keys, type Scenario, type ScenarioOptions, scenario } from '../support/scenario.ts';

const removing = ({ inputs, ...options }: ScenarioOptions = {}): Promise<Scenario> =>
  scenario({ members: 3_000, list: keys(200, 2_900), inputs: { mode: 'remove', ...inputs }, ...options });

const bodies = ({ sim }: Scenario): { add: string[]; remove: string[] }[] =>
  sim.seen('POST contexts').map(({ json }) => (json as { included: { add: string[]; remove: string[] } }).included);

describe('remove', () => {
  test('takes out the keys of the list and nothing else, without an import', async () => {
    await using scene = await removing();
    const result = await scene.run();
    expectSuccess(result);
    expect(scene.changes()).toEqual(['POST contexts']);
    expect(bodies(scene)).toEqual([{ add: [], remove: scene.list }]);
    expect([...scene.segment.members]).toEqual(keys(2_900));
    expect(result.outputs).toMatchObject({
      parts: '0',
      verified: 'true',
      'members-before': '3000',
      'members-after': '2900',
      'http-status': '',
    });
    expectPrivate(result, { keys: scene.list, token: scene.sim.token });
  });

  test('by delta sends only those that are members, and knows their number', async () => {
    await using scene = await removing({ inputs: { strategy: 'delta' } });
    const result = await scene.run();
    expectSuccess(result);
    expect(result.outputs).toMatchObject({ added: '0', removed: '100' });
    expect(bodies(scene).flatMap(({ remove }) => remove)).toHaveLength(100);
    expect([...scene.segment.members]).toEqual(keys(2_900));
  });

  test('of keys that are no members is unchanged, where that is known', async () => {
    // 40 of 3,000 are more than 1 %: so all of them are looked up.
    await using scene = await removing({ list: keys(40, 9_000), inputs: { 'max-removal-percent': 1 } });
    const result = await scene.run();
    expectSuccess(result, 'unchanged');
    expect(result.outputs).toMatchObject({ added: '0', removed: '0' });
    expect(scene.changes()).toEqual([]);
    await using delta = await removing({ list: keys(4_000, 9_000), inputs: { strategy: 'delta' } });
    expectSuccess(await delta.run(), 'unchanged');
    await using empty = await removing({ list: [], inputs: { 'allow-empty': true } });
    expectSuccess(await empty.run(), 'unchanged');
    expect(empty.changes()).toEqual([]);
  });

  test('more than allowed is blocked', async () => {
    await using scene = await removing({ list: 1_000 });
    expect(expectFailure(await scene.run(), 'guard_blocked')).toMatch(/this remove would remove/);
    expect(scene.sim.seen('POST contexts')).toEqual([]);
  });

  test('a dry run changes nothing', async () => {
    await using scene = await removing();
    expectSuccess(await scene.run({ 'dry-run': true }), 'dry_run');
    expect(scene.changes()).toEqual([]);
  });

  test('a key that is still a member fails', async () => {
    await using scene = await removing();
    scene.sim.behave({ on: 'POST contexts', status: 204 });
    const told = expectFailure(await scene.run({}, { timeScale: 200 }), 'verification_failed');
    expect(told).toMatch(/removed keys that were looked up, \d+ are still in the segment/);
  });

  test('by delta, a key that is still a member fails, however few of the list are members', async () => {
    const list = [...keys(2_000, 5_000), ...keys(5), ...keys(2_000, 9_000)];
    await using scene = await removing({ list, inputs: { strategy: 'delta' } });
    scene.sim.behave({ on: 'POST contexts', status: 204 });
    const told = expectFailure(await scene.run({}, { timeScale: 200 }), 'verification_failed');
    expect(told).toContain('Of 20 removed keys that were looked up, 5 are still in the segment.');
  });

  test.each([
    [{ wait: false }, /`wait` is `false`/],
    [{ 'wait-on-approvals': true }, /`mode` is `remove`/],
    [{ 'allow-partial-replace': true }, /`allow-partial-replace` cannot be used with `mode: remove`/],
  ])('cannot be used with %p', async (inputs, message) => {
    await using scene = await removing();
    expect(expectFailure(await scene.run(inputs), 'invalid_input')).toMatch(message);
    expect(scene.sim.requests).toEqual([]);
  });
});

describe('a batch with keys that LaunchDarkly refuses', () => {
  const adding = (excluded: number): Promise<Scenario> =>
    scenario({
      members: 10,
      list: 1_500,
      segment: { members: keys(10), excluded: keys(excluded, 700) },
      inputs: { strategy: 'delta' },
    });

  test.each([1, 2, 20])('%i excluded targets: all else is done, and they are counted and located', async (excluded) => {
    await using scene = await adding(excluded);
    const result = await scene.run({}, { timeScale: 50 });
    const told = expectFailure(result, 'bad_request');
    expect(told).toContain(
      `LaunchDarkly refused ${excluded === 1 ? '1 key' : `${excluded} keys`} one by one (keys.csv:701`,
    );
    expect(told).toContain('all else is done');
    expect(told).toContain('excluded target');
    const done = new Intl.NumberFormat('en').format(1_490 - excluded);
    expect(told).toContain(
      `${done} of 1,490 additions were made. It has ${new Intl.NumberFormat('en').format(1_500 - excluded)} members now.`,
    );
    expect(scene.segment.members.size).toBe(1_500 - excluded);
    expect(result.outputs).toMatchObject({ added: String(1_490 - excluded), removed: '0', verified: 'true' });
    expect(warningsOf(result).join(' ')).toMatch(/excluded targets?.*may not become/);
    expectPrivate(result, { keys: scene.list, token: scene.sim.token });
  });

  test('also if an answer before the refusal proves nothing: halved all the same', async () => {
    await using scene = await adding(2);
    scene.sim.behave({ on: 'POST contexts', nth: [1, 3], status: 503 });
    const result = await scene.run({}, { timeScale: 50 });
    const told = expectFailure(result, 'bad_request');
    expect(told).toContain('LaunchDarkly refused 2 keys one by one');
    expect(told).toContain('all else is done');
    expect(told).not.toContain('is not known');
    expect(scene.segment.members.size).toBe(1_498);
    expect(result.outputs).toMatchObject({ added: '1488', verified: 'true' });
  });

  test('what that answer may have changed is in doubt until the halves are through', async () => {
    await using scene = await adding(0);
    // The thousand are added although the answer is a 503; the 400 and the 403 are somebody else's.
    scene.sim.behave({ on: 'POST contexts', nth: 1, status: 503, processed: true });
    scene.sim.behave({ on: 'POST contexts', nth: 2, status: 400 });
    scene.sim.behave({ on: 'POST contexts', nth: 4, status: 403 });
    const told = expectFailure(await scene.run({}, { timeScale: 50 }), 'forbidden');
    expect(told).toContain('500 of 1,490 additions were made; it is not known whether 500 more keys were changed');
    // What this run may have changed itself is no reason for a new plan.
    expect(scene.sim.seen('POST export')).toHaveLength(1);
  });

  test('the twenty-first ends the run there', async () => {
    await using scene = await adding(21);
    const told = expectFailure(await scene.run({}, { timeScale: 50 }), 'bad_request');
    expect(told).toContain('LaunchDarkly refused 21 keys one by one');
    expect(told).toContain('the run ended there');
    expect(told).toContain('Running again does the rest');
  });

  test('removals of keys that may be no members: the number of members may be what it was', async () => {
    await using scene = await scenario({
      members: 1,
      list: [...keys(3, 500), ...keys(1)],
      inputs: { mode: 'remove', 'max-removal-percent': 100, verify: 'fail' },
    });
    // All four, the first two, and each of these.
    scene.sim.behave({ on: 'POST contexts', nth: [1, 2, 3, 4], status: 400 });
    const result = await scene.run({}, { timeScale: 200 });
    const told = expectFailure(result, 'bad_request');
    expect(result.outputs).toMatchObject({ verified: 'true', 'members-after': '0' });
    expect(told).not.toContain('excluded target');
  });

  test('a looked-up key that is excluded is named as that', async () => {
    await using scene = await scenario({
      list: 20,
      segment: { members: [], excluded: keys(1), onExcluded: { import: 'left-out' } },
    });
    const told = expectFailure(await scene.run({}, { timeScale: 200 }), 'verification_failed');
    expect(told).toMatch(/1 is not in the segment \(1 is an excluded target of the segment\)/);
  });
});

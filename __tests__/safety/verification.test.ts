/** Success is claimed only when the segment holds the list, as far as LaunchDarkly lets anyone see. */
import { describe, expect, test } from '@jest/globals';
import { expectFailure, expectSuccess, warningsOf } from '../support/expect-result.ts';
import type { ActionResult } from '../support/run-action.ts';
import { keys, type Scenario, scenario } from '../support/scenario.ts';
import { runTogether } from '../support/together.ts';

/** Verification is patient for two minutes, which take a moment. */
const hurry = { timeScale: 500 };

/** What a segment's count is said to be after an import into it. */
const countIs =
  (count: number | undefined) =>
  ({ sim }: Scenario): void => {
    sim.behave({
      on: 'GET segment',
      edit: ({ body }) => {
        const asked = sim.state.segment(`web/production/${body.key}`);
        if (sim.state.imports.some(({ segment }) => segment === asked)) body._unboundedMetadata.includedCount = count;
      },
    });
  };

describe('what comes late is waited for', () => {
  test('a count', async () => {
    await using scene = await scenario({ members: 100, list: 100, inputs: { mode: 'replace', verify: 'fail' } });
    scene.segment.remove('key-00000');
    scene.segment.late({ counts: { reads: 4 } });
    const result = await scene.run({}, hurry);
    expectSuccess(result);
    expect(result.outputs).toMatchObject({ 'members-before': '99', 'members-after': '100' });
    expect(result.log).toMatch(/does not show all changes yet/);
  });

  test('a member', async () => {
    await using scene = await scenario({ inputs: { verify: 'fail' } });
    scene.segment.late({ members: { reads: 7 } });
    expectSuccess(await scene.run({}, hurry));
    // Three looks at all three keys, and one more at those that were not there.
    expect(scene.sim.seen('GET context').length).toBeGreaterThan(6);
  });

  test('a look-up that fails', async () => {
    await using scene = await scenario({ inputs: { verify: 'fail' } });
    scene.sim.behave({ on: 'GET context', times: 2, status: 500 });
    expectSuccess(await scene.run({}, hurry));
  });
});

describe('a wrong count', () => {
  test.each([
    ['replace', 99, /99 members, not 100 members/],
    ['replace', 101, /101 members, not 100 members/],
    ['merge', 99, /99 members, not 100 to 200 members/],
    ['merge', 201, /201 members, not 100 to 200 members/],
    ['merge', undefined, /did not say how many/],
  ])('of a %s (%p)', async (mode, count, text) => {
    const each = ['warn', 'fail', 'off'].map((verify) => ({ mode, verify }));
    const { ends, targets } = await runTogether(countIs(count), hurry, each);
    expect(ends).toEqual(['complete', 'verification_failed', 'complete']);
    const [warned, failed, off] = targets;
    expect(warned!.warnings).toEqual([expect.stringMatching(text)]);
    expect(JSON.stringify(failed!.failure)).toMatch(text);
    expect(off!.warnings).toEqual([]);
  });

  test.each([100, 150, 200])('is not %i, after a merge of 100 keys into 100 members', async (count) => {
    await using scene = await scenario({ members: 100, list: 100, inputs: { verify: 'fail' } });
    countIs(count)(scene);
    expectSuccess(await scene.run({}, hurry));
  });
});

describe('a key that is no member fails, with `warn` as with `fail`', () => {
  test.each(['warn', 'fail'])('an import that says complete and did nothing (%s)', async (verify) => {
    await using scene = await scenario({ members: keys(3, 900), inputs: { verify } });
    scene.sim.behave({ on: 'POST import', effect: 'none' });
    const result = await scene.run({}, hurry);
    const message = expectFailure(result, 'verification_failed');
    expect(message).toMatch(/Of 3 keys of the list that were looked up, 3 are not in the segment/);
    expect(message).toMatch(/reported the import as complete/);
    expect(message).not.toMatch(/key-0/);
    expect(result.outputs).toMatchObject({ 'http-status': '204', 'members-after': '3' });
  });

  test.each([
    ['first', (list: readonly string[]) => list.slice(1)],
    ['last', (list: readonly string[]) => list.slice(0, -1)],
  ])('the %s key of a long list is left out, and the count is right', async (_, effect) => {
    await using scene = await scenario({ list: 2000, inputs: { mode: 'replace' } });
    scene.sim.behave({ on: 'POST import', effect: (list) => [...effect([...list]), 'non-member'] });
    const message = expectFailure(await scene.run({}, hurry), 'verification_failed');
    expect(message).toMatch(/Of 20 keys of the list that were looked up, 1 is not in the segment/);
  });

  test('keys that LaunchDarkly stores with their quotes', async () => {
    await using scene = await scenario({ list: [...keys(1000), '"quoted, as it must be"', ...keys(1000, 5000)] });
    scene.sim.behave({ on: 'POST import', storeQuotes: true });
    const message = expectFailure(await scene.run({}, hurry), 'verification_failed');
    expect(message).toMatch(/1 is not in the segment/);
    expect(message).toMatch(/quotes, spaces/);
    expect(message).not.toMatch(/as it must be/);
  });

  test('a key outside ASCII that is stored garbled', async () => {
    await using scene = await scenario({ list: [...keys(1000), 'zoë', ...keys(1000, 5000)] });
    scene.sim.behave({
      on: 'POST import',
      effect: (list) => [...list].map((key) => Buffer.from(key, 'utf8').toString('latin1')),
    });
    expectFailure(await scene.run({}, hurry), 'verification_failed');
  });
});

describe('at the deadline, what was seen last is judged', () => {
  const short = { 'timeout-minutes': 1, verify: 'fail' };

  test('a key that is still missing', async () => {
    await using scene = await scenario();
    scene.sim.behave({ on: 'POST import', effect: 'none' });
    const message = expectFailure(await scene.run(short, hurry), 'verification_failed');
    expect(message).toMatch(/3 are not in the segment/);
  });

  test('a key that was there, and look-ups that fail since', async () => {
    await using scene = await scenario({ members: keys(3, 900) });
    countIs(1)(scene);
    scene.sim.behave({ on: 'GET segment', nth: [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], status: 500 });
    const message = expectFailure(await scene.run(short, hurry), 'verification_failed');
    expect(message).toMatch(/1 member, not 3 to 6 members/);
  });

  test('nothing that could be read', async () => {
    await using scene = await scenario();
    scene.sim.behave({ on: 'GET context', html: true });
    const warned = await scene.run({ ...short, verify: 'warn' }, hurry);
    expectSuccess(warned);
    expect(warningsOf(warned).join()).toMatch(/could not be checked/);
    expectFailure(await scene.run(short, hurry), 'verification_failed');
  });
});

describe('nothing is said of keys that could not be looked up', () => {
  const verificationIn = ({ report }: ActionResult) => JSON.parse(report).targets[0].verification;

  test('of the list: the count alone', async () => {
    await using scene = await scenario();
    scene.sim.behave({ on: 'GET context', status: 403 });
    const result = await scene.run({}, hurry);
    expectSuccess(result);
    expect(result.outputs.verified).toBe('false');
    expect(verificationIn(result)).toMatchObject({ countOk: true, sampled: 0, sampledMembers: 0 });
    expect(result.log).toContain('Verification passed with a warning: the number of members is right.');
  });

  test('of the removed ones either; where there was nothing to be seen, nothing has passed', async () => {
    await using scene = await scenario({ members: 1, list: 1, inputs: { mode: 'remove', 'max-removal-percent': 100 } });
    scene.sim.behave({ on: 'GET segment', status: 403 });
    const result = await scene.run({}, hurry);
    expectSuccess(result);
    expect(result.outputs.verified).toBe('false');
    expect(verificationIn(result)).not.toHaveProperty('removedSampled');
    expect(result.log).toContain('Verification not possible.');
  });
});

test('the sample is both ends, one of each kind, and random others: twenty keys', async () => {
  const list = ['first', ...keys(500), '"a,b"', 'ü', 'the longest of all keys of this list', ...keys(500, 600), 'last'];
  await using scene = await scenario({ list });
  expectSuccess(await scene.run());
  const looked = scene.sim.seen('GET context').map(({ url }) => decodeURIComponent(url.split('/').at(-1)!));
  expect(looked).toHaveLength(20);
  expect(new Set(looked).size).toBe(20);
  expect(looked).toEqual(expect.arrayContaining(['first', 'last', 'a,b', 'ü', 'the longest of all keys of this list']));
});

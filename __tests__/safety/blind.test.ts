import { describe, expect, test } from '@jest/globals';
import { expectFailure, expectSuccess, warningsOf } from '../support/expect-result.ts';
import { keys, type Scenario, scenario } from '../support/scenario.ts';

const replacing = (members: number | string[], list: number | string[]): Promise<Scenario> =>
  scenario({ members, list, inputs: { mode: 'replace' } });

describe('what cannot be seen', () => {
  const NO_COUNT = 'the count is missing';
  const troubles: Record<string, (scene: Scenario) => void> = {
    'the segment: 401': ({ sim }) => sim.behave({ on: 'GET segment', status: 401 }),
    'the segment: 403': ({ sim }) => sim.behave({ on: 'GET segment', status: 403 }),
    'the segment: 404': ({ sim }) => sim.behave({ on: 'GET segment', status: 404 }),
    'the segment: 500': ({ sim }) => sim.behave({ on: 'GET segment', status: 500 }),
    'the segment: a web page': ({ sim }) => sim.behave({ on: 'GET segment', html: true }),
    'the segment: no JSON': ({ sim }) => sim.behave({ on: 'GET segment', status: 200, body: 'ok' }),
    [NO_COUNT]: ({ sim }) => sim.behave({ on: 'GET segment', edit: ({ body }) => delete body._unboundedMetadata }),
    'the count is null': ({ sim }) =>
      sim.behave({
        on: 'GET segment',
        edit: ({ body }) => {
          body._unboundedMetadata.includedCount = null;
        },
      }),
    'look-ups: 401': ({ sim }) => sim.behave({ on: 'GET context', status: 401 }),
    'look-ups: 403': ({ sim }) => sim.behave({ on: 'GET context', status: 403 }),
    'look-ups: 500': ({ sim }) => sim.behave({ on: 'GET context', status: 500 }),
    'look-ups: a web page': ({ sim }) => sim.behave({ on: 'GET context', html: true }),
    'look-ups: no answer to the question': ({ sim }) => sim.behave({ on: 'GET context', status: 200, body: {} }),
  };
  // Outages are waited for, five minutes each.
  const hurry = { timeScale: 250 };

  test.each([
    ['the segment: 401', 'unauthorized'],
    ['the segment: 403', 'forbidden'],
    ['the segment: 404', 'not_found'],
    ['the segment: 500', 'guard_blocked'],
    ['the segment: a web page', 'guard_blocked'],
    ['the segment: no JSON', 'guard_blocked'],
    [NO_COUNT, 'guard_blocked'],
    ['the count is null', 'guard_blocked'],
    ['look-ups: 401', 'forbidden'],
    ['look-ups: 403', 'forbidden'],
    ['look-ups: 500', 'guard_blocked'],
    ['look-ups: a web page', 'guard_blocked'],
    ['look-ups: no answer to the question', 'guard_blocked'],
  ] as const)('stops a replace before anything is sent (%s)', async (trouble, code) => {
    for (const inputs of [{}, { 'dry-run': true }]) {
      await using scene = await replacing(100, 100);
      troubles[trouble]!(scene);
      expectFailure(await scene.run(inputs, hurry), code);
      expect(scene.changes()).toEqual([]);
      expect(scene.segment.members.size).toBe(100);
    }
  });

  test.each(Object.keys(troubles).filter((trouble) => !trouble.includes('404')))(
    'does not stop a merge, nor a replace with the guard off; a warning says so (%s)',
    async (trouble) => {
      for (const inputs of [{}, { mode: 'replace', 'max-removal-percent': 100 }]) {
        await using scene = await scenario({ members: 100, list: keys(100, 50) });
        troubles[trouble]!(scene);
        const result = await scene.run(inputs, hurry);
        expectSuccess(result);
        expect(warningsOf(result).length).toBeGreaterThan(0);
        expect(scene.changes()).toEqual(['POST import']);
      }
    },
  );

  test('a missing segment ends a merge too, and a missing count is not zero', async () => {
    await using scene = await scenario();
    troubles['the segment: 404']!(scene);
    expectFailure(await scene.run(), 'not_found');
    await using blind = await scenario({
      members: 100,
      inputs: { mode: 'replace', 'max-removal-percent': 100, verify: 'off' },
    });
    troubles[NO_COUNT]!(blind);
    expect((await blind.run()).outputs['members-before']).toBe('');
  });

  test('approvals are asked for even where the segment cannot be seen', async () => {
    await using scene = await scenario();
    scene.environment.requireApproval();
    troubles['the segment: 403']!(scene);
    expectFailure(await scene.run(), 'approval_required');
    expect(scene.changes()).toEqual([]);
  });
});

/** A plan is only carried out on the segment that it was made for. */
import { describe, expect, test } from '@jest/globals';
import { IMPORT_STEPS, withApproval } from '../../simulator/imports.ts';
import { expectFailure, expectSuccess } from '../support/expect-result.ts';
import type { RunOptions } from '../support/run-action.ts';
import { keys, type Scenario, type ScenarioOptions, scenario } from '../support/scenario.ts';

const PLANNING_AGAIN = /planning again/g;

test('members that come during a 409 wait make the guard block what it let pass before', async () => {
  await using scene = await scenario({ members: 100, list: 100, inputs: { mode: 'replace' } });
  scene.environment.occupy({ refusals: 2, onEnd: () => scene.segment.add(...keys(100, 5000)) });
  const result = await scene.run({}, { timeScale: 100 });
  expect(expectFailure(result, 'guard_blocked')).toMatch(/would remove 100 to 200 of 200 members/);
  expect(scene.sim.state.imports).toEqual([]);
  expect(scene.segment.members.size).toBe(200);
  expect(result.outputs).toMatchObject({ 'members-before': '200', 'http-status': '409' });
});

test('the segment is read again right before the first upload', async () => {
  await using scene = await scenario({ members: 100, list: 100, inputs: { mode: 'replace' } });
  // The first reading is the plan's, the second is right before the upload.
  scene.sim.behave({ on: 'GET segment', nth: 2, before: () => scene.segment.add(...keys(100, 5000)) });
  expectFailure(await scene.run(), 'guard_blocked');
  expect(scene.changes()).toEqual([]);
});

test('time that is over in the middle of it is no change: the run ends with what it waited for', async () => {
  await using scene = await scenario({ members: 3, list: 5, inputs: { 'timeout-minutes': 0.5 } });
  scene.environment.occupy();
  // The plan's, that before the first attempt, and that before the second.
  scene.sim.behave({ on: 'GET environment', nth: 3, delayMs: 5_000 });
  const result = await scene.run({}, { timeScale: 10 });
  expectFailure(result, 'conflict');
  expect(result.log).not.toMatch(PLANNING_AGAIN);
  expect(result.annotations.filter(({ level }) => level === 'warning')).toEqual([]);
});

test.each([
  ['version', (body: { _unboundedMetadata: { version: number } }) => body._unboundedMetadata.version++],
  ['lastModified', (body: { _unboundedMetadata: { lastModified: number } }) => body._unboundedMetadata.lastModified++],
])('a change of %s alone asks for a new plan', async (_, change) => {
  await using scene = await scenario({ members: 1, inputs: { mode: 'replace' } });
  scene.sim.behave({ on: 'GET segment', nth: 2, edit: ({ body }) => change(body) });
  const result = await scene.run();
  expectSuccess(result);
  // The new plan sees the old value again, and that is a change too.
  expect(result.log.match(PLANNING_AGAIN)).toHaveLength(1);
});

test('a merge adds to whatever is there: no new plan, and it expects the new number of members', async () => {
  await using scene = await scenario({ members: keys(3, 500), list: 3 });
  scene.sim.behave({ on: 'GET segment', nth: 2, before: () => scene.segment.add('late-comer') });
  const result = await scene.run({ verify: 'fail' });
  expectSuccess(result);
  expect(result.log).not.toMatch(PLANNING_AGAIN);
  expect(result.outputs).toMatchObject({ 'members-before': '4', 'members-after': '7' });
});

test('three new plans and no more', async () => {
  await using scene = await scenario({ members: 10, list: 10, inputs: { mode: 'replace' } });
  // Every second reading is the one before the upload.
  const changing = (plans: number): (() => void) =>
    scene.sim.behave({
      on: 'GET segment',
      nth: Array.from({ length: plans }, (_, index) => 2 * index + 2),
      before: () => {
        scene.segment.version += 1;
      },
    });
  const takeBack = changing(3);
  const lucky = await scene.run();
  expectSuccess(lucky);
  expect(lucky.log.match(PLANNING_AGAIN)).toHaveLength(3);
  takeBack();

  const uploads = scene.changes().length;
  changing(4);
  const message = expectFailure(await scene.run(), 'segment_changed');
  expect(message).toMatch(/changed by someone else 4 times/);
  expect(scene.changes()).toHaveLength(uploads);
});

test('a segment that cannot be read right before a replace ends it', async () => {
  await using scene = await scenario({ members: 10, list: 10 });
  scene.sim.behave({ on: 'GET segment', nth: 2, status: 403 });
  expectFailure(await scene.run({ mode: 'replace' }), 'forbidden');
  expect(scene.changes()).toEqual([]);
});

test('a segment that is deleted during the wait is not imported into', async () => {
  await using scene = await scenario({ members: 10, list: 10 });
  scene.environment.occupy({ refusals: 1, onEnd: () => scene.environment.segments.delete('beta') });
  expectFailure(await scene.run({}, { timeScale: 100 }), 'not_found');
});

test('after the first upload, changes of others are no reason to begin again', async () => {
  await using scene = await scenario({ members: 3, list: 3 });
  scene.sim.behave({ on: 'POST import', after: () => scene.segment.add('other') });
  expectSuccess(await scene.run());
  expect(scene.sim.seen('POST import')).toHaveLength(1);
});

/** Takes fields of the segment's metadata out of these answers (of all, if none are named). */
function hide(scene: Scenario, fields: readonly string[], nth?: readonly number[]): void {
  scene.sim.behave({
    on: 'GET segment',
    ...(nth && { nth }),
    edit: ({ body }) => {
      for (const field of fields) delete body._unboundedMetadata[field];
    },
  });
}

describe.each(['upload', 'delta'])('a segment without a version (%s)', (strategy) => {
  const VERSION = ['version', 'lastModified'];
  const replacing = (options: ScenarioOptions = {}): Promise<Scenario> =>
    scenario({ members: 100, list: 100, ...options, inputs: { mode: 'replace', strategy, ...options.inputs } });

  test('is compared by its count: members that came meanwhile are not removed', async () => {
    await using scene = await replacing({ list: keys(99) });
    hide(scene, VERSION);
    scene.sim.behave({ on: 'GET segment', nth: 2, before: () => scene.segment.add(...keys(1_000, 5000)) });
    expectFailure(await scene.run(), 'guard_blocked');
    expect(scene.segment.members.size).toBe(1_100);
    expect(scene.changes().filter((change) => change !== 'POST export')).toEqual([]);
  });

  test('has not changed as long as its count has not', async () => {
    await using scene = await replacing({ list: keys(99) });
    hide(scene, VERSION);
    const result = await scene.run();
    expectSuccess(result);
    expect(result.log).not.toMatch(PLANNING_AGAIN);
    expect(scene.segment.members.size).toBe(99);
  });

  test('counts as changed where the count is missing too', async () => {
    await using scene = await replacing({ list: keys(99) });
    hide(scene, VERSION);
    hide(scene, ['includedCount', ...VERSION], [2]);
    const result = await scene.run();
    expectSuccess(result);
    expect(result.log.match(PLANNING_AGAIN)).toHaveLength(1);
  });

  test('again and again: nothing is changed', async () => {
    await using scene = await replacing({ list: keys(99) });
    hide(scene, VERSION);
    hide(scene, ['includedCount', ...VERSION], [2, 4, 6, 8]);
    expectFailure(await scene.run(), 'segment_changed');
    expect(scene.segment.members.size).toBe(100);
  });
});

test('during a 409 wait, a thousand members come to a segment without a version', async () => {
  await using scene = await scenario({ members: 100, list: 100, inputs: { mode: 'replace' } });
  hide(scene, ['version', 'lastModified']);
  scene.environment.occupy({ refusals: 2, onEnd: () => scene.segment.add(...keys(1_000, 5000)) });
  expectFailure(await scene.run({}, FAST), 'guard_blocked');
  expect(scene.segment.members.size).toBe(1_100);
});

const FAST: RunOptions = { timeScale: 100 };

describe('approvals are part of the plan', () => {
  const lists: Record<string, ScenarioOptions['inputs'] & object> = {
    'a merge': {},
    'a replace': { mode: 'replace' },
    'a merge by delta': { strategy: 'delta' },
    'a replace by delta': { mode: 'replace', strategy: 'delta' },
  };
  const imports = ({ environment }: Scenario): number => environment.imports.length;

  test.each(Object.entries(lists))('%s does not go around one that is needed now', async (_, inputs) => {
    await using scene = await scenario({ members: keys(100), list: keys(100, 1), inputs });
    scene.sim.behave({ on: 'GET environment', nth: 1, after: () => scene.environment.requireApproval() });
    expectFailure(await scene.run(), 'approval_required');
    expect(imports(scene)).toBe(0);
    expect(scene.changes().filter((change) => change !== 'POST export')).toEqual([]);
    expect(scene.segment.members.size).toBe(100);
  });

  test.each(Object.entries(lists))('%s, when the segment gets a tag that asks for it', async (_, inputs) => {
    await using scene = await scenario({ members: keys(100), list: keys(100, 1), inputs });
    scene.environment.requireApproval({ requiredApprovalTags: ['vip'] });
    scene.sim.behave({
      on: 'GET environment',
      nth: 1,
      after: () => {
        scene.segment.tags = ['vip'];
      },
    });
    expectFailure(await scene.run(), 'approval_required');
    expect(imports(scene)).toBe(0);
    expect(scene.segment.members.size).toBe(100);
  });

  test.each(Object.entries(lists))('%s, while another import is waited for', async (_, inputs) => {
    await using scene = await scenario({ members: keys(100), list: keys(100, 1), inputs });
    const refusal = { status: 409, times: 1, after: () => scene.environment.requireApproval() };
    scene.sim.behave({ on: 'POST import', ...refusal });
    scene.sim.behave({ on: 'POST contexts', ...refusal });
    expectFailure(await scene.run({}, FAST), 'approval_required');
    expect(imports(scene)).toBe(0);
    expect(scene.segment.members.size).toBe(100);
  });

  test.each(['merge', 'replace'])('a request that appears during the wait ends it (%s)', async (mode) => {
    await using scene = await scenario({ members: 3, list: 3, inputs: { mode, 'wait-on-approvals': true } });
    scene.environment.requireApproval();
    scene.environment.pendingImportsBlock = false;
    scene.environment.occupy({ refusals: 2, onEnd: () => openRequest(scene) });
    const result = await scene.run({}, FAST);
    expectFailure(result, 'approval_pending');
    expect(result.outputs['approval-request-id']).toBe(scene.sim.state.approvals.all[0]!.id);
    expect(imports(scene)).toBe(1);
  });

  test('no longer needed: planned again', async () => {
    await using scene = await scenario({ members: 3, list: 5, inputs: { 'wait-on-approvals': true } });
    scene.environment.requireApproval();
    scene.sim.behave({
      on: 'GET segment',
      nth: 2,
      before: () => scene.environment.requireApproval({ required: false }),
    });
    scene.sim.behave({ on: 'POST import', steps: IMPORT_STEPS });
    const result = await scene.run();
    expectSuccess(result);
    expect(result.log.match(PLANNING_AGAIN)).toHaveLength(1);
    expect(scene.segment.members.size).toBe(5);
  });

  test('settings that cannot be read any more: a delta stops, an upload goes on', async () => {
    for (const [strategy, end] of Object.entries({ upload: 'complete', delta: 'failed' })) {
      await using scene = await scenario({ members: 3, list: 5, inputs: { strategy } });
      scene.sim.behave({ on: 'GET environment', nth: [2, 3, 4], status: 403 });
      const result = await scene.run();
      expect(result.outputs).toMatchObject({ status: end, 'error-code': end === 'failed' ? 'approval_required' : '' });
      expect(scene.segment.members.size).toBe(end === 'failed' ? 3 : 5);
    }
  });
});

/** Somebody else uploads a list and asks for approval. */
function openRequest({ sim, segment, environment }: Scenario): void {
  const waiting = environment.startImport(segment, {
    mode: 'merge',
    keys: keys(1, 700),
    waitOnApprovals: true,
    steps: withApproval(IMPORT_STEPS, 'pending_approval'),
  });
  sim.state.approvals.open(segment, {
    description: 'of somebody else',
    instructions: [{ kind: 'processBigSegmentImport', importId: waiting.id }],
  });
}

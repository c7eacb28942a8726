/** A plan is only carried out on the segment that it was made for. */
import { expect, test } from '@jest/globals';
import { expectFailure, expectSuccess } from '../support/expect-result.ts';
import { keys, scenario } from '../support/scenario.ts';

const PLANNING_AGAIN = /planning again/g;

test('members that come during a 409 wait make the guard block what it let pass before', async () => {
  await using scene = await scenario({ members: 100, list: 100, inputs: { mode: 'replace' } });
  scene.environment.occupy({ refusals: 2, onEnd: () => scene.segment.add(...keys(100, 5000)) });
  const result = await scene.run({}, { timeScale: 100 });
  expect(expectFailure(result, 'guard_blocked')).toMatch(/100 members of 200 \(50%\)/);
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

test.each([
  ['version', (body: { _unboundedMetadata: { version: number } }) => body._unboundedMetadata.version++],
  ['lastModified', (body: { _unboundedMetadata: { lastModified: number } }) => body._unboundedMetadata.lastModified++],
])('a change of %s alone asks for a new plan', async (_, change) => {
  await using scene = await scenario({ members: 1 });
  scene.sim.behave({ on: 'GET segment', nth: 2, edit: ({ body }) => change(body) });
  const result = await scene.run();
  expectSuccess(result);
  // The new plan sees the old value again, and that is a change too.
  expect(result.log.match(PLANNING_AGAIN)).toHaveLength(1);
});

test('a merge that was planned anew expects the new number of members', async () => {
  await using scene = await scenario({ members: keys(3, 500), list: 3 });
  scene.sim.behave({ on: 'GET segment', nth: 2, before: () => scene.segment.add('late-comer') });
  const result = await scene.run({ verify: 'fail' });
  expectSuccess(result);
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

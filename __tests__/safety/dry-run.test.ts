/** A dry run only reads, and fails where the real run would be refused. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { ErrorCode } from '../../src/failure.ts';
import { expectFailure, expectSuccess } from '../support/expect-result.ts';
import { keys, type Scenario, type ScenarioOptions, scenario } from '../support/scenario.ts';

let scene: Scenario;
const dry = async (options: ScenarioOptions): Promise<Scenario> => {
  scene = await scenario({ ...options, inputs: { 'dry-run': true, ...options.inputs } });
  return scene;
};

afterEach(async () => {
  // Whatever a test was about: nothing but questions was sent.
  expect(scene.changes()).toEqual([]);
  await scene.sim.close();
});

describe.each(['merge', 'replace'])('a dry %s', (mode) => {
  test('prints the plan and changes nothing', async () => {
    await dry({ members: 100, list: keys(110, 5), segment: { flags: [{ key: 'new-ui', name: 'New UI' }] } });
    const result = await scene.run({ mode });
    expectSuccess(result, 'dry_run');
    expect(scene.segment.members.size).toBe(100);
    expect(result.outputs).toMatchObject({
      rows: '110',
      keys: '110',
      parts: '1',
      'members-before': '100',
      'members-after': '',
      'http-status': '',
      'import-id': '',
    });
    expect(result.log).toMatch(/1 flag targets it: new-ui/);
    expect(result.log).toMatch(/Members before +100/);
    expect(result.log).toMatch(
      mode === 'merge' ? /merge: 110 to 210 members afterwards/ : /replace: 110 members afterwards/,
    );
    if (mode === 'replace') expect(result.log).toMatch(/Guard +passed:/);
    for (const line of result.log.split('\n').filter((text) => !text.startsWith('##[')))
      expect(line.length).toBeLessThanOrEqual(80);
  });

  test.each<[string, ScenarioOptions, (sim: Scenario) => void, ErrorCode]>([
    ['a standard segment', { segment: { unbounded: false } }, () => {}, 'unsupported_segment'],
    ['a synced segment', { segment: { external: 'amplitude' } }, () => {}, 'unsupported_segment'],
    ['no segment', {}, ({ environment }) => environment.segments.clear(), 'not_found'],
    ['required approval', {}, ({ environment }) => environment.requireApproval(), 'approval_required'],
    ['an empty list', { list: [] }, () => {}, 'empty_list'],
    ['an invalid row', { list: ['a', '""'] }, () => {}, 'invalid_csv'],
    ['a wrong token', { inputs: { 'access-token': 'api-wrong-one' } }, () => {}, 'unauthorized'],
  ])('%s', async (_, options, prepare, code) => {
    await dry(options);
    prepare(scene);
    expectFailure(await scene.run({ mode }), code);
  });
});

test('a dry replace that the guard would block, by count and by sample', async () => {
  await dry({ members: 100, list: 79, inputs: { mode: 'replace' } });
  const message = expectFailure(await scene.run(), 'guard_blocked');
  expect(message).toMatch(/A dry run changes nothing/);
  await scene.sim.close();
  await dry({ members: keys(100, 500), list: 100, inputs: { mode: 'replace' } });
  expectFailure(await scene.run(), 'guard_blocked');
});

test('a dry replace in parts that would be refused', async () => {
  await dry({ members: keys(5) });
  const many = Array.from({ length: 1_000_001 }, (_, index) => `${index}\n`).join('');
  const message = expectFailure(
    await scene.run({ mode: 'replace' }, { files: { 'keys.csv': many } }),
    'partial_replace_refused',
  );
  expect(message).toMatch(/needs 2 uploads.*strategy: delta/s);
});

test('a dry run with an open approval request fails as the real run would', async () => {
  await dry({ inputs: { 'wait-on-approvals': true } });
  scene.environment.requireApproval();
  const { 'dry-run': _, ...real } = { 'dry-run': false, 'wait-on-approvals': true, 'request-approval': true };
  const first = await scene.run({ ...real, 'dry-run': false });
  expectSuccess(first, 'pending_approval');
  const uploads = scene.sim.requests.length;
  const result = await scene.run();
  expectFailure(result, 'approval_pending');
  expect(result.outputs['approval-request-id']).toBe(first.outputs['approval-request-id']);
  // The real run's requests are not this test's.
  scene.sim.requests.splice(0, uploads);
});

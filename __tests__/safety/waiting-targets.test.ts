/** A target that waits behind another one's import: whatever is done, or claimed, is right when its turn comes. */
import { expect, test } from '@jest/globals';
import { IMPORT_STEPS, withApproval } from '../../simulator/imports.ts';
import type { ActionResult } from '../support/run-action.ts';
import { keys, type Scenario, type ScenarioOptions, scenario } from '../support/scenario.ts';

/**
 * Imports into `slow`, then into `beta`, both planned before; `meanwhile` happens during the first import.
 * @returns the run, and what came of `beta`
 */
async function behind(
  scene: Scenario,
  meanwhile: () => void,
): Promise<{ result: ActionResult; beta: Record<string, unknown> }> {
  scene.environment.createSegment('slow');
  scene.sim.behave({ on: 'GET import', path: '/slow/', nth: 1, after: meanwhile });
  scene.sim.behave({
    on: 'POST import',
    path: '/slow/',
    steps: ['preparing', { status: 'in_progress', reads: 2 }, 'complete'],
  });
  const targets = `defaults: {project-key: web, environment-key: production}
targets:
  - {segment-key: slow, csv-path: slow.csv, mode: merge, strategy: upload, wait-on-approvals: false}
  - {segment-key: beta, csv-path: keys.csv}
`;
  const result = await scene.run(
    { 'targets-path': 'targets.yml', 'project-key': '', 'environment-key': '', 'segment-key': '', 'csv-path': '' },
    { timeScale: 20, files: { 'targets.yml': targets, 'slow.csv': 'somebody\n' } },
  );
  const [slow, beta] = JSON.parse(result.outputs.results!);
  expect(slow).toMatchObject({ segmentKey: 'slow', status: 'complete' });
  expect(beta).toMatchObject({ segmentKey: 'beta' });
  return { result, beta };
}

const waiting = (inputs: ScenarioOptions['inputs'] & object, options: ScenarioOptions = {}): Promise<Scenario> =>
  scenario({ members: 20, list: 20, ...options, inputs });

const others = ({ segment }: Scenario): void => segment.add('somebody-else');

/** Requests that change `beta`, an export apart. */
const changes = ({ sim }: Scenario): string[] =>
  sim.requests
    .filter(({ method, url, route }) => method !== 'GET' && route !== 'POST export' && url.includes('/beta/'))
    .map(({ route }) => route!);

test.each(['merge', 'replace'])('nothing to do in a delta, until others change the segment (%s)', async (mode) => {
  await using scene = await waiting({ mode, strategy: 'delta' });
  const { beta } = await behind(scene, () => {
    scene.segment.remove('key-00000');
    scene.segment.add('somebody-else');
  });
  expect(beta).toMatchObject({ status: 'complete', added: 1, removed: mode === 'replace' ? 1 : 0 });
  expect([...scene.segment.members].sort()).toEqual([...scene.list, ...(mode === 'merge' ? ['somebody-else'] : [])]);
});

test('nothing to do in a delta, and nobody changes anything: unchanged', async () => {
  await using scene = await waiting({ mode: 'replace', strategy: 'delta' });
  const { beta } = await behind(scene, () => {});
  expect(beta).toMatchObject({ status: 'unchanged', membersAfter: 20 });
  expect(changes(scene)).toEqual([]);
});

test('an empty segment that is to stay empty, until others add a member', async () => {
  const inputs = { mode: 'replace', 'allow-empty': true, 'max-removal-percent': 100 };
  await using scene = await waiting(inputs, { members: [], list: [] });
  const { beta } = await behind(scene, () => others(scene));
  expect(beta).toMatchObject({ status: 'complete', membersBefore: 1, membersAfter: 0 });
  expect(scene.segment.members.size).toBe(0);
});

test('merging an empty list is nothing, whatever others do; the number of members is the present one', async () => {
  await using scene = await waiting({ 'allow-empty': true }, { list: [] });
  const { beta } = await behind(scene, () => others(scene));
  expect(beta).toMatchObject({ status: 'unchanged', membersBefore: 21, membersAfter: 21 });
  expect(changes(scene)).toEqual([]);
});

test('nothing to do, and the segment is gone', async () => {
  await using scene = await waiting({ mode: 'replace', strategy: 'delta' });
  const { beta } = await behind(scene, () => scene.environment.segments.delete('beta'));
  expect(beta).toMatchObject({ status: 'failed', errorCode: 'not_found' });
});

test.each([
  ['a merge', {}],
  ['a replace', { mode: 'replace' }],
  ['a delta', { mode: 'replace', strategy: 'delta' }],
])('%s does not go around approvals that were switched on', async (_, inputs) => {
  await using scene = await waiting(inputs, { list: keys(20, 1) });
  const { beta } = await behind(scene, () => scene.environment.requireApproval());
  expect(beta).toMatchObject({ status: 'failed', errorCode: 'approval_required' });
  expect(changes(scene)).toEqual([]);
  expect(scene.segment.members.size).toBe(20);
});

/** Somebody's import of one key into `beta`, with its approval request. @returns a function that approves and applies it */
function openRequest({ sim, segment, environment }: Scenario): () => void {
  environment.pendingImportsBlock = false;
  const held = environment.startImport(segment, {
    mode: 'merge',
    keys: ['somebody-else'],
    waitOnApprovals: true,
    steps: withApproval(IMPORT_STEPS, 'pending_approval'),
  });
  const request = sim.state.approvals.open(segment, {
    description: 'of somebody else',
    instructions: [{ kind: 'processBigSegmentImport', importId: held.id }],
  });
  return () => {
    request.review('approve');
    request.apply();
  };
}

const ASKING = { 'wait-on-approvals': true };
/** Approval is needed for `beta`, not for `slow`. */
const VIP: ScenarioOptions = { list: 23, segment: { members: keys(20), tags: ['vip'] } };

test('a request that is in the way fails the target, and nothing is uploaded for it', async () => {
  await using scene = await waiting(ASKING, VIP);
  scene.environment.requireApproval({ requiredApprovalTags: ['vip'] });
  openRequest(scene);
  const { beta, result } = await behind(scene, () => {});
  expect(beta).toMatchObject({
    status: 'failed',
    errorCode: 'approval_pending',
    approvalRequestId: scene.sim.state.approvals.all[0]!.id,
  });
  expect(result.log).toContain(scene.sim.state.approvals.all[0]!.id);
  expect(changes(scene)).toEqual([]);
});

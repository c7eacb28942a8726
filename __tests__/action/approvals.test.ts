import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Segment } from '../../simulator/environment.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { type ActionResult, runAction } from '../support/run-action.ts';

let sim: Simulator;
let segment: Segment;

beforeEach(async () => {
  sim = await startSimulator();
  segment = sim.state.createSegment('web/production/beta', { members: ['old-1', 'old-2'], tags: ['vip'] });
});
afterEach(() => sim.close());

const requireApproval = (
  settings: Parameters<ReturnType<typeof sim.state.environment>['requireApproval']>[0] = {},
): void => sim.state.environment('web/production').requireApproval(settings);

/** Runs the action on a list of three keys. Waits of minutes take a moment. */
const run = (inputs: Record<string, string | number | boolean> = {}): Promise<ActionResult> =>
  runAction({
    inputs: {
      'access-token': sim.token,
      'base-uri': sim.url,
      'project-key': 'web',
      'environment-key': 'production',
      'segment-key': 'beta',
      'csv-path': 'keys.csv',
      ...inputs,
    },
    files: { 'keys.csv': 'new-1\nnew-2\nold-1\n' },
    timeScale: 200,
  });

const WAITING = { 'wait-on-approvals': true };
const ASKING = { ...WAITING, 'request-approval': true };
const uploads = (): number => sim.seen('POST import').length;
const requests = () => sim.state.approvals.all;
const errors = ({ annotations }: ActionResult): string[] =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message);

describe('an environment that asks for approval', () => {
  test.each([
    ['of every segment', {}, 'approval_required'],
    ['of segments with this tag', { requiredApprovalTags: ['other', 'vip'] }, 'approval_required'],
    ['of segments with another tag', { requiredApprovalTags: ['other'] }, ''],
  ])('%s, and a run that does not wait for it', async (_, settings, code) => {
    requireApproval(settings);
    const result = await run();
    expect(result.outputs).toMatchObject({ 'error-code': code, status: code === '' ? 'complete' : 'failed' });
    expect(uploads()).toBe(code === '' ? 1 : 0);
    if (code !== '') expect(errors(result)).toEqual([expect.stringContaining('`wait-on-approvals: true`')]);
  });

  test('the import is uploaded, and a person goes on from there', async () => {
    requireApproval();
    const result = await run(WAITING);
    expect(result).toMatchObject({
      exitCode: 0,
      outputs: { status: 'pending_approval', 'error-code': '', 'approval-request-id': '' },
    });
    expect(result.outputs['import-id']).toBe(sim.state.imports[0]?.id);
    expect(sim.seen('POST import')[0]?.upload?.waitOnApprovals).toBe('true');
    expect(requests()).toEqual([]);
    expect([...segment.members]).toEqual(['old-1', 'old-2']);
  });

  test.each(['pending_approval', 'ready'] as const)(
    'asks for approval once the import is %s',
    async (pendingStatus) => {
      await sim.close();
      sim = await startSimulator({ pendingStatus });
      segment = sim.state.createSegment('web/production/beta', { members: ['old-1', 'old-2'] });
      requireApproval();
      const result = await run({
        ...ASKING,
        mode: 'replace',
        'max-removal-percent': 50,
        'approval-notify-members': 'm1\nm2',
        'approval-notify-teams': 't1',
      });
      expect(result.outputs).toMatchObject({ status: 'pending_approval', 'error-code': '', parts: '1' });
      const [request] = requests();
      expect(requests()).toHaveLength(1);
      expect(result.outputs['approval-request-id']).toBe(request?.id);
      expect(request?.importId).toBe(result.outputs['import-id']);
      expect(request?.content).toMatchObject({ notifyMemberIds: ['m1', 'm2'], notifyTeamKeys: ['t1'] });
      expect(request?.content.description).toMatch(
        /Replace all members .* 2 members.* list of 3 keys.*SHA-256.*\/actions\/runs\/\d+/,
      );
      expect(result.summary).toContain(request?.id);

      request?.review('approve');
      request?.apply();
      expect([...segment.members]).toEqual(['new-1', 'new-2', 'old-1']);
    },
  );

  test('a request that is still pending stops the next run before it uploads', async () => {
    requireApproval();
    await run(ASKING);
    const [first] = requests();
    const second = await run(ASKING);
    expect(second).toMatchObject({
      exitCode: 1,
      outputs: {
        status: 'failed',
        'error-code': 'approval_pending',
        'approval-request-id': first?.id,
        'import-id': '',
      },
    });
    expect(uploads()).toBe(1);
    expect(errors(second)).toEqual([expect.stringContaining(`the approval request ${first?.id} for an import`)]);

    const dry = await run({ ...ASKING, 'dry-run': true });
    expect(dry.outputs).toMatchObject({ status: 'failed', 'error-code': 'approval_pending' });
    expect(requests()).toHaveLength(1);
  });

  test("a request for another segment is in nobody's way", async () => {
    requireApproval();
    sim.state.environment('web/staging').requireApproval({});
    sim.state.createSegment('web/staging/beta', { members: [] });
    await run({ ...ASKING, 'environment-key': 'staging' });
    await run(ASKING);
    expect(uploads()).toBe(2);
  });

  test('a request that was declined is out of the way, and stopped its import', async () => {
    requireApproval();
    await run(ASKING);
    requests()[0]?.review('decline', 'not this week');
    expect(sim.state.imports[0]?.status).toBe('stopped');
    expect((await run(ASKING)).outputs.status).toBe('pending_approval');
    expect(uploads()).toBe(2);
  });

  test('a request for another change of the segment is left alone, and a warning names it', async () => {
    requireApproval();
    const other = sim.state.approvals.place(segment, { instructions: [{ kind: 'addIncludedTargets' }] });
    const result = await run(WAITING);
    expect(result.outputs.status).toBe('pending_approval');
    const warnings = result.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message);
    expect(warnings).toEqual([expect.stringContaining(`The approval request ${other.id} for another change`)]);
  });

  test('an approval within the wait completes the run', async () => {
    requireApproval();
    sim.behave({ on: 'POST import', steps: ['preparing', { status: 'ready', reads: 3 }, 'in_progress', 'complete'] });
    expect((await run(ASKING)).outputs).toMatchObject({ status: 'complete', 'members-after': '4' });
    expect(requests()).toEqual([]);
  });

  test('pending requests that cannot be read are a warning', async () => {
    requireApproval();
    sim.behave({ on: 'GET approval-requests', status: 403 });
    const result = await run(ASKING);
    expect(result.outputs.status).toBe('pending_approval');
    expect(result.annotations).toContainEqual(
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('already pending') }),
    );
  });

  test('a token that may not ask: the import waits, and the error says so', async () => {
    requireApproval();
    sim.behave({ on: 'POST approval-request', status: 403 });
    const result = await run(ASKING);
    expect(result).toMatchObject({
      exitCode: 1,
      outputs: { status: 'failed', 'error-code': 'forbidden', 'import-id': sim.state.imports[0]?.id },
    });
    expect(errors(result)).toEqual([
      expect.stringMatching(new RegExp(`${sim.state.imports[0]?.id} was uploaded and is waiting`)),
    ]);
    expect(errors(result)[0]).toContain('createApprovalRequest');
  });

  test('an import without an ID cannot be asked for', async () => {
    requireApproval();
    sim.behave({ on: 'POST import', location: 'none' });
    expect((await run(ASKING)).outputs).toMatchObject({ status: 'failed', 'error-code': 'unexpected_response' });
  });
});

describe('without a need for approval', () => {
  test('a run that would wait for one just completes', async () => {
    sim.behave({ on: 'POST import', steps: ['preparing', 'complete'] });
    expect((await run(ASKING)).outputs).toMatchObject({
      status: 'complete',
      'approval-request-id': '',
      'members-after': '4',
    });
  });

  test('LaunchDarkly holds the import all the same: the run fails and says why', async () => {
    sim.behave({ on: 'POST import', steps: ['preparing', { status: 'pending_approval', gate: true }, 'complete'] });
    const result = await run();
    expect(result.outputs).toMatchObject({ status: 'failed', 'error-code': 'approval_required' });
    expect(errors(result)).toEqual([expect.stringContaining(`the import ${sim.state.imports[0]?.id}`)]);
  });

  test('settings that cannot be read are a warning for a merge', async () => {
    sim.behave({ on: 'GET environment', status: 403 });
    const result = await run();
    expect(result.outputs.status).toBe('complete');
    expect(result.annotations).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining('need approval could not be read'),
      }),
    );
  });

  test.each([
    ['a replace', { mode: 'replace', 'max-removal-percent': 100 }],
    ['a remove', { mode: 'remove', 'max-removal-percent': 100 }],
    ['a delta', { strategy: 'delta' }],
  ])('settings that cannot be read stop %s, unless LaunchDarkly is to decide', async (_, inputs) => {
    sim.behave({ on: 'GET environment', status: 403 });
    const refused = await run(inputs);
    expect(refused.outputs).toMatchObject({ status: 'failed', 'error-code': 'approval_required' });
    expect([...segment.members]).toEqual(['old-1', 'old-2']);
    expect((await run({ ...inputs, 'bypass-approvals': true })).outputs.status).toBe('complete');
  });
});

describe('a run that waits for approval anyway', () => {
  test.each(['merge', 'replace'])('goes on where settings cannot be read (%s)', async (mode) => {
    sim.behave({ on: 'GET environment', status: 403 });
    const result = await run({ ...ASKING, mode, 'max-removal-percent': 50 });
    expect(result.outputs).toMatchObject({ status: 'pending_approval', 'error-code': '' });
    expect(requests()).toHaveLength(1);
  });

  test('and finds an open request all the same', async () => {
    requireApproval();
    await run(ASKING);
    sim.behave({ on: 'GET environment', status: 403 });
    expect((await run(ASKING)).outputs['error-code']).toBe('approval_pending');
    expect(uploads()).toBe(1);
  });
});

describe('what the run is told to set goes together with the rest', () => {
  const hold = (): void =>
    void sim.behave({
      on: 'POST import',
      steps: ['preparing', { status: 'pending_approval', gate: true }, 'complete'],
    });
  const unreadable = (): void => void sim.behave({ on: 'GET environment', status: 403 });

  test.each<[string, () => void, Record<string, string | boolean>, RegExp]>([
    [
      'needed, a snapshot',
      requireApproval,
      { 'snapshot-path': 'x.csv' },
      /`wait-on-approvals: true` without `snapshot-path`, and/,
    ],
    ['held, bypassed', hold, { 'bypass-approvals': true }, /`wait-on-approvals: true` without `bypass-approvals`, and/],
    [
      'unreadable, a delta',
      unreadable,
      { strategy: 'delta' },
      /A delta does not go on .* use .*`strategy: upload` and `wait-on-approvals: true`, or/,
    ],
    [
      'unreadable, a remove',
      unreadable,
      { mode: 'remove' },
      /A remove does not go on .* use `mode: merge` or `replace` with/,
    ],
    [
      'unreadable, a replace',
      unreadable,
      { mode: 'replace' },
      /A replace does not go on .* set `wait-on-approvals: true`, or/,
    ],
  ])('%s', async (_, arrange, inputs, advice) => {
    arrange();
    const result = await run(inputs);
    expect(result.outputs['error-code']).toBe('approval_required');
    expect(errors(result)).toEqual([expect.stringMatching(advice)]);
  });
});

describe('a token whose role may bypass approvals', () => {
  const CHANGES = [
    ['a merge', {}],
    ['a replace', { mode: 'replace', 'max-removal-percent': 100 }],
    ['a remove', { mode: 'remove', 'max-removal-percent': 100 }],
    ['a delta', { strategy: 'delta' }],
  ] as const;

  test.each(CHANGES)('%s is refused all the same, unless it is told to go on', async (_, inputs) => {
    requireApproval();
    sim.tokens.grant(sim.token, { bypassApprovals: true });
    const refused = await run(inputs);
    expect(refused.outputs['error-code']).toBe('approval_required');
    expect(errors(refused)).toEqual([expect.stringContaining('`bypass-approvals: true`')]);
    expect((await run({ ...inputs, 'bypass-approvals': true })).outputs.status).toBe('complete');
  });

  test.each(CHANGES)('without that role LaunchDarkly decides: %s is refused', async (_, inputs) => {
    requireApproval();
    const result = await run({ ...inputs, 'bypass-approvals': true });
    expect(result.outputs).toMatchObject({ status: 'failed', 'error-code': 'approval_required' });
    expect(errors(result)).toEqual([expect.stringContaining('approval is required')]);
    expect([...segment.members]).toEqual(['old-1', 'old-2']);
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Segment } from '../../simulator/environment.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { call, closeAll, FORM_TYPE, importForm, JSON_TYPE, startAnother, upload } from './client.ts';

const REQUESTS = '/api/v2/approval-requests';

let sim: Simulator;
let segment: Segment;

beforeEach(async () => {
  sim = await startSimulator();
  segment = sim.state.createSegment('web/production/beta', { tags: ['vip'] });
});

afterEach(() => closeAll(sim));

const post = (path: string, body: unknown) =>
  call(sim, 'POST', path, { headers: JSON_TYPE, body: JSON.stringify(body) });
const environment = async () => (await call(sim, 'GET', '/api/v2/projects/web/environments/production')).json;
const members = () => [...segment.members];

/** Uploads a list that waits for approval. */
async function importWaiting(csv = 'a\n'): Promise<string> {
  const body = importForm('merge', csv, 'true');
  const { headers } = await call(sim, 'POST', `${segment.path}/imports`, { headers: FORM_TYPE, body });
  return headers.location!;
}

const statusOf = async (location: string) => (await call(sim, 'GET', location)).json.status;

async function open(location: string, more: Record<string, unknown> = {}) {
  const instructions = [{ kind: 'processBigSegmentImport', importId: location.split('/').at(-1) }];
  return post(REQUESTS, { resourceId: segment.resourceId, description: 'Import', instructions, ...more });
}

describe('approval settings', () => {
  test('are absent until approvals are switched on', async () => {
    expect(await environment()).not.toHaveProperty('resourceApprovalSettings');
    segment.environment.requireApproval();
    expect((await environment()).resourceApprovalSettings.segment).toMatchObject({
      required: true,
      requiredApprovalTags: [],
      minNumApprovals: 1,
      serviceKind: 'launchdarkly',
    });
    expect((await call(sim, 'GET', '/api/v2/projects/web/environments/none')).status).toBe(404);
  });

  test('are told by the beta API too, also where the environment hides them', async () => {
    const ask = async (version = 'beta') =>
      await call(sim, 'GET', `${REQUESTS}/projects/web/settings?environmentKey=production&resourceKind=segment`, {
        headers: { 'ld-api-version': version },
        undescribed: true,
      });
    expect((await ask()).json).toEqual({ segment: { environments: {} } });
    segment.environment.requireApproval({ requiredApprovalTags: ['vip'] });
    segment.environment.approvalsShown = false;
    expect((await ask()).json.segment.environments.production).toMatchObject({ requiredApprovalTags: ['vip'] });
    expect((await ask('20240415')).status).toBe(400);
  });

  test('have tags or `required`, and another service than LaunchDarkly', async () => {
    segment.environment.requireApproval({ requiredApprovalTags: ['vip'], serviceKind: 'servicenow' });
    expect((await environment()).resourceApprovalSettings.segment).toMatchObject({
      required: false,
      requiredApprovalTags: ['vip'],
      serviceKind: 'servicenow',
    });
    const placed = sim.state.approvals.place(segment);
    expect((await call(sim, 'GET', `${REQUESTS}/${placed.id}`)).json.serviceKind).toBe('servicenow');
  });

  test('can be hidden although they are in force', async () => {
    segment.environment.requireApproval();
    segment.environment.approvalsShown = false;
    expect(await environment()).not.toHaveProperty('resourceApprovalSettings');
    expect((await upload(sim, segment.path, 'merge', 'a\n')).status).toBe(403);
  });

  test.each([
    [[], {}, 403],
    [['vip'], {}, 403],
    [['other'], {}, 204],
    [[], { bypassApprovals: true }, 204],
  ])('with the tags %j, for a role with %j: changes are answered %d', async (requiredApprovalTags, role, status) => {
    segment.environment.requireApproval({ requiredApprovalTags });
    sim.tokens.grant(sim.token, role);
    const change = await post(`${segment.path}/contexts`, { included: { add: ['b'] } });
    const sent = await upload(sim, segment.path, 'merge', 'a\n');
    expect([change.status, sent.status]).toEqual([status, status]);
    if (status === 204) return expect(members()).toEqual(['b', 'a']);
    for (const { json } of [change, sent]) {
      expect(json).toEqual({ code: 'forbidden', message: 'approval is required', id: expect.any(String) });
    }
    expect([members(), sim.state.imports]).toEqual([[], []]);
  });

  test('may let an import in that does not say it waits, and keep it waiting', async () => {
    segment.environment.requireApproval();
    segment.environment.unapprovedImports = 'wait';
    const { headers } = await upload(sim, segment.path, 'merge', 'a\n');
    expect(await statusOf(headers.location!)).toBe('pending_approval');
    expect(sim.seen('POST import')[0]!.upload!.waitOnApprovals).toBe('false');
  });

  test('that are in force let an import in that says it waits', async () => {
    segment.environment.requireApproval();
    expect(await statusOf(await importWaiting())).toBe('pending_approval');
  });
});

describe('an import that waits', () => {
  test('goes on after approval and apply', async () => {
    const location = await importWaiting();
    expect(await statusOf(location)).toBe('pending_approval');
    const opened = await open(location, { comment: 'why', notifyMemberIds: ['m'], notifyTeamKeys: ['t'] });
    expect(opened.json).toMatchObject({ status: 'pending', reviewStatus: 'pending', resourceId: segment.resourceId });
    const request = `${REQUESTS}/${opened.json._id}`;
    expect((await post(`${request}/apply`, {})).status).toBe(403);
    expect((await post(`${request}/reviews`, { kind: 'comment', comment: 'hm' })).json.reviewStatus).toBe('pending');
    expect((await post(`${request}/reviews`, { kind: 'approve' })).json.reviewStatus).toBe('approved');
    expect(members()).toEqual([]);
    expect((await post(`${request}/apply`, {})).json).toMatchObject({
      status: 'completed',
      appliedDate: expect.any(Number),
    });
    expect(await statusOf(location)).toBe('complete');
    expect(members()).toEqual(['a']);
    expect((await post(`${request}/apply`, {})).status).toBe(400);
    expect((await call(sim, 'GET', request)).json.allReviews).toHaveLength(2);
  });

  test('stops after a decline', async () => {
    const location = await importWaiting();
    const { json } = await open(location);
    const declined = await post(`${REQUESTS}/${json._id}/reviews`, { kind: 'decline', comment: 'no' });
    expect(declined.json.reviewStatus).toBe('declined');
    expect(await statusOf(location)).toBe('stopped');
    expect(members()).toEqual([]);
  });

  test('may wait as ready', async () => {
    const other = await startAnother({ pendingStatus: 'ready' });
    const { path } = other.state.createSegment('web/production/beta');
    const body = importForm('merge', 'a\n', 'true');
    const { headers } = await call(other, 'POST', `${path}/imports`, { headers: FORM_TYPE, body });
    expect((await call(other, 'GET', headers.location!)).json.status).toBe('ready');
  });

  test('keeps others out, unless told otherwise', async () => {
    await importWaiting();
    const body = importForm('merge', 'b\n');
    const again = () => call(sim, 'POST', `${segment.path}/imports`, { headers: FORM_TYPE, body });
    expect((await again()).status).toBe(409);
    segment.environment.pendingImportsBlock = false;
    expect((await again()).status).toBe(204);
  });
});

describe('approval requests', () => {
  test('of other people can be placed as they stand', async () => {
    const { approvals } = sim.state;
    const theirs = approvals.place(segment);
    const other = approvals.place(segment, { instructions: [{ kind: 'addIncludedTargets', values: ['x'] }] });
    const declined = approvals.place(segment, { declined: true });
    const later = approvals.place(segment, { status: 'scheduled' });
    const { items } = (await call(sim, 'GET', REQUESTS)).json;
    expect(items.map(({ _id }: { _id: string }) => _id)).toEqual([theirs, other, declined, later].map(({ id }) => id));
    expect(items).toMatchObject([
      { status: 'pending', reviewStatus: 'pending', instructions: [{ kind: 'processBigSegmentImport' }] },
      { status: 'pending', instructions: [{ kind: 'addIncludedTargets' }] },
      { status: 'pending', reviewStatus: 'declined' },
      { status: 'scheduled' },
    ]);
    theirs.review('approve');
    theirs.apply();
    expect([theirs.status, members()]).toEqual(['completed', []]);
  });

  test('are refused for what is wrong', async () => {
    const location = await importWaiting();
    const many = Array.from({ length: 11 }, (_, n) => `m${n}`);
    const bad: Record<string, unknown>[] = [
      { resourceId: 'proj/web:env/production:segment/none' },
      { description: '' },
      { instructions: [] },
      { instructions: [{ kind: 'processBigSegmentImport', importId: 'none' }] },
      { instructions: [{ kind: 'addIncludedTargets' }] },
      { notifyMemberIds: many },
      { notifyTeamKeys: 'team' },
    ];
    for (const more of bad) expect((await open(location, more)).status).toBe(400);
    expect((await open(location, { notifyMemberIds: many.slice(1) })).status).toBe(201);
    expect((await call(sim, 'GET', `${REQUESTS}/none`)).status).toBe(404);
  });

  test('are listed by filter, in pages', async () => {
    segment.environment.pendingImportsBlock = false;
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push((await open(await importWaiting())).json._id);
    await post(`${REQUESTS}/${ids[0]}/reviews`, { kind: 'decline' });
    const list = async (filter: string, page = '') => {
      const query = `?filter=${encodeURIComponent(filter)}${page}`;
      const { json } = await call(sim, 'GET', REQUESTS + query);
      return json.items.map((item: { _id: string }) => item._id);
    };
    expect(await list(`resourceId equals ${segment.resourceId}`)).toEqual(ids);
    expect(await list(`resourceId equals ${segment.resourceId},status anyOf ["pending", "scheduled"]`)).toEqual(
      ids.slice(1),
    );
    expect(await list('reviewStatus anyOf ["declined"], resourceKind equals segment')).toEqual(ids.slice(0, 1));
    expect(await list('resourceId equals proj/web:env/production:segment/other')).toEqual([]);
    expect(await list('projectKey equals web', '&limit=1&offset=1')).toEqual(ids.slice(1, 2));
    for (const filter of ['colour equals red', 'status anyOf pending', 'status', 'status exists true']) {
      expect((await call(sim, 'GET', `${REQUESTS}?filter=${encodeURIComponent(filter)}`)).status).toBe(400);
    }
  });
});

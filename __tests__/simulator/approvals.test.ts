import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Segment } from '../../simulator/segment.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { call, FORM_TYPE, importForm, JSON_TYPE } from './client.ts';

const REQUESTS = '/api/v2/approval-requests';

let sim: Simulator;
let segment: Segment;

beforeEach(async () => {
  sim = await startSimulator();
  segment = sim.state.createSegment('web/production/beta', { tags: ['vip'] });
});

afterEach(() => sim.close());

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
    segment.environment.requireApproval({ requiredApprovalTags: ['vip'] });
    expect((await environment()).resourceApprovalSettings.segment).toMatchObject({
      required: true,
      requiredApprovalTags: ['vip'],
      minNumApprovals: 1,
    });
    expect((await call(sim, 'GET', '/api/v2/projects/web/environments/none')).status).toBe(404);
  });

  test.each([
    [[], true],
    [['vip'], true],
    [['other'], false],
  ])('with the tags %j hold up this segment: %p', async (requiredApprovalTags, held) => {
    segment.environment.requireApproval({ requiredApprovalTags });
    const body = importForm('merge', 'a\n', 'false');
    const { headers } = await call(sim, 'POST', `${segment.path}/imports`, { headers: FORM_TYPE, body });
    expect(await statusOf(headers.location!)).toBe(held ? 'pending_approval' : 'complete');
    expect((await post(`${segment.path}/contexts`, { included: { add: ['b'] } })).status).toBe(held ? 400 : 204);
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
    const other = await startSimulator({ pendingStatus: 'ready' });
    const { path } = other.state.createSegment('web/production/beta');
    const body = importForm('merge', 'a\n', 'true');
    const { headers } = await call(other, 'POST', `${path}/imports`, { headers: FORM_TYPE, body });
    expect((await call(other, 'GET', headers.location!)).json.status).toBe('ready');
    await other.close();
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
    for (const filter of ['colour equals red', 'status anyOf pending', 'status']) {
      expect((await call(sim, 'GET', `${REQUESTS}?filter=${encodeURIComponent(filter)}`)).status).toBe(400);
    }
  });
});

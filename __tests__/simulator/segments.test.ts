import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Segment } from '../../simulator/environment.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { call, closeAll, JSON_TYPE, startAnother, upload } from './client.ts';

let sim: Simulator;
let segment: Segment;

beforeEach(async () => {
  sim = await startSimulator();
  segment = sim.state.createSegment('web/production/beta', {
    members: ['a', 'b/ü?% c'],
    excluded: ['x'],
    flags: [{ key: 'flag', name: 'A flag' }],
    tags: ['vip'],
  });
});

afterEach(() => closeAll(sim));

const look = async () => (await call(sim, 'GET', segment.path)).json;
const isMember = async (key: string) =>
  (await call(sim, 'GET', `${segment.path}/contexts/${encodeURIComponent(key)}`)).json.included;
const change = (body: unknown) =>
  call(sim, 'POST', `${segment.path}/contexts`, { headers: JSON_TYPE, body: JSON.stringify(body) });

describe('access', () => {
  test.each([
    ['an empty token', '', 'unauthorized', 'Invalid account ID header'],
    ['an SDK key', 'sdk-simulated', 'unauthorized', 'Invalid account ID header'],
    ["another instance's token", 'api-wrong', 'unauthorized', 'Invalid access token'],
    ['a bearer token', 'Bearer api-token', 'invalid_token', 'invalid access token'],
  ])('is refused with %s: %j', async (_name, authorization, code, message) => {
    const reply = await call(sim, 'GET', segment.path, { headers: { authorization } });
    expect(reply.status).toBe(401);
    expect(reply.json).toEqual({ code, message, id: expect.any(String) });
  });

  test('tokens can be made and revoked', async () => {
    const authorization = sim.tokens.add();
    const status = async () => (await call(sim, 'GET', segment.path, { headers: { authorization } })).status;
    expect(await status()).toBe(200);
    sim.tokens.revoke(authorization);
    expect(await status()).toBe(401);
    expect((await call(sim, 'GET', segment.path)).status).toBe(200);
  });

  test.each([
    ['no API version', { 'ld-api-version': '' }, 400],
    ['another API version', { 'ld-api-version': '20220603' }, 400],
  ])('is refused with %s', async (_name, headers, status) => {
    const reply = await call(sim, 'GET', `${segment.path}/contexts/a`, { headers });
    expect(reply.status).toBe(status);
    expect(reply.json).toEqual({ code: expect.any(String), message: expect.any(String), id: expect.any(String) });
  });
});

describe('a segment', () => {
  test('is shown with its counts and flags', async () => {
    expect(await look()).toMatchObject({
      key: 'beta',
      tags: ['vip'],
      unbounded: true,
      unboundedContextKind: 'user',
      _importInProgress: false,
      _flags: [{ key: 'flag', name: 'A flag' }],
      _unboundedMetadata: { includedCount: 2, excludedCount: 1, version: 1 },
    });
  });

  test.each(['other/production/beta', 'web/other/beta', 'web/production/other'])('%s does not exist', async (path) => {
    expect((await call(sim, 'GET', `/api/v2/segments/${path}`)).status).toBe(404);
  });

  test('a standard one has no lookups and no imports', async () => {
    const { path } = sim.state.createSegment('web/production/standard', { unbounded: false, members: ['a'] });
    expect((await call(sim, 'GET', path)).json).toMatchObject({ unbounded: false, included: ['a'] });
    expect((await call(sim, 'GET', `${path}/contexts/a`)).status).toBe(400);
    expect((await call(sim, 'POST', `${path}/exports`)).status).toBe(400);
  });

  test('a synced one can be looked at only', async () => {
    const { path } = sim.state.createSegment('web/production/synced', { external: 'amplitude' });
    expect((await call(sim, 'GET', path)).json._external).toBe('amplitude');
    expect((await call(sim, 'GET', `${path}/contexts/a`)).status).toBe(200);
    expect((await call(sim, 'POST', `${path}/contexts`, { headers: JSON_TYPE, body: '{}' })).status).toBe(400);
  });

  test('has a link to its page for people, unless told otherwise', async () => {
    expect((await look())._links.site).toEqual({ href: '/web/production/segments/beta', type: 'text/html' });
    const other = await startAnother({ siteLinks: false });
    const { path } = other.state.createSegment('web/production/beta');
    expect(Object.keys((await call(other, 'GET', path)).json._links)).toEqual(['self']);
  });

  test('can be created', async () => {
    const url = '/api/v2/segments/web/production';
    const body = JSON.stringify({ key: 'new', name: 'New', unbounded: true, unboundedContextKind: 'device' });
    expect((await call(sim, 'POST', url, { headers: JSON_TYPE, body })).status).toBe(201);
    expect((await call(sim, 'GET', `${url}/new`)).json).toMatchObject({ unboundedContextKind: 'device' });
    expect((await call(sim, 'POST', url, { headers: JSON_TYPE, body })).status).toBe(400);
    expect((await call(sim, 'POST', url, { headers: JSON_TYPE, body: '{}' })).status).toBe(400);
  });

  test('can be deleted', async () => {
    expect((await call(sim, 'DELETE', segment.path)).status).toBe(204);
    expect((await call(sim, 'GET', segment.path)).status).toBe(404);
    expect((await call(sim, 'DELETE', segment.path)).status).toBe(404);
  });
});

describe('contexts', () => {
  test('are looked up by their percent-encoded key', async () => {
    expect(await isMember('b/ü?% c')).toBe(true);
    expect(await isMember('x'.repeat(2000))).toBe(false);
    expect((await call(sim, 'GET', `${segment.path}/contexts/x`)).json).toEqual({
      userKey: 'x',
      included: false,
      excluded: true,
    });
  });

  test('are changed in batches; version and time move each time', async () => {
    const before = (await look())._unboundedMetadata;
    const body = { included: { add: ['c', 'a'], remove: ['b/ü?% c'] }, excluded: { add: ['y'], remove: ['x'] } };
    expect((await change(body)).status).toBe(204);
    expect([...segment.members]).toEqual(['a', 'c']);
    expect([...segment.excluded]).toEqual(['y']);
    const after = (await look())._unboundedMetadata;
    expect(after.version).toBe(before.version + 1);
    expect(after.lastModified).toBeGreaterThan(before.lastModified);
  });

  test.each([
    [undefined],
    [null],
    [[]],
    [{ included: ['a'] }],
    [{ included: { add: [1] } }],
    [{ add: ['a'] }],
    [{ included: { add: [''] } }],
  ])('are not changed by %j', async (body) => {
    const reply = await call(sim, 'POST', `${segment.path}/contexts`, {
      headers: JSON_TYPE,
      body: body === undefined ? '{' : JSON.stringify(body),
    });
    expect(reply.status).toBe(400);
    expect(segment.members.size).toBe(2);
  });

  test.each([400, 413] as const)('more than a batch answer %d', async (status) => {
    const limited = await startAnother({ contextsLimit: { keys: 2, status } });
    const { path, members } = limited.state.createSegment('web/production/beta');
    const post = (add: string[]) =>
      call(limited, 'POST', `${path}/contexts`, { headers: JSON_TYPE, body: JSON.stringify({ included: { add } }) });
    expect((await post(['a', 'b'])).status).toBe(204);
    expect((await post(['c', 'd', 'e'])).status).toBe(status);
    expect(members.size).toBe(2);
  });
});

describe('copies', () => {
  test('environments and projects have nothing in common', async () => {
    const staging = sim.state.createSegment('web/staging/beta');
    const elsewhere = sim.state.createSegment('shop/production/beta', { contextKind: 'device' });
    await upload(sim, staging.path, 'merge', [...segment.members].join('\n'));
    expect([[...staging.members], [...elsewhere.members]]).toEqual([[...segment.members], []]);
    expect((await call(sim, 'GET', elsewhere.path)).json.unboundedContextKind).toBe('device');
  });

  test('another instance is another simulator, with tokens of its own', async () => {
    const eu = await startAnother();
    const { path } = eu.state.createSegment('web/production/beta');
    expect((await call(eu, 'GET', path)).status).toBe(200);
    expect((await call(eu, 'GET', path, { headers: { authorization: sim.token } })).status).toBe(401);
  });
});

describe('late readers', () => {
  const counts = async () => (await look())._unboundedMetadata.includedCount;

  test('see the counts before a change for some reads', async () => {
    segment.late({ counts: { reads: 2 } });
    segment.add('c');
    expect([await counts(), await counts(), await counts()]).toEqual([2, 2, 3]);
  });

  test('see the members before a change for some time', async () => {
    segment.late({ members: { ms: 150 } });
    segment.add('c');
    segment.remove('a');
    expect([await isMember('c'), await isMember('a')]).toEqual([false, true]);
    expect(segment.members.has('c')).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([await isMember('c'), await isMember('a')]).toEqual([true, false]);
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Segment } from '../../simulator/environment.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { call, closeAll, startAnother, upload } from './client.ts';

let sim: Simulator;
let segment: Segment;

beforeEach(async () => {
  sim = await startSimulator();
  segment = sim.state.createSegment('web/production/beta', { members: ['old'] });
});

afterEach(() => closeAll(sim));

const look = () => call(sim, 'GET', segment.path, { undescribed: true });
const send = (csv = 'a\n') => upload(sim, segment.path, 'merge', csv, { undescribed: true });
const statuses = async (...replies: Promise<{ status: number }>[]) =>
  (await Promise.all(replies)).map(({ status }) => status);

describe('a rule', () => {
  test('answers in place of the real thing, with headers and the usual error body', async () => {
    sim.behave({ on: 'POST import', status: 429, headers: { 'retry-after': '7' } });
    const reply = await send();
    expect([reply.status, reply.headers['retry-after'], reply.json.code]).toEqual([429, '7', 'rate_limited']);
    expect(sim.seen('POST import')[0]).toMatchObject({
      complete: true,
      status: 429,
      upload: { bytes: 2, mode: 'merge' },
    });
    expect(sim.state.imports).toEqual([]);
  });

  test('strikes the nth request, or the first few', async () => {
    sim.behave({ on: 'GET segment', nth: [2, 4], status: 500 });
    const seen: number[] = [];
    for (let n = 0; n < 5; n++) seen.push((await look()).status);
    expect(seen).toEqual([200, 500, 200, 500, 200]);
    sim.behave({ on: '*', path: '/imports', times: 1, status: 503 });
    expect([(await send()).status, (await send()).status]).toEqual([503, 204]);
  });

  test('can be taken back', async () => {
    const takeBack = sim.behave({ on: '*', status: 403 });
    expect(await statuses(look())).toEqual([403]);
    takeBack();
    takeBack();
    expect(await statuses(look())).toEqual([200]);
  });

  test('of a later day wins, field by field', async () => {
    sim.behave({ on: 'POST import', location: 'none', effect: 'none' });
    sim.behave({ on: 'POST import', nth: 2, location: 'absolute' });
    expect((await send()).headers.location).toBeUndefined();
    expect((await send()).headers.location).toMatch(sim.url);
    expect(segment.members.size).toBe(1);
  });

  test('answers a web page', async () => {
    sim.behave({ on: 'GET segment', html: true });
    const { status, headers, text } = await look();
    expect([status, headers['content-type'], text.slice(0, 15)]).toEqual([200, 'text/html', '<!DOCTYPE html>']);
  });

  test('answers before the body is there', async () => {
    sim.behave({ on: 'POST import', status: 401, early: true });
    expect((await send('key\n'.repeat(1_000_000))).status).toBe(401);
    expect(sim.seen('POST import')[0]!.upload).toBeUndefined();
  });

  test('answers an error although it did the work', async () => {
    sim.behave({ on: 'POST import', status: 500, processed: true });
    expect((await send()).status).toBe(500);
    expect([...segment.members]).toEqual(['old', 'a']);
  });

  test.each([
    ['before', ['old']],
    ['after', ['old', 'a']],
  ] as const)('breaks the connection %s the work', async (drop, members) => {
    sim.behave({ on: 'POST import', drop });
    await expect(send()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect([...segment.members]).toEqual(members);
  });

  test('changes an answer', async () => {
    sim.behave({
      on: 'GET segment',
      edit: (answer) => {
        delete answer.body._unboundedMetadata;
        answer.headers['x-odd'] = 'yes';
      },
    });
    const { json, headers } = await look();
    expect(json).not.toHaveProperty('_unboundedMetadata');
    expect(headers['x-odd']).toBe('yes');
  });

  test('lets somebody else write between two looks', async () => {
    sim.behave({ on: 'GET segment', nth: 2, before: () => segment.add('theirs') });
    const versions = [(await look()).json, (await look()).json].map((json) => json._unboundedMetadata.version);
    expect(versions).toEqual([1, 2]);
  });

  test('waits before, and runs something after', async () => {
    const order: string[] = [];
    sim.behave({
      on: 'GET segment',
      delayMs: 50,
      before: () => void order.push('before'),
      after: () => void order.push('after'),
    });
    const started = Date.now();
    await look();
    expect(Date.now() - started).toBeGreaterThan(40);
    expect(order).toEqual(['before', 'after']);
  });
});

test('every answer may take its time, beside the others', async () => {
  const slow = await startAnother({ latencyMs: 300 });
  const { path } = slow.state.createSegment('web/production/beta');
  await Promise.all(Array.from({ length: 20 }, () => call(slow, 'GET', path)));
  const started = slow.requests.map(({ startedAt }) => startedAt);
  const finished = slow.requests.map(({ finishedAt }) => finishedAt!);
  expect(Math.min(...finished) - Math.min(...started)).toBeGreaterThan(250);
  expect(Math.min(...finished)).toBeGreaterThan(started[9]!);
});

test('a request for nothing known is 404, and recorded', async () => {
  expect((await call(sim, 'GET', '/nowhere', { undescribed: true })).status).toBe(404);
  expect(sim.requests).toMatchObject([{ number: 1, url: '/nowhere', status: 404 }]);
  expect(sim.requests[0]).not.toHaveProperty('route');
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Segment } from '../../simulator/environment.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import type { OnExcluded } from '../../simulator/targets.ts';
import { call, JSON_TYPE, upload } from './client.ts';

let sim: Simulator;
let segment: Segment;

beforeEach(async () => {
  sim = await startSimulator();
});

afterEach(() => sim.close());

function create(onExcluded: Partial<OnExcluded> = {}): void {
  segment = sim.state.createSegment('web/production/beta', { members: ['old'], excluded: ['x', 'y'], onExcluded });
}

const targets = () => [[...segment.members], [...segment.excluded]];
const change = (body: unknown) =>
  call(sim, 'POST', `${segment.path}/contexts`, { headers: JSON_TYPE, body: JSON.stringify(body) });

test('excluded targets are counted, and lookups tell', async () => {
  create();
  expect((await call(sim, 'GET', segment.path)).json._unboundedMetadata).toMatchObject({
    includedCount: 1,
    excludedCount: 2,
  });
  const { json } = await call(sim, 'GET', `${segment.path}/contexts/x`);
  expect(json).toEqual({ userKey: 'x', included: false, excluded: true });
});

describe('a batch that adds one', () => {
  test('is refused as a whole, and nothing changes', async () => {
    create();
    const { version } = segment;
    const { status, json } = await change({ included: { add: ['a', 'x'], remove: ['old'] } });
    expect([status, json.code, json.message]).toEqual([400, 'invalid_request', expect.stringContaining('x')]);
    expect([targets(), segment.version]).toEqual([[['old'], ['x', 'y']], version]);
    expect((await change({ included: { add: ['a'] } })).status).toBe(204);
  });

  test('is refused the other way round, but not where the same request sorts it out', async () => {
    create();
    expect((await change({ excluded: { add: ['old'] } })).status).toBe(400);
    expect((await change({ included: { add: ['b'] }, excluded: { add: ['b'] } })).status).toBe(400);
    expect((await change({ included: { add: ['x'] }, excluded: { remove: ['x'] } })).status).toBe(204);
    expect((await change({ included: { remove: ['old'] }, excluded: { add: ['old'] } })).status).toBe(204);
    expect(targets()).toEqual([['x'], ['y', 'old']]);
    expect((await change({ included: { remove: ['y'] } })).status).toBe(204);
  });

  test.each([
    [
      'both',
      [
        ['old', 'a', 'x'],
        ['x', 'y'],
      ],
    ],
    ['included', [['old', 'a', 'x'], ['y']]],
    [
      'left-out',
      [
        ['old', 'a'],
        ['x', 'y'],
      ],
    ],
  ] as const)('may be accepted: %s', async (batch, expected) => {
    create({ batch });
    expect((await change({ included: { add: ['a', 'x'] } })).status).toBe(204);
    expect(targets()).toEqual(expected);
  });
});

describe('an import that has one', () => {
  test.each([
    [
      'merge',
      'both',
      [
        ['old', 'a', 'x'],
        ['x', 'y'],
      ],
    ],
    ['merge', 'included', [['old', 'a', 'x'], ['y']]],
    [
      'merge',
      'left-out',
      [
        ['old', 'a'],
        ['x', 'y'],
      ],
    ],
    [
      'replace',
      'both',
      [
        ['a', 'x'],
        ['x', 'y'],
      ],
    ],
    ['replace', 'included', [['a', 'x'], ['y']]],
    ['replace', 'left-out', [['a'], ['x', 'y']]],
  ] as const)('%s: %s', async (mode, way, expected) => {
    create({ import: way });
    const { headers } = await upload(sim, segment.path, mode, 'a\nx\n');
    expect((await call(sim, 'GET', headers.location!)).json.status).toBe('complete');
    expect(targets()).toEqual(expected);
  });

  test('may stop, and change nothing', async () => {
    create({ import: 'stopped' });
    const statusOf = async (csv: string) => {
      const { headers } = await upload(sim, segment.path, 'replace', csv);
      return (await call(sim, 'GET', headers.location!)).json.status;
    };
    expect([await statusOf('a\nx\n'), targets()]).toEqual(['stopped', [['old'], ['x', 'y']]]);
    expect([await statusOf('a\n'), targets()]).toEqual(['complete', [['a'], ['x', 'y']]]);
  });
});

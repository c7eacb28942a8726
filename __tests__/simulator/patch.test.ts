import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Segment } from '../../simulator/environment.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { call, FORM_TYPE, importForm } from './client.ts';

const SEMANTIC = { 'content-type': 'application/json; domain-model=launchdarkly.semanticpatch' };

let sim: Simulator;
let segment: Segment;

beforeEach(async () => {
  sim = await startSimulator();
  segment = sim.state.createSegment('web/production/beta', { members: ['a', 'b'], excluded: ['x'] });
});

afterEach(() => sim.close());

const send = (instructions: unknown[], query = '', headers: Record<string, string> = SEMANTIC) =>
  call(sim, 'PATCH', segment.path + query, {
    headers,
    body: JSON.stringify({ environmentKey: 'production', instructions }),
  });
const targets = () => [[...segment.members], [...segment.excluded]];
const CHANGE = [
  { kind: 'addBigSegmentIncludedTargets', values: ['c', 'd'] },
  { kind: 'removeBigSegmentIncludedTargets', values: ['a'] },
  { kind: 'addBigSegmentExcludedTargets', values: ['a'] },
  { kind: 'removeBigSegmentExcludedTargets', values: ['x'] },
];

test('a semantic patch changes targets and answers the segment', async () => {
  const { status, json } = await send(CHANGE);
  expect([status, json._unboundedMetadata.includedCount, targets()]).toEqual([200, 3, [['b', 'c', 'd'], ['a']]]);
});

test('a dry run answers the segment as it would be, and changes nothing', async () => {
  const { version } = segment;
  const { status, json } = await send(CHANGE, '?dryRun=true');
  expect([status, json.key]).toEqual([200, 'beta']);
  expect(json._unboundedMetadata).toMatchObject({ includedCount: 3, excludedCount: 1, version });
  expect([targets(), segment.version]).toEqual([[['a', 'b'], ['x']], version]);
});

test.each(['', '?dryRun=true'])('it is refused as a whole where a key would be in both lists (%s)', async (query) => {
  segment.onExcluded.batch = 'both';
  const instructions = [CHANGE[0], { kind: 'addBigSegmentIncludedTargets', values: ['x'] }];
  expect((await send(instructions, query)).status).toBe(400);
  expect(targets()).toEqual([['a', 'b'], ['x']]);
});

test('it is refused for what is wrong', async () => {
  for (const instructions of [[], [{ kind: 'addRule' }], [{ kind: CHANGE[0]!.kind }], [{ kind: 'constructor' }]]) {
    expect((await send(instructions)).status).toBe(400);
  }
  expect((await send(CHANGE, '', { 'content-type': 'application/json' })).status).toBe(400);
  expect((await send([{ kind: 'processBigSegmentImport', importId: 'none' }])).status).toBe(400);
});

test.each(['', '?dryRun=true'])(
  'where approval is required it is answered as was seen in public (%s)',
  async (query) => {
    segment.environment.requireApproval();
    const { status, json } = await send(CHANGE, query);
    expect([status, json.code, json.message]).toEqual([403, 'forbidden', 'approval is required']);
    sim.tokens.grant(sim.token, { bypassApprovals: true });
    expect((await send(CHANGE, query)).status).toBe(200);
  },
);

test('it can process an import that waits', async () => {
  const body = importForm('merge', 'z\n', 'true');
  const { headers } = await call(sim, 'POST', `${segment.path}/imports`, { headers: FORM_TYPE, body });
  const instructions = [{ kind: 'processBigSegmentImport', importId: headers.location!.split('/').at(-1) }];
  expect((await send(instructions, '?dryRun=true')).status).toBe(200);
  expect(segment.members.has('z')).toBe(false);
  expect((await send(instructions)).json._unboundedMetadata.includedCount).toBe(3);
});

import { describe, expect, test } from '@jest/globals';
import { expectFailure, expectSuccess, warningsOf } from '../support/expect-result.ts';
import { keys, type Scenario, scenario } from '../support/scenario.ts';
import { runTogether } from '../support/together.ts';

type Trouble = (scene: Scenario) => void;

const noCount: Trouble = ({ sim }) =>
  sim.behave({ on: 'GET segment', edit: ({ body }) => delete body._unboundedMetadata });
const nullCount: Trouble = ({ sim }) =>
  sim.behave({
    on: 'GET segment',
    edit: ({ body }) => {
      body._unboundedMetadata.includedCount = null;
    },
  });
const answers =
  (on: 'GET segment' | 'GET context', answer: object): Trouble =>
  ({ sim }) =>
    sim.behave({ on, ...answer });

// Outages are waited for, five minutes each.
const HURRY = { timeScale: 250 };

describe('a segment that may not be read', () => {
  const MAY_NOT: [string, Trouble, 'forbidden' | 'guard_blocked'][] = [
    ['403', answers('GET segment', { status: 403 }), 'forbidden'],
    ['the count is missing', noCount, 'guard_blocked'],
    ['the count is null', nullCount, 'guard_blocked'],
  ];

  test.each(MAY_NOT)('stops what needs its members, before anything is sent (%s)', async (_, trouble, code) => {
    const { ends, changes } = await runTogether(trouble, HURRY, [
      { mode: 'replace' },
      { mode: 'remove' },
      { mode: 'replace', 'dry-run': true },
      { mode: 'merge', 'max-addition-percent': 5 },
      { mode: 'merge', strategy: 'delta' },
    ]);
    expect([ends, changes]).toEqual([Array(5).fill(code), []]);
  });

  test.each(MAY_NOT)('is a warning for a merge, and without limits (%s)', async (_, trouble) => {
    const without = [{}, { mode: 'replace', 'max-removal-percent': 100 }];
    const { result, ends, changes } = await runTogether(trouble, HURRY, without, keys(100, 50));
    expectSuccess(result);
    expect(ends).toEqual(['complete', 'complete']);
    expect(result.outputs).toMatchObject({ verified: 'false', 'members-before': '' });
    expect(warningsOf(result).length).toBeGreaterThanOrEqual(2);
    expect(changes).toEqual(['POST import', 'POST import']);
  });
});

test('what a run without limits could not read is not compared later', async () => {
  await using scene = await scenario({ members: 3, inputs: { mode: 'replace', 'max-removal-percent': 100 } });
  scene.sim.behave({ on: 'GET segment', nth: 1, edit: ({ body }) => delete body._unboundedMetadata });
  const result = await scene.run();
  expectSuccess(result);
  expect(result.log).not.toContain('planning again');
  expect(result.outputs).toMatchObject({ verified: 'true', 'members-before': '3' });
});

describe('any other refusal ends the run as itself, whatever the mode', () => {
  test.each([
    ['400', { status: 400 }, 'bad_request'],
    ['401', { status: 401 }, 'unauthorized'],
    ['404', { status: 404 }, 'not_found'],
    ['500', { status: 500 }, 'server_error'],
    ['a redirect', { status: 302, headers: { location: 'https://elsewhere.example/' } }, 'unexpected_response'],
    ['a web page', { html: true }, 'unexpected_response'],
    ['no JSON', { status: 200, body: 'ok' }, 'unexpected_response'],
  ] as const)('%s', async (_, answer, code) => {
    const { result, ends, changes } = await runTogether(answers('GET segment', answer), HURRY, [
      {},
      { mode: 'replace' },
      { mode: 'replace', 'max-removal-percent': 100 },
    ]);
    expectFailure(result, code);
    expect([ends, changes]).toEqual([Array(3).fill(code), []]);
  });

  test('a token of another kind: the usual causes are named', async () => {
    await using scene = await scenario();
    const told = expectFailure(await scene.run({ 'access-token': 'sdk-12345678-1234' }), 'unauthorized');
    expect(told).toContain('Invalid account ID header');
    expect(told).toMatch(/SDK key/);
    expect(scene.changes()).toEqual([]);
  });
});

describe('keys that cannot be looked up', () => {
  test.each([
    ['401', { status: 401 }, 'unauthorized'],
    ['500', { status: 500 }, 'server_error'],
    ['a web page', { html: true }, 'unexpected_response'],
    ['403: no export can be tested either', { status: 403 }, 'guard_blocked'],
  ] as const)('stop a replace that nothing proves (%s)', async (_, answer, code) => {
    await using scene = await scenario({ members: 100, list: 100, inputs: { mode: 'replace' } });
    answers('GET context', answer)(scene);
    expectFailure(await scene.run({}, HURRY), code);
    expect(scene.sim.seen('POST import')).toEqual([]);
    expect(scene.segment.members.size).toBe(100);
  });

  test('leave the verification of a merge undone, and a warning says so', async () => {
    await using scene = await scenario({ members: 100 });
    answers('GET context', { status: 403 })(scene);
    const result = await scene.run({}, HURRY);
    expectSuccess(result);
    expect(result.outputs.verified).toBe('false');
    expect(warningsOf(result)).toEqual([expect.stringContaining('could not be checked')]);
  });
});

test('approvals are asked for even where the segment cannot be read', async () => {
  await using scene = await scenario();
  scene.environment.requireApproval();
  answers('GET segment', { status: 403 })(scene);
  expectFailure(await scene.run(), 'approval_required');
  expect(scene.changes()).toEqual([]);
});

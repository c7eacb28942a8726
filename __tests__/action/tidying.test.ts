/** Tidying up only warns: what cannot be removed, at whatever moment, changes nothing about how a run ends. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { expectPrivate } from '../support/expect-private.ts';
import { expectFailure, expectSuccess, warningsOf } from '../support/expect-result.ts';
import type { ActionResult, RunOptions } from '../support/run-action.ts';
import { keys, type ScenarioOptions, scenario } from '../support/scenario.ts';
import { undeletable as withFaults } from '../support/undeletable.ts';

const undeletable = (share: number, seed?: number): RunOptions => ({ ...withFaults(share, seed), timeScale: 50 });

const WARNING = /Temporary files could not be removed \(EBUSY\)/;
const results = (result: ActionResult): Record<string, unknown>[] => JSON.parse(result.outputs.results ?? '[]');
const outcomes = (result: ActionResult): unknown[] =>
  results(result).map(({ segmentKey, errorCode, status }) => [segmentKey, errorCode ?? status]);

describe('where nothing can be removed', () => {
  const delta = { mode: 'replace', strategy: 'delta' };
  test.each<[string, ScenarioOptions]>([
    ['an import is complete', {}],
    ['a delta', { members: keys(100), list: keys(95, 10), inputs: delta }],
    ['a delta that has to read the export in several layouts', { members: ['key', ...keys(9)], inputs: delta }],
  ])('%s', async (_, options) => {
    await using scene = await scenario(options);
    const result = await scene.run({ 'max-removal-percent': 100 }, undeletable(1));
    expectSuccess(result);
    expect(warningsOf(result)).toContainEqual(expect.stringMatching(WARNING));
    expect(scene.segment.members).toEqual(new Set(scene.list));
    expectPrivate(result, { keys: scene.list, token: scene.sim.token });
  });

  test('a delta is planned again beside what the first plan left', async () => {
    await using scene = await scenario({ members: keys(100), list: keys(95, 10), inputs: delta });
    scene.sim.behave({ on: 'GET segment', nth: 2, before: () => scene.segment.add('non-member') });
    const result = await scene.run({}, undeletable(1));
    expectSuccess(result);
    expect(result.log).toContain('planning again');
    expect(scene.segment.members).toEqual(new Set(scene.list));
  });

  test('a failure is still that failure', async () => {
    await using scene = await scenario({ list: [] });
    expectFailure(await scene.run({}, undeletable(1)), 'empty_list');
  });
});

/** Eight targets in four environments; two of them fail, each in its own way. */
async function many(options: RunOptions): Promise<{ outcomes: unknown[]; members: number[]; result: ActionResult }> {
  await using scene = await scenario();
  const places = ['one', 'two', 'three', 'four'].flatMap(
    (environment) => [`${environment}/a`, `${environment}/b`] as const,
  );
  const segments = places.map((place) => scene.sim.state.createSegment(`web/${place}`, { members: keys(10) }));
  const special: Record<string, string> = {
    'two/a': ', mode: replace, csv-path: short.csv',
    'three/b': ', csv-path: missing.csv',
    'four/a': ', mode: replace, strategy: delta',
  };
  const lines = places.map((place) => {
    const [environment, segment] = place.split('/');
    return `  - {environment-key: ${environment}, segment-key: ${segment}${special[place] ?? ''}}`;
  });
  const result = await scene.run(
    {
      'targets-path': 'targets.yml',
      'project-key': '',
      'environment-key': '',
      'segment-key': '',
      'csv-path': '',
    },
    {
      ...options,
      files: {
        'short.csv': 'key-00001\n',
        'keys.csv': keys(12)
          .map((key) => `${key}\n`)
          .join(''),
        'targets.yml': `defaults: {project-key: web, csv-path: keys.csv}\ntargets:\n${lines.join('\n')}\n`,
      },
    },
  );
  expect(result.stderr).toBe('');
  return { outcomes: outcomes(result), members: segments.map(({ members }) => members.size), result };
}

describe('eight targets in four environments', () => {
  test('all are reported, and none goes on unsupervised', async () => {
    const { outcomes, members, result } = await many(undeletable(1));
    expect(outcomes).toEqual([
      ['a', 'complete'],
      ['b', 'complete'],
      ['a', 'guard_blocked'],
      ['b', 'complete'],
      ['a', 'complete'],
      ['b', 'invalid_input'],
      ['a', 'complete'],
      ['b', 'complete'],
    ]);
    expect(members).toEqual([12, 12, 10, 12, 12, 10, 12, 12]);
    expectFailure(result, 'guard_blocked');
    expect(warningsOf(result)).toContainEqual(expect.stringMatching(WARNING));
  });

  test.each([3, 5, 8, 13])('with faults at random, of seed %i, everything else is the same', async (seed) => {
    const [{ result: _, ...faulty }, { result: __, ...whole }] = [
      await many(undeletable(0.4, seed)),
      await many({ timeScale: 50 }),
    ];
    expect(faulty).toEqual(whole);
  });
});

describe('a RUNNER_TEMP that cannot be used', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unusable-'));
  writeFileSync(join(folder, 'file'), '');
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(['missing', 'file'])('a %s: the target is named', async (name) => {
    await using scene = await scenario({ members: 3 });
    const result = await scene.run({}, { env: { RUNNER_TEMP: join(folder, name) } });
    const message = expectFailure(result, 'runner_error');
    expect(message).toMatch(/refused an operation: (ENOENT|ENOTDIR) \(mkdir\)/);
    expect(message).toContain('this run has not changed the segment');
    const target = { projectKey: 'web', environmentKey: 'production', segmentKey: 'beta' };
    expect(results(result)).toMatchObject([{ ...target, status: 'failed', errorCode: 'runner_error' }]);
    expect(scene.sim.requests).toEqual([]);
  });
});

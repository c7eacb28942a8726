import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Failure } from '../../src/failure.ts';
import { noteFailure, toFailure } from '../../src/sync/failed.ts';
import type { TargetRun } from '../../src/sync/run.ts';
import { target } from '../report/situations.ts';

/** As much of a target under way as noting a failure needs. */
const runOf = (result: TargetRun['result']): TargetRun =>
  ({
    result,
    settings: { dryRun: false },
    shared: { signal: new AbortController().signal },
    footprint: { unanswered: false, partsDone: 0 },
  }) as unknown as TargetRun;

test('what the machine refuses is an error of the runner', () => {
  const refused = (): unknown => {
    try {
      return readFileSync('/nowhere/keys.csv');
    } catch (error) {
      return error;
    }
  };
  const failure = toFailure(refused());
  expect(failure).toMatchObject({ code: 'runner_error', message: expect.stringContaining('ENOENT (open)') });
  expect(failure.message).not.toContain('keys.csv');
});

test.each([new TypeError('api-secret'), 'api-secret', undefined, null])('anything else is a bug: %p', (error) => {
  const failure = toFailure(error);
  expect(failure.code).toBe('internal_error');
  expect(failure.message + failure.advice).not.toContain('api-secret');
});

test('a target that has not ended fails', async () => {
  const run = runOf(target({ status: 'failed' }));
  await noteFailure(run, new Failure('conflict', 'Busy.'));
  expect(run.result).toMatchObject({ status: 'failed', failure: { code: 'conflict', state: expect.any(String) } });
});

test.each([
  ['as a success', target({ status: 'complete' })],
  ['as a failure', target({ status: 'failed', failure: { code: 'conflict', message: 'Busy.' } })],
])('a target that has ended %s stays as it is', async (_, result) => {
  const before = structuredClone(result);
  await noteFailure(runOf(result), new Failure('server_error', 'Later.'));
  expect(result).toEqual(before);
});

import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Failure } from '../../src/failure.ts';
import { summarise, toFailure } from '../../src/sync/showable.ts';

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

test('what LaunchDarkly said is shown without tokens, and not at all where nobody can take them out', async () => {
  const failure = new Failure('conflict', 'Busy.', { api: { message: 'token api-secret' } });
  const secrets = { tokens: ['api-secret'], lists: [], signal: new AbortController().signal };
  expect(await summarise(failure, secrets)).toEqual({
    code: 'conflict',
    message: 'Busy.',
    api: { message: 'token ***' },
  });
  expect(await summarise(failure)).toEqual({ code: 'conflict', message: 'Busy.' });
});

import { afterEach, describe, expect, test } from '@jest/globals';
import { Failure } from '../../src/failure.ts';
import {
  type BeforeAttempt,
  getSegment,
  type Reached,
  RequestFailure,
  startImport,
} from '../../src/launchdarkly/index.ts';
import { lastElement } from '../../src/launchdarkly/resources.ts';
import { cleanUp, clientFor, fastTime, fileOf, rejection, serve } from './servers.ts';

afterEach(cleanUp);
const upload = { mode: 'merge', waitOnApprovals: false, fileName: 'beta.csv' } as const;
const MINUTE = 60_000;

describe('the ID in Location', () => {
  test.each([
    ['/api/v2/segments/web/production/beta/imports/1234a567-bcd8', '1234a567-bcd8'],
    ['https://app.launchdarkly.com/api/v2/segments/w/p/b/imports/i-1?x=1#y', 'i-1'],
    ['/imports/i-1/', 'i-1'],
    ['i-1', 'i-1'],
    ['//other.example/imports/i_1.2~3', 'i_1.2~3'],
    ['/imports/i%2D1', undefined],
    ['/imports/%zz', undefined],
    [undefined, undefined],
    ['', undefined],
    ['/', undefined],
    ['/imports/%0A::error::x', undefined],
    ['/imports/<b>', undefined],
    ['/imports/..', undefined],
    [`/imports/${'x'.repeat(201)}`, undefined],
    ['http://[', undefined],
  ])('%j is %j', (location, id) => {
    expect(lastElement(location)).toBe(id);
  });

  test('without one, the import has started all the same', async () => {
    const server = await serve((_request, response) => response.writeHead(204).end());
    const started = await startImport(clientFor(server.origin), { ...upload, file: fileOf('a\n') });
    expect(started).toEqual({ attempts: 1, answerLost: false });
  });
});

describe('beforeAttempt', () => {
  /** Starts an import at a server that gives these answers, the last one for ever. */
  const starting = async (answers: readonly number[], beforeAttempt: BeforeAttempt) => {
    fastTime(1_000);
    const server = await serve((_request, response) =>
      response.writeHead(answers[Math.min(server.requests.length, answers.length) - 1]!).end(),
    );
    const client = clientFor(server.origin, { milliseconds: 60 * MINUTE });
    const failure = startImport(client, { ...upload, file: fileOf('a\n'), beforeAttempt });
    return { server, failure: await rejection(failure) };
  };

  test('is called before each attempt, and ends it by throwing', async () => {
    const seen: [Reached, number | undefined][] = [];
    const { failure, server } = await starting([409, 500, 409], async (...earlier) => {
      seen.push(earlier);
      if (seen.length === 4) throw new Failure('segment_changed', 'The segment changed.', { httpStatus: 200 });
    });
    expect(seen).toEqual([
      ['not_sent', undefined],
      ['answered', 409],
      ['unknown', 500],
      ['unknown', 409],
    ]);
    expect(server.requests).toHaveLength(3);
    // The status of another request is not this one's.
    expect(failure).toBeInstanceOf(RequestFailure);
    expect(failure).toMatchObject({ code: 'segment_changed', reached: 'unknown', attempts: 3, httpStatus: 409 });
  });

  test('what a request of its own came to is not what this one came to', async () => {
    const broken = await serve((_request, response) => response.writeHead(403).end());
    const { failure } = await starting([204], async () => void (await getSegment(clientFor(broken.origin))));
    expect(failure).toMatchObject({ code: 'forbidden', reached: 'not_sent', attempts: 0, httpStatus: undefined });
    expect(failure.message).toContain('refused to read the segment');
  });

  test('what is no failure passes', async () => {
    class Stale extends Error {}
    const { failure } = await starting([409], async (reached) => {
      if (reached === 'answered') throw new Stale();
    });
    expect(failure).toBeInstanceOf(Stale);
  });
});

describe('a conflict', () => {
  const waitingFor = async (whoIsBusy: () => Promise<string[]>) => {
    fastTime(1_000);
    const waits: string[] = [];
    const server = await serve((_request, response) =>
      response.writeHead(server.requests.length < 3 ? 409 : 204).end('{"message":"Busy."}'),
    );
    const observer = { onWait: ({ why }: { why: string }) => void waits.push(why) };
    const client = clientFor(server.origin, { milliseconds: 60 * MINUTE, observer });
    await startImport(client, { ...upload, file: fileOf('a\n'), whoIsBusy });
    expect(waits).toHaveLength(2);
    return waits[0]!;
  };

  test('names the segment that is in the way', async () => {
    expect(await waitingFor(async () => ['gamma'])).toMatch(
      /\(409 Conflict\)\. An import into "gamma" is in progress\.$/,
    );
  });

  test.each<[string, () => Promise<string[]>]>([
    ['nobody knows', async () => []],
    ['it cannot be read', () => Promise.reject(new Failure('forbidden', 'No.'))],
  ])('says no more where %s', async (_, whoIsBusy) => {
    expect(await waitingFor(whoIsBusy)).toMatch(/\(409 Conflict\)\.$/);
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';
import { Failure } from '../../src/failure.ts';
import {
  type BeforeAttempt,
  getSegment,
  type Reached,
  RequestFailure,
  startImport,
  waitForImport,
} from '../../src/launchdarkly/index.ts';
import { lastElement } from '../../src/launchdarkly/resources.ts';
import { CANCELLED, cleanUp, clientFor, fastTime, fileOf, rejection, SEGMENT_PATH, serve } from './servers.ts';

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

describe('waitForImport', () => {
  /** A server whose answers to the polls are these, the last one for ever. A string is a status, a number an HTTP status. */
  const polled = async (...answers: (string | number)[]) => {
    const server = await serve((_request, response) => {
      const answer = answers[Math.min(server.requests.length, answers.length) - 1]!;
      if (typeof answer === 'number') response.writeHead(answer).end('{"message":"No."}');
      else response.end(JSON.stringify({ id: 'i-1', status: answer }));
    });
    return server;
  };
  const waiting = async (origin: string, options: { waitOnApprovals?: boolean; milliseconds?: number } = {}) => {
    const statuses: string[] = [];
    const unknown: string[] = [];
    const waits: (readonly [string | undefined, number])[] = [];
    const client = clientFor(origin, { milliseconds: options.milliseconds ?? 10 * MINUTE });
    const end = await waitForImport(client, 'i-1', {
      waitOnApprovals: options.waitOnApprovals ?? false,
      onStatus: (status, known) => void (known ? statuses : unknown).push(status),
      onWait: (seconds) => void waits.push([statuses.at(-1), seconds]),
    }).catch((error: Failure) => error);
    return { end, statuses, unknown, waits };
  };

  test.each(['complete', 'stopped', 'pending_approval'])('ends at %s', async (status) => {
    fastTime(100);
    const server = await polled('preparing', 'preparing', 'in_progress', status, 'never');
    const { waits, ...seen } = await waiting(server.origin);
    expect(seen).toEqual({ end: status, statuses: ['preparing', 'in_progress', status], unknown: [] });
    expect(waits.map(([last]) => last)).toEqual(['preparing', 'preparing', 'in_progress']);
    for (const [, seconds] of waits) expect(seconds).toBeLessThanOrEqual(1);
    expect(server.requests).toHaveLength(4);
  });

  test('an unknown status is told as that, and the wait goes on', async () => {
    fastTime(100);
    const server = await polled('queued\n::error::', 'queued\n::error::', 'paused', 'complete');
    const { end, statuses, unknown } = await waiting(server.origin);
    expect(end).toBe('complete');
    expect(statuses).toEqual(['complete']);
    expect(unknown).toEqual(['queued\n::error::', 'paused']);
  });

  test('an unknown status is not in the message at the deadline', async () => {
    fastTime(200);
    const { end } = await waiting((await polled('ann@example.com')).origin, { milliseconds: MINUTE });
    expect((end as Failure).message).toContain('(its last known status is none that is documented)');
  });

  test('the ID is in no path that is shown', async () => {
    const seen: unknown[] = [];
    const client = clientFor((await polled('complete')).origin, {
      observer: { onRequest: (event) => void seen.push(event.path), onAnswer: (event) => void seen.push(event.path) },
    });
    await waitForImport(client, 'i-1', { waitOnApprovals: false });
    expect(seen).toEqual([`${SEGMENT_PATH}/imports/***`, `${SEGMENT_PATH}/imports/***`]);
  });

  test('trouble on the way is tolerated', async () => {
    fastTime(200);
    const server = await polled('in_progress', 500, 400, 429, 413, 404, 409, 'complete');
    expect((await waiting(server.origin)).end).toBe('complete');
  });

  test.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [307, 'unexpected_response'],
  ])('%i ends it, saying what is known of the import', async (status, code) => {
    fastTime(100);
    const { end } = await waiting((await polled('in_progress', status)).origin);
    expect(end).toMatchObject({
      code,
      httpStatus: status,
      message: expect.stringMatching(
        / LaunchDarkly had accepted the import \(its last known status is "in_progress"\)\.$/,
      ),
      advice: expect.stringMatching(/^It goes on in LaunchDarkly: .*\. \w/),
    });
    expect((await waiting((await polled(status)).origin)).end).toMatchObject({
      message: expect.stringContaining('(its status could not be read)'),
    });
  });

  test('404 is tolerated for half a minute', async () => {
    fastTime(200);
    const server = await polled(404);
    const started = performance.now();
    expect((await waiting(server.origin)).end).toMatchObject({ code: 'not_found' });
    expect(performance.now() - started).toBeGreaterThanOrEqual(30_000);
    const late = await polled(404, 404, 404, 'in_progress', 'complete');
    expect((await waiting(late.origin)).end).toBe('complete');
  });

  test('ready for a minute waits for a person, if approvals are waited for', async () => {
    fastTime(200);
    const server = await polled('ready');
    const started = performance.now();
    expect((await waiting(server.origin, { waitOnApprovals: true })).end).toBe('pending_approval');
    expect(performance.now() - started).toBeGreaterThanOrEqual(MINUTE);
    expect((await waiting(server.origin, { milliseconds: 2 * MINUTE })).end).toMatchObject({ code: 'timed_out' });
  });

  test('the deadline ends it, saying what is known', async () => {
    fastTime(200);
    const server = await polled('in_progress', 500);
    const { end } = await waiting(server.origin, { milliseconds: MINUTE });
    expect(end).toMatchObject({
      code: 'timed_out',
      message: expect.stringContaining('its last known status is "in_progress"'),
    });
    expect((end as Failure).advice).toContain('500 Internal Server Error');
    expect((await waiting((await polled(500)).origin, { milliseconds: MINUTE })).end).toMatchObject({
      code: 'timed_out',
      message: expect.stringContaining('its status could not be read'),
    });
  });

  test('a cancellation ends it at once', async () => {
    const controller = new AbortController();
    const server = await polled('in_progress');
    const client = clientFor(server.origin, { cancellation: controller.signal });
    const end = rejection(
      waitForImport(client, 'i-1', { waitOnApprovals: false, onStatus: () => controller.abort(CANCELLED) }),
    );
    expect((await end).code).toBe('cancelled');
  });
});

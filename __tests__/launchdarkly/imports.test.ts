import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Failure } from '../../src/failure.ts';
import { getImport, idFromLocation, pollDelay, startImport, waitForImport } from '../../src/launchdarkly/imports.ts';
import { cleanUp, clientFor, fastTime, fileOf, REF, rejection, SEGMENT_PATH, serve } from './servers.ts';

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
    ['/imports/i%2D1', 'i-1'],
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
    expect(idFromLocation(location)).toBe(id);
  });

  test('without one, the import has started all the same', async () => {
    const server = await serve((_request, response) => response.writeHead(204).end());
    const started = await startImport(clientFor(server.origin), REF, { ...upload, file: fileOf('a\n') });
    expect(started).toEqual({ attempts: 1, answerLost: false, httpStatus: 204 });
  });
});

describe('beforeAttempt', () => {
  test('is called before each attempt, and ends the row by throwing', async () => {
    fastTime(1_000);
    const server = await serve((_request, response) =>
      response.writeHead(server.requests.length === 1 ? 500 : 409).end(),
    );
    const seen: unknown[] = [];
    const client = clientFor(server.origin, { milliseconds: 60 * MINUTE });
    const error = await rejection(
      startImport(client, REF, {
        ...upload,
        file: fileOf('a\n'),
        async beforeAttempt(state) {
          seen.push({ ...state, sent: server.requests.length });
          if (state.attempt === 3) throw new Failure('segment_changed', 'The segment changed.');
        },
      }),
    );
    expect(error.code).toBe('segment_changed');
    expect(seen).toEqual([
      { attempt: 1, mayHaveMutated: false, sent: 0 },
      { attempt: 2, mayHaveMutated: true, httpStatus: 500, sent: 1 },
      { attempt: 3, mayHaveMutated: true, httpStatus: 409, sent: 2 },
    ]);
  });
});

test('getImport', async () => {
  const server = await serve((_request, response) =>
    response.end('{"id":"i-1","status":"ready","mode":"merge","files":[{"filename":"a.csv","status":"x"},3]}'),
  );
  expect(await getImport(clientFor(server.origin), REF, 'i-1')).toEqual({
    status: 'ready',
    mode: 'merge',
    files: [{ filename: 'a.csv', status: 'x' }],
  });
  expect(server.requests[0]!.url).toBe(`${SEGMENT_PATH}/imports/i-1`);
});

test('questions come at first each second, then each twentieth of the time so far, up to 15 seconds', () => {
  const random = jest.spyOn(Math, 'random').mockReturnValue(0);
  expect([0, 20_000, 40_000, 200_000, 300_000, 3_600_000].map(pollDelay)).toEqual([
    1_000, 1_000, 2_000, 10_000, 15_000, 15_000,
  ]);
  random.mockReturnValue(0.999_999);
  expect(pollDelay(0)).toBeGreaterThanOrEqual(900);
  expect(pollDelay(0)).toBeLessThan(1_000);
  random.mockRestore();
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
    const client = clientFor(origin, { milliseconds: options.milliseconds ?? 10 * MINUTE });
    const end = await waitForImport(client, REF, 'i-1', {
      waitOnApprovals: options.waitOnApprovals ?? false,
      onStatus: (status, documented) => void (documented ? statuses : unknown).push(status),
    }).catch((error: Failure) => error);
    return { end, statuses, unknown };
  };

  test.each(['complete', 'stopped', 'pending_approval'])('ends at %s', async (status) => {
    fastTime(100);
    const server = await polled('preparing', 'preparing', 'in_progress', status, 'never');
    expect(await waiting(server.origin)).toEqual({
      end: status,
      statuses: ['preparing', 'in_progress', status],
      unknown: [],
    });
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
    await waitForImport(client, REF, 'i-1', { waitOnApprovals: false });
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
  ])('%i ends it', async (status, code) => {
    fastTime(100);
    const server = await polled('in_progress', status);
    expect((await waiting(server.origin)).end).toMatchObject({ code });
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
      waitForImport(client, REF, 'i-1', { waitOnApprovals: false, onStatus: () => controller.abort() }),
    );
    expect((await end).code).toBe('cancelled');
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';
import type { Failure } from '../../src/failure.ts';
import type { TargetEvent } from '../../src/result.ts';
import type { Context } from '../../src/sync/context.ts';
import { waitForImport } from '../../src/sync/upload.ts';
import { CANCELLED, cleanUp, clientFor, fastTime, SEGMENT_PATH, serve } from '../launchdarkly/servers.ts';

afterEach(cleanUp);
const MINUTE = 60_000;

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
  /** Waits for the import, and gives how that ended and what was seen on the way. */
  const waiting = async (
    origin: string,
    options: Parameters<typeof clientFor>[1] & { waitOnApprovals?: boolean; onLine?: () => void } = {},
  ) => {
    const seen = { lines: [] as string[], warnings: [] as string[], waits: [] as TargetEvent[] };
    const client = clientFor(origin, { milliseconds: 10 * MINUTE, ...options });
    const context: Partial<Context> = {
      client,
      deadline: client.deadline,
      settings: { waitOnApprovals: options.waitOnApprovals ?? false } as Context['settings'],
      secrets: { tokens: [], lists: [], signal: client.deadline.signal },
      log: (text) => {
        seen.lines.push(text);
        options.onLine?.();
      },
      warn: (text) => void seen.warnings.push(text),
      emit: (event) => void seen.waits.push(event),
    };
    const ids = { id: 'i-1', shown: 'i-1' };
    const end = await waitForImport(context as Context, ids, { attempts: 1, state: 'running' }).catch(
      (error: Failure) => error,
    );
    return { end, ...seen };
  };

  test.each(['complete', 'stopped', 'pending_approval'])('ends at %s', async (status) => {
    fastTime(100);
    const server = await polled('preparing', 'preparing', 'in_progress', status, 'never');
    const { waits, ...seen } = await waiting(server.origin);
    const lines = ['preparing', 'in_progress', status].map((one) => `Import i-1: ${one}`);
    expect(seen).toEqual({ end: status, lines, warnings: [] });
    // Of the status that the log has just had, nothing is said again.
    expect(waits).toMatchObject([{ type: 'waiting', text: 'The import is preparing' }]);
    for (const wait of waits) expect(wait).toHaveProperty('seconds', expect.closeTo(1, 0));
    expect(server.requests).toHaveLength(4);
  });

  test('an unknown status is told as that, and the wait goes on', async () => {
    fastTime(100);
    const server = await polled('queued\n::error::', 'queued\n::error::', 'paused', 'complete');
    const { end, lines, warnings } = await waiting(server.origin);
    expect(end).toBe('complete');
    expect(lines).toEqual(['Import i-1: queued ::error::', 'Import i-1: paused', 'Import i-1: complete']);
    expect(warnings).toEqual([expect.stringContaining('"queued ::error::", a status that is not documented.')]);
  });

  test('an unknown status is not in the message at the deadline', async () => {
    fastTime(200);
    const { end } = await waiting((await polled('ann@example.com')).origin, { milliseconds: MINUTE });
    expect((end as Failure).message).toContain('(its last known status is not a documented one)');
  });

  test('the ID is in no path that is shown', async () => {
    const seen: unknown[] = [];
    await waiting((await polled('complete')).origin, {
      observer: { onRequest: (event) => void seen.push(event.path), onAnswer: (event) => void seen.push(event.path) },
    });
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
    const { end } = await waiting((await polled('in_progress')).origin, {
      cancellation: controller.signal,
      onLine: () => controller.abort(CANCELLED),
    });
    expect(end).toMatchObject({ code: 'cancelled' });
  });
});

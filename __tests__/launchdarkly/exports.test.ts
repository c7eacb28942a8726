import { createHash } from 'node:crypto';
import { text as textOf } from 'node:stream/consumers';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { type ClientObserver, openExport, startExport, waitForExport } from '../../src/launchdarkly/index.ts';
import {
  cleanUp,
  clientFor,
  fastTime,
  rejection,
  SEGMENT_PATH,
  serve,
  serveBytes,
  serveRaw,
  TOKEN,
  until,
} from './servers.ts';

afterEach(cleanUp);
afterEach(() => void jest.useRealTimers());
const ID = 'e-1';

describe('startExport', () => {
  test.each<[number, Record<string, string>, string]>([
    [200, { Location: `${SEGMENT_PATH}/exports/${ID}` }, ''],
    [204, { Location: `https://app.launchdarkly.com${SEGMENT_PATH}/exports/${ID}` }, ''],
    [201, {}, `{"id":"${ID}"}`],
    [200, { 'Content-Type': 'application/json' }, `{"_id":"${ID}"}`],
  ])('%i with %j and %j', async (status, headers, body) => {
    const server = await serve((_request, response) => response.writeHead(status, headers).end(body || undefined));
    expect(await startExport(clientFor(server.origin))).toBe(ID);
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      url: `${SEGMENT_PATH}/exports`,
      headers: { 'content-length': '0' },
    });
  });

  test.each(['', '{}', '<html></html>'])('%j without an ID is no start', async (body) => {
    const server = await serve((_request, response) => response.end(body));
    expect((await rejection(startExport(clientFor(server.origin)))).code).toBe('unexpected_response');
  });

  test('a refusal names the permission', async () => {
    const server = await serve((_request, response) => response.writeHead(403).end());
    expect((await rejection(startExport(clientFor(server.origin)))).advice).toContain(
      '"createSegmentExport" on proj/web:env/production:segment/beta',
    );
  });
});

describe('waitForExport', () => {
  const links = { self: { href: `${SEGMENT_PATH}/exports/${ID}` }, parent: { href: '/p' } };

  test('ends with the link that is not self, absolute or relative', async () => {
    fastTime(100);
    const files = { ...links, whatever: { href: 'https://storage.example/x.csv?signature=s' } };
    const answers = [
      { status: 'preparing', _links: links },
      404,
      500,
      { status: 'complete', sizeBytes: 18, _links: files },
    ];
    const server = await serve((_request, response) => {
      const answer = answers[server.requests.length - 1];
      if (typeof answer === 'number') response.writeHead(answer).end();
      else response.end(JSON.stringify(answer));
    });
    const client = clientFor(server.origin, { milliseconds: 600_000 });
    const statuses: string[] = [];
    const file = await waitForExport(client, ID, { onStatus: async (status) => void statuses.push(status) });
    expect(file).toEqual({ link: new URL('https://storage.example/x.csv?signature=s'), sizeBytes: 18 });
    expect(statuses).toEqual(['preparing', 'complete']);
    const relative = await serve((_request, response) =>
      response.end(
        JSON.stringify({
          status: 'Complete',
          _links: { ...links, other: { href: '/o' }, download: { href: '/files/x.csv' } },
        }),
      ),
    );
    expect((await waitForExport(clientFor(relative.origin), ID)).link.href).toBe(`${relative.origin}/files/x.csv`);
    expect((await waitForExport(clientFor(`${relative.origin}/prefix`), ID)).link.href).toBe(
      `${relative.origin}/prefix/files/x.csv`,
    );
  });

  test.each<[object, string]>([
    [{ status: 'failed' }, 'export_mismatch'],
    [{ status: 'stopped' }, 'export_mismatch'],
    [{ status: 'complete', _links: links }, 'unexpected_response'],
    [{ id: ID }, 'unexpected_response'],
  ])('%j is no file', async (body, code) => {
    const server = await serve((_request, response) => response.end(JSON.stringify(body)));
    expect((await rejection(waitForExport(clientFor(server.origin), ID))).code).toBe(code);
  });

  test('the deadline ends it', async () => {
    const server = await serve((_request, response) => response.end('{"status":"in_progress"}'));
    expect((await rejection(waitForExport(clientFor(server.origin, { milliseconds: 100 }), ID))).code).toBe(
      'timed_out',
    );
  });
});

describe('openExport', () => {
  const fileOn = (origin: string): URL => new URL(`${origin}/files/x.csv?signature=s3cret`);

  test('the own origin gets the token, another one does not', async () => {
    const own = await serve((_request, response) => response.end('a\n'));
    const other = await serve((_request, response) => response.end('b\n'));
    const seen: unknown[] = [];
    const note = (event: unknown): void => void seen.push(event);
    const observer: ClientObserver = { onRequest: note, onAnswer: note, onWait: note };
    const client = clientFor(own.origin, { observer });
    expect(await textOf(await openExport(client, fileOn(own.origin)))).toBe('a\n');
    expect(await textOf(await openExport(client, fileOn(other.origin)))).toBe('b\n');
    expect(own.requests[0]!.headers.authorization).toBe(TOKEN);
    expect(own.requests[0]!.url).toBe('/files/x.csv?signature=s3cret');
    expect(other.requests[0]!.headers.authorization).toBeUndefined();
    expect(JSON.stringify(other.requests[0]!.headers)).not.toContain(TOKEN);
    expect(JSON.stringify(seen)).not.toMatch(/s3cret|x\.csv/);
  });

  test('a large file comes whole, a slow reader included', async () => {
    const chunk = Buffer.alloc(100_000, 'some-key\n');
    const server = await serveRaw((_request, response) => {
      let chunks = 0;
      const more = (): void => {
        while (chunks++ < 100 && response.write(chunk));
        if (chunks > 100) response.end();
      };
      response.on('drain', more);
      more();
    });
    fastTime(1_000);
    const hash = createHash('sha256');
    let length = 0;
    let pauses = 0;
    for await (const piece of await openExport(
      clientFor(server.origin, { milliseconds: 3_600_000 }),
      fileOn(server.origin),
    )) {
      // More than the stall limit, at this speed.
      if (pauses++ < 3) await new Promise((resolve) => setTimeout(resolve, 150_000));
      hash.update(piece);
      length += piece.length;
    }
    expect(length).toBe(10_000_000);
    expect(hash.digest('hex')).toBe(
      createHash('sha256')
        .update(Buffer.concat(Array(100).fill(chunk)))
        .digest('hex'),
    );
  });

  test('a file that breaks off is a failure, not an end', async () => {
    const server = await serveBytes((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\na\nb\n'));
    });
    const error = await rejection(textOf(await openExport(clientFor(server.origin), fileOn(server.origin))));
    expect(error).toMatchObject({ name: 'Failure', code: 'network_error' });
    expect(error.message).not.toMatch(/s3cret|x\.csv/);
  });

  test('one that stalls ends at the deadline', async () => {
    const server = await serveRaw((_request, response) => void response.writeHead(200).write('a\n'));
    // Only the test moves this clock, so that the file is open for certain when time is over.
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const reading = rejection(textOf(await openExport(clientFor(server.origin), fileOn(server.origin))));
    jest.advanceTimersByTime(20_000);
    const error = await reading;
    expect(error).toMatchObject({ name: 'Failure', code: 'network_error' });
    expect(error.message).toContain('when the time allowed was over');
  });

  test('one that trickles counts as not moving', async () => {
    const server = await serveRaw((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('a\n'), 1_000);
      response.on('close', () => clearInterval(timer));
    });
    const client = clientFor(server.origin, { milliseconds: 36_000_000 });
    fastTime(1_000);
    const error = await rejection(textOf(await openExport(client, fileOn(server.origin))));
    expect(error.message).toContain('no byte moved to or from');
  });

  test('a reader that goes away closes the connection', async () => {
    let closed = 0;
    const server = await serveRaw((_request, response) => {
      response.on('close', () => closed++);
      response.writeHead(200).write('a\n');
    });
    for await (const _ of await openExport(clientFor(server.origin), fileOn(server.origin))) break;
    await until(() => closed === 1);
  });

  test.each<[number, string]>([
    [302, 'unexpected_response'],
    [403, 'unexpected_response'],
    [404, 'unexpected_response'],
    [503, 'server_error'],
  ])('%i elsewhere: %s, and the link stays secret', async (status, code) => {
    fastTime(1_000);
    const own = await serve((_request, response) => response.end());
    const server = await serve((_request, response) =>
      response
        .writeHead(status, { Location: `${own.origin}/s3cret` })
        .end('{"message":"No /files/x.csv?signature=s3cret"}'),
    );
    const client = clientFor(own.origin, { milliseconds: 3_600_000 });
    const error = await rejection(openExport(client, fileOn(server.origin)));
    expect(error.code).toBe(code);
    expect(JSON.stringify(error) + error.message + error.advice).not.toMatch(/s3cret|x\.csv/);
    expect(own.requests).toEqual([]);
  });

  test.each([
    'http://storage.example/x',
    'ftp://storage.example/x',
    'https://user:pass@storage.example/x',
    'file:///etc/passwd',
  ])('%s is not followed', async (link) => {
    const error = await rejection(openExport(clientFor('http://127.0.0.1:9'), new URL(link)));
    expect(error.code).toBe('unexpected_response');
    expect(error.message).not.toContain('example');
  });
});

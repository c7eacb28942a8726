/** The traps of @actions/http-client, each with a real server that springs it. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, test } from '@jest/globals';
import { getSegment, type Reached, startImport } from '../../src/launchdarkly/index.ts';
import { NOBODY } from '../support/nobody.ts';
import {
  CANCELLED,
  cleanUp,
  clientFor,
  fastTime,
  fileOf,
  rejection,
  SEGMENT_PATH,
  serve,
  serveBytes,
  serveRaw,
  TOKEN,
  until,
} from './servers.ts';

afterEach(cleanUp);

const upload = { mode: 'merge', waitOnApprovals: false, fileName: 'beta.csv' } as const;
const BIG = 8_000_000;

describe('trap 1: no multipart, and chunked without a Content-Length', () => {
  test('the body has three fields in order and its exact length', async () => {
    const server = await serve((_request, response) =>
      response.writeHead(204, { Location: `${SEGMENT_PATH}/imports/i-1` }).end(),
    );
    const result = await startImport(clientFor(server.origin), {
      ...upload,
      mode: 'replace',
      file: fileOf('a\nb\n'),
    });
    expect(result).toEqual({ importId: 'i-1', attempts: 1, answerLost: false });
    const [{ headers, body, method, url }] = server.requests as [(typeof server.requests)[0]];
    const boundary = /^multipart\/form-data; boundary=(\S{20,70})$/.exec(headers['content-type']!)![1];
    expect([method, url]).toEqual(['POST', `${SEGMENT_PATH}/imports`]);
    expect(headers['content-length']).toBe(String(body.length));
    expect(headers['transfer-encoding']).toBeUndefined();
    expect(headers).toMatchObject({ authorization: TOKEN, 'ld-api-version': '20240415', 'user-agent': 'test/1' });
    expect(body.toString()).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="mode"\r\n\r\nreplace\r\n` +
        `--${boundary}\r\nContent-Disposition: form-data; name="waitOnApprovals"\r\n\r\nfalse\r\n` +
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="beta.csv"\r\nContent-Type: text/csv\r\n\r\n` +
        `a\nb\n\r\n--${boundary}--\r\n`,
    );
  });
});

describe('trap 2: a source stream that fails half-way ends the request normally', () => {
  const failing = (bytes: number, destroy: (stream: Readable) => void): { bytes: number; open(): Readable } => ({
    bytes,
    open: () => {
      let at = 0;
      return new Readable({
        read() {
          if (at < bytes / 2) this.push(Buffer.alloc(65_536, 'x'));
          else destroy(this);
          at += 65_536;
        },
      });
    },
  });

  test.each([
    ['an error', (stream: Readable) => stream.destroy(Object.assign(new Error('read'), { code: 'EIO' }))],
    ['no error', (stream: Readable) => stream.destroy()],
    ['an early end', (stream: Readable) => stream.push(null)],
  ])('by %s: the request is destroyed, and nothing is claimed', async (_name, destroy) => {
    const server = await serve((_request, response) => response.writeHead(204).end());
    const file = failing(2_000_000, destroy);
    const error = await rejection(startImport(clientFor(server.origin), { ...upload, file }));
    expect(error).toMatchObject({ code: 'runner_error', reached: 'not_sent', attempts: 1, httpStatus: undefined });
    expect(error.message).toMatch(/^The file could not be read while it was being uploaded: /);
    await until(() => server.requests.length > 0);
    expect(server.requests.filter(({ complete }) => complete)).toEqual([]);
  });

  test('a source that is longer than announced fails too', async () => {
    const server = await serve((_request, response) => response.writeHead(204).end());
    const file = { bytes: 10, open: () => Readable.from([Buffer.from('0123456789x')]) };
    const error = await rejection(startImport(clientFor(server.origin), { ...upload, file }));
    expect(error).toMatchObject({ code: 'runner_error', reached: 'not_sent', attempts: 1 });
    expect(server.requests.filter(({ complete }) => complete)).toEqual([]);
  });
});

describe('trap 3: a redirect takes the token elsewhere and re-sends an empty body', () => {
  test.each([301, 302, 303, 307, 308])('%i is an error that names only the origin', async (status) => {
    const elsewhere = await serve((_request, response) => response.writeHead(204).end());
    const server = await serve((_request, response) =>
      response.writeHead(status, { Location: `${elsewhere.origin}/secret?signature=1` }).end(),
    );
    const error = await rejection(startImport(clientFor(server.origin), { ...upload, file: fileOf('a\n') }));
    expect(error).toMatchObject({ code: 'unexpected_response', httpStatus: status });
    // An origin is LaunchDarkly's word as much as its messages, and redacted with them.
    expect(error.api).toEqual({ message: `Location: ${elsewhere.origin}` });
    expect(error.message).toContain(' to another host (');
    expect(error.message + error.advice).not.toMatch(/secret|:\d/);
    expect(elsewhere.requests).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });
});

describe('trap 4: after a timeout the server may still have got everything', () => {
  test('an upload without an answer counts as lost and is sent again until a 204 answers', async () => {
    fastTime(500);
    let requests = 0;
    const server = await serve((_request, response) => {
      requests++;
      if (requests === 2) response.writeHead(409, { 'Content-Type': 'application/json' }).end('{"code":"conflict"}');
      if (requests === 3) response.writeHead(204, { Location: `${SEGMENT_PATH}/imports/i-3` }).end();
    });
    const before: Reached[] = [];
    const client = clientFor(server.origin, { milliseconds: 3_600_000 });
    const result = await startImport(client, {
      ...upload,
      file: fileOf('a\n'),
      beforeAttempt: async (reached) => void before.push(reached),
    });
    expect(result).toEqual({ importId: 'i-3', attempts: 3, answerLost: true });
    expect(before).toEqual(['not_sent', 'unknown', 'unknown']);
  });

  test('no message holds the path of the request', async () => {
    fastTime(1_000);
    const server = await serve(() => {});
    const error = await rejection(getSegment(clientFor(server.origin, { milliseconds: 3_600_000 })));
    expect(error.code).toBe('network_error');
    expect(error.message).toMatch(
      /^LaunchDarkly could not be asked to read the segment: no byte moved to or from \S+ for 60 seconds\.$/,
    );
  });
});

describe('trap 5: nothing is repeated by http-client, and each attempt needs a fresh stream', () => {
  test('429, 500 and a broken connection are repeated, each time with the whole body', async () => {
    fastTime(200);
    let requests = 0;
    const server = await serve((_request, response) => {
      requests++;
      if (requests === 1) response.writeHead(429, { 'Retry-After': '1' }).end();
      else if (requests === 2) response.writeHead(500).end();
      else if (requests === 3) response.socket!.destroy();
      else response.writeHead(204).end();
    });
    const client = clientFor(server.origin, { milliseconds: 3_600_000 });
    const result = await startImport(client, { ...upload, file: fileOf(300_000) });
    expect(result).toMatchObject({ attempts: 4, answerLost: true });
    expect(new Set(server.requests.map(({ body }) => body.toString())).size).toBe(1);
  });
});

describe('trap 6: readBody() never ends if the server drops the connection within the answer', () => {
  test('an answer that breaks off is a network error and is asked for again', async () => {
    fastTime(200);
    let connections = 0;
    const whole = '{"name":"Beta","unbounded":true}';
    const server = await serveBytes((socket) => {
      socket.once('data', () => {
        connections++;
        socket.end(
          `HTTP/1.1 200 OK\r\nContent-Length: ${whole.length}\r\n\r\n${connections === 1 ? whole.slice(0, 10) : whole}`,
        );
      });
    });
    expect((await getSegment(clientFor(server.origin, { milliseconds: 3_600_000 }))).name).toBe('Beta');
    expect(connections).toBe(2);
  });

  test('an answer that stops without an end is bounded by the deadline', async () => {
    const server = await serveRaw((_request, response) => {
      response.writeHead(200).write('{"name":');
    });
    const error = await rejection(getSegment(clientFor(server.origin, { milliseconds: 300 })));
    expect(error.code).toBe('network_error');
    expect(error.message).toContain('had not answered when the time allowed was over');
  });

  test.each(['', 'Connection: upgrade\r\nUpgrade: websocket\r\n'])(
    '101 Switching Protocols is no answer, with %j',
    async (headers) => {
      const head = `HTTP/1.1 101 Switching Protocols\r\n${headers}\r\n`;
      const server = await serveBytes((socket) => socket.on('data', () => socket.write(`${head}and on it goes`)));
      for (const asked of [
        getSegment(clientFor(server.origin)),
        startImport(clientFor(server.origin), { ...upload, file: fileOf(300_000) }),
      ]) {
        const failure = { code: 'unexpected_response', httpStatus: 101, reached: 'unknown', attempts: 1 };
        expect(await rejection(asked)).toMatchObject(failure);
      }
    },
  );

  test('an answer that trickles for ever has two minutes', async () => {
    fastTime(200);
    const server = await serveRaw((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('{'.repeat(1_024)), 1_000);
      response.on('close', () => clearInterval(timer));
    });
    const error = await rejection(getSegment(clientFor(server.origin, { milliseconds: 36_000_000 })));
    expect(error.code).toBe('network_error');
    expect(error.message).toMatch(/the answer of \S+ had no end after 120 seconds\.$/);
  });

  test('an HTML page with status 200 is no segment', async () => {
    const server = await serve((_request, response) =>
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Sign in</html>'),
    );
    const error = await rejection(getSegment(clientFor(server.origin)));
    expect(error).toMatchObject({ code: 'unexpected_response', httpStatus: 200 });
    expect(error.message).toContain('an HTML page');
  });

  test('an answer without end is cut off, not kept in memory', async () => {
    const server = await serveRaw((_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    const error = await rejection(getSegment(clientFor(server.origin)));
    expect(error.code).toBe('unexpected_response');
  });
});

describe('trap 8: a file that is gone, or was changed', () => {
  test('is a failure, not a crash', async () => {
    const server = await serve((_request, response) => response.writeHead(204).end());
    const file = { bytes: 10, open: () => createReadStream('/nowhere/part.csv') };
    const error = await rejection(startImport(clientFor(server.origin), { ...upload, file }));
    expect(error.code).toBe('runner_error');
    expect(error.message).toContain('ENOENT');
    expect(error.message).not.toContain('/nowhere');
    for (const [error, why] of [
      [Object.assign(new Error('no'), { code: 'EMFILE' }), 'EMFILE'],
      [new Error('A part of the list changed on disk.'), 'it was changed meanwhile'],
    ] as const) {
      const throwing = {
        bytes: 10,
        open: () => {
          throw error;
        },
      };
      const failure = await rejection(startImport(clientFor(server.origin), { ...upload, file: throwing }));
      expect(failure).toMatchObject({ code: 'runner_error', reached: 'not_sent' });
      expect(failure.message).toContain(`while it was being uploaded: ${why}.`);
    }
    expect(server.requests.filter(({ complete }) => complete)).toEqual([]);
  });
});

describe('trap 9: an answer while the body is still flowing', () => {
  test.each([
    [401, 'unauthorized'],
    [413, 'payload_too_large'],
  ])('%i is taken, and sending stops', async (status, code) => {
    const server = await serveRaw((request, response) => {
      request.once('data', () => {
        request.pause();
        response.writeHead(status, { 'Content-Type': 'application/json' }).end('{"code":"no","message":"Not this."}');
      });
    });
    const sent: number[] = [];
    const client = clientFor(server.origin, { observer: { onUpload: (event) => void sent.push(event.sent) } });
    const error = await rejection(startImport(client, { ...upload, file: fileOf(10 * BIG) }));
    expect(error).toMatchObject({ code, httpStatus: status, api: { code: 'no', message: 'Not this.' } });
    expect(sent.at(-1)).toBeLessThan(5 * BIG);
  });

  test('a 204 before the whole body was sent is no success', async () => {
    const server = await serveRaw((request, response) => {
      request.once('data', () => {
        request.pause();
        response.writeHead(204, { Location: `${SEGMENT_PATH}/imports/i-1` }).end();
      });
    });
    const error = await rejection(startImport(clientFor(server.origin), { ...upload, file: fileOf(10 * BIG) }));
    const failure = { code: 'unexpected_response', httpStatus: 204, reached: 'unknown', attempts: 1 };
    expect(error).toMatchObject(failure);
  });

  test('a reset during the upload says how far it came', async () => {
    fastTime(1_000);
    const server = await serveBytes((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const client = clientFor(server.origin, { milliseconds: 3_600_000 });
    const error = await rejection(startImport(client, { ...upload, file: fileOf(BIG) }));
    expect(error.code).toBe('network_error');
    expect(error.message).toMatch(
      /the connection to \S+ broke after \d+ of \d+ bytes of the upload were on their way \((ECONNRESET|EPIPE)\)/,
    );
  });
});

test('a port where nobody listens: nothing was sent', async () => {
  fastTime(1_000);
  const client = clientFor(`http://${NOBODY}`, { milliseconds: 3_600_000 });
  const error = await rejection(startImport(client, { ...upload, file: fileOf('a\n') }));
  expect(error).toMatchObject({ code: 'network_error', reached: 'not_sent', httpStatus: undefined });
  expect(error.message).toContain('the connection was refused');
  expect(error.attempts).toBeGreaterThan(1);
});

test('a cancellation in the middle of an upload leaves unclear what happened', async () => {
  const controller = new AbortController();
  const server = await serveRaw((request) => request.once('data', () => controller.abort(CANCELLED)));
  const client = clientFor(server.origin, { cancellation: controller.signal });
  const error = await rejection(startImport(client, { ...upload, file: fileOf(BIG) }));
  expect(error).toMatchObject({ code: 'cancelled', reached: 'unknown', attempts: 1 });
});

import dns from 'node:dns';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import nock from 'nock';
import type { ErrorCode } from '../../src/failure.ts';
import {
  type ClientObserver,
  changeMembers,
  getSegment,
  lookUpMember,
  RequestFailure,
  startImport,
} from '../../src/launchdarkly/index.ts';
import { apiPath } from '../../src/launchdarkly/resources.ts';
import {
  CANCELLED,
  cleanUp,
  clientFor,
  fastTime,
  fileOf,
  rejection,
  SEGMENT_PATH,
  serve,
  TOKEN,
  until,
} from './servers.ts';

const BASE = 'https://app.launchdarkly.com';
const upload = { mode: 'replace', waitOnApprovals: false, fileName: 'beta.csv' } as const;

// Only where it is used: it stands in for connections of every kind.
nock.restore();
const intercepted = (): ReturnType<typeof nock> => {
  if (!nock.isActive()) nock.activate();
  return nock(BASE);
};

afterEach(() => {
  nock.cleanAll();
  nock.restore();
});
afterEach(cleanUp);

/** @returns the origin of a server that answers every request like this */
async function answering(status: number, body: string | object, headers = {}): Promise<string> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (await serve((_request, response) => response.writeHead(status, headers).end(text))).origin;
}

describe('every status', () => {
  test.each<[number, ErrorCode, RegExp]>([
    [200, 'unexpected_response', /does not look like LaunchDarkly's \(200 OK\)/],
    [201, 'unexpected_response', /does not look like LaunchDarkly's \(201 Created\)/],
    [202, 'unexpected_response', /does not look like LaunchDarkly's \(202 Accepted\)/],
    [300, 'unexpected_response', /redirected the request to start the import to nowhere \(300/],
    [400, 'bad_request', /refused to start the import \(400 Bad Request\)/],
    [401, 'unauthorized', /refused to start the import \(401 Unauthorized\)/],
    [403, 'forbidden', /refused to start the import \(403 Forbidden\)/],
    [404, 'not_found', /refused to start the import \(404 Not Found\)/],
    [405, 'bad_request', /refused to start the import \(405 Method Not Allowed\)/],
    [407, 'network_error', /^The proxy refused the request to start the import \(407/],
    [409, 'conflict', /cannot start the import while another import runs in this environment \(409 Conflict\)/],
    [413, 'payload_too_large', /refused to start the import \(413 Payload Too Large\)/],
    [422, 'bad_request', /refused to start the import \(422/],
    [429, 'rate_limited', /put off the request to start the import: a rate limit is reached \(429 Too Many Requests\)/],
    [500, 'server_error', /failed to start the import \(500 Internal Server Error\)/],
    [503, 'server_error', /failed to start the import \(503 Service Unavailable\)/],
  ])('%i is %s', async (status, code, message) => {
    fastTime(200);
    const origin = await answering(status, { code: 'some_code', message: 'Some words.', id: 'e-1' });
    const error = await rejection(
      startImport(clientFor(origin, { milliseconds: 100_000 }), { ...upload, file: fileOf('a\n') }),
    );
    expect(error).toMatchObject({
      name: 'Failure',
      code,
      httpStatus: status,
      api: { code: 'some_code', message: 'Some words.', id: 'e-1' },
    });
    expect(error.message).toMatch(message);
    expect(error.advice).toMatch(/\.$/);
  });

  const adviceFor = async (status: number, body: string | object = '', headers = {}): Promise<string> => {
    const origin = await answering(status, body, headers);
    return (await rejection(startImport(clientFor(origin), { ...upload, file: fileOf('a\n') }))).advice!;
  };

  test('advice says which permission, which keys, and who else may have answered', async () => {
    const permission = '"updateIncluded" on proj/web:env/production:segment/beta';
    expect(await adviceFor(401)).toContain(permission);
    expect(await adviceFor(401)).toContain('account on 127.0.0.1');
    expect(await adviceFor(403)).toContain(permission);
    const keys = 'the project key "web", the environment key "production" and the segment key "beta"';
    expect(await adviceFor(404)).toContain(`Check ${keys}. LaunchDarkly also answers 404 when the token has no access`);
    expect(await adviceFor(413)).toContain('40 MB');
    expect(await adviceFor(403, '<html>Blocked</html>', { 'Content-Type': 'text/html' })).toContain(
      'may have answered in its place',
    );
  });

  test.each([
    ['Invalid access token', false],
    ['Invalid account ID header', true],
  ])('401 "%s" names the usual causes', async (message, unrecognised) => {
    const advice = await adviceFor(401, { code: 'unauthorized', message });
    for (const cause of ['SDK key', 'right secret', 'another LaunchDarkly instance', 'expired'])
      expect(advice).toContain(cause);
    expect(advice.startsWith('LaunchDarkly says this of anything that it does not recognise')).toBe(unrecognised);
  });

  test.each([
    'approval is required',
    'Approval is required for this segment.',
    'This environment requires approval',
    'Changes need an approval',
    'You cannot change this without approval.',
  ])('403 "%s" is approval_required, whatever was asked', async (message) => {
    intercepted().post(`${SEGMENT_PATH}/imports`).reply(403, { code: 'forbidden', message });
    intercepted().post(`${SEGMENT_PATH}/contexts`).reply(403, { code: 'forbidden', message });
    for (const ask of [
      () => startImport(clientFor(BASE), { ...upload, file: fileOf('a\n') }),
      () => changeMembers(clientFor(BASE), 'add', ['a']),
    ]) {
      const error = await rejection(ask());
      expect(error).toMatchObject({ code: 'approval_required', httpStatus: 403, reached: 'answered', attempts: 1 });
      expect(error.message).toMatch(/without approval \(403 Forbidden\)\.$/);
      expect(error.advice).toContain('"bypassRequiredSegmentApproval" on proj/web:env/production:segment/beta');
    }
  });

  test.each([
    'Your role needs createApprovalRequest',
    'You may not read approval settings',
    'This needs approval request permissions',
    'Forbidden',
  ])('403 "%s" is forbidden', async (message) => {
    intercepted().get(SEGMENT_PATH).reply(403, { message });
    expect((await rejection(getSegment(clientFor(BASE)))).code).toBe('forbidden');
  });

  test('a failure in other words is still a failure of this request', async () => {
    intercepted().get(SEGMENT_PATH).reply(404, { code: 'not_found', message: 'No.' });
    const error = (await rejection(getSegment(clientFor(BASE)))).with({ message: 'Other words.' });
    expect(error).toBeInstanceOf(RequestFailure);
    expect(error).toMatchObject({
      ...{ name: 'Failure', code: 'not_found', message: 'Other words.', api: { code: 'not_found', message: 'No.' } },
      ...{ reached: 'answered', attempts: 1, httpStatus: 404, advice: expect.stringContaining('Check') },
    });
  });

  test('what LaunchDarkly says is kept apart from what is said of it', async () => {
    intercepted()
      .get(SEGMENT_PATH)
      .reply(401, { code: 7, message: `Token "${TOKEN}" has expired`, id: '' });
    const { api, message, advice } = await rejection(getSegment(clientFor(BASE)));
    expect(api).toEqual({ message: `Token "${TOKEN}" has expired` });
    expect(message + advice).not.toContain(TOKEN);
  });

  test('an error by its code', async () => {
    fastTime(1_000);
    const lookup = jest
      .spyOn(dns, 'lookup')
      .mockImplementation(((_host: string, _options: object, done: (error: Error) => void) =>
        done(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }))) as never);
    const error = await rejection(getSegment(clientFor(BASE, { milliseconds: 3_600_000 })));
    lookup.mockRestore();
    expect(error.code).toBe('network_error');
    expect(error.message).toBe(
      'LaunchDarkly could not be asked to read the segment: the host name is not known: app.launchdarkly.com (ENOTFOUND).',
    );
  });
});

describe('the path', () => {
  test.each([
    ['a b/c', 'a%20b%2Fc'],
    ['ü?#%', '%C3%BC%3F%23%25'],
    ['.', '%2E'],
    ['..', '%2E%2E'],
    ['a..', 'a..'],
    ['auth0|5', 'auth0%7C5'],
    ["!'()*", "!'()*"],
    ['\ud800', '%EF%BF%BD'],
  ])('%j goes over the wire as %s', async (key, encoded) => {
    expect(apiPath('x', key)).toBe(`/api/v2/x/${encoded}`);
    const server = await serve((_request, response) => response.end('{"included":true}'));
    await lookUpMember(clientFor(server.origin), key);
    expect(server.requests[0]!.url).toBe(`${SEGMENT_PATH}/contexts/${encoded}`);
  });

  test("a private host's prefix is kept", async () => {
    const server = await serve((_request, response) => response.end('{"name":"Beta"}'));
    await getSegment(clientFor(`${server.origin}/launchdarkly`));
    expect(server.requests[0]!.url).toBe(`/launchdarkly${SEGMENT_PATH}`);
  });
});

describe('what an observer sees', () => {
  test('neither the key of a lookup nor the token', async () => {
    const seen: unknown[] = [];
    const note = (event: unknown): void => void seen.push(event);
    const observer: ClientObserver = { onRequest: note, onAnswer: note, onWait: note };
    let requests = 0;
    const server = await serve((_request, response) =>
      requests++ === 0
        ? response.writeHead(429, { 'Retry-After': '0' }).end('{"message":"secret-key"}')
        : response.end('{"included":true}'),
    );
    fastTime(100);
    await lookUpMember(clientFor(server.origin, { milliseconds: 100_000, observer }), 'secret-key');
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`secret-key|${TOKEN}`));
    expect(seen).toMatchObject([
      { method: 'GET', path: `${SEGMENT_PATH}/contexts/***`, attempt: 1 },
      { status: 429 },
      {
        what: 'look up a member',
        why: expect.stringMatching(
          /^LaunchDarkly put off the request to look up a member: .* \(429 Too Many Requests\)\.$/,
        ),
        seconds: 1,
      },
      { attempt: 2 },
      { status: 200 },
    ]);
    expect((seen[2] as { until: Date }).until).toBeInstanceOf(Date);
  });

  test('how an upload goes, up to its end', async () => {
    const sent: number[] = [];
    let total = 0;
    const observer: ClientObserver = {
      onUpload(event) {
        sent.push(event.sent);
        total = event.total;
      },
    };
    const server = await serve((_request, response) => response.writeHead(204).end());
    await startImport(clientFor(server.origin, { observer }), { ...upload, file: fileOf(1_000_000) });
    expect(sent).toEqual(sent.toSorted((a, b) => a - b));
    expect([sent.at(-1), total]).toEqual([server.requests[0]!.body.length, server.requests[0]!.body.length]);
  });
});

describe('a limit that is used up', () => {
  /** A server that says of its first answers what remains, and refuses what comes before the reset. */
  const limited = async (headers: (reset: number) => object, status = 200) => {
    const reset = Date.now() + 1_500;
    const waits: { what: string; why: string }[] = [];
    const server = await serve((_request, response) => {
      const refused = server.requests.length > 1 && Date.now() < reset;
      response.writeHead(refused ? 429 : server.requests.length === 1 ? status : 200, {
        ...(Date.now() < reset && headers(reset)),
      });
      response.end('{"name":"Beta","included":true}');
    });
    const client = clientFor(server.origin, { observer: { onWait: (event) => void waits.push(event) } });
    return { client, waits, server, reset };
  };

  test.each<[string, (reset: number) => object]>([
    ['the account', (reset) => ({ 'X-Ratelimit-Global-Remaining': '0', 'X-Ratelimit-Reset': String(reset) })],
    ['a route', (reset) => ({ 'X-Ratelimit-Route-Remaining': '0', 'X-Ratelimit-Reset': String(reset) })],
    [
      'the token',
      (reset) => ({ 'X-Ratelimit-Auth-Token-Remaining': '0', 'X-Ratelimit-Auth-Token-Reset': String(reset) }),
    ],
  ])('of %s is waited for before it refuses, by all that run side by side', async (_, headers) => {
    const { client, waits, server, reset } = await limited(headers);
    await getSegment(client);
    await Promise.all(['a', 'b', 'c'].map((key) => lookUpMember(client, key)));
    expect(Date.now()).toBeGreaterThanOrEqual(reset);
    expect(server.requests).toHaveLength(4);
    expect(waits).toHaveLength(3);
    expect(waits[0]).toMatchObject({ what: 'look up a member', why: 'a LaunchDarkly rate limit is used up.' });
  });

  test('a 429 holds back all that run side by side, once', async () => {
    const { client, server, waits } = await limited(() => ({ 'Retry-After': '2' }), 429);
    const first = getSegment(client);
    await until(() => server.requests.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await Promise.all([first, lookUpMember(client, 'a')]);
    expect(server.requests).toHaveLength(3);
    // Each waits once: not for the refusal, and then for the limit again.
    expect(waits.map(({ why }) => why)).toEqual([
      expect.stringContaining('429 Too Many Requests'),
      'a LaunchDarkly rate limit is used up.',
    ]);
  });

  test('a later time that is named while an earlier one is waited for is waited for too', async () => {
    fastTime(100);
    let waiting = false;
    let end = 0;
    let early = 0;
    const server = await serve(async ({ url }, response) => {
      if (Date.now() < end) early++;
      if (server.requests.length > 2) return void response.end('{"name":"Beta","included":true}');
      const isFirst = url === SEGMENT_PATH;
      await until(() => (isFirst ? server.requests.length === 2 : waiting));
      const seconds = isFirst ? 20 : 120;
      end = Date.now() + seconds * 1_000;
      response.writeHead(429, { 'Retry-After': String(seconds) }).end();
    });
    const observer: ClientObserver = {
      onWait() {
        waiting = true;
      },
    };
    const client = clientFor(server.origin, { milliseconds: 3_600_000, observer });
    await Promise.all([getSegment(client), lookUpMember(client, 'a')]);
    expect([early, server.requests.length]).toEqual([0, 4]);
  });

  test.each<[string, object]>([
    ['something remains', { 'X-Ratelimit-Global-Remaining': '1', 'X-Ratelimit-Reset': String(Date.now() + 60_000) }],
    ['nothing is said', { 'X-Ratelimit-Reset': String(Date.now() + 60_000) }],
    ['the reset is past', { 'X-Ratelimit-Global-Remaining': '0', 'X-Ratelimit-Reset': String(Date.now() - 60_000) }],
    [
      'it is longer than the time left',
      { 'X-Ratelimit-Route-Remaining': '0', 'X-Ratelimit-Reset': String(Date.now() + 60_000) },
    ],
  ])('is not waited for where %s', async (_, headers) => {
    const waits: unknown[] = [];
    const server = await serve((_request, response) => response.writeHead(200, { ...headers }).end('{"name":"Beta"}'));
    const client = clientFor(server.origin, { observer: { onWait: (event) => void waits.push(event) } });
    await getSegment(client);
    await getSegment(client);
    expect(waits).toEqual([]);
  });
});

describe('connections', () => {
  test('questions share one, an upload gets its own', async () => {
    const server = await serve((request, response) =>
      request.method === 'GET' ? response.end('{"name":"Beta"}') : response.writeHead(204).end(),
    );
    const client = clientFor(server.origin);
    await getSegment(client);
    await getSegment(client);
    expect(server.connections).toHaveLength(1);
    await startImport(client, { ...upload, file: fileOf('a\n') });
    expect(server.connections).toHaveLength(2);
  });

  test('one that the server closed meanwhile is replaced without a wait', async () => {
    const waits: unknown[] = [];
    const server = await serve((_request, response) => response.end('{"name":"Beta"}'));
    const client = clientFor(server.origin, { observer: { onWait: (event) => void waits.push(event) } });
    await getSegment(client);
    const [first] = server.connections;
    // The close is on its way, but the client has not seen it when it sends the next request.
    first!.resetAndDestroy();
    expect((await getSegment(client)).name).toBe('Beta');
    expect(waits).toEqual([]);
  });
});

describe('the deadline', () => {
  test.each([
    [409, 'conflict'],
    [429, 'rate_limited'],
  ])('ends retries after a %i with the code of their last cause', async (status, code) => {
    fastTime(100);
    const server = await serve((_request, response) => response.writeHead(status).end());
    const error = await rejection(
      startImport(clientFor(server.origin, { milliseconds: 60_000 }), { ...upload, file: fileOf('a\n') }),
    );
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/\(4\d\d [\w ]+\)\. The time allowed is over after \d+ attempts\.$/);
    expect(server.requests.length).toBeGreaterThan(4);
  });

  test('also when it comes in the middle of an attempt', async () => {
    fastTime(100);
    let requests = 0;
    const server = await serve((_request, response) => void (requests++ < 2 && response.writeHead(503).end()));
    const error = await rejection(
      startImport(clientFor(server.origin, { milliseconds: 20_000 }), { ...upload, file: fileOf('a\n') }),
    );
    expect(error.code).toBe('server_error');
    expect(error.message).toContain('The time allowed is over');
  });

  test('a wait that LaunchDarkly asks for and that is longer than the time left is not begun', async () => {
    const server = await serve((_request, response) => response.writeHead(429, { 'Retry-After': '3600' }).end());
    const error = await rejection(getSegment(clientFor(server.origin)));
    expect(error.code).toBe('rate_limited');
    expect(error.message).toMatch(
      /LaunchDarkly asks to wait 3,60\d seconds, which is longer than the time that is left\.$/,
    );
  });

  test('nothing is sent after it', async () => {
    const server = await serve((_request, response) => response.end('{"name":"Beta"}'));
    const error = await rejection(getSegment(clientFor(server.origin, { milliseconds: 0 })));
    expect(error.code).toBe('network_error');
    expect(server.requests).toEqual([]);
  });

  test('a cancellation ends a request, a wait and an upload at once', async () => {
    const controller = new AbortController();
    const server = await serve((request, response) => {
      if (request.method === 'POST') response.writeHead(409).end();
      else setImmediate(() => controller.abort(CANCELLED));
    });
    const client = clientFor(server.origin, { cancellation: controller.signal, milliseconds: 3_600_000 });
    const waiting = rejection(startImport(client, { ...upload, file: fileOf('a\n') }));
    const asking = rejection(getSegment(client));
    expect([(await waiting).code, (await asking).code]).toEqual(['cancelled', 'cancelled']);
  });
});

test('a change that is not understood is not claimed', async () => {
  const server = await serve((_request, response) =>
    response.setHeader('Content-Type', 'text/html').end('<html>Hello</html>'),
  );
  expect(await rejection(changeMembers(clientFor(server.origin), 'add', ['a']))).toMatchObject({
    code: 'unexpected_response',
    reached: 'unknown',
    attempts: 1,
    httpStatus: 200,
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';
import type { Attempted } from '../../src/launchdarkly/call.ts';
import { changeMembers, getSegment, isMember, segmentUrl } from '../../src/launchdarkly/segments.ts';
import { NOBODY } from '../support/nobody.ts';
import { cleanUp, clientFor, fastTime, REF, rejection, SEGMENT_PATH, serve } from './servers.ts';

afterEach(cleanUp);

/** A client of a server that gives one answer. */
async function answering(
  status: number,
  body: unknown,
  headers: Record<string, string> = { 'Content-Type': 'application/json' },
) {
  const server = await serve((_request, response) =>
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body)),
  );
  return { server, client: clientFor(server.origin) };
}

describe('getSegment', () => {
  test('gives what concerns an import', async () => {
    const { client, server } = await answering(200, {
      key: 'beta',
      name: 'Beta testers',
      unbounded: true,
      unboundedContextKind: 'user',
      version: 1,
      tags: ['team-a', 7],
      _importInProgress: false,
      _flags: [{ key: 'new-checkout', name: 'New checkout' }, { key: 'nameless' }, { name: 'keyless' }, null],
      _unboundedMetadata: { version: 9, includedCount: 0, excludedCount: 3, lastModified: '1654104600000' },
      _links: { self: { href: '/api/v2/x' }, site: { href: '/default/production/segments/beta' } },
    });
    expect(await getSegment(client, REF)).toEqual({
      name: 'Beta testers',
      unbounded: true,
      contextKind: 'user',
      includedCount: 0,
      version: 9,
      lastModified: 1654104600000,
      importInProgress: false,
      flags: [
        { key: 'new-checkout', name: 'New checkout' },
        { key: 'nameless', name: 'nameless' },
      ],
      tags: ['team-a'],
      sitePath: '/default/production/segments/beta',
    });
    expect(server.requests[0]).toMatchObject({ method: 'GET', url: SEGMENT_PATH });
    expect(server.requests[0]!.headers).not.toHaveProperty('content-length');
  });

  test('what is missing or makes no sense is absent, not zero', async () => {
    const metadata = { version: 'x', includedCount: -1, lastModified: 1.5 };
    const { client } = await answering(200, {
      name: 'Beta',
      _external: '',
      _unboundedMetadata: metadata,
      _site: { href: '//evil.example/' },
    });
    expect(await getSegment(client, REF)).toEqual({ name: 'Beta', unbounded: false, flags: [], tags: [] });
  });

  test.each([['[]'], ['{}'], ['null'], [''], ['{"name":'], ['<html></html>']])('%j is no segment', async (body) => {
    const { client } = await answering(200, body);
    expect(await rejection(getSegment(client, REF))).toMatchObject({ code: 'unexpected_response', httpStatus: 200 });
  });
});

describe('isMember', () => {
  test.each([
    [200, { userKey: 'k', included: true, excluded: false }, true],
    [200, { userKey: 'k', included: false, excluded: true }, false],
    [404, { code: 'not_found' }, false],
  ])('%i %j', async (status, body, expected) => {
    const { client } = await answering(status, body);
    expect(await isMember(client, REF, 'k')).toBe(expected);
  });

  test.each<[number, unknown, Record<string, string>]>([
    [200, { userKey: 'k' }, {}],
    [200, { included: 'true' }, {}],
    [404, '<html>No route</html>', { 'Content-Type': 'text/html' }],
  ])('%i %j says nothing', async (status, body, headers) => {
    const { client } = await answering(status, body, headers);
    expect((await rejection(isMember(client, REF, 'k'))).code).toBe('unexpected_response');
  });

  test('a key that LaunchDarkly quotes is only in what LaunchDarkly says', async () => {
    const message = 'No context "ann@example.com" here';
    const { client } = await answering(400, { message });
    const error = await rejection(isMember(client, REF, 'ann@example.com'));
    expect(error.api).toEqual({ message });
    expect(error.message + error.advice).not.toContain('ann');
  });
});

describe('changeMembers', () => {
  test.each([204, 200])('%i is success', async (status) => {
    const { client, server } = await answering(status, '');
    await changeMembers(client, REF, { add: ['a', 'ü'], remove: ['"c"'] });
    const [{ method, url, headers, body }] = server.requests as [(typeof server.requests)[0]];
    expect([method, url, headers['content-type']]).toEqual(['POST', `${SEGMENT_PATH}/contexts`, 'application/json']);
    expect(Number(headers['content-length'])).toBe(body.length);
    expect(JSON.parse(body.toString())).toEqual({ included: { add: ['a', 'ü'], remove: ['"c"'] } });
  });

  test('nothing to change is nothing to send', async () => {
    const { client, server } = await answering(204, '');
    await changeMembers(client, REF, {});
    await changeMembers(client, REF, { add: [], remove: [] });
    expect(server.requests).toEqual([]);
  });

  test('each attempt says what it came to', async () => {
    fastTime(500);
    let requests = 0;
    const server = await serve((_request, response) => {
      requests += 1;
      if (requests === 1) response.destroy();
      else if (requests === 2)
        response.writeHead(200, { 'Content-Length': 10 }).write('half', () => response.destroy());
      else response.writeHead({ 3: 500, 4: 409 }[requests] ?? 204).end();
    });
    const attempts: Attempted[] = [];
    const afterAttempt = (attempted: Attempted): void => void attempts.push(attempted);
    await changeMembers(clientFor(server.origin, { milliseconds: 3_600_000 }), REF, { add: ['a'] }, { afterAttempt });
    expect(attempts).toEqual([
      { kind: 'unknown' },
      { kind: 'unknown', status: 200 },
      { kind: 'unknown', status: 500 },
      { kind: 'answered', status: 409 },
      { kind: 'answered', status: 204 },
    ]);
  });

  test('where nobody listens, nothing was sent', async () => {
    fastTime(1_000);
    const attempts: Attempted[] = [];
    const afterAttempt = (attempted: Attempted): void => void attempts.push(attempted);
    const client = clientFor(`http://${NOBODY}`, { milliseconds: 3_600_000 });
    expect((await rejection(changeMembers(client, REF, { add: ['a'] }, { afterAttempt }))).code).toBe('network_error');
    expect(attempts.length).toBeGreaterThan(1);
    expect(new Set(attempts.map(({ kind }) => kind))).toEqual(new Set(['not_sent']));
  });
});

test('segmentUrl', () => {
  const url =
    'https://app.launchdarkly.com/projects/web/segments/beta/targeting?env=production&selected-env=production';
  expect(segmentUrl('https://app.launchdarkly.com', REF)).toBe(url);
  expect(segmentUrl('https://app.launchdarkly.com', REF, '/default/x')).toBe('https://app.launchdarkly.com/default/x');
  expect(segmentUrl('https://ld.example/prefix', REF, '/default/x')).toBe('https://ld.example/prefix/default/x');
  expect(segmentUrl('https://ld.example/prefix', REF, '/prefix/x')).toBe('https://ld.example/prefix/x');
  expect(segmentUrl('https://ld.example/prefix', REF)).toMatch('https://ld.example/prefix/projects/web/');
  expect(segmentUrl('https://ld.example', { ...REF, segmentKey: 'a/b?' })).toContain('/segments/a%2Fb%3F/');
});

import { afterEach, describe, expect, test } from '@jest/globals';
import {
  changeMembers,
  getSegment,
  listBusySegments,
  lookUpMember,
  type Membership,
  type Reached,
  segmentUrl,
  siteUrl,
} from '../../src/launchdarkly/index.ts';
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
    expect(await getSegment(client)).toEqual({
      name: 'Beta testers',
      unbounded: true,
      contextKind: 'user',
      includedCount: 0,
      excludedCount: 3,
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
    expect(await getSegment(client)).toEqual({ name: 'Beta', unbounded: false, flags: [], tags: [] });
  });

  test.each([['[]'], ['{}'], ['null'], [''], ['{"name":'], ['<html></html>']])('%j is no segment', async (body) => {
    const { client } = await answering(200, body);
    expect(await rejection(getSegment(client))).toMatchObject({ code: 'unexpected_response', httpStatus: 200 });
  });
});

describe('lookUpMember', () => {
  test.each<[number, unknown, Membership]>([
    [200, { userKey: 'k', included: true, excluded: false }, { included: true, excluded: false }],
    [200, { userKey: 'k', included: false, excluded: true }, { included: false, excluded: true }],
    [200, { userKey: 'k', included: false }, { included: false, excluded: false }],
    [404, { code: 'not_found' }, { included: false, excluded: false }],
  ])('%i %j', async (status, body, expected) => {
    const { client } = await answering(status, body);
    expect(await lookUpMember(client, 'k')).toEqual(expected);
  });

  test.each<[number, unknown, Record<string, string>]>([
    [200, { userKey: 'k' }, {}],
    [200, { included: 'true' }, {}],
    [404, '<html>No route</html>', { 'Content-Type': 'text/html' }],
  ])('%i %j says nothing', async (status, body, headers) => {
    const { client } = await answering(status, body, headers);
    expect((await rejection(lookUpMember(client, 'k'))).code).toBe('unexpected_response');
  });

  test('a key that LaunchDarkly quotes is only in what LaunchDarkly says', async () => {
    const message = 'No context "ann@example.com" here';
    const { client } = await answering(400, { message });
    const error = await rejection(lookUpMember(client, 'ann@example.com'));
    expect(error.api).toEqual({ message });
    expect(error.message + error.advice).not.toContain('ann');
  });
});

describe('changeMembers', () => {
  test.each([204, 200])('%i is success', async (status) => {
    const { client, server } = await answering(status, '');
    await changeMembers(client, 'add', ['a', 'ü', '"c"']);
    const [{ method, url, headers, body }] = server.requests as [(typeof server.requests)[0]];
    expect([method, url, headers['content-type']]).toEqual(['POST', `${SEGMENT_PATH}/contexts`, 'application/json']);
    expect(Number(headers['content-length'])).toBe(body.length);
    expect(JSON.parse(body.toString())).toEqual({ included: { add: ['a', 'ü', '"c"'], remove: [] } });
  });

  /** Answers one after the other; `lost`: none, `half`: one that breaks off. */
  const changing = async (answers: readonly (number | 'lost' | 'half')[]) => {
    const server = await serve((_request, response) => {
      const answer = answers[server.requests.length - 1] ?? answers.at(-1)!;
      if (answer === 'lost') response.destroy();
      else if (answer === 'half')
        response.writeHead(200, { 'Content-Length': 10 }).write('half', () => response.destroy());
      else response.writeHead(answer).end();
    });
    const before: Reached[] = [];
    const client = clientFor(server.origin, { milliseconds: 3_600_000 });
    const beforeAttempt = async (reached: Reached): Promise<void> => void before.push(reached);
    const failure = await changeMembers(client, 'add', ['a'], { beforeAttempt }).catch((error) => error);
    return { before, failure };
  };

  test('each attempt is told what the earlier ones came to', async () => {
    fastTime(500);
    expect(await changing([409, 'lost', 409, 204])).toEqual({
      before: ['not_sent', 'answered', 'unknown', 'unknown'],
      failure: undefined,
    });
    expect((await changing(['half', 204])).before).toEqual(['not_sent', 'unknown']);
    expect((await changing([500, 204])).before).toEqual(['not_sent', 'unknown']);
  });

  test.each<[(number | 'lost')[], object]>([
    [[400], { code: 'bad_request', reached: 'answered', attempts: 1, httpStatus: 400 }],
    [[409, 400], { code: 'bad_request', reached: 'answered', attempts: 2, httpStatus: 400 }],
    [['lost', 400], { code: 'bad_request', reached: 'unknown', attempts: 2, httpStatus: 400 }],
    [[500, 403], { code: 'forbidden', reached: 'unknown', attempts: 2, httpStatus: 403 }],
    [[201], { code: 'unexpected_response', reached: 'unknown', attempts: 1, httpStatus: 201 }],
    [[302], { code: 'unexpected_response', reached: 'answered', attempts: 1, httpStatus: 302 }],
  ])('%j: the failure says what all attempts came to', async (answers, expected) => {
    fastTime(500);
    expect((await changing(answers)).failure).toMatchObject(expected);
  });

  test('where nobody listens, nothing was sent', async () => {
    fastTime(1_000);
    const client = clientFor(`http://${NOBODY}`, { milliseconds: 3_600_000 });
    const error = await rejection(changeMembers(client, 'add', ['a']));
    expect(error).toMatchObject({ code: 'network_error', reached: 'not_sent', httpStatus: undefined });
    expect(error.attempts).toBeGreaterThan(1);
  });
});

describe('listBusySegments', () => {
  const segment = (key: string, importing?: boolean) => ({ key, name: key, _importInProgress: importing });

  test('asks for big segments and gives those with an import', async () => {
    const items = [segment('alpha', false), segment('beta', true), segment('gamma'), { _importInProgress: true }, 7];
    const { client, server } = await answering(200, { items, totalCount: 5 });
    expect(await listBusySegments(client)).toEqual(['beta']);
    expect(server.requests).toHaveLength(1);
    const { pathname, searchParams } = new URL(server.requests[0]!.url, server.origin);
    expect(pathname).toBe('/api/v2/segments/web/production');
    expect(searchParams.get('filter')).toBe('unbounded equals true');
  });

  test.each([
    ['on a later page', 250, 230, 3],
    ['on no page', 250, 900, 4],
    ['on a page of a server that gives no more than twenty', 50, 45, 3],
  ])('%s', async (_, total, busy, requests) => {
    const most = total === 50 ? 20 : 100;
    const all = Array.from({ length: total }, (_, index) => segment(`s${index}`, index === busy));
    const server = await serve((request, response) => {
      const query = new URL(request.url, 'http://x').searchParams;
      const offset = Number(query.get('offset'));
      const items = all.slice(offset, offset + Math.min(most, Number(query.get('limit'))));
      response.end(JSON.stringify({ items, totalCount: total }));
    });
    expect(await listBusySegments(clientFor(server.origin))).toEqual(busy < total ? [`s${busy}`] : []);
    expect(server.requests.length).toBeLessThanOrEqual(requests);
  });

  test.each([503, 429, 403])('%i: it is not asked twice', async (status) => {
    const { client, server } = await answering(status, '{}');
    await rejection(listBusySegments(client));
    expect(server.requests).toHaveLength(1);
  });
});

test('pages for people', () => {
  const url = 'https://app.launchdarkly.com/web/production/segments/beta';
  expect(segmentUrl('https://app.launchdarkly.com', REF)).toBe(url);
  expect(segmentUrl('https://app.launchdarkly.com', REF, '/default/x')).toBe('https://app.launchdarkly.com/default/x');
  expect(segmentUrl('https://ld.example/prefix', REF)).toBe('https://ld.example/prefix/web/production/segments/beta');
  expect(segmentUrl('https://ld.example/web', REF)).toBe('https://ld.example/web/web/production/segments/beta');
  expect(segmentUrl('https://ld.example', { ...REF, segmentKey: 'a/b?' })).toMatch(/\/segments\/a%2Fb%3F$/);
  expect(siteUrl('https://ld.example/prefix', '/default/x')).toBe('https://ld.example/prefix/default/x');
  expect(siteUrl('https://ld.example/prefix', '/prefix/x')).toBe('https://ld.example/prefix/x');
});

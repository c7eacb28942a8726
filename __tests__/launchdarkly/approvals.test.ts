import { afterEach, describe, expect, test } from '@jest/globals';
import { createApprovalRequest, listApprovalRequests, needsApproval } from '../../src/launchdarkly/index.ts';
import { cleanUp, clientFor, fastTime, rejection, serve } from './servers.ts';

afterEach(cleanUp);
const RESOURCE = 'proj/web:env/production:segment/beta';

describe('settings', () => {
  const needed = async (body: unknown, ...tags: string[]) => {
    const server = await serve((_request, response) => response.end(JSON.stringify(body)));
    const answer = await needsApproval(clientFor(server.origin), tags);
    expect(server.requests[0]!.url).toBe('/api/v2/projects/web/environments/production');
    return answer;
  };

  test('by tag or for all', async () => {
    const segment = { required: false, requiredApprovalTags: ['guarded'], minNumApprovals: 2 };
    const some = { key: 'production', resourceApprovalSettings: { segment } };
    expect([await needed(some), await needed(some, 'x'), await needed(some, 'x', 'guarded')]).toEqual([
      false,
      false,
      true,
    ]);
    const all = { key: 'production', resourceApprovalSettings: { segment: { required: true } } };
    expect(await needed(all)).toBe(true);
  });

  test.each([[{ key: 'production' }], [{ key: 'production', resourceApprovalSettings: { flag: { required: true } } }]])(
    '%j asks for none',
    async (body) => {
      expect(await needed(body, 'guarded')).toBe(false);
    },
  );

  test('what is no environment is not taken for one without approvals', async () => {
    const server = await serve((_request, response) => response.end('{}'));
    expect((await rejection(needsApproval(clientFor(server.origin), []))).code).toBe('unexpected_response');
  });
});

describe('pending requests', () => {
  const item = (id: string, more: object = {}) => ({
    _id: id,
    resourceId: RESOURCE,
    status: 'pending',
    reviewStatus: 'pending',
    description: 'Import',
    instructions: [{ kind: 'processBigSegmentImport', importId: `import-${id}` }, { kind: 'other' }],
    ...more,
  });

  test('are found on all pages, and only for this segment', async () => {
    const items = [
      ...Array.from({ length: 399 }, (_, index) =>
        item(`r${index}`, { resourceId: 'proj/web:env/production:segment/other' }),
      ),
      item('mine'),
      item('done', { status: 'completed' }),
      item('declined', { reviewStatus: 'declined' }),
      item('scheduled', { status: 'scheduled', instructions: [{ kind: 'other' }] }),
    ];
    const server = await serve((request, response) => {
      const query = new URL(request.url, 'http://x').searchParams;
      const [offset, limit] = [Number(query.get('offset')), Number(query.get('limit'))];
      response.end(JSON.stringify({ items: items.slice(offset, offset + limit), totalCount: items.length }));
    });
    expect(await listApprovalRequests(clientFor(server.origin))).toEqual([
      { id: 'mine', processesImport: true },
      { id: 'scheduled', processesImport: false },
    ]);
    expect(server.requests).toHaveLength(5);
    expect(new URL(server.requests[0]!.url, 'http://x').searchParams.get('filter')).toBe(
      `resourceId equals ${RESOURCE},status anyOf ["pending", "scheduled"]`,
    );
  });

  test('a server that cannot filter by resource is asked without', async () => {
    const server = await serve((request, response) => {
      if (request.url.includes('resourceId')) response.writeHead(400).end('{"message":"Unsupported filter field."}');
      else response.end(JSON.stringify({ items: [item('mine'), item('other', { resourceId: 'x' })] }));
    });
    expect(await listApprovalRequests(clientFor(server.origin))).toMatchObject([{ id: 'mine' }]);
  });

  test('what is no list is an error', async () => {
    const server = await serve((_request, response) => response.end('{"items":null}'));
    expect((await rejection(listApprovalRequests(clientFor(server.origin)))).code).toBe('unexpected_response');
  });
});

describe('createApprovalRequest', () => {
  const request = {
    importId: 'i-1',
    description: 'Import 3 keys',
    notifyMemberIds: ['m'],
    notifyTeamKeys: [],
  };

  test('asks for the import to be processed', async () => {
    const server = await serve((_request, response) =>
      response.writeHead(201).end('{"_id":"r-1","status":"pending","_links":{"site":{"href":"/a/r-1"}}}'),
    );
    expect(await createApprovalRequest(clientFor(server.origin), request)).toEqual({
      id: 'r-1',
      sitePath: '/a/r-1',
    });
    expect(JSON.parse(server.requests[0]!.body.toString())).toEqual({
      resourceId: RESOURCE,
      description: 'Import 3 keys',
      instructions: [{ kind: 'processBigSegmentImport', importId: 'i-1' }],
      notifyMemberIds: ['m'],
    });
  });

  test('is not sent twice when it may have arrived, but after a refusal', async () => {
    fastTime(100);
    const broken = await serve((_request, response) => void response.writeHead(502).end());
    const client = clientFor(broken.origin, { milliseconds: 600_000 });
    expect((await rejection(createApprovalRequest(client, request))).code).toBe('server_error');
    expect(broken.requests).toHaveLength(1);
    const busy = await serve((_request, response) =>
      response.writeHead(busy.requests.length === 1 ? 429 : 201).end('{"_id":"r-1"}'),
    );
    expect((await createApprovalRequest(clientFor(busy.origin, { milliseconds: 600_000 }), request)).id).toBe('r-1');
  });

  test('a refusal names the permission', async () => {
    const server = await serve((_request, response) => response.writeHead(403).end());
    expect((await rejection(createApprovalRequest(clientFor(server.origin), request))).advice).toContain(
      `"createApprovalRequest" on ${RESOURCE}`,
    );
  });
});

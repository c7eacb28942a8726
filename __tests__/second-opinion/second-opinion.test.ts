import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { runAction } from '../support/run-action.ts';
import { type Examples, type Prism, startPrism } from './prism.ts';

const SEGMENT = '/api/v2/segments/web/production/beta';
const ID = '1234a567-bcd8-9123-4567-abcd1234567f';

const APPROVAL_REQUEST = {
  _id: '12ab3c45de678910abc12345',
  _version: 1,
  creationDate: 1654104600000,
  serviceKind: 'launchdarkly',
  reviewStatus: 'pending',
  allReviews: [],
  notifyMemberIds: [],
  status: 'pending',
  instructions: [],
  conflicts: [],
  _links: {},
};

const examples = (origin: string): Examples => ({
  getSegment: {
    status: 200,
    body: {
      name: 'Beta testers',
      key: 'beta',
      tags: [],
      creationDate: 1654104600000,
      lastModifiedDate: 1654104600000,
      rules: [],
      version: 1,
      deleted: false,
      generation: 1,
      unbounded: true,
      unboundedContextKind: 'user',
      _links: {},
      _flags: [],
      _importInProgress: false,
      _unboundedMetadata: { version: 7, includedCount: 3, excludedCount: 0, lastModified: 1654104600000 },
    },
  },
  createBigSegmentImport: { status: 204, location: `${SEGMENT}/imports/${ID}` },
  getBigSegmentImport: {
    status: 200,
    body: {
      id: ID,
      segmentKey: 'beta',
      creationTime: 1654104600000,
      mode: 'merge',
      status: 'complete',
      files: [{ filename: 'beta.csv', status: 'complete' }],
      _links: {},
    },
  },
  getEnvironment: {
    status: 200,
    body: {
      _links: {},
      _id: '57be1db38b75bf0772d11384',
      key: 'production',
      name: 'Production',
      apiKey: 'sdk-xxx',
      mobileKey: 'mob-xxx',
      color: 'F5A623',
      defaultTtl: 0,
      secureMode: false,
      defaultTrackEvents: false,
      requireComments: false,
      confirmChanges: false,
      tags: [],
      critical: false,
    },
  },
  getApprovalRequests: { status: 200, body: { items: [], totalCount: 0, _links: {} } },
  createBigSegmentExport: { status: 200, location: `${SEGMENT}/exports/${ID}` },
  getBigSegmentExport: {
    status: 200,
    body: {
      id: ID,
      segmentKey: 'beta',
      creationTime: 1654104600000,
      status: 'complete',
      sizeBytes: 21,
      size: '21 B',
      initiator: {},
      _links: { self: { href: `${SEGMENT}/exports/${ID}` }, file: { href: `${origin}/file.csv` } },
    },
  },
});

let prism: Prism;

beforeAll(async () => {
  prism = await startPrism(examples);
  prism.files['/file.csv'] = 'user-1\nuser-2\nuser-3\n';
}, 60_000);

afterAll(() => prism?.close());

beforeEach(() => prism.reset());

/** Runs the built action with a list of three keys, time going fast so that waits end soon. */
const run = (inputs: Record<string, string | boolean> = {}) =>
  runAction({
    timeScale: 20,
    files: { 'list.csv': 'user-1\nuser-2\nuser-3\n' },
    inputs: {
      'access-token': 'api-a-token-for-prism',
      'project-key': 'web',
      'environment-key': 'production',
      'segment-key': 'beta',
      'csv-path': 'list.csv',
      'base-uri': prism.url,
      'timeout-minutes': '2',
      ...inputs,
    },
  });

const violations = () => prism.requests.filter((request) => request.violations !== undefined);

describe('against a server that others made from the description', () => {
  test.each(['merge', 'replace'])(
    '%s goes through',
    async (mode) => {
      const result = await run({ mode });
      expect(violations()).toEqual([]);
      expect(result.outputs).toMatchObject({ status: 'complete', 'http-status': '204', 'import-id': ID, keys: '3' });
      expect(result.exitCode).toBe(0);
    },
    60_000,
  );

  test('delta exports and has nothing to do', async () => {
    const result = await run({ mode: 'replace', strategy: 'delta' });
    expect(violations()).toEqual([]);
    expect(result.outputs).toMatchObject({ status: 'unchanged', added: '0', removed: '0' });
  }, 60_000);

  test('delta sends a difference as described', async () => {
    prism.files['/file.csv'] = 'user-1\nuser-2\nuser-9\n';
    const result = await run({ mode: 'merge', strategy: 'delta', verify: 'off' });
    prism.files['/file.csv'] = 'user-1\nuser-2\nuser-3\n';
    expect(violations()).toEqual([]);
    expect(prism.requests).toContainEqual(expect.objectContaining({ path: `${SEGMENT}/contexts`, status: 204 }));
    expect(result.outputs).toMatchObject({ status: 'complete', added: '1', removed: '0' });
  }, 60_000);

  test('an import that waits for approval asks for it as described', async () => {
    const waiting = { ...(examples('').getBigSegmentImport!.body as object), status: 'pending_approval' };
    const own = await startPrism((origin) => ({
      ...examples(origin),
      getBigSegmentImport: { status: 200, body: waiting },
      postApprovalRequest: { status: 201, body: APPROVAL_REQUEST },
    }));
    const result = await run({
      'base-uri': own.url,
      'wait-on-approvals': true,
      'request-approval': true,
      'approval-notify-members': 'member-1\nmember-2',
      'approval-notify-teams': 'team',
    });
    await own.close();
    expect(own.requests.filter((request) => request.violations !== undefined)).toEqual([]);
    expect(own.requests.at(-1)).toMatchObject({ method: 'POST', path: '/api/v2/approval-requests', status: 201 });
    expect(result.outputs).toMatchObject({ status: 'pending_approval', 'approval-request-id': APPROVAL_REQUEST._id });
  }, 60_000);

  const importsPath = /\/imports$/;
  const segmentPath = /\/beta$/;
  test.each([
    ['GET', segmentPath, 401, 'unauthorized'],
    ['GET', segmentPath, 404, 'not_found'],
    ['GET', segmentPath, 429, 'rate_limited'],
    ['POST', importsPath, 400, 'bad_request'],
    ['POST', importsPath, 401, 'unauthorized'],
    ['POST', importsPath, 404, 'not_found'],
    ['POST', importsPath, 409, 'conflict'],
    ['POST', importsPath, 429, 'rate_limited'],
    ['GET', /\/imports\//, 404, 'not_found'],
  ])(
    '%s %p answering %d ends as %s',
    async (method, path, status, code) => {
      prism.prefer(method, path, status);
      const result = await run({ mode: 'replace' });
      expect(violations()).toEqual([]);
      expect(prism.requests.some((request) => request.status === status)).toBe(true);
      expect(result.exitCode).toBe(1);
      expect(result.outputs).toMatchObject({ status: 'failed', 'error-code': code });
      expect(result.annotations.filter(({ level }) => level === 'error')).toHaveLength(1);
    },
    60_000,
  );
});

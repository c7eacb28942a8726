/** The sticky comment against a server that speaks enough of GitHub's API, over a real socket. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { comment, commentOf, markerOf } from '../../src/report/comment.ts';
import type { TargetResult } from '../../src/result.ts';
import { type Recorder, recorder } from './recorder.ts';
import { file, list, settings, target } from './situations.ts';

const MARKER = markerOf(settings([target()]), {});
const BODY = expect.stringMatching(new RegExp(`^${MARKER}\n### `));
const BOT = 'github-actions[bot]';

interface Comment {
  id: number;
  body: string;
  user: { login: string };
}

let folder: string;
let server: Server;
let url: string;
let comments: Comment[];
let requests: { method: string; path: string; authorization: string | undefined }[];
/** Answers instead of the usual: by `METHOD path-prefix`; 0 never answers. */
let faults: Record<string, number>;
let viewer: string | undefined;
let core: Recorder;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'comment-'));
  comments = [];
  requests = [];
  faults = {};
  viewer = BOT;
  core = recorder();
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const method = request.method ?? '';
    requests.push({ method, path: request.url ?? '', authorization: request.headers.authorization });
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk) => chunks.push(chunk))
      .on('end', () => {
        const send = (status: number, value: unknown, headers = {}): void => {
          const all = { 'content-type': 'application/json', deprecation: 'true', sunset: '##[error]x', ...headers };
          response.writeHead(status, all).end(JSON.stringify(value));
        };
        const fault = Object.entries(faults).find(([start]) => `${method} ${pathname}`.startsWith(start))?.[1];
        if (fault === 0) return;
        if (fault !== undefined) return send(fault, { message: 'no' });
        const given = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined;
        if (pathname === '/graphql') {
          return viewer === undefined
            ? send(401, { message: 'no' })
            : send(200, { data: { viewer: { login: viewer } } });
        }
        if (method === 'GET' && pathname === '/repos/o/r/issues/7/comments') {
          const size = Number(searchParams.get('per_page') ?? 30);
          const page = Number(searchParams.get('page') ?? 1);
          const more = page * size < comments.length;
          const next = `<${url}${pathname}?per_page=${size}&page=${page + 1}>; rel="next"`;
          return send(200, comments.slice((page - 1) * size, page * size), more ? { link: next } : {});
        }
        if (method === 'POST' && pathname === '/repos/o/r/issues/7/comments') {
          const created = { id: 1000 + comments.length, body: given.body, user: { login: viewer ?? BOT } };
          comments.push(created);
          return send(201, created);
        }
        const found = comments.find(({ id }) => pathname === `/repos/o/r/issues/comments/${id}`);
        if (method !== 'PATCH' || !found) return send(404, { message: 'Not Found' });
        found.body = given.body;
        send(200, found);
      });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true });
});

const ours = (id: number, body = `${MARKER}\nold`, login = BOT): Comment => ({ id, body, user: { login } });
const others = (length: number, from = 1): Comment[] =>
  Array.from({ length }, (_, index) => ({ id: from + index, body: `comment ${index}`, user: { login: 'octocat' } }));

const PULL_REQUEST = { pull_request: { number: 7, head: { repo: { full_name: 'o/r' } } } };

function run({
  event = PULL_REQUEST as unknown,
  token = 'token',
  prNumber,
  signal = new AbortController().signal,
}: {
  event?: unknown;
  token?: string;
  prNumber?: number;
  signal?: AbortSignal;
} = {}) {
  const path = join(folder, 'event.json');
  writeFileSync(path, typeof event === 'string' ? event : JSON.stringify(event));
  const env = { GITHUB_EVENT_PATH: path, GITHUB_REPOSITORY: 'o/r', GITHUB_API_URL: url };
  const step = settings([target()], { githubToken: token, prNumber });
  return comment({ targets: [target()] }, step, { core, env, signal });
}

describe('one comment per segment and workflow', () => {
  test('is created where there is none', async () => {
    comments = others(3);
    await run();
    expect(comments.map(({ body }) => body)).toEqual(['comment 0', 'comment 1', 'comment 2', BODY]);
    expect(requests.at(-1)?.authorization).toBe('token token');
  });

  test('is found on the third page of 250 comments, and updated in place', async () => {
    comments = [...others(240), ours(900), ...others(9, 500)];
    await run();
    expect(comments).toHaveLength(250);
    expect(comments[240]?.body).toEqual(BODY);
    expect(requests.filter(({ method }) => method === 'GET')).toHaveLength(3);
  });

  test('is created once after 250 comments of others', async () => {
    comments = others(250);
    await run();
    await run();
    expect(comments).toHaveLength(251);
  });

  test('a marker in the comment of somebody else is left alone', async () => {
    comments = [ours(1, `${MARKER}\nmine`, 'mallory')];
    await run();
    expect(comments.map(({ body }) => body)).toEqual([`${MARKER}\nmine`, BODY]);
  });

  test('a marker that is only quoted is no marker', async () => {
    comments = [ours(1, `> ${MARKER}\nquoted`)];
    await run();
    expect(comments).toHaveLength(2);
  });

  test('another app, or a person, is its own author', async () => {
    viewer = 'deploy-app[bot]';
    comments = [ours(1), ours(2, `${MARKER}\nold`, 'deploy-app[bot]')];
    await run();
    expect(comments.map(({ body }) => body)).toEqual([`${MARKER}\nold`, BODY]);
  });

  test('a token that cannot say who it is belongs to GitHub Actions', async () => {
    viewer = undefined;
    comments = [ours(1)];
    await run();
    expect(comments.map(({ body }) => body)).toEqual([BODY]);
  });

  test('is made from the one that it replaces', async () => {
    await run();
    expect(comments.map(({ body }) => body)).toEqual([expect.not.stringContaining('Since the previous one')]);
    await run();
    expect(comments.map(({ body }) => body)).toEqual([expect.stringContaining('Since the previous one')]);
  });

  test('markers differ by workflow, instance, segment and targets file', () => {
    const one = settings([target()]);
    const two = settings([target({ segmentKey: 'other' })]);
    const env = { GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/a.yml@refs/heads/x' };
    const markers = [
      markerOf(one, env),
      markerOf(two, env),
      markerOf({ ...one, targetsPath: 'segments.yml' }, env),
      markerOf({ ...one, baseUri: 'https://app.eu.launchdarkly.com' }, env),
      markerOf(one, { GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/b.yml@refs/heads/x' }),
    ];
    expect(new Set(markers).size).toBe(5);
    expect(markerOf(one, { GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/a.yml@refs/heads/y' })).toBe(markers[0]);
    expect(markerOf({ ...two, targetsPath: 'segments.yml' }, env)).toBe(markers[2]);
  });
});

describe('the plan in a comment', () => {
  const env = { GITHUB_SHA: `fedcba9${'0'.repeat(33)}` };
  const plan = (more: Partial<TargetResult> = {}) => ({
    targets: [
      target({ status: 'dry_run', dryRun: true, list: list([file('a.csv', 48_200)]), membersBefore: 48_000, ...more }),
    ],
  });
  const at = <T>(time: number, make: () => T): T => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(time);
    try {
      return make();
    } finally {
      clock.mockRestore();
    }
  };
  const [monday, tuesday] = [Date.UTC(2026, 10, 23, 3, 0), Date.UTC(2026, 10, 24, 14, 5)];
  const first = at(monday, () => commentOf(plan(), MARKER, env));

  test('says of which commit and time it is', () => {
    expect(first).toContain('<sub>Plan of commit fedcba9, 23 Nov 2026, 03&#58;00 UTC</sub>'.replace('&#58;', ':'));
    expect(first).not.toContain('Since');
    expect(commentOf({ targets: [target()] }, MARKER, env)).toContain('<sub>Run of commit fedcba9');
  });

  test('is of the last commit of a pull request, not of the one that merges it', () => {
    const path = join(folder, 'event.json');
    writeFileSync(path, JSON.stringify({ pull_request: { head: { sha: `0123456${'a'.repeat(33)}` } } }));
    expect(commentOf(plan(), MARKER, { ...env, GITHUB_EVENT_PATH: path })).toContain('commit 0123456,');
  });

  test('says what has changed since the last one', () => {
    const changed = {
      membersBefore: 48_020,
      added: 203,
      list: list([file('a.csv', 48_211)], { sha256: 'f'.repeat(64) }),
    };
    expect(at(tuesday, () => commentOf(plan(changed), MARKER, env, first))).toContain(
      'Since the previous one (commit fedcba9, 23 Nov 2026, 03:00 UTC): a different list; keys 48,200 → 48,211; ' +
        'members before 48,000 → 48,020; added unknown → 203.',
    );
    expect(at(tuesday, () => commentOf(plan(), MARKER, env, first))).toContain('03:00 UTC): nothing has changed.');
  });

  test.each([
    ['no plan', `${MARKER}\nold`],
    ['a broken plan', `${MARKER}\n<!-- plan {"keys": -->`],
    ['nothing', `${MARKER}\n<!-- plan null -->`],
    ['a plan with markup', `${MARKER}\n<!-- plan {"time":1,"lists":"","commit":"<b>@octocat"} -->`],
    ['a plan with texts for numbers', `${MARKER}\n<!-- plan {"time":1,"lists":"","keys":"<b>"} -->`],
    ['a plan of no time', `${MARKER}\n<!-- plan {"time":"x","lists":""} -->`],
  ])('%s is not compared with', (_, before) => {
    expect(commentOf(plan(), MARKER, env, before)).not.toContain('Since');
  });
});

describe('no comment', () => {
  test.each([
    ['a push', { ref: 'refs/heads/main' }],
    ['an issue', { issue: { number: 7 } }],
    ['no event', ''],
    ['an event of nothing', 'null'],
  ])('outside pull requests: %s', async (_name, event) => {
    await run({ event });
    expect(core.text()).toMatch(/does not belong to a pull request/);
    expect(requests).toEqual([]);
  });

  test.each([
    ['a fork', { full_name: 'fork/r' }],
    ['a deleted fork', null],
  ])('on %s', async (_name, repo) => {
    const event = { pull_request: { number: 7, head: { repo } } };
    await run({ event });
    expect(core.text()).toMatch(/fork/);
    expect(requests).toEqual([]);
  });

  test('without a token', async () => {
    await expect(run({ token: '' })).rejects.toThrow(/github-token is empty/);
  });

  test.each([
    [403, /refused it \(403\).*pull-requests: write/],
    [404, /refused it \(404\)/],
    [500, /GitHub answered 500/],
    [503, /GitHub answered 503/],
  ])('a %i on looking, creating or updating is the reason', async (status, words) => {
    for (const start of ['GET /repos', 'POST /repos', 'PATCH /repos']) {
      faults = { [start]: status };
      comments = start.startsWith('PATCH') ? [ours(1)] : [];
      await expect(run()).rejects.toThrow(words);
    }
  });

  test('nobody listens', async () => {
    url = 'http://127.0.0.1:1';
    await expect(run()).rejects.toThrow(/could not reach GitHub/);
  });

  test('a server that hangs is left when the run is cancelled', async () => {
    faults = { 'GET /repos': 0 };
    const cancel = new AbortController();
    const written = run({ signal: cancel.signal });
    while (!requests.some(({ method }) => method === 'GET')) await new Promise((next) => setTimeout(next, 10));
    cancel.abort();
    await expect(written).rejects.toThrow(/did not answer in time/);
  });

  test('a server that hangs is left after half a minute', async () => {
    faults = { 'POST /graphql': 0 };
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    const spy = jest.spyOn(AbortSignal, 'timeout').mockImplementation((wait) => timeout(wait / 300));
    await expect(run()).rejects.toThrow(/did not answer in time/);
    expect(spy).toHaveBeenCalledWith(30_000);
    spy.mockRestore();
  });
});

test("GitHub's headers are not printed", async () => {
  const spies = (['warn', 'error', 'log'] as const).map((name) => jest.spyOn(console, name).mockReturnValue());
  await run();
  for (const spy of spies) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
});

test('comments on pull requests are events of issues', async () => {
  await run({ event: { issue: { number: 7, pull_request: {} } } });
  expect(comments).toHaveLength(1);
});

test('pr-number names the pull request of an event that has none, such as a push', async () => {
  await run({ event: { ref: 'refs/heads/main' }, prNumber: 7 });
  expect(comments).toHaveLength(1);
  // The event's own goes first: it is the one that the run belongs to.
  await run({ prNumber: 8 });
  expect(comments).toHaveLength(1);
});

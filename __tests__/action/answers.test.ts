/** What becomes of every answer to an upload. */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import type { Rule } from '../../simulator/behaviours.ts';
import type { ErrorCode } from '../../src/failure.ts';
import { expectFailure, expectSuccess } from '../support/expect-result.ts';
import { NOBODY } from '../support/nobody.ts';
import { type Scenario, scenario } from '../support/scenario.ts';

const SAID = { code: 'said_code', message: 'What LaunchDarkly says.', id: '6f1c0d6e-said' };

/** Rows of retries end after two minutes, which take a moment. */
const hurried = (scene: Scenario) => scene.run({ 'timeout-minutes': 2 }, { timeScale: 500 });

/** A server of the test's own. */
async function serving(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('an error of LaunchDarkly', () => {
  test.each<[number, ErrorCode, RegExp]>([
    [400, 'bad_request', /project key "web".*environment key "production".*segment key "beta"/],
    [401, 'unauthorized', /API access token.*"updateIncluded" on proj\/web:env\/production:segment\/beta/],
    [403, 'forbidden', /"updateIncluded" on proj\/web:env\/production:segment\/beta/],
    [404, 'not_found', /project key "web".*environment key "production".*segment key "beta".*no access/],
    [405, 'bad_request', /./],
    [409, 'conflict', /one import at a time.*whichever segment.*allow more time/],
    [413, 'payload_too_large', /40 MB/],
    [422, 'bad_request', /./],
    [429, 'rate_limited', /allow more time/],
    [500, 'server_error', /status\.launchdarkly\.com.*sent again safely/],
    [503, 'server_error', /status\.launchdarkly\.com/],
  ])('%i is %s', async (status, code, advice) => {
    await using scene = await scenario();
    scene.sim.behave({ on: 'POST import', status, body: SAID });
    const result = await hurried(scene);
    const message = expectFailure(result, code);
    for (const text of Object.values(SAID)) expect(message).toContain(text);
    expect(message).toMatch(advice);
    expect(result.outputs).toMatchObject({ 'http-status': String(status), 'import-id': '', keys: '3' });
    expect(scene.segment.members.size).toBe(0);
    const repeated = [409, 429, 500, 503].includes(status);
    expect(scene.sim.seen('POST import').length > 1).toBe(repeated);
    // The deadline may cut off a repeated upload half-way, and then nobody knows.
    if (!repeated) expect(message).toContain('Nothing was imported: this run has not changed the segment.');
    if (status >= 500) expect(message).toContain('is not known');
  });
});

describe('what is no answer of LaunchDarkly', () => {
  test.each<[string, Partial<Rule>, ErrorCode, string]>([
    ['a redirect to nowhere', { status: 302 }, 'unexpected_response', '302'],
    ['a web page', { html: true }, 'unexpected_response', '200'],
    ['JSON with 200', { status: 200, body: { ok: true } }, 'unexpected_response', '200'],
    ['nothing with 202', { status: 202, body: '' }, 'unexpected_response', '202'],
    ['a web page with 404', { html: true, status: 404 }, 'not_found', '404'],
    ['a web page with 502', { html: true, status: 502 }, 'server_error', '502'],
    ['a broken connection', { drop: 'before' }, 'network_error', ''],
    ['an import, and then a broken connection', { drop: 'after', times: 1 }, 'conflict', '409'],
  ])('%s', async (_, rule, code, status) => {
    await using scene = await scenario();
    scene.sim.behave({ on: 'POST import', steps: ['in_progress'], ...rule });
    const result = await hurried(scene);
    const message = expectFailure(result, code);
    expect(result.outputs['http-status']).toBe(status);
    expect(message).not.toMatch(/<html|Sign in/);
    if (rule.drop) expect(message).toMatch(/no answer from LaunchDarkly says what became of it.*not known/s);
  });

  test('no server at all', async () => {
    await using scene = await scenario();
    const result = await scene.run({ 'base-uri': `http://${NOBODY}`, 'timeout-minutes': 2 }, { timeScale: 500 });
    expect(expectFailure(result, 'network_error')).toMatch(/ECONNREFUSED/);
    expect(result.outputs['http-status']).toBe('');
  });

  test('an answer that trickles for ever', async () => {
    await using scene = await scenario();
    await using server = await serving((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '.repeat(2_000)), 5);
      response.on('close', () => clearInterval(timer));
    });
    const result = await scene.run({ 'base-uri': server.url, 'timeout-minutes': 60 }, { timeScale: 500 });
    expect(expectFailure(result, 'network_error')).toContain('had no end after 120 seconds');
  });

  test('an SDK key for a token', async () => {
    await using scene = await scenario();
    const message = expectFailure(await scene.run({ 'access-token': 'sdk-a1b2c3d4' }), 'unauthorized');
    expect(message).toContain('Invalid account ID header');
    expect(message).toMatch(/does not recognise.*SDK key.*right secret.*another LaunchDarkly instance/);
  });

  test('a wrong token', async () => {
    await using scene = await scenario();
    for (const mode of ['merge', 'replace']) {
      const result = await scene.run({ 'access-token': 'api-wrong-token', mode });
      expect(expectFailure(result, 'unauthorized')).toContain('Invalid access token');
    }
  });
});

test('a change that needs approval, which nobody could see before', async () => {
  await using scene = await scenario({ members: ['old'] });
  scene.environment.requireApproval({});
  scene.environment.approvalsShown = false;
  for (const inputs of [{}, { strategy: 'delta' }]) {
    const message = expectFailure(await scene.run(inputs), 'approval_required');
    expect(message).toMatch(/without approval \(403 Forbidden\).*approval is required/s);
    expect(message).toContain('bypassRequiredSegmentApproval');
  }
  expect([...scene.segment.members]).toEqual(['old']);
});

test('limits that are used up are waited for before they refuse', async () => {
  await using scene = await scenario({
    list: 1,
    simulator: { rateLimit: { route: { 'GET segment': 1, 'GET environment': 1, 'GET context': 1 }, windowMs: 500 } },
  });
  expectSuccess(await scene.run());
  expect(scene.sim.seen('GET segment').length).toBeGreaterThan(2);
  expect(scene.sim.requests.map(({ status }) => status)).not.toContain(429);
});

describe('trouble that passes', () => {
  test.each<[string, Partial<Rule>]>([
    ['409', { status: 409 }],
    ['429', { status: 429, headers: { 'Retry-After': '3' } }],
    ['500', { status: 500 }],
    ['a broken connection', { drop: 'before' }],
  ])('%s', async (_, rule) => {
    await using scene = await scenario();
    scene.sim.behave({ on: 'POST import', times: 2, ...rule });
    const result = await hurried(scene);
    expectSuccess(result);
    expect(scene.sim.seen('POST import')).toHaveLength(3);
    expect(result.log).toMatch(/Waiting to start the import/);
  });
});

describe('an import that was accepted', () => {
  test('and is stopped', async () => {
    await using scene = await scenario({ simulator: { importSteps: ['preparing', 'stopped'] } });
    const result = await scene.run();
    const message = expectFailure(result, 'import_stopped');
    expect(message).toContain(scene.sim.state.imports[0]!.id);
    expect(result.outputs).toMatchObject({ 'http-status': '204', 'import-id': scene.sim.state.imports[0]!.id });
  });

  test('and does not end in time', async () => {
    await using scene = await scenario({ simulator: { importSteps: ['preparing', 'in_progress'] } });
    const message = expectFailure(await hurried(scene), 'timed_out');
    expect(message).toMatch(/last known status is "in_progress"/);
    expect(message).toContain(scene.sim.state.imports[0]!.id);
  });

  test('and is held for approval, unasked', async () => {
    await using scene = await scenario({ simulator: { importSteps: ['pending_approval'] } });
    const message = expectFailure(await scene.run(), 'approval_required');
    expect(message).toContain(scene.sim.state.imports[0]!.id);
  });

  test('without an ID: success only when it was seen running, then not, and the list is there', async () => {
    await using scene = await scenario({
      simulator: { importSteps: [{ status: 'in_progress', reads: 3 }, 'complete'] },
    });
    scene.sim.behave({ on: 'POST import', location: 'none' });
    expectSuccess(await scene.run({ verify: 'off' }, { timeScale: 50 }));
    scene.sim.behave({ on: 'POST import', effect: 'none' });
    const other = { files: { 'keys.csv': 'never-stored\n' }, timeScale: 500 };
    expectFailure(await scene.run({ verify: 'off' }, other), 'verification_failed');
    scene.sim.behave({ on: 'POST import', steps: ['complete'] });
    expectFailure(await scene.run({ 'timeout-minutes': 2 }, { timeScale: 500 }), 'timed_out');
  });
});

test('a private host with a path prefix: every request and every link is below it', async () => {
  await using scene = await scenario({ members: 100, list: 105 });
  const outside: string[] = [];
  // A gateway that knows LaunchDarkly under a prefix, which LaunchDarkly does not know.
  await using gateway = await serving((request, response) => {
    if (!request.url!.startsWith('/prefix/')) outside.push(request.url!);
    const forward = httpRequest(
      `${scene.sim.url}${request.url!.replace('/prefix', '')}`,
      { method: request.method!, headers: { ...request.headers, host: new URL(scene.sim.url).host } },
      (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(forward);
  });
  const site = { href: '/default/some-page', type: 'text/html' };
  scene.sim.behave({ on: 'GET segment', edit: ({ body }) => Object.assign(body._links, { site }) });
  scene.sim.behave({ on: 'POST approval-request', edit: ({ body }) => Object.assign(body._links, { site }) });
  scene.sim.behave({
    on: 'GET export',
    edit: ({ body }) => {
      for (const link of Object.values<{ href: string }>(body._links))
        link.href = link.href.replace(scene.sim.url, '').replace(gateway.url, '');
    },
  });
  const inputs = { 'base-uri': `${gateway.url}/prefix`, mode: 'replace' };
  const delta = await scene.run({ ...inputs, strategy: 'delta' });
  expectSuccess(delta);
  expect(delta.outputs['segment-url']).toBe(`${gateway.url}/prefix/default/some-page`);
  scene.environment.requireApproval({});
  const held = await scene.run({ ...inputs, 'wait-on-approvals': true, 'request-approval': true });
  expect(JSON.parse(held.report).targets[0]).toMatchObject({
    segmentUrl: `${gateway.url}/prefix/default/some-page`,
    approvalUrl: `${gateway.url}/prefix/default/some-page`,
  });
  expect(outside).toEqual([]);
});

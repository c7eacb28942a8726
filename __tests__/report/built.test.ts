/** The built action: what people see holds no key, and GitHub's client is loaded only for a comment. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { expectPrivate } from '../support/expect-private.ts';
import { type ActionResult, runAction } from '../support/run-action.ts';

const KEYS = Array.from({ length: 200 }, (_, index) => `p${index}.${(index * 7919 + 104729).toString(36)}@example.com`);

let sim: Simulator;
let github: Server;
let comments: string[];
beforeEach(async () => {
  sim = await startSimulator();
  sim.state.createSegment('web/production/beta', { members: KEYS.slice(0, 190) });
  comments = [];
  github = createServer((request, response): void => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      if (request.url === '/graphql') response.end('{"data":{"viewer":{"login":"github-actions[bot]"}}}');
      else if (request.method === 'GET') response.end('[]');
      else {
        comments.push(JSON.parse(text).body);
        response.writeHead(201).end('{}');
      }
    });
  });
  await new Promise<void>((ready) => github.listen(0, '127.0.0.1', ready));
});
afterEach(async () => {
  await new Promise((done) => github.close(done));
  await sim.close();
});

const run = (inputs: Record<string, string | boolean>): Promise<ActionResult> =>
  runAction({
    inputs: {
      'access-token': sim.token,
      'base-uri': sim.url,
      'project-key': 'web',
      'environment-key': 'production',
      'segment-key': 'beta',
      'csv-path': 'list.csv',
      'comment-on-pr': true,
      ...inputs,
    },
    files: { 'list.csv': KEYS.map((key) => `${key}\n`).join('') },
    githubToken: 'ghs_0123456789abcdef',
    eventName: 'pull_request',
    event: { pull_request: { number: 7, head: { repo: { full_name: 'octo-org/octo-repo' } } } },
    env: { GITHUB_API_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}` },
    debug: true,
    timeScale: 5,
  });

function expectAllPrivate(result: ActionResult): void {
  expect(comments).toHaveLength(1);
  const { token } = sim;
  expectPrivate(
    { ...result, summary: `${result.summary}\n${comments[0]}` },
    { keys: KEYS, token, others: ['ghs_0123456789abcdef'] },
  );
}

test('a dry run on a pull request is commented, without a key', async () => {
  const result = await run({ mode: 'replace', 'dry-run': true });
  expect(result.outputs.status).toBe('dry_run');
  expect(comments[0]).toContain('dry run of a replace');
  expect(JSON.parse(result.report)).toMatchObject({ version: 1, status: 'dry_run' });
  expectAllPrivate(result);
});

test('a key that LaunchDarkly quotes is in neither log, summary, comment nor report', async () => {
  sim.behave({
    on: 'POST import',
    status: 400,
    body: JSON.stringify({ code: 'invalid_request', message: `row 3: ${KEYS[2]} is not allowed`, id: 'e1' }),
  });
  const result = await run({ mode: 'merge' });
  expect(result.outputs['error-code']).toBe('bad_request');
  expect(comments[0]).toContain('is not allowed');
  expectAllPrivate(result);
});

test("GitHub's client is a chunk of its own", () => {
  const dist = join(import.meta.dirname, '../../dist');
  const holders = readdirSync(dist).filter(
    (name) => name.endsWith('.js') && readFileSync(join(dist, name), 'utf8').includes('@octokit'),
  );
  expect(holders).toHaveLength(1);
  expect(holders).not.toContain('index.js');
});

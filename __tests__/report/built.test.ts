/** The built action: what people see holds no key, and GitHub's client is loaded only for a comment. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { expectPrivate } from '../support/expect-private.ts';
import { type GitHub, startGitHub } from '../support/github.ts';
import { type ActionResult, type RunOptions, runAction } from '../support/run-action.ts';

const KEYS = Array.from({ length: 200 }, (_, index) => `p${index}.${(index * 7919 + 104729).toString(36)}@example.com`);

let sim: Simulator;
let github: GitHub;
beforeEach(async () => {
  sim = await startSimulator();
  sim.state.createSegment('web/production/beta', { members: KEYS.slice(0, 190) });
  github = await startGitHub();
});
afterEach(async () => {
  await github[Symbol.asyncDispose]();
  await sim.close();
});

const run = (inputs: Record<string, string | boolean>, options: RunOptions = {}): Promise<ActionResult> =>
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
    ...github.run,
    debug: true,
    timeScale: 5,
    ...options,
  });

function expectAllPrivate(result: ActionResult): void {
  expect(github.comments).toHaveLength(1);
  const { token } = sim;
  expectPrivate(
    { ...result, summary: `${result.summary}\n${github.comments[0]}` },
    { keys: KEYS, token, others: ['ghs_0123456789abcdef'] },
  );
}

test('a dry run on a pull request is commented, without a key', async () => {
  const result = await run({ mode: 'replace', 'dry-run': true });
  expect(result.outputs.status).toBe('dry_run');
  expect(github.comments[0]).toContain('dry run of a replace');
  expect(JSON.parse(result.report)).toMatchObject({ version: 1, status: 'dry_run', verified: null });
  expect(result.outputs).toMatchObject({ verified: '', message: 'beta: dry run of a replace; 190 before.' });
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
  expect(result.outputs.message).toBe('beta: LaunchDarkly rejected the request (bad_request); 190 before.');
  expect(github.comments[0]).toContain('is not allowed');
  expectAllPrivate(result);
});

test('a run after the merge updates the comment, and says what has changed since the plan', async () => {
  await run({ mode: 'replace', strategy: 'delta', 'dry-run': true });
  expect(github.comments[0]).toMatch(/<sub>Plan of commit ffac537, \d\d \w{3} \d{4}, \d\d:\d\d UTC · <a/);
  const files = { 'list.csv': KEYS.slice(0, 195).join('\n') };
  const after = { eventName: 'push', event: { ref: 'refs/heads/main' }, files };
  const result = await run({ mode: 'replace', strategy: 'delta', 'pr-number': '7' }, after);
  expect(result.outputs.status).toBe('complete');
  expect(github.comments[0]).toContain('5 (2.6%) added, 0 removed: 195 members now, 190 before.');
  expect(github.comments[0]).toMatch(/<sub>Run of commit .*a different list; keys 200 → 195; added 10 → 5\./);
  expectAllPrivate(result);
  const other = await run({ 'base-uri': `${sim.url}/`, 'pr-number': 'seven' }, after);
  expect(other.outputs).toMatchObject({ 'error-code': 'invalid_input' });
  expect(other.log).toContain('`pr-number` is `seven`; allowed: the number of a pull request, or nothing.');
});

test('message and verified say whether the segment holds the list', async () => {
  const merged = await run({ mode: 'merge' });
  expect(merged.outputs).toMatchObject({
    verified: 'true',
    message: 'beta: merge complete; 200 members now; 190 before; verified.',
  });
  expect(JSON.parse(merged.outputs.results!)).toMatchObject([{ verified: true, message: merged.outputs.message }]);
  // Nothing to change: an export shows it, an upload is sent whatever the segment holds.
  const unchanged = await run({ mode: 'merge', strategy: 'delta' });
  expect(unchanged.outputs).toMatchObject({
    status: 'unchanged',
    verified: 'true',
    message: expect.stringMatching(/^beta: nothing to change; 0 added, 0 removed; .*verified\.$/),
  });
  const unseen = await run({ verify: 'off' });
  expect(unseen.outputs).toMatchObject({ status: 'complete', verified: '' });
});

test("GitHub's client is a chunk of its own", () => {
  const dist = join(import.meta.dirname, '../../dist');
  const holders = readdirSync(dist).filter(
    (name) => name.endsWith('.js') && readFileSync(join(dist, name), 'utf8').includes('@octokit'),
  );
  expect(holders).toHaveLength(1);
  expect(holders).not.toContain('actions.js');
});

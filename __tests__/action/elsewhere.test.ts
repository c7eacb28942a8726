/** The built action outside GitHub Actions: plain lines, defaults of its own, and no command that would print the token. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { expectPrivate } from '../support/expect-private.ts';
import { type ActionResult, type RunOptions, startAction } from '../support/run-action.ts';
import { inputEnvironment, runnerEnvironment } from '../support/runner-environment.ts';

const KEYS = Array.from({ length: 100 }, (_, index) => `k${index}.${(index * 7919 + 104729).toString(36)}@example.com`);
const CANARY = 'api-canary-8c1f-do-not-print';

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ token: CANARY });
  sim.state.createSegment('web/production/beta', { members: KEYS.slice(0, 90) });
});
afterAll(() => sim.close());

/** Nothing that a runner sets: no variable of GitHub's, and none of an input. */
const NOTHING = Object.fromEntries(
  Object.keys({ ...inputEnvironment({}), ...runnerEnvironment({}), GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '' })
    .filter((name) => /^(?:GITHUB|INPUT|RUNNER)_/.test(name))
    .map((name) => [name, undefined]),
);

const INPUTS = {
  INPUT_ACCESS_TOKEN: CANARY,
  INPUT_PROJECT_KEY: 'web',
  INPUT_ENVIRONMENT_KEY: 'production',
  INPUT_SEGMENT_KEY: 'beta',
  INPUT_CSV_PATH: 'list.csv',
};

/** Runs the action as a shell would, and reads the report that it names. */
async function run(env: Record<string, string>, options: RunOptions = {}): Promise<ActionResult> {
  let report = '';
  const files = { 'list.csv': KEYS.map((key) => `${key}\n`).join('') };
  const variables = { ...NOTHING, ...INPUTS, INPUT_BASE_URI: sim.url, ...env };
  const { result } = startAction({
    files,
    timeScale: 20,
    ...options,
    env: variables,
    onOutput: (text) => {
      const path = /^Report: (.+)$/m.exec(text)?.[1];
      if (path !== undefined) report = readFileSync(path, 'utf8');
    },
  });
  return { ...(await result), report };
}

/** No command to a runner, no token and no key. */
function expectPlain(result: ActionResult): void {
  const text = `${result.stdout}${result.stderr}`;
  expect(text.split('\n').filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
  expect(text).not.toContain(CANARY);
  expect(result.report).not.toContain(CANARY);
  expectPrivate(result, { keys: KEYS, token: CANARY });
  expect(result.outputs).toEqual({});
  expect(result.summary).toBe('');
}

test('a success: plain lines, and the report has everything', async () => {
  const result = await run({});
  expectPlain(result);
  expect(result.exitCode).toBe(0);
  expect(result.stdout).toMatch(/^List\n(?: {2}Reading.*\n)? {2}File +list\.csv/m);
  expect(result.stdout).toMatch(/^Result: beta \(production\): merge complete: 100 members now/m);
  expect(JSON.parse(result.report)).toMatchObject({ status: 'complete', verified: true, runUrl: null });
});

test('a name with `-` goes before one with `_`', async () => {
  const result = await run({ 'INPUT_DRY-RUN': 'true', INPUT_DRY_RUN: 'false', 'INPUT_CSV-PATH': 'list.csv' });
  expectPlain(result);
  expect(JSON.parse(result.report)).toMatchObject({ status: 'dry_run' });
});

describe('a failure', () => {
  test.each<[string, Record<string, string>, string, RegExp]>([
    ['wrong inputs', { INPUT_MODE: 'overwrite' }, 'invalid_input', /^Error: Run failed: invalid input: `mode` is/m],
    ['a token with more than a token', { INPUT_ACCESS_TOKEN: `Bearer ${CANARY}` }, 'invalid_input', /"Bearer"/],
    ['a token of two lines', { INPUT_ACCESS_TOKEN: `${CANARY}\n${CANARY}x` }, 'invalid_input', /line breaks/],
    ['a token that is refused', { INPUT_ACCESS_TOKEN: `${CANARY}-wrong` }, 'unauthorized', /^Error: beta/m],
    ['a segment that is missing', { INPUT_SEGMENT_KEY: 'none' }, 'not_found', /^Error: none \(production\)/m],
    [
      'a list that is refused',
      { INPUT_CSV_PATH: 'bad.csv' },
      'invalid_csv',
      /^Warning: Invalid row: bad\.csv:2:1: the key/m,
    ],
  ])('%s', async (_, env, code, line) => {
    const result = await run(env, { files: { 'list.csv': 'a\n', 'bad.csv': `a\n""\n${KEYS[0]}\n` } });
    expectPlain(result);
    expect(result.exitCode).toBe(1);
    expect(result.stdout).toMatch(line);
    expect(JSON.parse(result.report)).toMatchObject({ status: 'failed', errorCode: code });
  });

  test.each<['import' | 'export', string]>([
    ['import', 'data:text/javascript,delete Promise.withResolvers; delete Object.groupBy; delete URL.parse'],
    ['export', 'data:text/javascript,'],
  ])('%s with a Node that is too old', async (action, lacking) => {
    const old = `${lacking};Object.defineProperty(process.versions, 'node', { value: '21.7.3' })`;
    const result = await run({ INPUT_PATH: 'members.csv' }, { action, nodeArgs: ['--import', encodeURI(old)] });
    expectPlain(result);
    expect(result.exitCode).toBe(1);
    expect(result.stdout).toMatch(/^Error: .*: This action needs Node 22 or later, and this is Node 21\.7\.3\.$/m);
    expect(JSON.parse(result.report)).toMatchObject({ status: 'failed', errorCode: 'runner_error' });
  });

  test('tokens of a targets file', async () => {
    const target = { 'project-key': 'web', 'environment-key': 'production', 'csv-path': 'list.csv' };
    const targets = [
      { ...target, 'segment-key': 'beta', 'access-token-env': 'LD_TOKEN_A' },
      { ...target, 'segment-key': 'none', 'access-token-env': 'LD_TOKEN_B' },
    ];
    const result = await run(
      {
        ...Object.fromEntries(Object.keys(INPUTS).map((name) => [name, ''])),
        INPUT_TARGETS_PATH: 'targets.json',
        LD_TOKEN_A: CANARY,
        LD_TOKEN_B: `${CANARY}-wrong`,
      },
      { files: { 'list.csv': `${KEYS[0]}\n`, 'targets.json': JSON.stringify({ targets }) } },
    );
    expectPlain(result);
    expect(result.stdout).toMatch(/^2 segments: 1 complete, 1 failed/m);
  });

  test('a link to an export, which would be masked', async () => {
    const result = await run({ INPUT_STRATEGY: 'delta', INPUT_MODE: 'replace' });
    expectPlain(result);
    expect(JSON.parse(result.report)).toMatchObject({ status: 'unchanged', verified: true });
  });
});

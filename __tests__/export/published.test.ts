/** What an export tells people and machines: without a key, whatever happens, and outside GitHub Actions too. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ERROR_CODES } from '../../src/failure.ts';
import { expectPrivate } from '../support/expect-private.ts';
import { expectFailure, expectSuccess } from '../support/expect-result.ts';
import { type ExportScene, exporting } from '../support/exporting.ts';
import type { ActionResult } from '../support/run-action.ts';
import { inputEnvironment, runnerEnvironment } from '../support/runner-environment.ts';

const MEMBERS = Array.from(
  { length: 100 },
  (_, index) => `k${index}.${(index * 7919 + 104729).toString(36)}@example.com`,
);
const CANARY = 'api-canary-8c1f-do-not-print';
const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/export-report.schema.json'), 'utf8'));
const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);

let scene: ExportScene;
beforeEach(async () => {
  scene = await exporting({
    segment: {
      members: MEMBERS,
      name: 'Beta <testers> of @everyone',
      flags: [{ key: 'new-checkout', name: 'New checkout' }],
    },
    simulator: { token: CANARY },
  });
});
afterEach(async () => await scene[Symbol.asyncDispose]());

function expectTold(result: ActionResult): void {
  const signatures = [...scene.sim.state.exports.values()].map(({ signature }) => signature);
  expectPrivate(result, { keys: MEMBERS, token: CANARY, others: signatures });
  validate(JSON.parse(result.report));
  expect(validate.errors).toBeNull();
  expect(result.outputs.message).toMatch(/^[^`$'"<>@\r\n]{1,300}$/);
}

test('a success', async () => {
  const result = await scene.export({}, { debug: true });
  expectSuccess(result);
  expectTold(result);
  const { path } = result.outputs;
  const { signature } = [...scene.sim.state.exports.values()][0]!;
  expect(result.masks).toEqual([CANARY, expect.stringContaining(signature), `signature=${signature}`]);
  expect(result.groups.map(({ title }) => title)).toEqual(['Export']);
  expect(result.log).toMatch(/^web \/ production \/ beta: export$/m);
  expect(result.log).toMatch(/^ {2}Written: 100 keys, 2\.1 kB$/m);
  expect(result.annotations).toEqual([
    {
      level: 'notice',
      title: 'beta (production): exported',
      message: `100 members are in \`${path}\`. To import it, set \`header: false\`.`,
    },
  ]);
  expect(result.summary).toContain('<code>beta</code> in <code>web</code> / <code>production</code>: exported');
  expect(result.summary).toContain(`<code>${result.outputs.sha256}</code>`);
  expect(result.summary).not.toMatch(/<testers>|@everyone/);
  expect(JSON.parse(result.report)).toMatchObject({
    status: 'complete',
    errorCode: null,
    failure: null,
    runUrl: 'https://github.com/octo-org/octo-repo/actions/runs/1658821493',
    projectKey: 'web',
    path,
    keys: 100,
    gzip: false,
    members: 100,
    leftOut: 0,
    segment: { name: 'Beta <testers> of @everyone', flags: [{ key: 'new-checkout' }] },
    timings: expect.arrayContaining([{ phase: 'total', seconds: expect.any(Number) }]),
  });
});

test('a failure that quotes keys and the token', async () => {
  const message = `${MEMBERS[3]} and ${CANARY} are odd`;
  scene.sim.behave({ on: 'GET context', status: 400, body: { code: 'odd', message, id: MEMBERS[4] } });
  const result = await scene.export({}, { debug: true });
  const told = expectFailure(result, 'bad_request');
  expectTold(result);
  expect(told).toContain('LaunchDarkly said: *** and *** are odd (code odd, error ID ***)');
  expect(result.summary).toContain('[!CAUTION]');
  expect(JSON.parse(result.report)).toMatchObject({ status: 'failed', path: null, keys: null, members: 100 });
});

test('inputs that are wrong', async () => {
  const result = await scene.export({ 'segment-key': '' });
  expectFailure(result, 'invalid_input');
  expectTold(result);
  expect(JSON.parse(result.report)).toMatchObject({ errorCode: 'invalid_input', segmentKey: null, timings: [] });
});

test('the schema knows every error code, and nothing else', async () => {
  expect(schema.$defs.errorCode.enum).toEqual([...ERROR_CODES]);
  const report = JSON.parse((await scene.export()).report);
  for (const wrong of [
    { ...report, more: 1 },
    { ...report, status: 'done' },
    { ...report, keys: undefined },
  ])
    expect(validate(JSON.parse(JSON.stringify(wrong)))).toBe(false);
});

describe('outside GitHub Actions', () => {
  /** Nothing that a runner sets: no variable of GitHub's, and none of an input. */
  const nothing = Object.fromEntries(
    Object.keys({ ...inputEnvironment({ action: 'export' }), ...runnerEnvironment({}), GITHUB_OUTPUT: '' })
      .filter((name) => /^(?:GITHUB|INPUT|RUNNER)_/.test(name))
      .map((name) => [name, undefined]),
  );
  async function run(env: Record<string, string> = {}): Promise<ActionResult> {
    let report = '';
    const variables = {
      INPUT_ACCESS_TOKEN: CANARY,
      INPUT_BASE_URI: scene.sim.url,
      INPUT_PROJECT_KEY: 'web',
      INPUT_ENVIRONMENT_KEY: 'production',
      INPUT_SEGMENT_KEY: 'beta',
      INPUT_PATH: 'members.csv',
    };
    const action = scene.startExport(
      {},
      {
        env: { ...nothing, ...variables, ...env },
        onOutput: (text) => {
          const path = /^Report: (.+)$/m.exec(text)?.[1];
          if (path !== undefined) report = readFileSync(path, 'utf8');
        },
      },
    );
    const result = { ...(await action.result), report };
    expect(result.stdout.split('\n').filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
    expect(result.stdout + result.report).not.toContain(CANARY);
    expectPrivate(result, { keys: MEMBERS, token: CANARY });
    return result;
  }

  test('a success: plain lines, a path below the working directory, and the report has everything', async () => {
    const result = await run();
    expect(result.exitCode).toBe(0);
    expect(result.stdout).toMatch(/^Result: beta \(production\): exported: 100 members are in/m);
    expect(JSON.parse(result.report)).toMatchObject({ status: 'complete', keys: 100, runUrl: null });
    expect(scene.content().toString()).toBe(MEMBERS.map((key) => `${key}\n`).join(''));
  });

  test('a failure', async () => {
    const result = await run({ INPUT_ACCESS_TOKEN: `${CANARY}-wrong` });
    expect(result.exitCode).toBe(1);
    expect(result.stdout).toMatch(/^Error: beta \(production\): LaunchDarkly rejected the access token/m);
    expect(JSON.parse(result.report)).toMatchObject({ status: 'failed', errorCode: 'unauthorized' });
  });

  test('defaults are those of export/action.yml', async () => {
    const result = await run({ INPUT_BASE_URI: '', INPUT_TIMEOUT_MINUTES: '' });
    // Given, and empty: that is wrong.
    expect(JSON.parse(result.report)).toMatchObject({ errorCode: 'invalid_input' });
    const { DEFAULTS } = await import('../../src/inputs/defaults.ts');
    expect(DEFAULTS).toMatchObject({ 'base-uri': 'https://app.launchdarkly.com', 'timeout-minutes': '180' });
  });
});

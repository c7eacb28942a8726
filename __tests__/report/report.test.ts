/** All of it together: what publishImport() leaves behind, also where something cannot be written. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type PublishContext, publishImport } from '../../src/report/publish.ts';
import type { RunResult } from '../../src/result.ts';
import type { Settings } from '../../src/settings.ts';
import { readLog } from '../support/runner-log.ts';
import { type Recorder, recorder } from './recorder.ts';
import { blocked, refused, replaced, settings, target } from './situations.ts';

let core: Recorder;
let temp: string;
beforeEach(() => {
  core = recorder();
  temp = mkdtempSync(join(tmpdir(), 'report-'));
});
afterEach(() => rmSync(temp, { recursive: true }));

const env = (): Record<string, string> => ({ RUNNER_TEMP: temp, GITHUB_OUTPUT: 'x', GITHUB_STEP_SUMMARY: 'x' });
const publish = (run: RunResult, context: Partial<PublishContext> = {}, step?: Settings): Promise<void> =>
  publishImport(run, { core, env: env(), signal: new AbortController().signal, ...context }, step);
const annotations = () => readLog(core.text()).annotations;

test('a failure says what failed, what LaunchDarkly said, how things stand, what to do, and its code', async () => {
  await publish({ targets: [refused] });
  expect(annotations()).toHaveLength(1);
  expect(annotations()[0]).toMatchObject({
    level: 'error',
    title: 'beta-testers (production): another import was running',
  });
  expect(annotations()[0]?.message.split('\n')).toEqual([
    'Another import was running.',
    'LaunchDarkly said: Conflicting process (code conflict, error ID 52b8a3f0-1f3e)',
    'This run has not changed the segment.',
    'What to do: Run again.',
    'Error code: conflict',
  ]);
});

test('the one error of many targets names every segment that failed', async () => {
  const failing = (segmentKey: string) =>
    target({ segmentKey, status: 'failed', failure: { code: 'conflict', message: 'Busy.' } });
  await publish({ targets: [failing('a'), target(), failing('b')] });
  expect(annotations()).toHaveLength(1);
  expect(annotations()[0]).toMatchObject({ level: 'error', title: '3 segments: 1 complete, 2 failed' });
  expect(annotations()[0]?.message).toMatch(/^Failed: production\/a, production\/b\.\n/);
});

test('the report is the only file, for its owner only', async () => {
  await publish({ targets: [replaced] });
  const path = core.outputs['report-path']!;
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ version: 1, status: 'complete' });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  expect(readdirSync(temp)).toHaveLength(1);
});

test('warnings that the log has annotated are not annotated twice', async () => {
  await publish({ targets: [target({ warnings: ['a', 'b'] })] }, { log: { annotated: new Set(['a']) } });
  expect(
    annotations()
      .filter(({ level }) => level === 'warning')
      .map(({ message }) => message),
  ).toEqual(['b']);
});

test('what cannot be written is a warning, and changes nothing else', async () => {
  core.summary.write = async () => {
    throw new Error('disk full');
  };
  core.setOutput = () => {
    throw new Error('no such file');
  };
  await publish({ targets: [replaced] }, { env: { ...env(), RUNNER_TEMP: join(temp, 'missing') } });
  expect(annotations().map(({ level, message }) => `${level}: ${message.split('\n')[0]}`)).toEqual([
    expect.stringMatching(/^warning: The report could not be written: ENOENT/),
    'warning: The outputs could not be written: no such file',
    'warning: The job summary could not be written: disk full',
    expect.stringMatching(/^notice: 1,000,000 members now/),
  ]);
});

test('outside a runner neither outputs nor summary are tried', async () => {
  await publish({ targets: [replaced] }, { env: { RUNNER_TEMP: temp } });
  expect(core.outputs).toEqual({});
  expect(core.summaries).toEqual([]);
  expect(annotations()).toHaveLength(1);
});

test('a comment that has no place is a line, one that cannot be written is a warning', async () => {
  await publish({ targets: [replaced] }, {}, settings([replaced]));
  expect(annotations()).toHaveLength(1);
  expect(core.text()).toMatch(
    /^No comment: this run does not belong to a pull request, and .pr-number. names none\.$/m,
  );
  core = recorder();
  await publish(
    { targets: [blocked] },
    { env: { ...env(), GITHUB_REPOSITORY: 'o/r' } },
    settings([blocked], { prNumber: 7 }),
  );
  expect(annotations().map(({ level, message }) => `${level}: ${message.split('\n')[0]}`)).toEqual([
    'warning: The comment could not be written: the input github-token is empty.',
    expect.stringMatching(/^error: /),
  ]);
});

test('a cancelled run does not comment', async () => {
  await publish({ targets: [replaced] }, { signal: AbortSignal.abort() }, settings([replaced]));
  expect(core.text()).not.toContain('comment');
});

test('a disk that does not answer keeps a cancelled run from telling nothing', async () => {
  core.summary.write = () => new Promise(() => {});
  await publish({ targets: [replaced] }, { warnings: ['Tidy up.'], signal: AbortSignal.abort() });
  expect(core.outputs.status).toBe('complete');
  expect(annotations().map(({ level, message }) => `${level}: ${message.split('\n')[0]}`)).toEqual([
    'warning: Tidy up.',
    'warning: The job summary could not be written: the disk did not answer in time.',
    expect.stringMatching(/^notice: 1,000,000 members now/),
  ]);
});

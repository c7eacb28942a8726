/** Within five seconds of a signal the outputs are there and the process has ended, whatever hangs. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { number } from '../../src/words.ts';
import { expectFailure, expectSuccess } from '../support/expect-result.ts';
import type { ActionResult, RunOptions } from '../support/run-action.ts';
import { scenario } from '../support/scenario.ts';

const SECONDS = 5;
const PRELOAD = new URL('../support/hanging.mjs', import.meta.url).href;
const folder = mkdtempSync(join(tmpdir(), 'hanging-'));
const fifo = join(folder, 'fifo');
afterAll(() => rmSync(folder, { recursive: true }));

const results = (result: ActionResult): Record<string, unknown>[] => JSON.parse(result.outputs.results ?? '[]');
const hanging = (env: Record<string, string>): RunOptions => ({
  nodeArgs: ['--import', PRELOAD],
  env: { HANGING_FIFO: fifo, ...env },
});

/** Neither signals that a process could handle nor named pipes are known on Windows. */
const onUnix = process.platform === 'win32' ? test.skip : test;
if (process.platform !== 'win32') execFileSync('mkfifo', [fifo]);

onUnix.each<[NodeJS.Signals, string, Record<string, string>]>([
  ['SIGTERM', 'one read never returns', { HANGING: 'read' }],
  [
    'SIGINT',
    'no read of any file ever returns any more, and the report cannot be written',
    { HANGING: 'read', HANGING_THREADS: '4' },
  ],
  ['SIGTERM', 'a read never settles, with no thread behind it', { HANGING: 'read', HANGING_THREADS: '0' }],
])('%s while %s', async (signal, _, env) => {
  await using scene = await scenario();
  const action = scene.start({}, { ...hanging(env), files: { reading: '' } });
  await action.waitForOutput('hangs now');
  const start = performance.now();
  action.child.kill(signal);
  const result = await action.result;
  expect((performance.now() - start) / 1_000).toBeLessThan(SECONDS);
  expect(result.signal).toBeNull();
  const message = expectFailure(result, 'cancelled');
  expect(message).toContain('Nothing was imported: this run has not changed the segment.');
  expect(results(result)).toMatchObject([{ segmentKey: 'beta', status: 'failed', errorCode: 'cancelled' }]);
  expect(scene.changes()).toEqual([]);
  if (env.HANGING_THREADS !== '4') expect(result.tempFiles).toEqual([expect.stringMatching(/report\.json$/)]);
});

onUnix('SIGTERM while a folder is removed, which never ends: what is imported is reported as that', async () => {
  await using scene = await scenario();
  const action = scene.start({}, hanging({ HANGING: 'rm' }));
  await action.waitForOutput('hangs now');
  const start = performance.now();
  action.child.kill('SIGTERM');
  const result = await action.result;
  expect((performance.now() - start) / 1_000).toBeLessThan(SECONDS);
  expectSuccess(result);
  expect(results(result)).toMatchObject([{ segmentKey: 'beta', status: 'complete' }]);
  expect(scene.segment.members).toEqual(new Set(scene.list));
});

onUnix('SIGTERM while a read between changes never returns: what was changed until then is reported', async () => {
  // Of 3 MB, which is read by the megabyte.
  const list = Array.from({ length: 30_000 }, (_, index) => `${index}-`.padEnd(99, 'x'));
  const since = join(folder, 'since');
  await using scene = await scenario({
    members: list,
    list,
    inputs: { mode: 'remove', 'max-removal-percent': 100 },
    simulator: { onRequest: ({ route }) => route === 'POST contexts' && writeFileSync(since, '') },
  });
  const action = scene.start({}, hanging({ HANGING: 'part', HANGING_SINCE: since }));
  await action.waitForOutput('hangs now');
  // What was read before is still removed.
  let made = 0;
  for (let before = -1; made > before; before = made) {
    await sleep(500);
    made = list.length - scene.segment.members.size;
  }
  expect(made).toBeGreaterThan(0);
  const start = performance.now();
  action.child.kill('SIGTERM');
  const result = await action.result;
  expect((performance.now() - start) / 1_000).toBeLessThan(SECONDS);
  const message = expectFailure(result, 'cancelled');
  expect(message).toContain(`${number(made)} of 30,000 removals were made`);
});

onUnix('a named pipe as targets file is refused, not waited for', async () => {
  await using scene = await scenario();
  const none = { 'project-key': '', 'environment-key': '', 'segment-key': '', 'csv-path': '' };
  const result = await scene.run({ ...none, 'targets-path': fifo }, { limitSeconds: 20 });
  expect(expectFailure(result, 'invalid_input')).toContain('could not be read (it is not a regular file)');
});

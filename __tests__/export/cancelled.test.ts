/** A cancelled export ends within five seconds, says so, and leaves no file, whatever it is doing. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { startFaultProxy } from '../../simulator/faults.ts';
import { expectPrivate } from '../support/expect-private.ts';
import { expectFailure, expectSuccess, warningsOf } from '../support/expect-result.ts';
import { type ExportScene, exporting } from '../support/exporting.ts';
import type { RunningAction } from '../support/run-action.ts';
import { keys } from '../support/scenario.ts';

const SECONDS = 5;
const preload = (name: string): string[] => ['--import', new URL(`../support/${name}`, import.meta.url).href];

/** There is no way to send another process a signal that it could handle on Windows. */
const onUnix = process.platform === 'win32' ? test.skip : test;

async function expectCancelled(scene: ExportScene, action: RunningAction, signal: NodeJS.Signals): Promise<void> {
  const start = performance.now();
  action.child.kill(signal);
  const result = await action.result;
  expect((performance.now() - start) / 1_000).toBeLessThan(SECONDS);
  expect(result.signal).toBeNull();
  const told = expectFailure(result, 'cancelled');
  expect(told).toContain('No file was written.');
  expect(result.outputs).toMatchObject({ path: '', keys: '' });
  expect(scene.left()).toEqual([]);
  expect(result.tempFiles).toEqual([expect.stringMatching(/report\.json$/)]);
  expectPrivate(result, { keys: keys(100), token: scene.sim.token });
}

// One handler takes both signals, as __tests__/faults shows.
onUnix('SIGINT while LaunchDarkly exports', async () => {
  await using scene = await exporting({ members: 100 });
  scene.sim.behave({ on: 'POST export', file: { steps: ['in_progress'] } });
  const action = scene.startExport();
  await action.waitForOutput('in_progress');
  await expectCancelled(scene, action, 'SIGINT');
});

onUnix('SIGTERM while the file is downloaded', async () => {
  await using scene = await exporting({ members: 100_000 });
  const proxy = await startFaultProxy({ target: scene.sim.url });
  try {
    scene.sim.behave({ on: 'POST export', file: { link: 'relative' } });
    const stalled = proxy.add({
      path: /\.csv|\/file|signature/,
      fault: { kind: 'stall', side: 'response', after: 100_000 },
    });
    const action = scene.startExport({ 'base-uri': proxy.url });
    while (stalled.hits === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await expectCancelled(scene, action, 'SIGTERM');
  } finally {
    await proxy.close();
  }
});

onUnix('SIGINT while the disk takes its time for what is written', async () => {
  await using scene = await exporting({ members: 100 });
  const action = scene.startExport({ path: 'new/members.csv' }, { nodeArgs: preload('slow-disk.mjs') });
  await action.waitForOutput('slow now');
  expect(readdirSync(join(scene.workspace, 'new'))).toEqual([expect.stringMatching(/^\.members\.csv\..*\.partial$/)]);
  await expectCancelled(scene, action, 'SIGINT');
});

onUnix(
  'SIGTERM when the file has its name, and removing the other name never ends: it is reported as that',
  async () => {
    await using scene = await exporting({ members: 100 });
    const fifo = join(scene.workspace, 'fifo');
    execFileSync('mkfifo', [fifo]);
    const env = { HANGING: 'rm', HANGING_NAME: '.partial', HANGING_FIFO: fifo };
    const action = scene.startExport({}, { nodeArgs: preload('hanging.mjs'), env });
    await action.waitForOutput('hangs now');
    const start = performance.now();
    action.child.kill('SIGTERM');
    const result = await action.result;
    expect((performance.now() - start) / 1_000).toBeLessThan(SECONDS);
    expectSuccess(result);
    expect(result.outputs.keys).toBe('100');
    expect(scene.content().toString().split('\n')).toHaveLength(101);
  },
);

test('what cannot be removed is a warning, and the export is complete', async () => {
  await using scene = await exporting({ members: 100 });
  const result = await scene.export({}, { nodeArgs: preload('undeletable.mjs'), env: { UNDELETABLE: '1' } });
  expectSuccess(result);
  expect(warningsOf(result)).toEqual([
    expect.stringMatching(/could not be removed \(EBUSY\): keys may stay in the folder that RUNNER_TEMP names/),
    expect.stringMatching(/could not be removed \(EBUSY\): keys may stay in the folder of `path`/),
  ]);
});

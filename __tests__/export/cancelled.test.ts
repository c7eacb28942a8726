/** Exports that are done but for tidying up; what else can be cancelled, __tests__/faults has. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { expectSuccess, warningsOf } from '../support/expect-result.ts';
import { exporting } from '../support/exporting.ts';
import { preload } from '../support/run-action.ts';
import { undeletable } from '../support/undeletable.ts';

const SECONDS = 5;

/** There is no way to send another process a signal that it could handle on Windows. */
const onUnix = process.platform === 'win32' ? test.skip : test;

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
  const result = await scene.export({}, undeletable(1));
  expectSuccess(result);
  expect(warningsOf(result)).toEqual([
    expect.stringMatching(/could not be removed \(EBUSY\): keys may stay in the folder that RUNNER_TEMP names/),
    expect.stringMatching(/could not be removed \(EBUSY\): keys may stay in the folder of `path`/),
  ]);
});

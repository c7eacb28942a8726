/** A list that cannot be read to its end never ends as success. */
import { appendFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { expectFailure } from '../support/expect-result.ts';
import { keys, scenario } from '../support/scenario.ts';

const LIST = keys(200_000)
  .map((key) => `${key}\n`)
  .join('');

/** A preloaded module that runs `action(path)` after the first read of any file that is named `keys.csv`. */
const afterFirstRead = (action: string): string[] => {
  const module = `
    import fs from 'node:fs';
    import { open } from 'node:fs/promises';
    const handle = await open(process.execPath);
    const prototype = Object.getPrototypeOf(handle);
    await handle.close();
    const read = prototype.read;
    let reads = 0;
    prototype.read = async function (buffer, ...rest) {
      // The first look is at two bytes, whether the file is compressed.
      if (buffer.length > 2 && ++reads === 2) {
        const path = process.env.GITHUB_WORKSPACE + '/keys.csv';
        ${action}
      }
      return read.call(this, buffer, ...rest);
    };`;
  return ['--import', `data:text/javascript,${encodeURIComponent(module)}`];
};

describe('the list', () => {
  test.each([
    ['becomes shorter', 'fs.truncateSync(path, 1_200_000);'],
    ['grows', "fs.appendFileSync(path, 'one-more\\n');"],
    [
      'cannot be read any more',
      "throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' });",
    ],
  ])('%s while it is read', async (_, action) => {
    await using scene = await scenario();
    const result = await scene.run({}, { files: { 'keys.csv': LIST }, nodeArgs: afterFirstRead(action) });
    expect(expectFailure(result, 'invalid_csv')).toContain('keys.csv');
    expect(scene.sim.requests).toEqual([]);
  });

  test.each([
    ['truncated', (whole: Buffer) => whole.subarray(0, whole.length >> 1)],
    ['without its last byte', (whole: Buffer) => whole.subarray(0, -1)],
    [
      'with a flipped bit',
      (whole: Buffer) => whole.map((byte, index) => (index === whole.length >> 1 ? byte ^ 4 : byte)),
    ],
    ['with something behind it', (whole: Buffer) => Buffer.concat([whole, Buffer.from('tail')])],
  ])('is compressed, and %s', async (_, damage) => {
    await using scene = await scenario();
    const files = { 'keys.csv.gz': damage(gzipSync(LIST)) };
    const result = await scene.run({ 'csv-path': '*.gz' }, { files });
    expect(expectFailure(result, 'invalid_csv')).toContain('keys.csv.gz');
    // It has no digest, since its end is not known.
    expect(result.log).not.toContain('SHA-256');
    expect(scene.sim.requests).toEqual([]);
  });
});

describe('what was read and not yet sent', () => {
  test.each<[string, (path: string, bytes: number) => void]>([
    ['vanishes', (path) => rmSync(path)],
    ['becomes shorter', (path, bytes) => truncateSync(path, bytes - 10)],
    ['grows', (path) => appendFileSync(path, 'one-more\n')],
    ['is another list of the same size', (path, bytes) => writeFileSync(path, 'x\n'.repeat(bytes / 2))],
  ])('%s while another import runs', async (_, damage) => {
    await using scene = await scenario({ list: keys(1000), inputs: { verify: 'off' } });
    const release = scene.environment.occupy();
    const action = scene.start({}, { timeScale: 50 });
    await action.waitForOutput(/Waiting to start the import/);
    const parts = readdirSync(action.temp, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    expect(parts).toHaveLength(1);
    damage(join(parts[0]!.parentPath, parts[0]!.name), 10_000);
    release();
    const message = expectFailure(await action.result, 'invalid_csv');
    expect(message).toMatch(/could not be read while it was being uploaded/);
    expect(message).not.toMatch(/key-0/);
    expect(scene.segment.members.size).toBe(0);
    expect(scene.sim.state.imports).toEqual([]);
  });
});

/** A list that cannot be read to its end never ends as success. */
import { appendFileSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { expectFailure, expectSuccess } from '../support/expect-result.ts';
import { keys, scenario } from '../support/scenario.ts';

const LIST = keys(200_000)
  .map((key) => `${key}\n`)
  .join('');

/** Arguments that preload a module. */
const preload = (module: string): string[] => ['--import', `data:text/javascript,${encodeURIComponent(module)}`];

/** A preloaded module that replaces functions of `fs.promises`: `replace(real)` gives those that are to be others. */
const withFiles = (replace: string): string[] =>
  preload(`
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    import { execFileSync } from 'node:child_process';
    Object.assign(fs.promises, (${replace})({ ...fs.promises }));
    syncBuiltinESMExports();`);

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
  return preload(module);
};

/** The files that the action has written so far. */
const partsIn = (temp: string): string[] =>
  readdirSync(temp, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));

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

describe('what has no end', () => {
  test('a pipe that took the place of the list is not waited for', async () => {
    await using scene = await scenario();
    const swap = withFiles(`(real) => ({
      open: (path, ...rest) => {
        if (String(path).endsWith('/keys.csv')) {
          fs.rmSync(path);
          execFileSync('mkfifo', [path]);
        }
        return real.open(path, ...rest);
      },
    })`);
    const result = await scene.run({}, { nodeArgs: swap, limitSeconds: 20 });
    expect(expectFailure(result, 'invalid_csv')).toContain('keys.csv: this is not a regular file.');
    expect(scene.sim.requests).toEqual([]);
  });

  // Linux calls it regular, and whoever may read it waits for the kernel's next message.
  test.each(['/proc/kmsg', '/proc/self/status', '/dev/zero'])('%s ends the run', async (path) => {
    await using scene = await scenario();
    const result = await scene.run({ 'csv-path': path }, { limitSeconds: 20 });
    expectFailure(result, 'invalid_csv');
    expect(scene.sim.requests).toEqual([]);
  });

  test.each([
    ['many stars', `**/${'*a'.repeat(20)}c`, /matches no file/],
    ['groups in groups', `**/${'+('.repeat(12)}a${')'.repeat(12)}b`, /matches no file/],
    ['many braces', '{a,b}'.repeat(30), /stands for more than 1000 patterns/],
    ['many directories', `${'**/*/'.repeat(100)}b`, /matches no file/],
    ['no end', `*${'a'.repeat(5000)}`, /has more than 4096 characters/],
  ])('a pattern of %s ends the run', async (_, pattern, message) => {
    await using scene = await scenario();
    const files = { [`deep/${'a'.repeat(200)}`]: '', [`deep/down/${'ab'.repeat(100)}`]: '' };
    const result = await scene.run({ 'csv-path': pattern }, { files, limitSeconds: 20 });
    expect(expectFailure(result, 'invalid_input')).toMatch(message);
    expect(scene.sim.requests).toEqual([]);
  });

  test.each([
    ['in a named column', { 'key-column': 'user_id' }],
    ['in the first column', {}],
    ['without a header', { header: 'false' }],
  ])('a whole list on one line, %s, ends the run', async (_, inputs) => {
    await using scene = await scenario();
    const files = { 'keys.csv': keys(200_000).join(',') };
    const result = await scene.run(inputs, { files, limitSeconds: 20 });
    expect(expectFailure(result, 'invalid_csv')).toContain(
      'keys.csv:1:1: the row has more than 16,384 columns: this looks like a whole list on a single line.',
    );
    expect(scene.sim.requests).toEqual([]);
  });

  test.each<[string, Record<string, string | number>, number, string]>([
    ['in the first column', {}, 101, 'a whole list on a single line'],
    ['in another column', { 'key-column': 7, header: 'false' }, 5_000, 'a whole list on a single line'],
    ['a wide row below a header row', { header: 'true' }, 101, ''],
    ['a row of a table', { header: 'false' }, 100, ''],
    ['a shard of a wide table', { header: 'false', 'csv-path': '*.csv' }, 101, ''],
  ])('one row, %s', async (_, inputs, columns, problem) => {
    await using scene = await scenario();
    const row = keys(columns).join(',');
    const files = { 'keys.csv': inputs.header === 'true' ? `${row}\n${row}` : row, 'other.csv': `\n${row}` };
    const result = await scene.run(inputs, { files });
    if (problem === '') return expectSuccess(result);
    expect(expectFailure(result, 'invalid_csv')).toContain(problem);
    expect(scene.sim.requests).toEqual([]);
  });

  test('a table as wide as a spreadsheet is read', async () => {
    await using scene = await scenario();
    const names = keys(16_383, 0).join(',');
    const rows = keys(3).map((key) => `${','.repeat(16_383)}${key}\n`);
    const result = await scene.run(
      { 'key-column': 'user_id' },
      { files: { 'keys.csv': `${names},user_id\n${rows.join('')}` } },
    );
    expectSuccess(result);
    expect([...scene.segment.members]).toEqual(keys(3));
  });
});

describe('tidying up changes no outcome', () => {
  test('where files of an earlier step of the run cannot be removed', async () => {
    await using scene = await scenario({ list: [...keys(100), ...keys(50)] });
    const stuck = withFiles(`(real) => ({
      rm: (path, ...rest) => (/list-\\w+$/.test(path) ? Promise.reject(new Error('EBUSY: busy, rm')) : real.rm(path, ...rest)),
    })`);
    const result = await scene.run({}, { nodeArgs: stuck });
    expectSuccess(result);
    expect(scene.segment.members.size).toBe(100);
    expect(result.tempFiles).toEqual([expect.stringMatching(/report\.json$/)]);
  });

  test('where files that were read cannot be closed', async () => {
    await using scene = await scenario({ list: [...keys(100), ...keys(50)] });
    const stuck = withFiles(`(real) => ({
      open: async (path, ...rest) => {
        const handle = await real.open(path, ...rest);
        const { close } = handle;
        if (/keys.csv$|part-/.test(path)) {
          handle.close = async () => {
            await close();
            throw new Error('EIO: i/o error, close');
          };
        }
        return handle;
      },
    })`);
    const result = await scene.run({}, { nodeArgs: stuck });
    expectSuccess(result);
    expect(scene.segment.members.size).toBe(100);
  });
});

describe('what was read and not yet sent', () => {
  test('may have another time of modification', async () => {
    await using scene = await scenario({ list: keys(1000) });
    const release = scene.environment.occupy();
    const action = scene.start({}, { timeScale: 50 });
    await action.waitForOutput(/Waiting to start the import/);
    for (const part of partsIn(action.temp)) utimesSync(part, 1, 1);
    release();
    expectSuccess(await action.result);
    expect(scene.segment.members.size).toBe(1000);
  });

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
    const parts = partsIn(action.temp);
    expect(parts).toHaveLength(1);
    damage(parts[0]!, 10_000);
    release();
    const message = expectFailure(await action.result, 'runner_error');
    expect(message).toMatch(/could not be read while it was being uploaded/);
    expect(message).not.toMatch(/key-0/);
    expect(scene.segment.members.size).toBe(0);
    expect(scene.sim.state.imports).toEqual([]);
  });
});

test('a disk that is full: how much is needed, and how much is free', async () => {
  await using scene = await scenario({ list: keys(300_000) });
  const nodeArgs = ['--import', new URL('../support/full-disk.mjs?lists', import.meta.url).href];
  const message = expectFailure(await scene.run({}, { nodeArgs }), 'runner_error');
  expect(message).toMatch(/no space left on device; about [\d.]+ MB are needed there, and [\d.]+ [kMGT]B are free/);
  expect(scene.sim.requests).toEqual([]);
});

import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, jest, test } from '@jest/globals';
import { contentOf, temporaryDirectory, withList } from './support.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

test('a block is left alone until it is written, the first time and again without repeated keys', async () => {
  await using directory = await temporaryDirectory();
  const handle = await open(directory.path);
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const write = prototype.write as (...given: unknown[]) => Promise<never>;
  const spy = jest.spyOn(prototype, 'write').mockImplementation(async function (this: FileHandle, ...given: unknown[]) {
    await setTimeout(100);
    return await write.apply(this, given);
  });
  // Three blocks and a bit, each way.
  const rows = Array.from({ length: 800_000 }, (_, index) => `user-${index}\n`).join('');
  await withList({ 'list.csv': `${rows}user-7\n` }, {}, async ({ keys, summary }) => {
    expect(summary).toMatchObject({ keys: 800_000, duplicates: 1 });
    expect(spy.mock.calls.length).toBeGreaterThanOrEqual(8);
    expect((await contentOf(keys.parts[0]!)).toString() === rows).toBe(true);
  });
});

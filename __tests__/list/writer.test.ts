import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, jest, test } from '@jest/globals';
import type { Block } from '../../src/list/block.ts';
import { PartWriter } from '../../src/list/parts.ts';
import { withList } from './support.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

test('a block is left alone until it is written, the first time and again without repeated keys', async () => {
  const write = PartWriter.prototype.write;
  const untouched: Promise<boolean>[] = [];
  jest.spyOn(PartWriter.prototype, 'write').mockImplementation(async function (this: PartWriter, block: Block) {
    const before = Buffer.from(block.bytes.subarray(0, block.used));
    const written = write.call(this, block).then(() => setTimeout(100));
    untouched.push(written.then(() => before.equals(block.bytes.subarray(0, before.length))));
    await written;
  });
  // Three blocks and a bit, each way.
  const rows = Array.from({ length: 800_000 }, (_, index) => `user-${index}\n`).join('');
  await withList({ 'list.csv': `${rows}user-7\n` }, {}, async (list) => {
    expect(list.summary).toMatchObject({ keys: 800_000, duplicates: 1 });
  });
  expect(untouched.length).toBeGreaterThanOrEqual(8);
  expect(await Promise.all(untouched)).not.toContain(false);
});

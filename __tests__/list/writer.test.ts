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
  let blocks = 0;
  let touched = 0;
  jest.spyOn(PartWriter.prototype, 'write').mockImplementation(async function (this: PartWriter, block: Block) {
    blocks++;
    const before = Buffer.from(block.bytes.subarray(0, block.used));
    await write.call(this, block);
    await setTimeout(20);
    if (!before.equals(block.bytes.subarray(0, before.length))) touched++;
  });
  // Three blocks and a bit, each way.
  const rows = Array.from({ length: 800_000 }, (_, index) => `user-${index}\n`).join('');
  await withList({ 'list.csv': `${rows}user-7\n` }, {}, async (list) => {
    expect(list.summary).toMatchObject({ keys: 800_000, duplicates: 1 });
  });
  expect(blocks).toBeGreaterThanOrEqual(8);
  expect(touched).toBe(0);
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Block, memory } from '../../src/list/block.ts';
import { FingerprintSet } from '../../src/list/distinct.ts';

function fill(block: Block, keys: readonly string[]): void {
  block.clear();
  for (const key of keys) {
    const source = memory(Buffer.byteLength(key));
    source.bytes.write(key);
    block.add(source, 0, Buffer.byteLength(key), false);
  }
}

function lines(block: Block): string[] {
  return block.bytes.toString('utf8', 0, block.used).split('\n').slice(0, -1);
}

describe('FingerprintSet', () => {
  const block = new Block();

  test('knows every key that was added, and no other', () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(fc.array(key, { maxLength: 40 }), { maxLength: 6 }), (blocks) => {
        const set = new FingerprintSet();
        const seen = new Set<string>();
        for (const keys of blocks) {
          fill(block, keys);
          const found = set.find(block);
          expect([...found.flags.subarray(0, keys.length)]).toEqual(keys.map((each) => (seen.has(each) ? 1 : 0)));
          expect(found.count).toBe(keys.filter((each) => seen.has(each)).length);
          const expected = keys.map((each) => {
            const known = seen.has(each);
            seen.add(each);
            return known ? 1 : 0;
          });
          const added = set.add(block);
          expect([...added.flags.subarray(0, keys.length)]).toEqual(expected);
          expect(added.count).toBe(expected.filter((flag) => flag === 1).length);
        }
      }),
    );
  });

  test('grows', () => {
    const set = new FingerprintSet();
    for (let round = 0; round < 4; round++) {
      fill(
        block,
        Array.from({ length: 100_000 }, (_, index) => `${round}-${index}`),
      );
      expect(set.add(block).count).toBe(0);
      expect(set.add(block).count).toBe(100_000);
    }
    fill(block, ['0-0', '1-99999', '4-0']);
    expect([...set.find(block).flags.subarray(0, 3)]).toEqual([1, 1, 0]);
  });
});

describe('Block.remove', () => {
  test('takes out what is flagged and keeps the order', () => {
    const block = new Block();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: fc.constantFrom('a', 'é'), minLength: 1 }), fc.boolean())),
        (keys) => {
          fill(
            block,
            keys.map(([key]) => key),
          );
          block.remove(Uint8Array.from(keys, ([, flagged]) => (flagged ? 1 : 0)));
          const kept = keys.filter(([, flagged]) => !flagged).map(([key]) => key);
          expect(lines(block)).toEqual(kept);
          expect(block.count).toBe(kept.length);
        },
      ),
    );
  });
});

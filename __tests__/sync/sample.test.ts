import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomIndices, sampleKeys, tellingIndices, tellingKeys } from '../../src/sync/sample.ts';

describe('random indices', () => {
  test('are distinct, in range, and as many as wanted', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(60), (size, wanted) => {
        const indices = randomIndices(size, wanted);
        expect(new Set(indices).size).toBe(Math.min(size, wanted));
        for (const index of indices) expect(index >= 0 && index < size).toBe(true);
      }),
    );
  });

  test('are spread over the whole list', () => {
    const hits = Array<number>(10).fill(0);
    for (let round = 0; round < 3_000; round += 1) for (const index of randomIndices(10, 3)) hits[index]! += 1;
    // 900 expected each; five standard deviations are 125.
    for (const hit of hits) expect(Math.abs(hit - 900)).toBeLessThan(125);
  });
});

describe('telling indices', () => {
  const list = (keys: number, landmarks: object): Parameters<typeof tellingIndices>[0] =>
    ({ summary: { keys }, landmarks }) as Parameters<typeof tellingIndices>[0];

  test('both ends, every kind, part ends, then others', () => {
    const chosen = tellingIndices(
      list(1_000, { firstQuoted: 7, firstNonAscii: 8, longest: 9, partStarts: [0, 400, 800] }),
    );
    expect(chosen).toHaveLength(20);
    expect(chosen.slice(0, 9)).toEqual([0, 999, 7, 8, 9, 399, 400, 799, 800]);
    expect(new Set(chosen).size).toBe(20);
  });

  test('a short list is taken whole, an empty one not at all', () => {
    expect(tellingIndices(list(3, { longest: 1, partStarts: [0] })).sort()).toEqual([0, 1, 2]);
    expect(tellingIndices(list(0, { partStarts: [] }))).toEqual([]);
  });

  test('never more than twenty', () => {
    const partStarts = Array.from({ length: 50 }, (_, index) => index * 10);
    expect(tellingIndices(list(500, { partStarts }))).toHaveLength(20);
  });
});

test('keys that a URL cannot name are not looked up', async () => {
  const all = ['.', 'a', '..', '...'];
  const keysAt = async (indices: readonly number[]): Promise<string[]> => indices.map((index) => all[index]!);
  const list = { count: all.length, summary: { keys: all.length }, landmarks: { partStarts: [0] }, keysAt };
  expect((await sampleKeys(list, 50)).sort()).toEqual(['...', 'a']);
  expect((await tellingKeys(list as unknown as Parameters<typeof tellingKeys>[0])).sort()).toEqual(['...', 'a']);
});

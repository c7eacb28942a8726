import { describe, expect, test } from '@jest/globals';
import { Block } from '../../src/list/block.ts';
import { BELOW_LF } from '../../src/list/fingerprint.ts';
import { SAMPLE_KEYS, Sampler, type Samples } from '../../src/list/sample.ts';
import { Window } from '../../src/list/window.ts';

/** What is kept of keys that come in blocks of these sizes. */
function sampled(keys: readonly string[], sizes: readonly number[]): Samples {
  const sampler = new Sampler();
  const block = new Block(8_388_608);
  let at = 0;
  for (const size of sizes) {
    const text = Buffer.from(
      keys
        .slice(at, at + size)
        .map((key) => `${key}\n`)
        .join(''),
    );
    const window = new Window();
    window.feed(text);
    block.count = 0;
    block.addLines(window, BELOW_LF);
    expect(block.count).toBe(size);
    sampler.add(block);
    at += size;
  }
  return sampler.finish();
}

const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `user-${index}`);
/** How many of the keys are in each tenth of the list. */
function tenths(keys: Samples['sample'], count: number): number[] {
  const hits = Array<number>(10).fill(0);
  for (const key of keys) hits[Math.floor((Number(key!.slice(5)) * 10) / count)]! += 1;
  return hits;
}

describe('the sample', () => {
  test.each([
    ['nothing', [0]],
    ['one block', [SAMPLE_KEYS]],
    ['several blocks', [1, 1000, 0, 2199]],
  ])('of a short list is all of it, in another order: %s', (_, sizes) => {
    const keys = many(sizes.reduce((sum, size) => sum + size));
    const { sample } = sampled(keys, sizes);
    expect(sample.toSorted()).toEqual(keys.toSorted());
    if (keys.length > 0) expect(sample).not.toEqual(keys);
  });

  test.each([
    ['one block', [40_000]],
    ['a block that fills it and more', [2_000, 38_000]],
    ['equal blocks', Array<number>(10).fill(4_000)],
    ['short blocks after a long one', [30_000, ...Array<number>(100).fill(100)]],
    ['blocks of a few', [1_000, 1_000, 1_000, 1_000, 36_000]],
  ])('of a long list is spread evenly over it, and so is its beginning: %s', (_, sizes) => {
    const keys = many(40_000);
    const all = Array<number>(10).fill(0);
    const few = Array<number>(10).fill(0);
    for (let round = 0; round < 10; round++) {
      const { sample } = sampled(keys, sizes);
      expect(sample).toHaveLength(SAMPLE_KEYS);
      expect(new Set(sample).size).toBe(SAMPLE_KEYS);
      for (const [index, hits] of tenths(sample, 40_000).entries()) all[index]! += hits;
      for (const [index, hits] of tenths(sample.slice(0, 400), 40_000).entries()) few[index]! += hits;
    }
    // 3,200 and 400 are expected; the limits are six standard deviations (without replacement 51, and 19).
    for (const hits of all) expect(Math.abs(hits - 3_200)).toBeLessThan(310);
    for (const hits of few) expect(Math.abs(hits - 400)).toBeLessThan(115);
  });
});

describe('keys that no URL can hold', () => {
  const long = 'x'.repeat(8_192);

  test('are not kept: a place in the sample stands for each', () => {
    const longest = 'y'.repeat(8_191);
    const { sample, representative } = sampled([long, 'a', longest, `${long}z`], [1, 3]);
    expect(sample.toSorted()).toEqual(['a', longest, undefined, undefined]);
    expect(representative).toEqual([longest]);
  });
});

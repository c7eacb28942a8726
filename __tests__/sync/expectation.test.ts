import { describe, expect, test } from '@jest/globals';
import { keysToVerify, VERIFY_SAMPLE } from '../../src/sync/expectation.ts';

const keys = (count: number, name = 'user'): string[] =>
  Array.from({ length: count }, (_, index) => `${name}-${index}`);

describe('the keys that are looked up afterwards', () => {
  test('those that were just added, the representative ones, then others at random, each once', () => {
    const chosen = keysToVerify(['new-1', 'new-2'], {
      representative: ['first', 'last', 'new-1'],
      sample: keys(3_200),
    });
    expect(chosen.slice(0, 5)).toEqual(['new-1', 'new-2', 'first', 'last', 'user-0']);
    expect(chosen).toHaveLength(VERIFY_SAMPLE);
    expect(new Set(chosen).size).toBe(VERIFY_SAMPLE);
  });

  test('a short list is taken whole, an empty one not at all', () => {
    expect(keysToVerify([], { representative: ['a', 'b'], sample: ['b', 'a', 'c'] }).sort()).toEqual(['a', 'b', 'c']);
    expect(keysToVerify([], { sample: [] })).toEqual([]);
  });

  test('keys that a URL cannot name are not among them', () =>
    expect(keysToVerify(['.'], { representative: ['..'], sample: ['...', 'a'] })).toEqual(['...', 'a']));
});

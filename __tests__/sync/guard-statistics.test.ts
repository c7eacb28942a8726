import { describe, expect, test } from '@jest/globals';
import { boundsFrom, upperShare } from '../../src/sync/bounds.ts';
import { judge, limitsOf } from '../../src/sync/limits.ts';
import { allStatistics, type Scenario } from '../support/guard-statistics.ts';

describe('the bounds of a sample', () => {
  test.each([
    [0, 50, 0.001, 0.129],
    [50, 50, 0.001, 1],
    [25, 50, 0.001, 0.71623],
    [3, 3_200, 0.001, 0.00409],
    [1_600, 3_200, 0.001, 0.52739],
  ])('%i of %i, alpha %d', (hits, trials, alpha, expected) => {
    expect(upperShare(hits, trials, alpha)).toBeCloseTo(expected, 3);
  });

  test('all looked up is exact', () =>
    expect(boundsFrom({ size: 40, hits: 7, unclear: 0 }, 40, 1e-4)).toEqual({ min: 7, max: 7 }));

  test('what could not be told may be either', () =>
    expect(boundsFrom({ size: 40, hits: 7, unclear: 2 }, 40, 1e-4)).toEqual({ min: 7, max: 9 }));
});

const replace = (before: number, ratio: number, removedShare: number, removal: number): Scenario => {
  const keys = Math.round(before * ratio);
  const overlap = Math.min(keys, before - Math.round(before * removedShare));
  return { mode: 'replace', limits: { removal }, before, keys, overlap };
};

/** Lists that break a limit by one member or key. */
function justAbove(before: number, limit: number, ratio: number): Scenario[] {
  const gone = Math.floor((before * limit) / 100) + 1;
  const keys = Math.round(before * ratio);
  const scenarios: Scenario[] = [
    { mode: 'replace', limits: { removal: limit }, before, keys, overlap: before - gone },
    { mode: 'remove', limits: { removal: limit }, before, keys, overlap: gone },
    { mode: 'merge', limits: { addition: limit }, before, keys, overlap: keys - gone },
  ];
  return scenarios.filter(({ overlap }) => overlap >= 0 && overlap <= Math.min(before, keys));
}

test('what just breaks a limit goes through in at most one run of a thousand', () => {
  const scenarios = [
    ...[1, 20].flatMap((limit) => [1, 6].flatMap((ratio) => justAbove(200_000, limit, ratio))),
    ...justAbove(5_000, 5, 1.1),
    ...justAbove(100, 50, 0.9),
  ];
  expect(scenarios.length).toBeGreaterThan(12);
  const all = allStatistics(scenarios, true);
  for (const [index, { kept, broken, open }] of all.entries()) {
    const leftOut = 1 - (kept + broken + open);
    expect([scenarios[index], leftOut]).toEqual([scenarios[index], expect.closeTo(0, 4)]);
    expect([scenarios[index], kept + leftOut > 0.001]).toEqual([scenarios[index], false]);
  }
});

describe('a usual list is decided without an export', () => {
  test('nearly always, with 50 to 250 look-ups', () => {
    const usual = [0.95, 1, 1.1].flatMap((ratio) =>
      [0, 0.01, 0.05].map((removed) => replace(100_000, ratio, removed, 20)),
    );
    for (const { kept, lookUps } of allStatistics(usual)) {
      expect(kept).toBeGreaterThanOrEqual(0.99);
      expect(lookUps).toBeLessThanOrEqual(250);
    }
  });

  test('another list is blocked by the first 50', () => {
    const [one] = allStatistics([replace(100_000, 1, 1, 20)]);
    expect(one).toMatchObject({ broken: expect.closeTo(1, 6), lookUps: expect.closeTo(50, 6) });
  });
});

describe('limits', () => {
  const settings = { mode: 'replace', maxRemovalPercent: 20 } as Parameters<typeof limitsOf>[0];

  test('100 is no limit, an empty addition neither, and each mode has those that can be broken', () => {
    expect(limitsOf({ ...settings, maxRemovalPercent: 100 })).toEqual({});
    expect(limitsOf({ ...settings, mode: 'merge', maxAdditionPercent: 5 })).toEqual({ addition: 5 });
    expect(limitsOf({ ...settings, mode: 'remove', maxAdditionPercent: 5 })).toEqual({ removal: 20 });
    expect(limitsOf({ ...settings, maxAdditionPercent: 0 })).toEqual({ removal: 20, addition: 0 });
  });

  test.each([
    ['the limit itself is kept', 80, 80, 'kept'],
    ['one more breaks it', 79, 79, 'broken'],
    ['either is possible', 79, 81, 'open'],
  ] as const)('%s', (_, min, max, expected) => {
    expect(judge({ removal: 20 }, { mode: 'replace', keys: 90, before: 100, overlap: { min, max } })).toBe(expected);
  });

  test('fractions count', () => {
    const change = { mode: 'replace', keys: 1_000, before: 1_000, overlap: { min: 995, max: 995 } } as const;
    expect(judge({ removal: 0.5 }, change)).toBe('kept');
    expect(judge({ removal: 0.4 }, change)).toBe('broken');
  });

  test('a segment without members is not guarded', () =>
    expect(judge({ addition: 0 }, { mode: 'merge', keys: 9, before: 0, overlap: { min: 0, max: 0 } })).toBe('kept'));
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { TargetSettings } from '../../src/settings.ts';
import { expectedMembers, guardFailure, judgeRemovals, uploadModes, upperBound } from '../../src/sync/plan.ts';

const target = (settings: Partial<TargetSettings>): TargetSettings =>
  ({ mode: 'replace', waitOnApprovals: false, allowPartialReplace: false, ...settings }) as TargetSettings;

describe('how the parts of a list are sent', () => {
  test.each([
    ['a merge in parts', target({ mode: 'merge' }), 3, 5, ['merge', 'merge', 'merge']],
    ['a replace that fits', target({}), 1, 5, ['replace']],
    ['a replace in parts of an empty segment', target({}), 3, 0, ['merge', 'merge', 'merge']],
    ['a replace in parts, allowed', target({ allowPartialReplace: true }), 3, 5, ['replace', 'merge', 'merge']],
    [
      'a replace in parts, allowed and blind',
      target({ allowPartialReplace: true }),
      2,
      undefined,
      ['replace', 'merge'],
    ],
    ['nothing', target({ mode: 'merge' }), 0, 5, []],
  ])('%s', (_, settings, parts, before, modes) => {
    expect(uploadModes(settings, parts, before)).toEqual(modes);
  });

  test.each([
    [5, /needs 2 uploads, and the segment has 5 members/],
    [undefined, /is not known to be empty/],
  ])('a replace in parts of a segment with %s members is refused', (before, message) => {
    expect(() => uploadModes(target({}), 2, before)).toThrow(
      expect.objectContaining({ code: 'partial_replace_refused', message: expect.stringMatching(message) }),
    );
  });

  test('only one upload can wait for approval', () => {
    const settings = target({ mode: 'merge', waitOnApprovals: true });
    expect(uploadModes(settings, 1, 5)).toEqual(['merge']);
    expect(() => uploadModes(settings, 2, 5)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });
});

describe('the removal guard', () => {
  const judge = (keys: number, membersBefore: number, sample?: { size: number; members: number }, max = 20) =>
    judgeRemovals({ keys, membersBefore, maxRemovalPercent: max, ...(sample && { sample }) });

  test.each([
    [80, 100, 'passed'],
    [79, 100, 'blocked'],
    [200, 100, 'passed'],
    [0, 1, 'blocked'],
  ])('%i keys for %i members by count: %s', (keys, before, verdict) => {
    expect(judge(keys, before).verdict).toBe(verdict);
  });

  test('no removal at all is a limit too', () => {
    expect(judge(99, 100, undefined, 0).verdict).toBe('blocked');
    expect(judge(100, 100, undefined, 0).verdict).toBe('passed');
  });

  test('a list of the same size that is another list is blocked', () => {
    const guard = judge(1_000_000, 1_000_000, { size: 50, members: 0 });
    expect(guard).toMatchObject({ verdict: 'blocked', removalsByCount: 0, sampled: 50, sampledMembers: 0 });
    // 1 - 0.001^(1/50) of the million may be members at the most.
    expect(guard.removalsBySample).toBe(1_000_000 - Math.ceil((1 - 0.001 ** (1 / 50)) * 1_000_000));
  });

  test('a list that shares nine tenths passes, also with bad luck', () => {
    expect(judge(1_000_000, 1_000_000, { size: 50, members: 45 }).verdict).toBe('passed');
    expect(judge(1_000_000, 1_000_000, { size: 50, members: 38 }).verdict).toBe('passed');
    expect(judge(1_000_000, 1_000_000, { size: 50, members: 31 }).verdict).toBe('passed');
    expect(judge(1_000_000, 1_000_000, { size: 50, members: 30 }).verdict).toBe('blocked');
  });

  test('a short list is looked up whole, so its share is exact', () => {
    expect(judge(10, 10, { size: 10, members: 8 })).toMatchObject({ verdict: 'passed', removalsBySample: 2 });
    expect(judge(10, 10, { size: 10, members: 7 })).toMatchObject({ verdict: 'blocked', removalsBySample: 3 });
  });

  test('exact removals need no sample', () => {
    const facts = { keys: 100, membersBefore: 100, maxRemovalPercent: 20 };
    expect(judgeRemovals({ ...facts, exactRemovals: 20 })).toMatchObject({ verdict: 'passed', removalsByCount: 20 });
    expect(judgeRemovals({ ...facts, exactRemovals: 21 }).verdict).toBe('blocked');
  });

  test('a refusal gives the numbers and both ways on', () => {
    const failure = guardFailure(judge(79_990, 100_000), 79_990, 100_000);
    expect(failure).toMatchObject({ code: 'guard_blocked' });
    expect(failure.message).toMatch(/at least 20,010 members of 100,000 \(20\.01%\).* allows 20%.*79,990 keys/);
    expect(failure.advice).toMatch(/correct the export.*`max-removal-percent: 21`/);
  });
});

describe('the upper bound of the sampled share', () => {
  // Exact values: 1 - alpha^(1/n) without a success; else the p at which the binomial tail is alpha.
  test.each([
    [0, 50, 1 - 0.001 ** (1 / 50)],
    [0, 1, 0.999],
    [50, 50, 1],
    [49, 50, 0.99998],
    [1, 2, Math.sqrt(1 - 0.001)],
  ])('%i of %i', (successes, trials, exact) => {
    expect(upperBound(successes, trials, 0.001)).toBeCloseTo(exact, 5);
  });

  test('at the bound the tail has exactly the error probability', () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
    for (const [successes, trials] of [
      [3, 50],
      [25, 50],
      [45, 50],
      [7, 20],
    ] as const) {
      const share = upperBound(successes, trials, 0.001);
      let tail = 0;
      for (let hits = 0; hits <= successes; hits += 1) {
        tail += choose(trials, hits) * share ** hits * (1 - share) ** (trials - hits);
      }
      expect(tail).toBeCloseTo(0.001, 10);
    }
  });
});

describe('the errors that remain, as docs/safety.md tells them', () => {
  const page = readFileSync('docs/safety.md', 'utf8');
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
  const hits = Array.from({ length: 51 }, (_, members) => members);
  /** The exact probability that a list of the segment's size is blocked, if this share of its keys are members. */
  const blocked = (share: number): number =>
    hits
      .filter((members) => {
        const facts = { keys: 1_000_000, membersBefore: 1_000_000, maxRemovalPercent: 20 };
        return judgeRemovals({ ...facts, sample: { size: 50, members } }).verdict === 'blocked';
      })
      .reduce((sum, members) => sum + choose(50, members) * share ** members * (1 - share) ** (50 - members), 0);

  test.each([
    ['a good list at the limit', 100 * blocked(0.8), '0.093 %', 3],
    ['a good list', 100 * blocked(0.9), '0.0000024 %', 7],
    ['half a list', 100 * (1 - blocked(0.5)), '5.9 %', 1],
    ['less than half', 100 * (1 - blocked(0.4)), '0.14 %', 2],
    ['a third', 100 * (1 - blocked(0.3)), '0.0003 %', 4],
    ['a tenth lost, missed by fifteen look-ups', 100 * 0.9 ** 15, '21 %', 0],
    ['the bound without a hit', 100 * upperBound(0, 50, 0.001), '12.9 %', 1],
  ])('%s', (_, percent, text, digits) => {
    expect(`${percent.toFixed(digits)} %`).toBe(text);
    expect(page).toContain(text);
  });

  test('a list that is this much longer passes without a hit', () => {
    const verdict = (keys: number): string =>
      judgeRemovals({ keys, membersBefore: 100_000, maxRemovalPercent: 20, sample: { size: 50, members: 0 } }).verdict;
    expect([verdict(610_000), verdict(620_000)]).toEqual(['blocked', 'passed']);
    expect(page).toContain('6.2 times');
  });
});

test.each([
  ['replace', 10, 5, { min: 10, max: 10 }],
  ['merge', 10, 5, { min: 10, max: 15 }],
  ['merge', 5, 10, { min: 10, max: 15 }],
  ['merge', 5, undefined, { min: 5 }],
] as const)('after a %s of %i keys into %s members', (mode, keys, before, expected) => {
  expect(expectedMembers(mode, keys, before)).toEqual(expected);
});

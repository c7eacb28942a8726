/** What the checks say: never less than is known, and never more. */
import { expect, test } from '@jest/globals';
import { guardText, verificationText } from '../../src/report/facts.ts';
import type { GuardSummary } from '../../src/result.ts';
import { target } from './situations.ts';

const guard: GuardSummary = {
  limits: { removal: 20 },
  before: 95_000,
  removals: { min: 0, max: 12_300 },
  additions: { min: 5_000, max: 17_300 },
  by: 'look-ups',
  sample: { size: 200, members: 185 },
  verdict: 'kept',
};
const exact = { removals: { min: 500, max: 500 }, additions: { min: 1, max: 1 } };

test.each<[string, Partial<GuardSummary>, string]>([
  [
    'by look-ups',
    {},
    'passed: between 0 and 12,300 of 95,000 members would be removed (99.9% sure: 185 of 200 looked-up keys are members); at most 19,000 (20%) may be',
  ],
  [
    'by look-ups of all keys',
    exact,
    'passed: 500 of 95,000 members would be removed (exact, all keys looked up); at most 19,000 (20%) may be',
  ],
  [
    'by an export, a limit of additions',
    { ...exact, by: 'export', limits: { addition: 0.0011 }, verdict: 'broken' },
    'blocked: 1 key would be added (exact, from an export); at most 1 (0.0011%) may be',
  ],
  [
    'both limits, not proved',
    { limits: { removal: 0.1, addition: 10 }, verdict: 'open' },
    'blocked: between 0 and 12,300 of 95,000 members would be removed (99.9% sure: 185 of 200 looked-up keys are members); at most 95 (0.1%) may be; between 5,000 and 17,300 keys would be added; at most 9,500 (10%) may be',
  ],
])('the guard %s', (_, more, text) => expect(guardText(target({ guard: { ...guard, ...more } }))).toBe(text));

test('a limit that no double holds exactly allows as many as the guard lets pass', () => {
  const exactly = { by: 'export' as const, before: 100_000, removals: { min: 570, max: 570 } };
  expect(guardText(target({ guard: { ...guard, ...exactly, limits: { removal: 0.57 } } }))).toBe(
    'passed: 570 of 100,000 members would be removed (exact, from an export); at most 570 (0.57%) may be',
  );
});

test('the guard by the counts; a remove takes out', () => {
  const { sample: _, ...counts } = guard;
  const limited = {
    ...counts,
    by: 'counts' as const,
    before: 100,
    limits: { removal: 29 },
    removals: { min: 0, max: 29 },
  };
  expect(guardText(target({ guard: limited, mode: 'remove' }))).toBe(
    'passed: between 0 and 29 of 100 members would be taken out (from the counts alone); at most 29 (29%) may be',
  );
});

test('a wrong count is beside the one that was expected', () => {
  const seen = { setting: 'warn', sampled: 0, sampledMembers: 0, countOk: false, expectedMembers: { min: 5 } } as const;
  expect(verificationText(target({ verification: { ...seen, verdict: 'warned' }, membersAfter: 1 }))).toBe(
    'passed with a warning: LaunchDarkly counts 1 member, expected at least 5',
  );
});

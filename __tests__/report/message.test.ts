/** The output `message`: short, plain, and safe to paste into a chat or a shell. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ERROR_CODES } from '../../src/failure.ts';
import { messageOf } from '../../src/report/describe.ts';
import { allVerified } from '../../src/report/json.ts';
import { verifiedOf } from '../../src/report/outcome.ts';
import type { TargetResult } from '../../src/result.ts';
import { fifty, file, list, replaced, target } from './situations.ts';

const FORBIDDEN = /[`$'"<>@\r\n\u2018\u2019\u201c\u201d\u0000-\u001f]/;
const HIDDEN = 'SECRETWORDS';

const statuses = ['complete', 'submitted', 'pending_approval', 'unchanged', 'dry_run', 'failed'] as const;
const count = fc.option(fc.nat(20_000_000), { nil: undefined });
const targets: fc.Arbitrary<TargetResult> = fc
  .record({
    segmentKey: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom('a`b$(c)', '<@U1>', '"\'', '\n', '😀'.repeat(200), '\u202e'),
    ),
    environmentKey: fc.constant(HIDDEN),
    projectKey: fc.constant(HIDDEN),
    mode: fc.constantFrom('merge', 'replace', 'remove'),
    strategy: fc.constantFrom('upload', 'delta'),
    status: fc.constantFrom(...statuses),
    code: fc.constantFrom(...ERROR_CODES),
    membersBefore: count,
    membersAfter: count,
    added: count,
    removed: count,
    invalidRows: fc.nat(2_000_000),
  })
  .map(({ code, invalidRows, ...fields }) => {
    const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    return target({
      ...known,
      importIds: [HIDDEN],
      approvalRequestId: HIDDEN,
      warnings: [HIDDEN],
      segment: { name: HIDDEN, contextKind: HIDDEN, flags: [{ key: HIDDEN, name: HIDDEN }] },
      list: list([file(HIDDEN, 10_000_000)], { invalidRows }),
      ...(fields.status === 'failed' && {
        failure: {
          code,
          message: HIDDEN,
          advice: HIDDEN,
          state: HIDDEN,
          api: { code: HIDDEN, message: HIDDEN, id: HIDDEN },
        },
      }),
    });
  });

test('has at most 300 harmless characters, and nothing from files or LaunchDarkly, whatever the run', () => {
  fc.assert(
    fc.property(fc.array(targets, { minLength: 1, maxLength: 60 }), (all) => {
      const message = messageOf({ targets: all });
      expect(message.length).toBeLessThanOrEqual(300);
      expect(message).not.toMatch(FORBIDDEN);
      expect(message.isWellFormed()).toBe(true);
      // The environment is in none of a single target's message.
      if (all.length === 1) expect(message).not.toContain(HIDDEN);
    }),
    { numRuns: 500 },
  );
  const failure = { code: 'invalid_input', message: HIDDEN, advice: HIDDEN } as const;
  expect(messageOf({ targets: [], failure })).toBe('Run failed: invalid input (invalid_input).');
});

test('says the numbers that are known', () => {
  const of = (more: Partial<TargetResult>): string => messageOf({ targets: [{ ...replaced, ...more }] });
  expect(of({})).toBe('beta-testers: replace complete; 1,000,000 members now; 998,410 before; verified.');
  expect(of({ mode: 'remove', added: 0, removed: 12 })).toMatch(/^beta-testers: remove complete; 12 taken out; /);
  const planned = { strategy: 'delta', status: 'dry_run', dryRun: true, added: 203, removed: 12 } as const;
  expect(of(planned)).toMatch(/dry run of a replace by delta; planned: 203 added, 12 removed; /);
  const failed = { status: 'failed', failure: { code: 'invalid_csv', message: 'x' } } as const;
  expect(messageOf({ targets: [target({ ...failed, list: list([file('a', 52_310)], { invalidRows: 1_094 }) })] })).toBe(
    'beta-testers: the key list is not valid (invalid_csv); 1,094 of 52,310 rows invalid.',
  );
  expect(messageOf(fifty)).toBe(
    '50 segments: 43 complete, 5 unchanged, 2 failed (guard_blocked, conflict): audience-12, audience-24.',
  );
});

describe('verified', () => {
  const seen = { setting: 'warn', sampled: 20, sampledMembers: 20 } as const;
  const ended = (verdict: 'passed' | 'warned' | 'failed' | 'skipped'): TargetResult =>
    target({ verification: { ...seen, verdict } });

  test('is true only where it was seen', () => {
    expect(verifiedOf(ended('passed'))).toBe(true);
    expect(verifiedOf(ended('warned'))).toBe(false);
    expect(verifiedOf(ended('failed'))).toBe(false);
    expect(verifiedOf(ended('skipped'))).toBeNull();
    expect(verifiedOf(target({ status: 'dry_run', added: 1, removed: 0 }))).toBeNull();
    expect(verifiedOf(target({ status: 'unchanged' }))).toBeNull();
    expect(verifiedOf(target({ status: 'unchanged', added: 0, removed: 0 }))).toBe(true);
  });

  test('of several targets the worst: false, empty, true', () => {
    const of = (...each: TargetResult[]) => allVerified({ targets: each });
    expect(of(ended('passed'), ended('passed'))).toBe(true);
    expect(of(ended('passed'), ended('skipped'))).toBeNull();
    expect(of(ended('passed'), ended('skipped'), ended('warned'))).toBe(false);
    expect(of()).toBeNull();
  });
});

import { describe, expect, test } from '@jest/globals';
import { Failure } from '../../src/failure.ts';
import type { KeyList, Members, StoredKeys } from '../../src/list/index.ts';
import type { TargetSettings } from '../../src/settings.ts';
import { EXPORT_ADVICE, tooManyMembers } from '../../src/sync/advice.ts';
import type { Approvals, Inspection } from '../../src/sync/inspect.ts';
import type { Overlap } from '../../src/sync/limits.ts';
import type { Comparison } from '../../src/sync/overlap.ts';
import { admit, plan } from '../../src/sync/plan.ts';

const settings = (changes: Partial<TargetSettings> = {}): TargetSettings =>
  ({
    mode: 'replace',
    strategy: 'upload',
    waitOnApprovals: false,
    bypassApprovals: false,
    allowPartialReplace: false,
    maxRemovalPercent: 100,
    ...changes,
  }) as TargetSettings;

/** So many keys in so many parts. */
function stored(count: number, parts = count > 0 ? 1 : 0): StoredKeys {
  const files = Array.from({ length: parts }, () => ({ keys: Math.ceil(count / parts), bytes: 9 }));
  return { count, parts: files } as unknown as StoredKeys;
}

const list = (count: number, parts?: number): KeyList => ({ keys: stored(count, parts) }) as KeyList;

const inspection = (members: number | undefined, approvals: Approvals = { kind: 'not_needed' }): Inspection =>
  ({ segment: { includedCount: members }, approvals }) as Inspection;

const compared = (min: number, max = min, by: Overlap['by'] = 'counts'): Comparison => ({ overlap: { min, max, by } });

describe('how the parts of a list are sent', () => {
  test.each([
    ['a merge in parts', settings({ mode: 'merge' }), 3, 5, ['merge', 'merge', 'merge']],
    ['a replace that fits', settings(), 1, 5, ['replace']],
    ['a replace in parts of an empty segment', settings(), 3, 0, ['merge', 'merge', 'merge']],
    ['a replace in parts, allowed', settings({ allowPartialReplace: true }), 3, 5, ['replace', 'merge', 'merge']],
    [
      'a replace in parts, allowed and unseen',
      settings({ allowPartialReplace: true }),
      2,
      undefined,
      ['replace', 'merge'],
    ],
  ])('%s', (_, how, parts, before, modes) => {
    const decided = plan(list(9, parts), inspection(before), compared(0, 9), how);
    expect(decided).toMatchObject({ kind: 'upload', uploads: modes.map((mode) => ({ mode })) });
  });

  test.each([
    [5, /needs 2 uploads, and the segment has 5 members/],
    [undefined, /is not known to be empty/],
  ])('a replace in parts of a segment with %s members is refused', (before, message) => {
    expect(() => admit(list(9, 2), inspection(before), settings())).toThrow(
      expect.objectContaining({ code: 'partial_replace_refused', message: expect.stringMatching(message) }),
    );
  });

  test('only one upload can wait for approval', () => {
    const waiting = settings({ mode: 'merge', waitOnApprovals: true });
    expect(plan(list(9, 1), inspection(5), compared(0), waiting).kind).toBe('upload');
    expect(() => admit(list(9, 2), inspection(5), waiting)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });
});

describe('an empty list', () => {
  test.each([
    ['merge', 5, 'nothing'],
    ['remove', 5, 'nothing'],
    ['replace', 0, 'nothing'],
    ['replace', 5, 'upload'],
  ] as const)('%s into %i members', (mode, before, kind) => {
    expect(plan(list(0), inspection(before), compared(0), settings({ mode })).kind).toBe(kind);
  });
});

describe('removals', () => {
  test('all keys of the list, unless none is a member', () => {
    const remove = settings({ mode: 'remove' });
    expect(plan(list(3), inspection(5), compared(0, 3), remove)).toMatchObject({
      kind: 'change',
      removals: { count: 3 },
    });
    expect(plan(list(3), inspection(5), compared(0), remove).kind).toBe('nothing');
    expect(plan(list(3), inspection(0), compared(0), remove).kind).toBe('nothing');
  });
});

describe('a delta', () => {
  const difference = (missing: number, surplus: number): Comparison => ({
    ...compared(0, 0, 'export'),
    difference: { missing: stored(missing), surplus: { count: surplus } as Members },
  });

  test('many additions go by imports, few by requests', () => {
    const delta = settings({ mode: 'merge', strategy: 'delta' });
    expect(plan(list(9_000), inspection(1), difference(5_001, 0), delta)).toMatchObject({
      uploads: [{ mode: 'merge' }],
    });
    expect(plan(list(9_000), inspection(1), difference(5_000, 0), delta)).toMatchObject({
      uploads: [],
      additions: { count: 5_000 },
    });
    expect(plan(list(9_000), inspection(1), difference(0, 0), delta)).toEqual({ kind: 'nothing' });
  });
});

describe('the guard', () => {
  const guarded = settings({ maxRemovalPercent: 20 });

  test.each([
    ['proved kept', 80, 80, undefined],
    ['proved broken', 79, 79, /would remove 21 of 100 members \(21%\), and `max-removal-percent` allows 20%/],
    ['not proved', 70, 90, /would remove 10 to 30 of 100 members.*could not be proved/],
  ])('%s', (_, min, max, message) => {
    const decide = () => plan(list(90), inspection(100), compared(min, max, 'look-ups'), guarded);
    if (message === undefined) expect(decide().kind).toBe('upload');
    else
      expect(decide).toThrow(
        expect.objectContaining({ code: 'guard_blocked', message: expect.stringMatching(message) }),
      );
  });

  test('a limit that no double holds exactly is a limit all the same', () => {
    const settings = { ...guarded, maxRemovalPercent: 0.57 };
    const decide = (removed: number) =>
      plan(list(100_000), inspection(100_000), compared(100_000 - removed, 100_000 - removed, 'export'), settings);
    expect(decide(570).kind).toBe('upload');
    expect(() => decide(571)).toThrow(expect.objectContaining({ code: 'guard_blocked' }));
    const large = (removed: number) =>
      plan(list(1), inspection(106_482_500), compared(106_482_500 - removed), { ...guarded, maxRemovalPercent: 69.6 });
    expect(large(74_111_820).kind).toBe('upload');
    expect(() => large(74_111_821)).toThrow(expect.objectContaining({ code: 'guard_blocked' }));
    // Where only the additions are too many, nothing is said of the removals.
    const adding = { ...settings, maxAdditionPercent: 0.1 };
    expect(() => plan(list(100_000), inspection(100_000), compared(99_430, 99_430, 'export'), adding)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('max-removal-percent') }),
    );
  });

  test('says why there was no export, and what would do', () => {
    const comparison = compared(70, 90, 'look-ups');
    const noExport = new Failure('forbidden', 'LaunchDarkly refused to export the members (403 Forbidden).', {
      advice: 'Give the token `createSegmentExport`.',
    });
    const decide = () => plan(list(90), inspection(100), { overlap: { ...comparison.overlap, noExport } }, guarded);
    expect(decide).toThrow(
      expect.objectContaining({
        advice: expect.stringMatching(/refused to export.*createSegmentExport.*`max-removal-percent: 30`/),
      }),
    );
  });

  test('does not advise to do without an export where there was none', () => {
    const { overlap } = compared(70, 90, 'look-ups');
    for (const noExport of [tooManyMembers(11, 10), new Failure('export_mismatch', 'No.', { advice: EXPORT_ADVICE })]) {
      expect(() => plan(list(90), inspection(100), { overlap: { ...overlap, noExport } }, guarded)).toThrow(
        expect.objectContaining({
          advice: expect.stringMatching(new RegExp(`there is none: ${noExport.message} If the list is wrong`)),
        }),
      );
    }
  });

  test('additions have a limit of their own', () => {
    const adding = settings({ mode: 'merge', maxAdditionPercent: 10 });
    expect(plan(list(90), inspection(100), compared(80), adding).kind).toBe('upload');
    expect(() => plan(list(90), inspection(100), compared(79), adding)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/would add 11 keys.*`max-addition-percent` allows 10%/),
      }),
    );
  });
});

describe('approvals', () => {
  const why = new Failure('forbidden', 'No.');
  const needed: Approvals = { kind: 'needed' };
  const unreadable: Approvals = { kind: 'unreadable', why };
  test.each([
    ['needed', needed, settings(), 'approval_required'],
    ['needed, and waited for', needed, settings({ waitOnApprovals: true }), undefined],
    ['needed, and left to LaunchDarkly', needed, settings({ bypassApprovals: true }), undefined],
    [
      'an open request in the way',
      { ...needed, pending: 'r1' },
      settings({ waitOnApprovals: true }),
      'approval_pending',
    ],
    ['unreadable: a replace', unreadable, settings(), 'approval_required'],
    ['unreadable: a remove', unreadable, settings({ mode: 'remove' }), 'approval_required'],
    ['unreadable: a delta', unreadable, settings({ mode: 'merge', strategy: 'delta' }), 'approval_required'],
    ['unreadable: a merge', unreadable, settings({ mode: 'merge' }), undefined],
    ['unreadable, left to LaunchDarkly', unreadable, settings({ bypassApprovals: true }), undefined],
    ['not needed', { kind: 'not_needed' }, settings(), undefined],
  ] as const)('%s', (_, approvals, how, code) => {
    const decide = () => admit(list(3), inspection(5, approvals), how);
    if (code === undefined) expect(decide).not.toThrow();
    else expect(decide).toThrow(expect.objectContaining({ code }));
  });
});

import { expect, test } from '@jest/globals';
import { type Applied, type AppliedUpload, describeState, nothingApplied } from '../../src/sync/applied.ts';
import type { Plan } from '../../src/sync/plan.ts';

const uploads = (...modes: ('merge' | 'replace')[]): Plan =>
  ({ kind: 'upload', uploads: modes.map((mode) => ({ mode, file: { keys: 10, bytes: 1 } })) }) as unknown as Plan;

const change = (additions: number, removals: number): Plan =>
  ({ kind: 'change', uploads: [], additions: { count: additions }, removals: { count: removals } }) as unknown as Plan;

const applied = (changes: Partial<Applied>): Applied => ({ ...nothingApplied(), ...changes });
const states = (...all: AppliedUpload['state'][]): Applied =>
  applied({ uploads: all.map((state) => ({ attempts: 1, state, ids: { id: 'i7', shown: 'i7' } })) });

test.each<[string, Plan | undefined, Applied, number | undefined, RegExp]>([
  [
    'nothing was planned',
    undefined,
    nothingApplied(),
    undefined,
    /^Nothing was imported: this run has not changed the segment\.$/,
  ],
  ['not sent', uploads('merge'), states('not_sent'), undefined, /^Nothing was imported/],
  ['no answer', uploads('merge'), states('unknown'), undefined, /no answer from LaunchDarkly says what became of it/],
  ['accepted', uploads('merge'), states('running'), undefined, /has accepted the import i7 and is still working on it/],
  [
    'held',
    uploads('merge'),
    states('pending_approval'),
    undefined,
    /holds the import i7 until it is approved; it has not changed/,
  ],
  [
    'stopped',
    uploads('merge'),
    states('stopped'),
    undefined,
    /not known what the segment holds after the stopped import i7\./,
  ],
  [
    'complete',
    uploads('merge'),
    states('complete'),
    1,
    /^LaunchDarkly reported the import as complete\. It has 1 member now\.$/,
  ],
  [
    'a part of a replace',
    uploads('replace', 'merge', 'merge'),
    states('complete', 'not_sent'),
    undefined,
    /^Part 1 of 3 \(10 keys\) is imported, and the segment lacks the rest/,
  ],
  [
    'parts of a merge',
    uploads('merge', 'merge', 'merge'),
    states('complete', 'complete', 'unknown'),
    undefined,
    /^Parts 1 to 2 of 3 \(20 keys\) are merged.* An upload was sent/,
  ],
  [
    'some changes',
    change(5, 3),
    applied({ added: 5, removed: 1, unknown: 1 }),
    undefined,
    /^5 of 5 additions and 1 of 3 removals were made; it is not known whether 1 more key was changed\. Running again does the rest\.$/,
  ],
  ['all changes', change(1, 0), applied({ added: 1 }), 9, /^1 of 1 addition was made\. It has 9 members now\.$/],
  ['no change', change(5, 3), nothingApplied(), undefined, /^Nothing was imported/],
])('%s', (_, plan, done, members, expected) => {
  expect(describeState(plan, done, members, { dryRun: false, mode: 'merge' })).toMatch(expected);
});

test('a dry run changes nothing', () =>
  expect(describeState(undefined, nothingApplied(), undefined, { dryRun: true, mode: 'merge' })).toBe(
    'A dry run changes nothing.',
  ));

test('a remove imports nothing in any case', () =>
  expect(describeState(undefined, nothingApplied(), undefined, { dryRun: false, mode: 'remove' })).toBe(
    'Nothing was taken out: this run has not changed the segment.',
  ));

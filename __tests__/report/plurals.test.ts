/** One key, one member, one file: what is said of it is in the singular. */
import { expect, jest, test } from '@jest/globals';
import type { Segment } from '../../src/launchdarkly/index.ts';
import { createLog } from '../../src/report/log.ts';
import { publishImport } from '../../src/report/publish.ts';
import type { GuardSummary, SyncPhase, TargetResult, VerificationSummary } from '../../src/result.ts';
import type { TargetSettings } from '../../src/settings.ts';
import { guardBlocked } from '../../src/sync/advice.ts';
import { cautionsOf } from '../../src/sync/plan.ts';
import type { Snapshot } from '../../src/sync/snapshot.ts';
import { type ActionResult, runAction } from '../support/run-action.ts';
import { scenario } from '../support/scenario.ts';
import { recorder } from './recorder.ts';
import { file, list, target } from './situations.ts';

const THINGS = 'keys|members|rows|files|uploads|bytes|segments|targets|duplicates|columns|placeholders|seconds';
const SLIPS = [
  new RegExp(`(?<![\\d,.])1 (?:[a-z-]+ )?(?:${THINGS})\\b.*`, 'g'),
  /(?<![\d,.])1 (?:[a-z-]+ )?(?:key|member|row)(?: of the list| that were looked up)* (?:are|were|have)\b.*/g,
  /(?<![\d,.])1 (?:are|were)\b.*/g,
  /(?<![\d,.])1 (?:[a-z-]+ )?(?:key|member|target)\b[^.]*\b(?:they|them)\b.*/g,
];
const slips = (text: string): string[] => SLIPS.flatMap((slip) => text.match(slip) ?? []);

const guard: GuardSummary = {
  limits: { removal: 100, addition: 100 },
  before: 1,
  removals: { min: 0, max: 1 },
  additions: { min: 0, max: 1 },
  by: 'look-ups',
  sample: { size: 1, members: 1 },
  verdict: 'kept',
};
const blocked: GuardSummary = { ...guard, limits: { removal: 0, addition: 0 }, verdict: 'open' };
const verification: VerificationSummary = {
  setting: 'warn',
  countOk: false,
  expectedMembers: { min: 1, max: 1 },
  sampled: 1,
  sampledMembers: 1,
  removedSampled: 1,
  removedGone: 1,
  verdict: 'warned',
};
const invalid = {
  invalidRows: 1,
  problemTotals: { empty_key: 1 },
  problems: [{ file: 'a.csv', line: 1, column: 1, kind: 'empty_key' as const }],
};
const one: Partial<TargetResult> = {
  list: list([file('a.csv', 1, { bytes: 1 })], { trimmedKeys: 1, duplicates: 1, bytes: 1, ...invalid }),
  membersBefore: 0,
  membersAfter: 1,
};
const request = { importIds: ['1'], approvalRequestId: 'id' };

test.each<[string, Partial<TargetResult>]>([
  ['complete', { guard, verification }],
  ['complete, with another count', { membersAfter: 1, verification: { ...verification, expectedMembers: { min: 5 } } }],
  ['complete, count unknown', { membersAfter: undefined as never }],
  ['submitted', { status: 'submitted' }],
  ['submitted, by delta', { status: 'submitted', strategy: 'delta', added: 1, removed: 1 }],
  ['a remove, count unknown', { mode: 'remove', membersBefore: undefined, membersAfter: undefined }],
  ['waiting for approval', { status: 'pending_approval', ...request }],
  ['unchanged', { status: 'unchanged', membersBefore: 1 }],
  ['a remove', { mode: 'remove', membersBefore: 1, membersAfter: 0, guard }],
  ['a remove by delta', { mode: 'remove', membersBefore: 1, added: 0, removed: 1, strategy: 'delta' }],
  ['unchanged merge', { status: 'unchanged', mode: 'merge', membersBefore: 1 }],
  ['a dry run', { status: 'dry_run', membersBefore: 1 }],
  ['a dry run of a merge', { status: 'dry_run', mode: 'merge' }],
  ['a dry run of a remove', { status: 'dry_run', mode: 'remove', membersBefore: 1 }],
  ['a dry run of a delta', { status: 'dry_run', added: 1, removed: 1, strategy: 'delta' }],
  ['blocked', { status: 'failed', guard: blocked, membersBefore: 1, failure: { code: 'guard_blocked', message: 'x' } }],
  ['nothing found', { verification: { ...verification, sampledMembers: 0, removedGone: 0, verdict: 'failed' } }],
])('%s', async (_, more) => {
  for (const others of [[], [target()]]) {
    const core = recorder();
    const result = target({ ...one, ...more });
    const log = createLog(core, [result, ...others]);
    for (const phase of ['read', 'inspect', 'plan', 'verify'] as SyncPhase[]) {
      log.listen({ type: 'phase', target: 0, phase });
      log.listen({ type: 'found', target: 0, phase, result });
    }
    log.close();
    const env = { GITHUB_STEP_SUMMARY: 'x', GITHUB_OUTPUT: 'x' };
    await publishImport({ targets: [result, ...others] }, { core, env, signal: new AbortController().signal });
    // The digits of the outputs, and of Markdown's tables, have no noun.
    expect(slips([core.text(), ...core.summaries].join('\n'))).toEqual([]);
  }
});

test.each(['keys', 'rows', 'bytes'] as const)('progress of %s', (unit) => {
  const core = recorder();
  const log = createLog(core, [target()]);
  const now = jest.spyOn(Date, 'now').mockReturnValue(0);
  log.listen({ type: 'progress', target: 0, what: 'Adding', done: 0, total: 2, unit });
  for (const [seconds, done, total] of [
    [6, 1, 2],
    [12, 1, undefined],
    [13, 0, 1],
    [18, 1, 1],
  ] as const) {
    now.mockReturnValue(seconds * 1_000);
    log.listen({ type: 'progress', target: 0, what: 'Adding', done, total, unit });
  }
  now.mockRestore();
  expect(core.text().match(/Adding/g)).toHaveLength(3);
  expect(slips(core.text())).toEqual([]);
});

test('what to know of a plan', () => {
  const segment = { excludedCount: 1 } as Segment;
  const snapshot = { leftOut: 1 } as Snapshot;
  const comparison = { overlap: { min: 0, max: 1, by: 'counts' as const }, snapshot };
  const texts = cautionsOf({ segment, approvals: { kind: 'not_needed' } }, comparison, {
    mode: 'merge',
  } as TargetSettings);
  expect(texts).toHaveLength(3);
  expect(slips(texts.join('\n'))).toEqual([]);
});

test('the guard', () => {
  const settings = { mode: 'replace' } as TargetSettings;
  const { message } = guardBlocked(blocked, { min: 0, max: 1, by: 'look-ups' }, settings);
  expect(message).toContain('1 of 1 looked-up key is a member.');
  expect(slips(message)).toEqual([]);
});

test.each<[string, string, Record<string, string | boolean>]>([
  ['one key', 'a\n', {}],
  ['one row that is empty', '""\n', {}],
  ['one row that is skipped', '""\n', { 'on-invalid-row': 'skip' }],
])('a run with %s', async (_, csv, inputs) => {
  await using scene = await scenario();
  const result = await scene.run(inputs, { files: { 'keys.csv': csv } });
  expect(slips(result.log + result.summary)).toEqual([]);
});

test('the log of many targets', async () => {
  await using scene = await scenario();
  scene.sim.state.createSegment('web/production/other', { members: ['x'] });
  const result: ActionResult = await runAction({
    inputs: { 'access-token': scene.sim.token, 'base-uri': scene.sim.url, 'targets-path': 'targets.json' },
    files: {
      'keys.csv': 'a\n',
      'targets.json': JSON.stringify({
        defaults: { 'project-key': 'web', 'environment-key': 'production', 'csv-path': 'keys.csv' },
        targets: [{ 'segment-key': 'beta' }, { 'segment-key': 'other', mode: 'replace', 'max-removal-percent': 100 }],
      }),
    },
    timeScale: 20,
  });
  expect(result.log).toContain('1 member now');
  expect(slips(result.log + result.summary)).toEqual([]);
});

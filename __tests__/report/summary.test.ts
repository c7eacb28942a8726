/** What the summary puts first, what it folds, and how it writes numbers. */
import { expect, test } from '@jest/globals';
import { createLog, logOverview } from '../../src/report/log.ts';
import { summaryOf } from '../../src/report/summary.ts';
import type { TargetResult } from '../../src/result.ts';
import { recorder } from './recorder.ts';
import { blocked, fifty, file, list, replaced, target } from './situations.ts';

/** What is read without a click. */
const open = (markdown: string): string => markdown.replace(/<details>[\s\S]*<\/details>/g, '');

test('additions and removals lead where they are known, with their shares', () => {
  const known = { added: 200_000, removed: 198_410, membersBefore: 998_410, membersAfter: 1_000_000 };
  const text = summaryOf({ targets: [target(known)] });
  expect(text).toContain('200,000 (20%) added, 198,410 (19.9%) removed: 1,000,000 members now, 998,410 before.');
  expect(text).toMatch(/^\| Added \| Removed \| Members before \|/m);
  expect(text).toMatch(/^\| 200,000 \(20%\) \| 198,410 \(19\.9%\) \| 998,410 \|/m);
});

test('a difference of counts is not taken for what was added', () => {
  const known = { membersBefore: 998_410, membersAfter: 1_000_000 };
  expect(summaryOf({ targets: [target(known)] })).toMatch(/\+1,590 net; .*not known how many were added/);
  expect(summaryOf({ targets: [target({ ...known, mode: 'merge' })] })).not.toMatch(/ net;/);
  expect(summaryOf({ targets: [target({ ...known, membersBefore: 0 })] })).not.toMatch(/ net;/);
  const dry = target({ status: 'dry_run', dryRun: true, membersBefore: 100, list: list([file('a.csv', 90)]) });
  expect(summaryOf({ targets: [dry] })).toMatch(/−10 net; .*not known how many would be added/);
});

test('a dry run says how many members a real run would leave, as far as that is known', () => {
  const dry = { status: 'dry_run', dryRun: true, list: list([file('a.csv', 90)]) } as const;
  const of = (more: Partial<TargetResult>): string => summaryOf({ targets: [target({ ...dry, ...more })] });
  expect(of({ mode: 'merge', membersBefore: 100 })).toContain(
    'leave 100 to 190 members in the segment, which has 100 now.',
  );
  expect(of({ mode: 'remove', membersBefore: 100 })).toContain(
    'leave 10 to 100 members in the segment, which has 100 now.',
  );
  expect(of({ mode: 'replace' })).toContain('leave 90 members in the segment. Nothing was changed.');
  expect(of({ mode: 'merge' })).toContain('A real run would merge 90 keys. Nothing was changed.');
});

test('a blocked delta shows what it would have changed, in log and summary', () => {
  const result = { ...blocked, added: 5, removed: 60, membersBefore: 100 };
  expect(summaryOf({ targets: [result] })).toMatch(/\| To add \| To remove \|.*\n.*\n\| 5 \(5%\) \| 60 \(60%\) \|/);
  const core = recorder();
  createLog(core, [result]).listen({ type: 'found', target: 0, phase: 'plan', result });
  expect(core.text()).toMatch(/To add +5 +5%\n +To remove +60 +60%/);
});

test('a run without failure is short: the rest is folded', () => {
  const text = open(summaryOf({ targets: [replaced] }));
  expect(text).toMatch(/^Guard passed: .*Verification passed: .*\.$/m);
  expect(text.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(7);
  expect(text).not.toContain('SHA-256');
  expect(open(summaryOf({ targets: [blocked] }))).toContain('SHA-256');
});

test('of many segments those that went well are folded, in log and summary', () => {
  const text = open(summaryOf(fifty));
  expect(text.match(/^\| <a href="[^"]*"><code>production/gm)).toHaveLength(2);
  expect(summaryOf(fifty).match(/^\| <a href="[^"]*"><code>production/gm)).toHaveLength(50);
  expect(summaryOf(fifty)).toContain('<summary>48 segments: 43 complete, 5 unchanged</summary>');
  const core = recorder();
  logOverview(fifty, core);
  expect(core.text()).toMatch(
    /^::group::48 segments: 43 complete, 5 unchanged\n(?: {2}.*\n){48}::endgroup::\n50 segments/,
  );
  expect(core.text().trimEnd().split('\n').slice(-2).join()).toMatch(/stopped by the guard.*another import/s);
  const few = { targets: fifty.targets.slice(0, 5) };
  expect(open(summaryOf(few)).match(/^\| <a href="[^"]*"><code>production/gm)).toHaveLength(5);
});

test('a row is a place that can be copied, without separators in its number', () => {
  const problems = [{ file: 'out/beta.csv', line: 1203, column: 14, kind: 'invalid_utf8' as const }];
  const invalid = target({ list: list([file('out/beta.csv', 2_000)], { invalidRows: 1, problems }) });
  expect(summaryOf({ targets: [invalid] })).toContain(
    '| <code>out/beta.csv:1203:14</code> | The key is not valid UTF-8. |',
  );
});

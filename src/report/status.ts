/** How a run ended: for programs to branch on, and the words for it. Pure. */
import { type ErrorCode, FAILURES } from '../failure.ts';
import type { RunResult, Status, TargetResult } from '../result.ts';
import { number } from '../words.ts';

const WORST_FIRST: readonly Status[] = ['failed', 'pending_approval', 'submitted', 'complete', 'unchanged', 'dry_run'];

/** The status of a whole run: the worst of its targets; one without any has failed before the first. */
export const statusOf = ({ targets }: RunResult): Status =>
  WORST_FIRST.find((status) => targets.some((target) => target.status === status)) ?? 'failed';

/** The code of the run's own failure, else of the first target that failed; null where nothing failed. */
export const errorCodeOf = ({ failure, targets }: RunResult): ErrorCode | null =>
  (failure ?? targets.find((target) => target.failure)?.failure)?.code ?? null;

/** Whether the segment was seen to hold what it should: false also if that could not be seen, null if nobody looked. */
export function verifiedOf({ status, verification, added }: TargetResult): boolean | null {
  // Additions are known exactly where the members were: nothing to change was seen, then.
  if (status === 'unchanged') return added === undefined ? null : true;
  if (verification === undefined || verification.verdict === 'skipped') return null;
  return verification.verdict === 'passed';
}

/** Of several targets the worst. */
export function allVerified({ targets }: RunResult): boolean | null {
  const each = targets.map(verifiedOf);
  return [false, null, true].find((verified) => each.includes(verified)) ?? null;
}

/** Whether the additions and removals of a target are those that it would have made. */
export const isPlan = ({ dryRun, failure }: TargetResult): boolean => dryRun || failure?.code === 'guard_blocked';

/** How a target is synced. */
export const methodOf = ({ mode, strategy }: Pick<TargetResult, 'mode' | 'strategy'>): string =>
  strategy === 'delta' ? `${mode} by delta` : mode;

/** Of a status: a sign, a word to follow a number of targets, and a target in a few words, from how it is synced. */
export const STATUSES: Readonly<Record<Status, { icon: string; word: string; verdict(method: string): string }>> = {
  complete: { icon: '✅', word: 'complete', verdict: (method) => `${method} complete` },
  submitted: { icon: '🚀', word: 'submitted', verdict: (method) => `${method} submitted` },
  pending_approval: { icon: '⏳', word: 'waiting for approval', verdict: (method) => `${method} waits for approval` },
  dry_run: { icon: '🔍', word: 'dry run', verdict: (method) => `dry run of a ${method}` },
  unchanged: { icon: '✅', word: 'unchanged', verdict: () => 'nothing to change' },
  failed: { icon: '❌', word: 'failed', verdict: () => 'failed' },
};

/** `9 complete, 1 unchanged, 2 failed`. */
export function tally(targets: readonly TargetResult[]): string {
  const groups = Object.groupBy(targets, ({ status }) => status);
  return (Object.keys(STATUSES) as Status[])
    .flatMap((status) => (groups[status] ? `${number(groups[status].length)} ${STATUSES[status].word}` : []))
    .join(', ');
}

/** What a target came to, in a few words. */
export const verdictOf = (target: TargetResult): string =>
  target.failure ? FAILURES[target.failure.code] : STATUSES[target.status].verdict(methodOf(target));

/** How a run ended, for programs to branch on. Pure. */
import type { ErrorCode } from '../failure.ts';
import type { RunResult, Status, TargetResult } from '../result.ts';

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
  if (each.includes(false)) return false;
  return each.length === 0 || each.includes(null) ? null : true;
}

/** Whether the additions and removals of a target are those that it would have made. */
export const isPlan = ({ dryRun, failure }: TargetResult): boolean => dryRun || failure?.code === 'guard_blocked';
